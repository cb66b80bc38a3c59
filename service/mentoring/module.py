"""The card of mentoring."""

from service.core.language import N_
from service.mentoring.model import MentoringPair
from service.mentoring.names import GRANTS, MentoringPermission
from service.tenancy.facts import Kept, records_of
from service.web.menu import GROWTH, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

PAIRS = Register(
    name="pairs",
    address="mentoring",
    module="mentoring",
    title=N_("Наставничество"),
    one=N_("Наставническая пара"),
    about=N_("Пары «наставник – наставляемый» со сроками работы и приказом."),
    model=MentoringPair,
    label="order_number",
    read=MentoringPermission.READ,
    write=MentoringPermission.WRITE,
    school="organisation_id",
    starts=N_("Работает с"),
    add=N_("Добавить пару"),
    fields=(
        Field("mentor_id", N_("Наставник"), Kind.PERSON, required=True),
        Field("mentee_id", N_("Наставляемый"), Kind.PERSON, required=True),
        Field("organisation_id", N_("Организация"), Kind.RECORD, required=True, to="organisations"),
        Field("form", N_("Форма наставничества"), longest=200),
        Field("order_number", N_("Номер приказа"), longest=50),
    ),
)

FACTS = (
    records_of(
        Kept(
            MentoringPair,
            "register_pairs.listing",
            ("mentoring.model", "mentoring.school", "mentoring.school_mentoring", "mentoring.association"),
        ),
    ),
)

MODULE = Module(
    name="mentoring",
    title=N_("Наставничество"),
    grants=GRANTS,
    facts=FACTS,
    registers=(PAIRS,),
    menu=(
        MenuItem(
            "register_pairs.listing", N_("Наставничество"), GROWTH, MentoringPermission.READ, "person-arms-up"
        ),
    ),
)
