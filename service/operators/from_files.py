"""Making a tenant from profile files (завести район по файлам), as strictly as `mms tenants check`."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.operators.actions import note
from service.operators.making import BAD_SLUG, NO_REGION, RESERVED, SLUG, TAKEN
from service.operators.names import OperatorEvent
from service.profiles.effective import effective
from service.profiles.entries import Content
from service.profiles.problems import Problem, ProfileError
from service.profiles.reader import read_layer
from service.profiles.source import read_document
from service.profiles.strata import LATEST
from service.profiles.versions import version_of
from service.settings.queries import ProfileStore
from service.settings.seeds import apply_layers
from service.tenancy.model import Tenant

NO_FILES = N_("Выберите файлы профиля района: .toml, без примеров.")
NO_CARD = N_('В файлах нет карточки района: раздел [tenant], kind = "municipality".')
FAULT = N_("%(fault)s")
FIELD = "profile"


def create_from_files(db: Session, files: Sequence[tuple[str, bytes]], by: int | None) -> Tenant:
    """Make a municipality by the files of its profile; every error names file, line and key."""
    content = _read(files)
    card = content.tenant
    if card is None or card.kind != "municipality":
        raise _refused(NO_CARD)
    if not SLUG.match(card.slug) or card.slug in RESERVED:
        raise _refused(BAD_SLUG)
    if db.execute(select(Tenant.id).where(Tenant.slug == card.slug)).first() is not None:
        raise _refused(TAKEN)
    chosen = select(Tenant).where(Tenant.slug == card.region, Tenant.kind == "region")
    region = db.execute(chosen).scalar_one_or_none()
    if region is None:
        raise _refused(NO_REGION)
    try:
        effective(card.slug, LATEST, [*ProfileStore().versions(db, region), version_of(content)])
    except ProfileError as error:
        raise _said(error.problems) from error
    apply_layers(db, {card.slug: content})
    note(db, by, OperatorEvent.CREATED, card.slug)
    return db.execute(select(Tenant).where(Tenant.slug == card.slug)).scalar_one()


def _read(files: Sequence[tuple[str, bytes]]) -> Content:
    """One layer out of its files."""
    named = [(Path(name).name, data) for name, data in files if name.endswith(".toml")]
    if not named:
        raise _refused(NO_FILES)
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        documents = []
        for name, data in named:
            path = Path(folder) / name
            path.write_bytes(data)
            documents.append(read_document(path, problems))
        if not problems:
            layer = read_layer([one for one in documents if one is not None], problems)
        faults = [str(one).replace(f"{folder}/", "") for one in problems]
    if faults:
        raise Invalid(fields=tuple(FieldProblem(FIELD, FAULT, {"fault": one}) for one in faults[:10]))
    return layer.content


def _refused(said: str) -> Invalid:
    return Invalid(fields=(FieldProblem(FIELD, said),))


def _said(problems: Sequence[Problem]) -> Invalid:
    listed = [FieldProblem(FIELD, FAULT, {"fault": str(one)}) for one in problems[:10]]
    return Invalid(fields=tuple(listed))
