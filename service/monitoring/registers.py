"""The plain register of monitoring: cycles carried out."""

from service.core.language import N_
from service.monitoring.model import Cycle
from service.monitoring.names import MonitoringPermission
from service.web.register import Field, Kind, Register

CYCLES = Register(
    name="cycles",
    address="monitoring/cycles",
    module="monitoring",
    title=N_("Циклы мониторинга"),
    one=N_("Цикл мониторинга"),
    about=N_("Какие циклы мониторинга завершены и проанализированы, для службы района и служб школ."),
    model=Cycle,
    label="title",
    read=MonitoringPermission.READ,
    write=MonitoringPermission.WRITE,
    latest="finished_on",
    lives=False,
    add=N_("Добавить цикл"),
    fields=(
        Field("title", N_("Название"), required=True, longest=300),
        Field(
            "organisation_id",
            N_("Служба организации"),
            Kind.RECORD,
            to="organisations",
            hint=N_("Пусто: служба района"),
        ),
        Field("finished_on", N_("Завершён"), Kind.DATE, required=True),
        Field("analysed_on", N_("Проанализирован"), Kind.DATE),
    ),
)
