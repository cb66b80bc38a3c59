"""The draft act on a composition (проект акта о составе): leaders in, former leaders out (C-LU-10)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from service.core.language import N_, format_date
from service.meetings.model.bodies import Body
from service.meetings.papers import naming
from service.meetings.papers.act import Act
from service.meetings.papers.acts import CompositionData, Seat
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import Somebody, say
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import Composition
from service.meetings.queries.leaders import LEADER, Drift
from service.meetings.queries.minutes import letter_body
from service.tenancy.scope import Scope

COMMANDS: Mapping[str, str] = {
    "ПРИКАЗ": N_("ПРИКАЗЫВАЮ"),
    "ПОСТАНОВЛЕНИЕ": N_("ПОСТАНОВЛЯЮ"),
    "РАСПОРЯЖЕНИЕ": N_("ОБЯЗЫВАЮ"),
    "РЕШЕНИЕ": N_("РЕШИЛ"),
}
USUAL = "ПРИКАЗ"


def draft_act(scope: Scope, body: Body, seated: Composition, found: Drift, day: date) -> CompositionData:
    """Data of the draft: the present members without former leaders, with the leaders who are outside."""
    gone = {member.person_id for member, _ in found.former}
    stays = [one for one in seated.members if one.person_id not in gone or one.office != "member"]
    seats = [Seat(naming.office(one.office), Somebody(one.name)) for one in stays]
    seats += [
        Seat(naming.office("member"), Somebody(one.name, say(LEADER, of=one.association)))
        for one in {each.person_id: each for each in found.outside}.values()
    ]
    return CompositionData(
        act=_frame(scope, body, seated, day),
        body=naming.genitive(body.kind, body.name),
        established=max(seated.established or 0, len(seats)),
        seats=tuple(seats),
        in_force=tuple(Seat(naming.office(one.office), Somebody(one.name)) for one in seated.members),
        in_force_act=_said(seated),
    )


def _frame(scope: Scope, body: Body, seated: Composition, day: date) -> Act:
    kind = seated.legal.kind.upper() if seated.legal and seated.legal.kind.upper() in COMMANDS else USUAL
    policy = MeetingPolicy.of(scope.profile, body.kind)
    rule = scope.profile.rule(policy.rule_id("composition_act"))
    ground = say(N_("На основании %(clause)s (%(act)s)"), clause=rule.clause, act=rule.act) if rule else ""
    head = letter_body(scope, body).letterhead
    return Act(
        letterhead=replace(
            head,
            # the authority issues it, not the body
            names=tuple(tuple(line for line in column if line != body.name) for column in head.names),
        ),
        kind=kind,
        command=say(COMMANDS[kind]),
        signatory=Signatory(say(N_("Руководитель органа управления образованием")), say(N_("И. О. Фамилия"))),
        made=day,
        preamble=ground,
    )


def _said(seated: Composition) -> str:
    """The act in force as a sentence names it."""
    if seated.legal is None:
        return ""
    words = {"kind": seated.legal.kind.lower(), "number": seated.legal.number}
    return say(N_("%(kind)s от %(day)s № %(number)s"), day=format_date(seated.legal.date), **words)
