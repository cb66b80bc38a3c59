"""Scans and photos of papers (сканы): what a file is, is read from its first bytes, not from its name."""

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.documents import files
from service.documents.model import StoredFile
from service.tenancy.scope import Scope

KINDS = (
    (b"%PDF-", files.PDF, "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)
NOT_A_SCAN = N_("Скан или фото принимается в PDF, JPEG или PNG.")


def keep(scope: Scope, name: str, content: bytes) -> StoredFile:
    """Store a scan under a name of ours; raises Invalid for what is no picture and no PDF, or is empty."""
    for start, media_type, ending in KINDS:
        if content.startswith(start):
            return files.keep(scope, f"{name}.{ending}", media_type, content)
    raise Invalid(fields=(FieldProblem("file", NOT_A_SCAN if content else files.EMPTY),))
