"""The draft order on associations and their leaders (проект приказа о методических объединениях)."""

from dataclasses import dataclass

from service.core.language import N_
from service.documents.paper import Annex, Column, Paper, Table
from service.meetings.papers.act import Act, annexed, drafted
from service.meetings.papers.wording import Somebody, say


@dataclass(frozen=True)
class Association:
    """An association in the order (методическое объединение): leader, how elected, curator."""

    name: str
    leader: Somebody
    elected: str = ""
    curator: str = ""


@dataclass(frozen=True)
class AssociationsData:
    """A draft order on the associations of a school year; `kind_genitive` is the profile's own word."""

    act: Act
    school_year: str
    associations: tuple[Association, ...]
    kind_plural: str
    """«районные методические объединения»."""
    kind_genitive: str
    """«районных методических объединений»."""


def associations_act(data: AssociationsData) -> Paper:
    """The draft order that creates the associations and approves their leaders."""
    points = [
        say(
            N_("Создать на %(year)s учебный год %(kind)s согласно приложению."),
            year=data.school_year,
            kind=data.kind_plural,
        ),
        say(N_("Утвердить руководителей %(kind)s согласно приложению."), kind=data.kind_genitive),
    ]
    title = N_("О создании %(kind)s и утверждении их руководителей на %(year)s учебный год")
    annex = Annex(
        annexed(data.act),
        say(N_("Перечень %(kind)s и их руководителей"), kind=data.kind_genitive),
        (_leaders(data.associations),),
    )
    return drafted(data.act, say(title, kind=data.kind_genitive, year=data.school_year), points, (annex,))


def _leaders(rows: tuple[Association, ...]) -> Table:
    told = [
        (N_("№"), 7, [str(number) for number, _ in enumerate(rows, 1)]),
        (N_("Объединение"), 30, [one.name for one in rows]),
        (N_("Руководитель"), 33, [one.leader.said() for one in rows]),
        (N_("Избран"), 18, [one.elected for one in rows]),
        (N_("Куратор"), 18, [one.curator for one in rows]),
    ]
    shown = [(title, width, texts) for title, width, texts in told if any(texts)]
    columns = tuple(Column(say(title), width) for title, width, _ in shown)
    return Table(columns, tuple(zip(*(texts for *_, texts in shown), strict=True)))
