"""Words of attributes (признаки): what each fact is called, on forms and in sentences."""

from service.rules.message import N_

_TITLES = {
    "approval": N_("Чем утверждён план"),
    "approved_by": N_("Кто утверждает положение"),
    "approver": N_("Кто утверждает план"),
    "assignee_consent": N_("Согласие исполнителя получено"),
    "basis": N_("Основание членства"),
    "category": N_("Вид управления"),
    "collector": N_("Кто собирает данные"),
    "concept_date": N_("Дата документа"),
    "consent": N_("Согласие получено"),
    "container": N_("Где стоят пункты плана"),
    "coordinator": N_("Кто координирует службу"),
    "deficits": N_("Число выявленных дефицитов"),
    "direction": N_("Направление"),
    "due_year": N_("Год исполнения"),
    "form": N_("Форма заседания"),
    "guidance": N_("Чьё руководство"),
    "keeper": N_("Кто ведёт протокол"),
    "level": N_("Уровень"),
    "matrix": N_("Как распределены функции"),
    "membership": N_("В скольких объединениях можно состоять"),
    "municipal_party": N_("Кто подписывает от муниципалитета"),
    "organisation_type": N_("Тип организации"),
    "paid": N_("Работа оплачивается"),
    "parties": N_("Число сторон"),
    "plan_act": N_("Что сделано с планом"),
    "position": N_("Должность"),
    "pupil_data": N_("Хранятся персональные данные обучающихся"),
    "source": N_("Источник финансирования"),
    "sources": N_("Источники финансирования"),
    "teams": N_("Число управленческих команд"),
    "units": N_("Число объединений"),
    "voting": N_("Как голосуют"),
}
OTHER = N_("Значение признака")


def title(fact: str) -> str:
    """Return the message id that names an attribute's fact."""
    return _TITLES.get(fact, OTHER)
