"""The frame of a draft act (проект приказа, постановления), whatever it is about."""

from dataclasses import dataclass
from datetime import date

from service.core.language import N_
from service.documents.paper import Annex, Code, Letterhead, Numbered, Paper, Paragraph, Signature
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import ended, initials, say


@dataclass(frozen=True)
class Act:
    """The frame of an act (правовой акт): its kind, its word of command, grounds, who signs.

    `command` is «ПРИКАЗЫВАЮ», «ПОСТАНОВЛЯЮ»; `preamble` the grounds; `closing` the points that every such
    act of this authority ends with (publication, control). `made` dates the file; a draft has no date.
    """

    letterhead: Letterhead
    kind: str
    command: str
    signatory: Signatory
    made: date
    place: str = ""
    preamble: str = ""
    closing: tuple[str, ...] = ()
    code: str = ""


ATTACHED = {
    "ПРИКАЗ": N_("к приказу"),
    "ПОСТАНОВЛЕНИЕ": N_("к постановлению"),
    "РАСПОРЯЖЕНИЕ": N_("к распоряжению"),
    "РЕШЕНИЕ": N_("к решению"),
}


def annexed(act: Act) -> tuple[str, ...]:
    """The label of the act's annex, with room for the date and the number it does not have yet."""
    return (
        say(N_("Приложение")),
        say(ATTACHED.get(act.kind.upper(), N_("к документу"))),
        say(N_("от ______________ № ______")),
    )


def drafted(act: Act, title: str, points: list[str], annexes: tuple[Annex, ...]) -> Paper:
    """The draft of an act: ПРОЕКТ, room for date and number, the points, the annexes."""
    command = say(N_("%(command)s:"), command=act.command)
    return Paper(
        kind=act.kind,
        title=title,
        letterhead=act.letterhead,
        made=act.made,
        date=say(N_("«____» ____________ 20____ г.")),
        number=say(N_("№ ______")),
        place=act.place,
        draft=say(N_("ПРОЕКТ")),
        blocks=(
            *((Paragraph(act.preamble),) if act.preamble else ()),
            Paragraph("", lead=command, indent=False),
            Numbered((*points, *(ended(one) for one in act.closing))),
        ),
        signatures=(Signature(act.signatory.office, initials(act.signatory.name), act.signatory.mark),),
        annexes=annexes,
        code=Code(act.code, act.code) if act.code else None,
    )
