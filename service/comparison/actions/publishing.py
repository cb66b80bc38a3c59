"""Publishing (публикация показателей): counted, frozen with a digest, released under the agreements."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from service.comparison.model import (
    Publication,
    PublicationFigure,
    Release,
    ReleasedCell,
    ReleasedValue,
)
from service.comparison.names import ComparisonEvent, ComparisonPermission
from service.comparison.queries import own
from service.comparison.queries.canonical import Canonical, figures
from service.comparison.queries.released import local_data
from service.comparison.rules.cells import month_end
from service.comparison.rules.crosswalk import digest_of
from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.monitoring import frozen
from service.monitoring.queries import covered
from service.tenancy.scope import Scope

NOTHING = "Публиковать нечего: на этот день записей нет."
UNCHANGED = "Показатели на этот день уже опубликованы, с тех пор ничего не изменилось."


def publish(scope: Scope, draft: Mapping[str, Any]) -> Publication:
    """Publish the canonical figures of a month's last day by a protocol; again: a revision with a reason.

    `scope` holds the rules by which the day is judged. Raises Invalid for a day that is not a past month's
    last, a protocol before that day, a correction without a reason or without a change, and for a day
    without a single figure; Conflict when somebody else published the same day meanwhile.
    """
    scope.allow(ComparisonPermission.PUBLISH)
    only_municipalities(scope)
    as_of: date = draft["as_of"]
    _check_days(scope, as_of, draft["protocol_date"])
    counted = figures(scope, as_of)
    if not any(one.has_value for one in counted):
        raise Invalid(NOTHING, fields=(FieldProblem("as_of", NOTHING),))
    before = own.latest_of(scope, as_of)
    if before is not None:
        _check_correction(scope, before, counted, draft)
    made = _freeze(scope, counted, draft, before)
    _release(scope, made, counted)
    event = ComparisonEvent.CORRECTED if before else ComparisonEvent.PUBLISHED
    scope.record(event, made, detail={"as_of": as_of.isoformat(), "revision": made.revision})
    return made


def only_municipalities(scope: Scope) -> None:
    """A region publishes nothing and agrees with nobody; raises NotFound there."""
    if scope.tenant.kind != "municipality":
        raise NotFound("Публикует муниципалитет, у региона таких страниц нет.")


def _check_days(scope: Scope, as_of: date, protocol_date: date) -> None:
    problems = []
    if not month_end(as_of):
        problems.append(FieldProblem("as_of", "Публикуют на последний день месяца, чтобы районы сошлись."))
    if as_of > scope.today:
        problems.append(FieldProblem("as_of", "Этот день ещё не наступил."))
    if protocol_date > scope.today:
        problems.append(FieldProblem("protocol_date", "Протокол не может быть из будущего."))
    elif protocol_date < as_of:
        problems.append(FieldProblem("protocol_date", "Протокол не может быть раньше дня показателей."))
    if problems:
        raise Invalid(fields=tuple(problems))


def _check_correction(
    scope: Scope, before: Publication, counted: list[Canonical], draft: Mapping[str, Any]
) -> None:
    earlier = own.figures_of(scope, before.id)
    if content(map(_frozen_line, earlier)) == content(map(_line, counted)):
        raise Invalid(UNCHANGED, fields=(FieldProblem("as_of", UNCHANGED),))
    if not draft.get("reason"):
        raise Invalid(
            fields=(FieldProblem("reason", "Этот день уже опубликован: напишите, почему числа изменились."),)
        )


def _freeze(
    scope: Scope, counted: list[Canonical], draft: Mapping[str, Any], before: Publication | None
) -> Publication:
    last, coverage = own.last(scope), covered(scope, draft["as_of"])
    made = Publication(
        as_of=draft["as_of"],
        revision=before.revision + 1 if before else 1,
        body=draft["body"],
        protocol_number=draft["protocol_number"],
        protocol_date=draft["protocol_date"],
        reason=draft.get("reason") if before else None,
        profile_version=scope.profile.version,
        reported=coverage.reported,
        expected=coverage.expected,
        digest="",
        previous_digest=last.digest if last else None,
        published_by=scope.actor.account_id,
        published_at=scope.now,
    )
    made.digest = chained(made, content(map(_line, counted)))
    scope.db.add(made)
    try:
        scope.db.flush()
    except IntegrityError as error:
        raise Conflict("Этот день только что опубликовал другой человек. Откройте публикации.") from error
    for one in counted:
        scope.db.add(_figure(made, one, frozen.ids(scope, one.definition, made.as_of)))
    scope.db.flush()
    return made


def _figure(made: Publication, one: Canonical, members: Mapping[str, list[int]]) -> PublicationFigure:
    return PublicationFigure(
        publication_id=made.id,
        code=one.code,
        form=one.form,
        numerator=one.numerator,
        denominator=one.denominator if one.numerator is not None else None,
        unknown=one.counted.counts.unknown,
        value_status=one.status,
        target_status=one.target_status,
        definition=one.shape,
        local=local_data(one.local),
        counted=members["numerator"],
        rest=members["denominator"],
        undecided=members["unknown"],
    )


def _release(scope: Scope, made: Publication, counted: list[Canonical]) -> None:
    """Put the publication in the place of the day's earlier one."""
    for table in (ReleasedValue, ReleasedCell, Release):
        scope.db.execute(delete(table).where(table.as_of == made.as_of))
    scope.db.add(
        Release(
            publication_id=made.id,
            as_of=made.as_of,
            revision=made.revision,
            basis=f"{made.body}, протокол № {made.protocol_number} от {made.protocol_date:%d.%m.%Y}",
            reason=made.reason,
            reported=made.reported,
            expected=made.expected,
            published_at=made.published_at,
        )
    )
    scope.db.flush()
    scope.db.add_all(_cell(made.as_of, one) for one in counted)
    scope.db.flush()
    scope.db.add_all(_value(made.as_of, one) for one in counted if one.has_value)
    scope.db.flush()


