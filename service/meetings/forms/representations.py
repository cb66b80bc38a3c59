"""The representation of a candidate on the tenant's own paper (представление, LU3 п. 2.3.3)."""

from collections.abc import Sequence

from service.core.language import N_, translate
from service.core.paging import Paging
from service.documents.forms.offered import DocumentForm, Field, Kind, Written
from service.documents.letterhead import letterhead
from service.meetings.forms.heads import SHOWN, number_of
from service.meetings.papers.representation import RepresentationData, representation
from service.meetings.papers.wording import RUSSIAN, Somebody, say
from service.people.names import PeoplePermission
from service.people.queries import cards, persons
from service.people.registers import CATEGORIES
from service.tenancy.scope import Scope

PEDAGOGICAL = "pedagogical"


def represented(scope: Scope, key: str) -> Written:
    """What the registers know of a person, for whoever writes the representation."""
    known = cards.card(scope, persons.one(scope, number_of(key)))
    job = next((one for one in known.jobs if one.current), None)
    years = known.experience.get(PEDAGOGICAL)
    category = known.categories[0].kind if known.categories else ""
    told = {
        "tenant": scope.tenant.title(),
        "name": known.person.full_name,
        "workplace": job.place if job else "",
        "position": translate(job.employment.position_title, RUSSIAN) if job else "",
        "subjects": ", ".join(translate(one, RUSSIAN) for one in job.employment.subjects) if job else "",
        "category": say(CATEGORIES[category]) if category else "",
        "experience": years[0] if years else None,
        "education": "; ".join(one.institution for one in known.education if one.institution),
        "made_on": scope.today,
    }
    data = RepresentationData(
        letterhead=letterhead(scope),
        made=scope.today,
        person=Somebody(told["name"], told["position"]),
        experience="" if years is None else str(years[0]),
        **{name: told[name] for name in ("workplace", "subjects", "category", "education")},
    )
    return Written(representation(data), told)


def some_people(scope: Scope) -> Sequence[tuple[str, str]]:
    """Somebody to try it on."""
    found = persons.listing(scope, persons.Filters(), Paging(1, SHOWN))
    return [(str(one.person.id), one.person.full_name) for one in found.items]


REPRESENTATION = DocumentForm(
    code="representation",
    title=N_("Представление кандидата в актив"),
    about=N_("Форма представления с тем, что служба знает о кандидате; остальное вписывает составитель."),
    read=PeoplePermission.READ,
    fields=(
        Field("tenant", N_("Название района"), "Муниципальный район"),
        Field("name", N_("Фамилия, имя, отчество"), "Иванова Мария Петровна", required=True),
        Field("workplace", N_("Место работы"), "МБОУ «Школа № 1»"),
        Field("position", N_("Должность"), "учитель"),
        Field("subjects", N_("Предметы"), "математика"),
        Field("category", N_("Квалификационная категория"), "высшая"),
        Field("experience", N_("Педагогический стаж, полных лет"), "12", kind=Kind.NUMBER),
        Field("education", N_("Образование"), "Педагогический университет"),
        Field("made_on", N_("Когда составлено"), "12.12.2026", kind=Kind.DATE),
    ),
    examples=some_people,
    record=represented,
)
