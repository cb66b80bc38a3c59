"""Refusals of the database in words: the guards of meetings speak by name, people by sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from service.core.errors import Conflict, Invalid
from service.core.language import N_

WORDS: Mapping[str, str] = {
    "one_at_a_time": N_("В эти дни такая должность в органе уже занята: сначала закройте прежнюю запись."),
    "established_seats": N_("Членов станет больше, чем мест установил акт о составе."),
    "ex_seat_once": N_("Этот человек в эти дни уже состоит в органе: одно место, один голос."),
    "ex_composition_act_once": N_("В эти дни уже действует другой акт о составе: сначала закройте его."),
    "meeting_state": N_("Из этого состояния заседание так не меняется. Обновите страницу."),
    "meeting_form": N_("После извещения форма заседания не меняется: сначала перенесите заседание."),
    "meeting_opened": N_("Заседание уже открыто: дата, форма и кворум больше не меняются."),
    "meeting_quorum": N_("Заседание неправомочно, открыть его нельзя."),
    "sheets_due": N_("Срок опросных листов можно продлить один раз, для всех и только пока он не прошёл."),
    "decision_quorum": N_("Решения принимать нельзя: нет кворума для решений."),
    "round_in_session": N_("Голосование открывают на идущем заседании."),
    "round_closed": N_("Голосование закрыто, голос не принят."),
    "round_frozen": N_("Тур голосования не меняется: откройте новый."),
    "electorate_frozen": N_("Список голосующих зафиксирован при открытии голосования."),
    "not_a_member": N_("В голосовании участвуют члены органа на день заседания."),
    "recused": N_("По этому вопросу заявлен самоотвод: голос не принимается."),
    "not_present": N_("Голосуют присутствующие: отметьте приход."),
    "no_valid_sheet": N_("Действительного опросного листа этого члена нет."),
    "voted_so_present": N_("Этот член голосовал: отметить его отсутствующим нельзя."),
    "room_before_sheet": N_("Член присутствует в зале: считается голос в зале, а не лист."),
    "sheet_late": N_("Лист получен после срока: он записан, но не учитывается."),
    "sheet_void": N_("Лист недействителен: его член выбыл из состава."),
    "sheets_not_taken": N_("Листы этого заседания сейчас не принимаются."),
    "four_eyes": N_("Бумажный лист проверяет второй человек."),
    "minutes_signed": N_(
        "Протокол подписан и не меняется. Исправить его можно только исправлением с подписью."
    ),
    "minutes_frozen": N_("Протокол на подписи: верните его в черновик, чтобы изменить."),
    "minutes_number": N_("Номер протокола присваивается по порядку. Повторите."),
    "amendment_signed": N_("Исправление подписано и не меняется."),
    "amendment_of_signed": N_("Исправление составляют к подписанному протоколу."),
    "signature_digest": N_("Подпись поставлена под другой редакцией: обновите страницу и прочтите её."),
    "founded_by_decision": N_("Группу создаёт принятое решение о её создании."),
    "meeting_unopened": N_("Заседание не открыто: сначала отметьте присутствующих и откройте его."),
    "participation_kept": N_("Заседание уже началось: отметку можно изменить, но не убрать."),
    "meeting_is_past": N_("Протокол подписан: записи о заседании больше не меняются."),
    "item_was_voted": N_("По этому вопросу уже голосовали: перенести его в другое заседание нельзя."),
    "voted_so_not_recused": N_("Этот член уже голосовал по вопросу: самоотвод не записан."),
    "vote_as_marked": N_("В действительном листе этого члена другой ответ на вопрос или его нет."),
    "minutes_after_meeting": N_("Протокол подписывают после закрытия заседания."),
    "uq_minutes_tenant_id_body_id_year_number": N_("Номер протокола присваивается по порядку. Повторите."),
    "uq_vote_tenant_id_round_id_person_id": N_("Голос этого члена уже подан."),
    "uq_participation_tenant_id_meeting_id_person_id": N_("Этот человек уже отмечен на заседании."),
    "uq_sheet_receipt_valid": N_("Действительный лист этого члена уже есть."),
    "uq_recusal_tenant_id_item_id_person_id": N_("Самоотвод по этому вопросу уже заявлен."),
    "uq_year_plan_tenant_id_body_id_year": N_("План на этот год уже есть."),
    "uq_body_procedure_tenant_id_body_id_number": N_(
        "Другая редакция порядка появилась раньше: обновите страницу."
    ),
    "fk_vote_tenant_id_round_id_person_id": N_("Этого члена нет в списке голосующих."),
    "fk_ballot_cast_tenant_id_round_id_person_id": N_("Этого члена нет в списке голосующих."),
    "uq_ballot_cast_tenant_id_round_id_person_id": N_("Бюллетень этого члена уже подан."),
    "ex_presence_interval_once": N_("Время прихода и ухода пересекается с другой отметкой."),
}
TELLING = frozenset(
    {
        "minutes_number",
        "uq_minutes_tenant_id_body_id_year_number",
        "round_closed",
        "signature_digest",
        "meeting_state",
    }
)
"""Refusals that come from somebody else having been first."""


@contextmanager
def in_words() -> Iterator[None]:
    """Turn a refusal of the database into a sentence: Conflict where another was first, else Invalid."""
    try:
        yield
    except IntegrityError as error:
        name = str(getattr(getattr(error.orig, "diag", None), "constraint_name", "") or "")
        known = next((key for key in (name, name.partition("_")[2]) if key in WORDS), None)
        if known is None:
            known = next((key for key in WORDS if name.endswith(key)), None)
        if known is None:
            raise
        raise (Conflict(WORDS[known]) if known in TELLING else Invalid(WORDS[known])) from error