def _cell(as_of: date, one: Canonical) -> ReleasedCell:
    return ReleasedCell(
        as_of=as_of,
        code=one.code,
        form=one.form,
        value_status=one.status,
        definition=one.shape,
        definition_digest=one.digest,
        local=local_data(one.local),
    )


def _value(as_of: date, one: Canonical) -> ReleasedValue:
    return ReleasedValue(
        as_of=as_of,
        code=one.code,
        numerator=one.numerator or 0,
        denominator=one.denominator or 0,
        target_status=one.target_status,
        about=one.who,
        smallest=one.smallest,
    )


def content(lines: Iterable[list[Any]]) -> str:
    """The figures as canonical text: what a digest covers, no names and no ids of the database."""
    return json.dumps(sorted(lines), ensure_ascii=False, separators=(",", ":"))


def chained(made: Publication, said: str) -> str:
    """SHA-256 over a publication's requisites, its figures and the digest before it."""
    head = [
        made.as_of.isoformat(), made.revision, made.body, made.protocol_number,
        made.protocol_date.isoformat(), made.reason, made.profile_version, made.reported, made.expected,
        made.previous_digest,
    ]  # fmt: skip
    return hashlib.sha256((json.dumps(head, ensure_ascii=False) + said).encode()).hexdigest()


def intact(made: Publication, figures_kept: Iterable[PublicationFigure]) -> bool:
    """Whether a publication still reads as it was published."""
    return chained(made, content(map(_frozen_line, figures_kept))) == made.digest


def _line(one: Canonical) -> list[Any]:
    denominator = one.denominator if one.numerator is not None else None
    unknown = one.counted.counts.unknown
    return [one.code, one.numerator, denominator, unknown, one.status, one.target_status, one.digest]


def _frozen_line(one: PublicationFigure) -> list[Any]:
    return [
        one.code, one.numerator, one.denominator, one.unknown, one.value_status, one.target_status,
        digest_of(one.definition),
    ]  # fmt: skip
