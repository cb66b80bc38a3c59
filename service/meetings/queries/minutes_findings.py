"""Verdicts as minutes print them (заключения в протоколе): the stored words, the clause, the reading."""

from dataclasses import replace

from service.core.language import format_date
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.papers.wording import Finding, say, short
from service.meetings.queries import notices, sittingdays
from service.rules.message import N_
from service.rules.value_words import VALUES
from service.tenancy.scope import Scope

ALL = N_("Извещение всех членов. %(said)s")
SOME = N_("Извещение (%(names)s). %(said)s")
NOTICE = N_("Извещение")
ON_DAY = N_("%(day)s. %(said)s")
SAT_ON = N_("Заседание %(day)s")


def finding(scope: Scope, judged: Judged, subject: str = "") -> Finding:
    """A stored verdict as papers print it: its sentence, clause with the act, reading in words."""
    said = judged.verdict
    clause = ", ".join(filter(None, (said.get("clause"), said.get("act"))))
    return Finding(
        str(said["message"]["ru"]), clause, _reading(scope, str(said.get("reading") or "")), subject
    )


def _reading(scope: Scope, codes: str) -> str:
    """«Большинство: от участвующих» for «council.majority_base = participants»; unknown ones are left out."""
    told = []
    for part in codes.split("; "):
        name, _, value = part.partition(" = ")
        setting = scope.profile.settings.get(name)
        if setting is None or not setting.title:
            continue
        word = setting.labels.get(value) or (say(VALUES[value]) if value in VALUES else "")
        told.append(f"{setting.title}: {word}" if word else setting.title)
    return "; ".join(told)


def _quorums(scope: Scope, meeting: Meeting) -> list[Finding]:
    """The quorum of the opening; of a meeting that sat on several days, that of each (edge 62)."""
    days = sittingdays.days_of(scope, meeting.id)
    if len(days) > 1:
        said = [(format_date(one.row.day), finding(scope, one.judged)) for one in days]
        return [
            replace(one, sentence=say(ON_DAY, day=day, said=one.sentence), subject=say(SAT_ON, day=day))
            for day, one in said
        ]
    if meeting.verdict_id is None:
        return []
    return [finding(scope, scope.db.get_one(Judged, (scope.db.tenant_id, meeting.verdict_id)))]


def competence(scope: Scope, meeting: Meeting) -> tuple[Finding, ...]:
    """The quorum that the meeting opened with, and notices that came late: held, but with a breach."""
    found = _quorums(scope, meeting)
    notice = notices.latest(scope, meeting.id)
    if notice is None:
        return tuple(found)
    deliveries = notices.deciding(scope, notice)
    late: dict[Finding, list[str]] = {}
    for one in deliveries:
        if one.judged is not None and one.judged.status == "fail":
            late.setdefault(finding(scope, one.judged, say(NOTICE)), []).append(short(one.name))
    for each, names in late.items():
        words = ALL if len(names) == len(deliveries) else SOME
        said = say(words, said=each.sentence, names=", ".join(names))
        found.append(Finding(said, each.clause, each.reading, each.subject))
    return tuple(found)
