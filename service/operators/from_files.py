"""Making a tenant from profile files (завести по файлам), as strictly as `mms tenants check`."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.operators import queries
from service.operators.actions import note
from service.operators.making import BAD_SLUG, NO_REGION, RESERVED, SLUG, TAKEN
from service.operators.names import OperatorEvent
from service.profiles.effective import effective
from service.profiles.entries import Layer, TenantCard
from service.profiles.problems import Problem, ProfileError
from service.profiles.reader import LayerFile, read_layer
from service.profiles.source import read_document
from service.profiles.strata import LATEST
from service.profiles.tree_checks import check_layers
from service.profiles.versions import Version, content_data, layer_from_data, version_of
from service.settings.queries import ProfileStore
from service.settings.seeds import apply_layers
from service.tenancy.model import Tenant

NO_FILES = N_("Выберите файлы профиля: .toml, без примеров.")
NO_CARD = N_("В файлах нет карточки: раздел [tenant] района или региона.")
FAULT = N_("%(fault)s")
FIELD = "profile"


def create_from_files(db: Session, files: Sequence[tuple[str, bytes]], by: int | None) -> Tenant:
    """Make a municipality or a region by the files of its profile; every error names file, line and key."""
    problems: list[Problem] = []
    layer = _read(files, problems)
    card = layer.content.tenant
    if card is None:
        raise _refused(NO_CARD)
    if not SLUG.match(card.slug) or card.slug in RESERVED:
        raise _refused(BAD_SLUG)
    if db.execute(select(Tenant.id).where(Tenant.slug == card.slug)).first() is not None:
        raise _refused(TAKEN)
    around = _around(db, card, layer.content.layer)
    if card.kind == "municipality" and card.region not in {one.owner for one in around}:
        raise _refused(NO_REGION)
    newest = {one.owner: one for one in sorted(around, key=lambda one: (one.effective_from, one.number))}
    others = {slug: layer_from_data(slug, content_data(one.content), []) for slug, one in newest.items()}
    check_layers({**others, card.slug: layer})
    if problems:
        raise _said(problems)
    try:
        effective(card.slug, LATEST, [*around, version_of(layer.content)])
    except ProfileError as error:
        raise _said(error.problems) from error
    apply_layers(db, {card.slug: layer.content})
    note(db, by, OperatorEvent.CREATED, card.slug)
    return queries.tenant(db, card.slug)


def _around(db: Session, card: TenantCard, layer: Layer | None) -> list[Version]:
    """The versions that a new layer would stand among: the base, its region's, those of its model."""
    wanted = {card.region, layer.of if layer else ""}
    stands_on = db.execute(select(Tenant).where(Tenant.slug.in_(wanted))).scalars()
    found: dict[tuple[str, int], Version] = {}
    for one in (Tenant(), *stands_on):
        found.update({(each.owner, each.number): each for each in ProfileStore().versions(db, one)})
    return list(found.values())


def _read(files: Sequence[tuple[str, bytes]], problems: list[Problem]) -> LayerFile:
    """One layer out of its files; what is wrong with it later lands in `problems` with its place."""
    named = [(Path(name).name, data) for name, data in files if name.endswith(".toml")]
    if not named:
        raise _refused(NO_FILES)
    with tempfile.TemporaryDirectory() as folder:
        documents = []
        for name, data in named:
            path = Path(folder) / name
            path.write_bytes(data)
            found = read_document(path, problems)
            documents += [replace(found, file=name)] if found is not None else []
        faults = [replace(one, file=Path(one.file).name) for one in problems]
        layer = None if faults else read_layer(documents, problems)
    if layer is None or problems:
        raise _said(faults or problems)
    return layer


def _refused(said: str) -> Invalid:
    return Invalid(fields=(FieldProblem(FIELD, said),))


def _said(problems: Sequence[Problem]) -> Invalid:
    listed = [FieldProblem(FIELD, FAULT, {"fault": str(one)}) for one in problems[:10]]
    return Invalid(fields=tuple(listed))
