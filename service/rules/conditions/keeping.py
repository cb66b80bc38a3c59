"""Registers of what regulations want kept: services that are monitored, documents that must be there."""

from service.rules.conditions.registers import Field, FieldType, Register, fields_by_name
from service.rules.message import N_

SERVICE_TYPES = ("general", "preschool", "additional", "other", "municipal")
PAPER_OWNERS = ("service", "association")

SERVICES = Register(
    "services",
    N_("методические службы: каждой организации и муниципальная"),
    fields_by_name(
        Field("type", FieldType.CODE, N_("тип организации или муниципальная служба"), SERVICE_TYPES),
        Field("cycles_half_year", FieldType.INTEGER, N_("завершённых циклов мониторинга в этом полугодии")),
    ),
    life=True,
)
REQUIRED_DOCUMENTS = Register(
    "required_documents",
    N_("обязательные документы службы и объединений"),
    fields_by_name(
        Field("owner", FieldType.CODE, N_("чей документ"), PAPER_OWNERS),
        Field("code", FieldType.CODE, N_("какой документ объединения")),
        Field("number", FieldType.INTEGER, N_("место в перечне документов службы")),
        Field("of_school", FieldType.FLAG, N_("объединение одной организации")),
        Field("kept", FieldType.FLAG, N_("документ есть и действует")),
    ),
    life=True,
)
