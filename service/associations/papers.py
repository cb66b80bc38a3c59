"""The paper of a yearly analysis, filled from the registers and from what the leader wrote (анализ, DOCX)."""

from datetime import datetime, time

from service.associations.model.work import LessonVisit
from service.associations.policy import AssociationPolicy
from service.associations.queries import kept, listing, work
from service.associations.queries.facts import gather
from service.associations.queries.figures import MeetingFigure, figures
from service.associations.rules import present
from service.core.language import N_
from service.documents.letterhead import letterhead
from service.documents.paper import Paper
from service.meetings.model.bodies import Body
from service.meetings.papers.analysis import AnalysisData, Held, ListedDocument, analysis
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import say
from service.meetings.queries.bodies import composition
from service.meetings.queries.meetings import at
from service.tenancy.scope import Scope

LEADER = N_("Руководитель объединения")
NAMED = N_("методического объединения «%(name)s»")
SUBMITTED = ("submitted", "accepted")
TEACHING = N_("Состояние преподавания. %(text)s")


def analysis_paper(scope: Scope, body: Body, year: int) -> Paper:
    """The analysis of a school year as a paper; one that is not submitted yet is marked as a draft."""
    return analysis(analysis_data(scope, body, year))


def submitted_at(scope: Scope, body: Body, year: int) -> datetime | None:
    """The end of the day on which an analysis was submitted; None while it may still change."""
    row = kept.analysis(scope, body.id, year)
    if row is None or row.submitted_on is None or row.state not in SUBMITTED:
        return None
    return at(scope, row.submitted_on, time.max)


def analysis_data(scope: Scope, body: Body, year: int) -> AnalysisData:
    """What the analysis of a school year says."""
    policy = AssociationPolicy(scope.profile)
    row, told = kept.analysis(scope, body.id, year), figures(scope, body, year)
    day = listing.day_of(scope, year)
    leader = composition(scope, body.id, day).holder("leader")
    there = present(policy, gather(scope, [body], year, day)[body.id])
    documents = policy.items("documents") if policy.governs(body.type) else {}
    meetings = [one for one in told.meetings if not one.seminar]
    submitted = row is not None and row.state in SUBMITTED
    names = work.names(scope, [one.host_id for one in told.visits])
    notes = row.notes if row else {}
    return AnalysisData(
        letterhead=letterhead(scope),
        association=say(NAMED, name=body.name),
        school_year=f"{year}/{(year + 1) % 100:02d}",
        made=row.submitted_on if row and row.submitted_on else scope.today,
        leader=Signatory(say(LEADER), leader.name if leader else ""),
        members=told.members,
        meetings=tuple(map(_held, told.meetings)),
        meetings_required=_count(policy, "frequency"),
        seminars=tuple(_held(one) for one in told.meetings if one not in meetings),
        seminars_required=_count(policy, "seminar"),
        lessons=tuple(_visit(one, names) for one in told.visits if one.kind != "mutual_visit"),
        visits=tuple(_visit(one, names) for one in told.visits if one.kind == "mutual_visit"),
        idle_tasks=tuple(_idle(title, notes.get(code)) for code, title in told.idle("tasks")),
        documents=tuple(ListedDocument(title, code in there) for code, title in documents.items()),
        conclusions=_texts(
            say(TEACHING, text=row.teaching_state) if row and row.teaching_state else None,
            row.conclusions if row else None,
            *(f"{one.partner}: {one.what}. {one.result or ''}".strip() for one in told.cooperation),
        ),
        forecast=_texts(row.forecast if row else None),
        draft=not submitted,
    )  # fmt: skip


def _count(policy: AssociationPolicy, name: str) -> int | None:
    found = getattr(policy.params(name), "count", None)
    return None if found is None else int(found)


def _held(one: MeetingFigure) -> Held:
    topic = one.topic or say(N_("Заседание"))
    return Held(one.day, topic, present=one.present, members=one.members)


def _visit(one: LessonVisit, names: object) -> Held:
    who = names.get(one.host_id, "") if isinstance(names, dict) else ""
    return Held(one.held_on, one.topic, who=who)


def _idle(title: str, note: str | None) -> str:
    return f"{title} – {note}" if note else title


def _texts(*texts: str | None) -> tuple[str, ...]:
    return tuple(line for text in texts if text for line in text.splitlines() if line.strip())
