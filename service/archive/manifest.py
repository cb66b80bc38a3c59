"""The manifest of an archive (опись архива): format, product, schema, every file with its digest, the seal.

The seal is a chain: SHA-256 over what the manifest says of the tenant, then over each file's name, digest and
size in turn. One byte altered, a file taken out, added or moved, and the last link is another.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from service.core.errors import Invalid
from service.core.language import N_

FORMAT = 1
KIND = "metodsluzhba.tenant"
OTHER = N_("Это не архив района.")
OTHER_FORMAT = N_("Архив другого формата: %(found)s. Эта служба читает формат %(known)s.")
NO_MANIFEST = N_("В архиве нет целой описи: он обрезан или повреждён.")
ALTERED = N_("Опись архива изменена: печать не сходится.")


class BadArchive(Invalid):
    """An archive that cannot be used; its words say why."""

    code = "bad_archive"


@dataclass(frozen=True)
class Part:
    """One file of the archive: its digest, its size in bytes, its rows where it is a table."""

    name: str
    sha256: str
    size: int
    rows: int | None = None


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself; `tenant` is the card, `rules` the layers below the tenant's own."""

    product: str
    schema: str
    made_at: str
    tenant: Mapping[str, Any]
    rules: tuple[Mapping[str, Any], ...]
    highest: Mapping[str, int]
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(one.rows or 0 for one in self.parts if one.name.startswith("tables/"))

    @property
    def head(self) -> dict[str, Any]:
        """Everything that is said before the files."""
        said = asdict(self)
        del said["parts"]
        return {"kind": KIND, "format": FORMAT, **said}

    @property
    def seal(self) -> str:
        """The last link of the chain over the head and every part in its place."""
        link = hashlib.sha256(canonical(self.head)).hexdigest()
        for one in self.parts:
            link = hashlib.sha256(
                f"{link}\n{one.name}\n{one.sha256}\n{one.size}\n{one.rows}".encode()
            ).hexdigest()
        return link


def canonical(said: Any) -> bytes:
    """JSON that is the same for the same content."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def written(manifest: Manifest) -> bytes:
    """The manifest as it stands in the archive."""
    said = {**manifest.head, "parts": [asdict(one) for one in manifest.parts], "seal": manifest.seal}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Manifest:
    """Read a manifest; raises BadArchive for another format and for a seal that does not hold."""
    try:
        said = json.loads(content)
        if said.pop("kind") != KIND:
            raise BadArchive(OTHER)
        version = said.pop("format")
        if version != FORMAT:
            raise BadArchive(OTHER_FORMAT, found=str(version)[:20], known=FORMAT)
        seal = said.pop("seal")
        parts = tuple(Part(**one) for one in said.pop("parts"))
        found = Manifest(parts=parts, **{**said, "rules": tuple(said["rules"])})
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadArchive(NO_MANIFEST) from error
    if found.seal != seal:
        raise BadArchive(ALTERED)
    return found
