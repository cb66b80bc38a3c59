"""Founding of an association (создание объединения): a list of enough people of one subject."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.associations.model.terms import AssociationYear
from service.associations.names import AssociationsEvent, AssociationsPermission
from service.associations.policy import AssociationKind, AssociationPolicy
from service.associations.queries import listing, teachers
from service.associations.rules import in_words as named
from service.core.columns import life
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions.judging import forbids, store
from service.meetings.model.bodies import Body, Seat
from service.meetings.refusals import in_words
from service.people.model.organisations import Organisation
from service.people.model.persons import Person
from service.rules.verdict import Status, Verdict
from service.structure.placing import placed
from service.tenancy.scope import Scope

FIELDS = ("name", "type", "subject", "site", "parent_id", "organisation_id", "unit_id")
UNKNOWN_KIND = N_("Такого вида объединений положение не называет. Выберите из списка.")
NO_SUCH = N_("Такой записи нет. Выберите другую.")
SUBJECT_ASKED = N_("Назовите предмет или направление.")
SCHOOL_ASKED = N_("Выберите организацию: это объединение работает в ней.")
ONE_SUBJECT = N_("По настройке района объединение создают по одному предмету, а не по группе.")
SAME = N_("Такое объединение уже есть: «%(name)s».")
WRONG_PARENT = N_("«%(parent)s» этому объединению вышестоящим быть не может.")
OTHER_SUBJECT = N_("Предмет не тот, что у вышестоящего объединения «%(parent)s»: %(subject)s.")
TWICE = N_("Один человек указан дважды.")
NOBODY = N_("Таких людей в реестре нет: %(ids)s.")
TOO_FEW = N_(
    "%(said)s Педагогов предмета или направления в районе: %(teachers)d, в списке: %(members)d."
    " Основание: %(clause)s."
)
CLOSED = N_("Объединение ликвидировано: его прошлое только для чтения.")


def least(
    scope: Scope, subject: str | None, people: Sequence[int], day: date, *, existing: bool = False
) -> tuple[Verdict, int, int]:
    """What the rule of the least number says, with both counts: the district's teachers, the listed ones."""
    policy = AssociationPolicy(scope.profile)
    district = teachers.of_subjects(scope, policy.subjects(subject), day)
    listed = len(set(people))
    facts: dict[str, Any] = {"members": listed if policy.counts_members else district}
    if existing:
        facts["existing"] = True
    said = scope.profile.evaluate("association.min_members", facts)
    return named(policy, said), district, listed


def create(scope: Scope, draft: Mapping[str, Any]) -> Body:
    """Found an association by its initiative list; raises Invalid naming each wrong field.

    Too few teachers refuse it with both counts and the clause (LU4 п. 1.4).
    """
    scope.allow(AssociationsPermission.WRITE)
    people: Sequence[int] = draft.get("people") or ()
    starts: date = draft.get("starts") or scope.today
    draft, kind = _checked(scope, draft, None)
    problems = _people_problems(scope, people)
    if problems:
        raise Invalid(fields=tuple(problems))
    said = None
    if not kind.of_school:
        said, district, listed = least(scope, draft.get("subject"), people, starts)
        if forbids(said):
            words = {"said": said.message, "teachers": district, "members": listed, "clause": said.clause}
            raise Invalid(fields=(FieldProblem("people", TOO_FEW, words),))
    body = Body(kind=listing.KIND, valid=life(starts), **{name: draft.get(name) for name in FIELDS})
    scope.db.add(body)
    scope.db.flush()
    seats = (Seat(council_id=body.id, person_id=one, office="member", valid=life(starts)) for one in people)
    with in_words():
        scope.db.add_all(seats)
        scope.record(AssociationsEvent.CREATED, body, detail={"members": len(people)})
    year = open_year(scope, body, draft.get("year") or listing.present_year(scope))
    if said is not None and said.status is not Status.NOT_APPLICABLE:
        year.verdict_id, year.counted = store(scope, said, "body", body.id).id, said.actual  # type: ignore[assignment]
    return body


def open_year(scope: Scope, body: Body, year: int) -> AssociationYear:
    """The row of a school year, made at its first mention."""
    chosen = select(AssociationYear).where(AssociationYear.body_id == body.id, AssociationYear.year == year)
    row = scope.db.execute(chosen).scalar_one_or_none()
    if row is None:
        row = AssociationYear(body_id=body.id, year=year, state="forming")
        scope.db.add(row)
        scope.record(AssociationsEvent.YEAR_OPENED, row, detail={"year": year})
    return row


def alive(scope: Scope, body_id: int) -> Body:
    """An association that may be worked on; raises Conflict for one that an order has closed."""
    body = listing.association(scope, body_id)
    if listing.closed(scope, body):
        raise Conflict(CLOSED)
    return body


