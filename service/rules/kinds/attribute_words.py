"""Words of attributes (признаки): what each fact is called, on forms and in sentences."""

from service.rules.message import N_

_TITLES = {
    "approval": N_("чем утверждён план"),
    "approved_by": N_("кто утверждает положение"),
    "approver": N_("кто утверждает план"),
    "assignee_consent": N_("согласие исполнителя получено"),
    "basis": N_("основание членства"),
    "category": N_("вид управления"),
    "collector": N_("кто собирает данные"),
    "concept_date": N_("дата документа"),
    "consent": N_("согласие получено"),
    "container": N_("где стоят пункты плана"),
    "coordinator": N_("кто координирует службу"),
    "deficits": N_("число выявленных дефицитов"),
    "direction": N_("направление"),
    "due_year": N_("год исполнения"),
    "form": N_("форма заседания"),
    "guidance": N_("чьё руководство"),
    "keeper": N_("кто ведёт протокол"),
    "level": N_("уровень"),
    "matrix": N_("как распределены функции"),
    "membership": N_("в скольких объединениях можно состоять"),
    "municipal_party": N_("кто подписывает от муниципалитета"),
    "organisation_type": N_("тип организации"),
    "paid": N_("работа оплачивается"),
    "parties": N_("число сторон"),
    "plan_act": N_("что сделано с планом"),
    "position": N_("должность"),
    "pupil_data": N_("хранятся персональные данные обучающихся"),
    "source": N_("источник финансирования"),
    "sources": N_("источники финансирования"),
    "teams": N_("число управленческих команд"),
    "units": N_("число объединений"),
    "voting": N_("как голосуют"),
}
OTHER = N_("значение признака")


def title(fact: str) -> str:
    """Return the message id that names an attribute's fact."""
    return _TITLES.get(fact, OTHER)
