"""What must hold of every single answer, whoever asked: headers, no foreign word, no entrails."""

import io
import re
import zipfile

from werkzeug.test import TestResponse

from service.modules import CARDS
from service.people.names import PeoplePermission
from service.web.module import grants_by_role
from tests.isolation.pair import WORD_B

HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'")
ENTRAILS = re.compile(
    r"Traceback \(most recent|File \"/|psycopg|sqlalchemy|werkzeug\.|\bSELECT .{1,200} FROM\b|INSERT INTO|"
    r"\bmms\.[a-z_]+\b|violates|pg_catalog"
)
PRIVATE = re.compile(r"Канарейка-первая-(phone|email)-\d")
GRANTS = grants_by_role(CARDS)


def text_of(response: TestResponse) -> str:
    """Every word of an answer; a workbook's too."""
    content = response.get_data()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8", "replace")


def faults(response: TestResponse, actor: str = "") -> list[str]:
    """What is wrong with an answer to `actor` of tenant A."""
    text = text_of(response)
    found = [f"header {name}" for name, part in HEADERS.items() if part not in response.headers.get(name, "")]
    policy = response.headers.get("Content-Security-Policy", "")
    found += [f"policy lacks {part}" for part in POLICY if part not in policy]
    if "unsafe" in policy:
        found.append("policy allows unsafe scripts or styles")
    found += [f"header {name} tells" for name in ("Server", "X-Powered-By") if name in response.headers]
    if "private" not in response.headers.get("Cache-Control", ""):
        found.append(f"may be cached: {response.headers.get('Cache-Control')}")
    if WORD_B in text:
        found.append("a word of the other tenant")
    entrails = ENTRAILS.search(text)
    if entrails:
        found.append(f"entrails: {entrails.group()[:80]}")
    private = PRIVATE.search(text)
    if private and PeoplePermission.PRIVATE not in GRANTS.get(actor, frozenset()):
        found.append(f"a private fact: {private.group()}")
    return found
