"""The draft of the yearly order (проект приказа): associations, their elected leaders and curators."""

from sqlalchemy import select

from service.associations.model.terms import LeaderTerm
from service.associations.queries import listing
from service.core.language import N_, format_date
from service.documents.letterhead import letterhead
from service.documents.paper import Paper
from service.meetings.model.bodies import Body
from service.meetings.papers.act import Act
from service.meetings.papers.associations import Association, AssociationsData, associations_act
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import Somebody, say
from service.meetings.queries.bodies import composition
from service.people.model.persons import Person
from service.tenancy.scope import Scope

PLURAL, GENITIVE = N_("методические объединения"), N_("методических объединений")


NOBODY_ELECTED = N_("Проект приказа составляют, когда избран хотя бы один руководитель.")


def order_lines(scope: Scope, year: int) -> tuple[Association, ...]:
    """The associations of the order: leaders elected for a school year and not approved."""
    rows = scope.db.execute(
        select(LeaderTerm, Body, Person)
        .join(Body, Body.id == LeaderTerm.body_id)
        .join(Person, Person.id == LeaderTerm.person_id)
        .where(LeaderTerm.year == year, LeaderTerm.state == "elected")
        .order_by(Body.name, Body.id)
    ).all()
    return tuple(_line(scope, term, body, leader, year) for term, body, leader in rows)


def order_draft(scope: Scope, year: int) -> Paper | None:
    """The draft order for a school year, of leaders elected and not approved; None where there are none."""
    lines = order_lines(scope, year)
    if not lines:
        return None
    rule = scope.profile.rule("association.order")
    ground = N_("На основании %(clause)s (%(act)s)")
    return associations_act(
        AssociationsData(
            act=Act(
                letterhead=letterhead(scope),
                kind=say(N_("ПРИКАЗ")),
                command=say(N_("ПРИКАЗЫВАЮ")),
                signatory=Signatory(
                    say(N_("Руководитель органа управления образованием")), say(N_("И. О. Фамилия"))
                ),
                made=scope.today,
                preamble=say(ground, clause=rule.clause, act=rule.act) if rule else "",
            ),
            school_year=f"{year}/{(year + 1) % 100:02}",
            associations=lines,
            kind_plural=say(PLURAL),
            kind_genitive=say(GENITIVE),
        )
    )


def _line(scope: Scope, term: LeaderTerm, body: Body, leader: Person, year: int) -> Association:
    curators = composition(scope, body.id, listing.day_of(scope, year)).curators
    day = format_date(term.elected_on) if term.elected_on else ""
    return Association(
        name=body.name,
        leader=Somebody(leader.full_name),
        elected=", ".join(filter(None, (day, term.protocol or ""))),
        curator=", ".join(one.name for one in curators),
    )
