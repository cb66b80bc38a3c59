"""Asking the confined child process: it opens the file, we only read its answer."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from service.people.importing.archives import damaged
from service.people.importing.limits import Limits
from service.people.importing.refusal import Refused
from service.rules.message import N_

CHILD = "service.people.importing.child"
ROOT = Path(__file__).resolve().parents[3]
TOLD = ("memory_bytes", "cpu_seconds", "rows", "text_characters")
KEPT = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")


def ask(kind: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """The child's answer about a file of the kind xlsx, ods or html (in utf-8).

    Raises `Refused`: unreadable (the child died), too_slow (it was stopped), damaged (it could not read).
    """
    request = {"kind": kind} | {name: getattr(limits, name) for name in TOLD}
    try:
        done = subprocess.run(
            [sys.executable, "-m", CHILD],
            input=json.dumps(request).encode() + b"\n" + data,
            capture_output=True,
            timeout=limits.wall_seconds,
            cwd=ROOT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(
            "too_slow", N_("Файл открывался слишком долго. Скопируйте список в новую таблицу и загрузите её.")
        ) from error
    if done.returncode != 0:
        raise Refused(
            "unreadable",
            N_(
                "Файл не открылся: чтение прервано защитой. Скопируйте список в новую таблицу и загрузите её."
            ),
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "failed" in answer:
        raise damaged()
    return answer


def _environment() -> dict[str, str]:
    """What the child may know: where Python's libraries are, and no address or password of ours."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
