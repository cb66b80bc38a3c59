"""What operators do and how it is called (действия оператора)."""

from collections.abc import Mapping
from enum import StrEnum

from service.core.language import N_


class OperatorEvent(StrEnum):
    """What is written to the operators' log."""

    CREATED = "tenant.created"
    ADMINISTRATOR_INVITED = "tenant.administrator_invited"
    SUSPENDED = "tenant.suspended"
    RESUMED = "tenant.resumed"
    QUOTAS = "tenant.quotas"
    EXPORT_ASKED = "tenant.export_asked"
    IMPORT_ASKED = "tenant.import_asked"
    ERASURE_ASKED = "tenant.erasure_asked"
    ERASURE_WITHDRAWN = "tenant.erasure_withdrawn"
    ERASURE_CONFIRMED = "tenant.erasure_confirmed"
    ERASURE_REPEATED = "tenant.erasure_repeated"
    ERASED = "tenant.erased"
    TASK_DONE = "task.done"
    TASK_FAILED = "task.failed"


EVENT_WORDS: Mapping[str, str] = {
    OperatorEvent.CREATED: N_("Район заведён"),
    OperatorEvent.ADMINISTRATOR_INVITED: N_("Приглашён первый администратор"),
    OperatorEvent.SUSPENDED: N_("Работа приостановлена"),
    OperatorEvent.RESUMED: N_("Работа возобновлена"),
    OperatorEvent.QUOTAS: N_("Пределы изменены"),
    OperatorEvent.EXPORT_ASKED: N_("Запрошен архив"),
    OperatorEvent.IMPORT_ASKED: N_("Запрошена загрузка архива"),
    OperatorEvent.ERASURE_ASKED: N_("Запрошено удаление"),
    OperatorEvent.ERASURE_WITHDRAWN: N_("Удаление отозвано"),
    OperatorEvent.ERASURE_CONFIRMED: N_("Удаление подтверждено"),
    OperatorEvent.ERASURE_REPEATED: N_("Удаление начато снова"),
    OperatorEvent.ERASED: N_("Район удалён"),
    OperatorEvent.TASK_DONE: N_("Задание выполнено"),
    OperatorEvent.TASK_FAILED: N_("Задание не выполнено"),
}
KIND_WORDS: Mapping[str, str] = {
    "export": N_("архив"),
    "import": N_("загрузка"),
    "erase": N_("удаление"),
}
STATUS_WORDS: Mapping[str, str] = {
    "waiting": N_("ждёт"),
    "running": N_("идёт"),
    "done": N_("выполнено"),
    "failed": N_("не выполнено"),
}
