"""The representation (представление) of a person to the active or the council: what the records know, room
for what only its author can say."""

from dataclasses import dataclass
from datetime import date

from service.core.language import N_
from service.documents.paper import KeyValues, Letterhead, Paper, Paragraph, Signature
from service.meetings.papers.wording import Somebody, say

ROOM = "_" * 60
LINES = (
    N_("Направления работы, темы, результаты:"),
    N_("Чем кандидат будет полезен:"),
)


@dataclass(frozen=True)
class RepresentationData:
    """Who is represented, as the registers know them; what is not known is left to write in."""

    letterhead: Letterhead
    made: date
    person: Somebody
    workplace: str = ""
    subjects: str = ""
    category: str = ""
    experience: str = ""
    education: str = ""


def representation(data: RepresentationData) -> Paper:
    """The form of a representation filled from the record; its number and its author are written by hand."""
    known = (
        (N_("Фамилия, имя, отчество"), data.person.name),
        (N_("Место работы"), data.workplace),
        (N_("Должность"), data.person.office),
        (N_("Предметы"), data.subjects),
        (N_("Квалификационная категория"), data.category),
        (N_("Педагогический стаж"), data.experience),
        (N_("Образование"), data.education),
    )
    room = tuple(Paragraph(text, indent=False) for title in LINES for text in (say(title), ROOM, ROOM, ROOM))
    return Paper(
        kind=say(N_("ПРЕДСТАВЛЕНИЕ")),
        title=say(N_("кандидата в методический актив")),
        letterhead=data.letterhead,
        made=data.made,
        date=say(N_("«____» ____________ 20____ г.")),
        number=say(N_("№ ______")),
        blocks=(KeyValues(tuple((say(title), text or "_" * 30) for title, text in known)), *room),
        signatures=(Signature(say(N_("Руководитель объединения (организации)")), say(N_("И. О. Фамилия"))),),
    )
