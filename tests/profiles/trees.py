"""Small trees of profile files for the tests: one region, one district, written to a temporary folder."""

from pathlib import Path

from service.profiles.directory import Directory, read_directory

BASE = """
[[rule]]
id = "people.positions"
kind = "list"
title = "Должности"
params = { items = [{ code = "teacher", title = "Педагог" }] }
"""
REGION = """
[tenant]
slug = "oblast"
kind = "region"
name = { ru = "Область" }
time_zone = "Europe/Moscow"

[layer]
kind = "model"
of = "rayon"
"""
BINDING = """
[tenant]
slug = "oblast"
kind = "region"
name = { ru = "Область" }
time_zone = "Europe/Moscow"

[layer]
kind = "binding"

[act]
title = "О службе области"
citation = "Приказ № 7"
date = 2025-01-10
"""
DISTRICT = """
[tenant]
slug = "rayon"
kind = "municipality"
region = "oblast"
name = { ru = "Район" }
time_zone = "Europe/Moscow"

[act]
title = "О службе района"
citation = "Приказ № 1"
date = 2025-02-01
effective_from = 2025-03-01
"""
DRAFT = """
[tenant]
slug = "sosed"
kind = "municipality"
region = "oblast"
name = { ru = "Сосед" }
time_zone = "Europe/Moscow"
"""
QUORUM = """
[[rule]]
id = "council.decision_quorum"
kind = "threshold"
title = "Кворум"
severity = "hard"
params = { share = "2/3", op = "at_least", base = "established" }
clause = "п. 4.9"
quote = "не менее двух третей"
"""
NOTICE = """
[[rule]]
id = "council.notice"
kind = "deadline"
title = "Извещение"
params = { fact = "sent_date", anchor = "meeting_date", direction = "before", amount = 5 }
clause = "п. 4.8"
quote = "не позднее пяти дней"
"""
CHOICE_OF_BASE = """
[[setting]]
id = "council.decision_base"
sets = "council.decision_quorum.base"
default = "established"
options = ["established", "filled"]
note = "От какого числа считать"
"""


def tree(root: Path, **files: str | None) -> Path:
    """Write base, region, district and more files, their paths spelled with `__`; None leaves one out."""
    known = {"base": "base.toml", "region": "oblast/region.toml", "district": "oblast/rayon.toml"}
    contents: dict[str, str | None] = {"base": BASE, "region": REGION, "district": DISTRICT, **files}
    for name, content in contents.items():
        if content is None:
            continue
        path = root / known.get(name, name.replace("__", "/") + ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.lstrip("\n"), encoding="utf-8")
    return root


def read(root: Path, **files: str | None) -> Directory:
    """Write a tree and read it."""
    return read_directory(tree(root, **files))


def faults(root: Path, **files: str | None) -> list[tuple[str, int, str, str]]:
    """Write a tree and give its problems as (file name, line, key, sentence)."""
    return [
        (Path(problem.file).relative_to(root).as_posix(), problem.line, problem.key, str(problem.message))
        for problem in read(root, **files).problems
    ]


def line(content: str, start: str) -> int:
    """Give the number of the first line of a file that begins with the text."""
    lines = content.lstrip("\n").splitlines()
    return next(number for number, text in enumerate(lines, 1) if text.startswith(start))
