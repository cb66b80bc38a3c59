"""A tenant taken to another deployment: the same rows, figures, digests, chain and files."""

from pathlib import Path

from service.config import Settings
from tests.archive.moving import bring, counts, export

SLUGS = ("ust-koksa", "luga", "pervomaisky", "oktyabrsky")


def test_first(filled: Settings, elsewhere: Settings, tmp_path: Path) -> None:
    for slug in SLUGS:
        said = export(filled, slug, tmp_path / f"{slug}.zip")
        print(slug, said.rows, said.seal, (tmp_path / f"{slug}.zip").stat().st_size)
        before = counts(filled, slug)
        loaded = bring(elsewhere, tmp_path / f"{slug}.zip")
        print(loaded)
        after = counts(elsewhere, slug)
        print({k: (before[k], after[k]) for k in before if before[k] != after[k]})