def change(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> Body:
    """Change an association's card; raises Conflict when somebody else was first."""
    scope.allow(AssociationsPermission.WRITE)
    body = alive(scope, body_id)
    if draft.get("version") is not None and draft["version"] != body.version:
        raise Conflict(current=body)
    draft, _ = _checked(scope, draft, body)
    changed = [name for name in FIELDS if getattr(body, name) != draft.get(name)]
    for name in changed:
        setattr(body, name, draft.get(name))
    if changed:
        scope.record(AssociationsEvent.CHANGED, body, fields=changed)
    return body


def _checked(
    scope: Scope, draft: Mapping[str, Any], body: Body | None
) -> tuple[Mapping[str, Any], AssociationKind]:
    """The draft with its place in the structure (LU4 п. 1.1) and its kind, after every check."""
    policy = AssociationPolicy(scope.profile)
    kind = policy.kinds.get(str(draft.get("type")))
    if kind is None:
        raise Invalid(fields=(FieldProblem("type", UNKNOWN_KIND),))
    problems = [
        *_subject_problems(scope, policy, kind, draft, body),
        *_organisation_problems(scope, kind, draft),
        *_parent_problems(scope, kind, draft, body),
    ]
    wanted = draft.get("unit_id")
    if wanted is None and body is not None:
        wanted = body.unit_id
    unit_id, unplaced = placed(scope, kind.code, wanted, scope.today, of_school=kind.of_school)
    problems += unplaced
    if problems:
        raise Invalid(fields=tuple(problems))
    if body is None and kind.code == "umo":
        _only_one(scope, kind)
    return {**draft, "unit_id": unit_id}, kind


def _subject_problems(
    scope: Scope,
    policy: AssociationPolicy,
    kind: AssociationKind,
    draft: Mapping[str, Any],
    body: Body | None,
) -> list[FieldProblem]:
    subjects = policy.subjects(draft.get("subject"))
    asked = kind.asks_subject or (policy.established("subjects") and not kind.of_school)
    if asked and not subjects:
        return [FieldProblem("subject", SUBJECT_ASKED)]
    if len(subjects) > 1 and not policy.subject_groups:
        return [FieldProblem("subject", ONE_SUBJECT)]
    if not subjects:
        return []
    same = select(Body.name).where(
        Body.kind == listing.KIND,
        Body.type == kind.code,
        func.lower(Body.subject) == str(draft["subject"]).lower(),
        Body.valid.contains(draft.get("starts") or scope.today),
    )
    if kind.of_school:
        same = same.where(Body.organisation_id == draft.get("organisation_id"))
    if body is not None:
        same = same.where(Body.id != body.id)
    name = scope.db.execute(same.limit(1)).scalar_one_or_none()
    return [FieldProblem("subject", SAME, {"name": name})] if name else []


def _organisation_problems(
    scope: Scope, kind: AssociationKind, draft: Mapping[str, Any]
) -> list[FieldProblem]:
    wanted = draft.get("organisation_id")
    if wanted is None:
        return [FieldProblem("organisation_id", SCHOOL_ASKED)] if kind.of_school else []
    known = scope.db.get(Organisation, (scope.db.tenant_id, wanted))
    return [] if known is not None else [FieldProblem("organisation_id", NO_SUCH)]


def _parent_problems(
    scope: Scope, kind: AssociationKind, draft: Mapping[str, Any], body: Body | None
) -> list[FieldProblem]:
    """A parent is an association of a fitting kind; one of a school serves the subject of its parent."""
    wanted = draft.get("parent_id")
    if wanted is None:
        return []
    parent = scope.db.get(Body, (scope.db.tenant_id, wanted))
    if parent is None or parent.kind != listing.KIND:
        return [FieldProblem("parent_id", NO_SUCH)]
    itself = body is not None and body.id in (parent.id, parent.parent_id)
    if itself or (kind.parents and parent.type not in kind.parents):
        return [FieldProblem("parent_id", WRONG_PARENT, {"parent": parent.name})]
    mine, theirs = (str(text or "").strip().lower() for text in (draft.get("subject"), parent.subject))
    if kind.of_school and theirs and mine != theirs:
        words = {"parent": parent.name, "subject": parent.subject}
        return [FieldProblem("subject", OTHER_SUBJECT, words)]
    return []


def _only_one(scope: Scope, kind: AssociationKind) -> None:
    """The district has exactly one union of teachers (OK п. 4.2.5), where the regulation says so."""
    rule = scope.profile.rule("association.umo")
    if rule is None:
        return
    counted = select(Body.name).where(
        Body.kind == listing.KIND, Body.type == kind.code, Body.valid.contains(scope.today)
    )
    names = list(scope.db.execute(counted).scalars())
    said = scope.profile.evaluate(rule.id, {"units": len(names) + 1})
    if said.status is Status.FAIL:
        raise Invalid(fields=(FieldProblem("type", SAME, {"name": names[0]}),))


def _people_problems(scope: Scope, people: Sequence[int]) -> list[FieldProblem]:
    if len(set(people)) < len(people):
        return [FieldProblem("people", TWICE)]
    known = set(scope.db.execute(select(Person.id).where(Person.id.in_(people))).scalars())
    unknown = [str(one) for one in people if one not in known]
    return [FieldProblem("people", NOBODY, {"ids": ", ".join(unknown)})] if unknown else []
