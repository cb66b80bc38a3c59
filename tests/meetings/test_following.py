"""What follows decisions by Luga's regulation: assignments, dispatch, requests, the register, the tasks."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

from service.core.errors import Conflict, Forbidden, Invalid
from service.core.paging import Paging
from service.documents.paper import to_docx, to_pdf
from service.meetings.actions import dispatching, following, informing
from service.meetings.model.bodies import Body
from service.meetings.model.following import Assignment
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import decisions, meetings, signed
from service.meetings.queries import following as reads
from service.meetings.queries.decisions import Asked
from service.meetings.rules.wording import ordering, warned
from tests.meetings.after import decided, let_sign
from tests.meetings.council import DAY, Council
from tests.meetings.test_papers import docx_words, pdf_words
from tests.meetings.variants import with_params

PAGE = Paging(1, 50)
SENT = {"addressee": "Председателю комитета образования\nИ. И. Иванову", "number": "17"}


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of five by an act, whose members may sign."""
    made = Council(app, "luga").seated(5)
    let_sign(made)
    return made


@pytest.mark.clause("LU2-4.9-advisory")
def test_a_recommendation_worded_as_an_order_binds_nobody(council: Council) -> None:
    words = "Обязать школы представить отчёты"
    decision = decided(council, decides="recommendation", draft=words)
    assert (decision.kind, decision.force) == ("recommendation", "advisory")
    warning = ordering(decision.kind, decision.text, decision.force)
    assert warning is not None and "Обязать" in str(warning)
    assert ordering("recommendation", "Рекомендовать школам представить отчёты") is None
    assert ordering("working_group", words, "binding") is None
    with council.acting() as scope:
        assert scope.db.execute(select(func.count()).select_from(Assignment)).scalar_one() == 0


def test_adopting_its_own_plan_a_body_recommends_nothing(council: Council) -> None:
    made = decided(council, decides="plan", draft="Принять план работы")
    with council.acting() as scope:
        one = decisions.decision(scope, made.id)
        assert one.minutes is not None
        (question,) = signed.frozen(one.minutes).questions
        assert (question.decided, question.force) == (("Принять план работы",), "")
        policy = MeetingPolicy.of(scope.profile, "council")
        assert warned(policy, "recommendation", "Обязать школы") is not None
        assert warned(policy, "plan", "Обязать школы") is None
        assert warned(policy, "working_group", "Обязать школы") is None
        assert warned(MeetingPolicy.of(scope.profile, "association"), "recommendation", "Обязать") is None


@pytest.mark.clause("LU2-3.1.2", "LU2-4.9-advisory")
@pytest.mark.parametrize(("votes", "made"), [("+++++", 1), ("-----", 0)])
def test_a_group_is_created_by_an_adopted_decision_alone(council: Council, votes: str, made: int) -> None:
    name = f"Группа {made}"
    decision = decided(council, votes, decides="working_group", group_name=name, draft="Создать группу")
    assert decision.force == "binding"
    with council.acting() as scope:
        found = scope.db.execute(select(Body).where(Body.name == name)).scalars().all()
        assert [one.parent_id for one in found] == [council.body_id] * made


def test_an_assignment_has_an_owner_and_a_day_and_is_carried_on(council: Council) -> None:
    decision, rejected = decided(council), decided(council, "-----")
    told = {"text": "Собрать заявки", "owner_id": council.people[4], "due_on": date(2026, 4, 1)}
    with council.acting() as scope:
        with pytest.raises(Conflict):
            following.assign(scope, rejected.id, told)
        for wrong in ({"owner_id": None}, {"due_on": DAY - timedelta(days=1)}):
            with pytest.raises(Invalid):
                following.assign(scope, decision.id, {**told, **wrong})
        first = following.assign(scope, decision.id, told).id
        second = following.assign(scope, decision.id, {**told, "owner_id": None, "owner": "Школы"}).id
    council.at(date(2026, 4, 2))
    meeting_id, _ = council.meeting(date(2026, 5, 20))
    with council.acting() as scope:
        assert {one.row.id for one in reads.overdue(scope, council.body_id, scope.today)} == {first, second}
        agenda = meetings.agenda(scope, meeting_id)
        assert [one.origin for one in agenda] == ["carried"] * 2 + ["secretary"]
        assert agenda[0].title == "О ходе исполнения поручения: Собрать заявки (срок 01.04.2026)"
        third = following.assign(
            scope,
            decision.id,
            {**told, "owner_id": None, "owner": "Школы", "text": "Сверить", "due_on": date(2026, 4, 3)},
        )
        assert [one.origin for one in following.carry(scope, meeting_id)] == ["carried"], "what came since"
        assert following.carry(scope, meeting_id) == []
        following.withdraw(scope, third.id, "Сверено")
    with council.acting(member=3) as scope, pytest.raises(Forbidden):
        following.report(scope, first, "Собрали")
    with council.acting(member=4) as scope:
        assert reads.assignments(scope, PAGE, owner_id=council.people[4]).total == 1
        with pytest.raises(Invalid):
            following.report(scope, first, "")
        assert following.report(scope, first, "Собрали 12 заявок").done_on == date(2026, 4, 2)
    with council.acting() as scope:
        following.withdraw(scope, second, "Передано в комитет")
        with pytest.raises(Conflict):
            following.report(scope, second, "Готово")
        assert reads.overdue(scope, council.body_id, scope.today) == []


@pytest.mark.clause("LU2-2.1.1", "LU2-2.1.3", "LU1-4.8-prelim")
@pytest.mark.parametrize(("kind", "task"), [("proposal", "2.1.1"), ("recommendation", "2.1.3")])
def test_a_decision_goes_to_the_authority_and_its_answer_comes_back(
    council: Council, kind: str, task: str
) -> None:
    decision = decided(council, decides=kind, task=task, draft="Рекомендовать утвердить план семинаров")
    council.at(date(2026, 3, 25))
    with council.acting() as scope:
        with pytest.raises(Invalid) as refused:
            dispatching.dispatch(scope, decision.id, SENT)
        assert [one.field for one in refused.value.fields] == ["answer_due"]
        due = dispatching.proposed_due(scope)
        assert due == date(2026, 4, 24)
        sent = dispatching.dispatch(scope, decision.id, {**SENT, "answer_due": due})
        assert sent.verdict_id is None  # Luga's regulation sets no term of dispatch
        out = dispatching.papers(scope, sent)
        made = to_pdf(out.letter, out.extract)
        assert made == to_pdf(*vars(dispatching.papers(scope, sent)).values())
        assert pdf_words(made, [out.letter, out.extract]) == docx_words(to_docx(out.letter, out.extract))
        assert "№\u00a017" in out.letter.number
    council.at(date(2026, 4, 25))
    with council.acting() as scope:
        late = reads.dispatches(scope, PAGE, unanswered_on=scope.today).items
        assert sent.id in {one.row.id for one in late} and all(one.unanswered(scope.today) for one in late)
        told = {
            "answered_on": date(2026, 4, 25),
            "outcome": "accepted",
            "answer": "Принято",
            "answer_number": "5",
        }
        with pytest.raises(Invalid):
            dispatching.answer(scope, sent.id, {**told, "answered_on": date(2026, 3, 24)})
        assert dispatching.answer(scope, sent.id, told).outcome == "accepted"
        with pytest.raises(Conflict):
            dispatching.answer(scope, sent.id, told)
        assert sent.id not in {
            one.row.id for one in reads.dispatches(scope, PAGE, unanswered_on=scope.today).items
        }


def test_what_was_sent_is_given_out_unchanged(council: Council) -> None:
    decision = decided(council, decides="proposal", task="2.1.1", draft="Рекомендовать план")
    council.at(date(2026, 3, 25))
    with council.acting() as scope:
        sent = dispatching.dispatch(scope, decision.id, {**SENT, "answer_due": date(2026, 4, 24)})
        kept = reads.dispatched(scope, [sent.id])[sent.id]
        served = {form: dispatching.paper(scope, sent.id, form)[0] for form in ("pdf", "docx")}
        digests = {form: hashlib.sha256(content).hexdigest() for form, content in served.items()}
        assert digests == {"pdf": kept.pdf_sha256, "docx": kept.docx_sha256}
        sent.addressee = "Совсем другому"  # what is written down later changes nothing of what was sent
        scope.db.flush()
        assert dispatching.paper(scope, sent.id, "pdf")[0] == served["pdf"]
    with council.acting() as scope, pytest.raises(ProgrammingError):
        scope.db.execute(text("UPDATE mms.dispatch_paper SET pdf_sha256 = ''"))


@pytest.mark.parametrize(("day", "status"), [(date(2026, 4, 20), "pass"), (date(2026, 4, 21), "fail")])
def test_a_term_of_dispatch_is_judged_where_the_regulation_sets_one(
    council: Council, day: date, status: str
) -> None:
    decision = decided(council)
    with council.acting() as scope:
        own = scope.profile
    rule = own.rules["council.minutes_copy"]
    term = replace(with_params(own, rule.id, fact="sent_date").rules[rule.id], id="council.dispatch")
    council.profile = replace(own, rules={**own.rules, term.id: term})
    council.at(day)
    with council.acting() as scope:
        sent = dispatching.dispatch(scope, decision.id, {**SENT, "answer_due": date(2026, 6, 1)})
        assert [one.status for one in meetings.stored(scope, "dispatch", [sent.id])] == [status]
    council.profile = None


@pytest.mark.parametrize(("votes", "kind"), [("-----", "proposal"), ("+++++", "procedural")])
def test_only_adopted_proposals_and_recommendations_are_sent(council: Council, votes: str, kind: str) -> None:
    decision = decided(council, votes, decides=kind)
    with council.acting() as scope, pytest.raises(Conflict):
        dispatching.dispatch(scope, decision.id, {**SENT, "answer_due": date(2026, 5, 1)})


@pytest.mark.clause("LU2-3.1.3")
def test_a_request_for_information_is_open_until_it_is_answered(council: Council) -> None:
    council.at(date(2026, 4, 1))
    with council.acting(member=2) as scope:
        row = informing.ask(scope, council.body_id, {"addressee": "Комитет", "text": "Сведения о кадрах"})
        assert [one.id for one in reads.open_requests(scope, council.body_id)] == [row.id]
        informing.informed(scope, row.id, {"answered_on": date(2026, 4, 1), "answer": "Справка"})
        assert reads.open_requests(scope, council.body_id) == []
    with council.acting(member=4) as scope, pytest.raises(Forbidden):
        informing.ask(scope, council.body_id, {"addressee": "Комитет", "text": "Сведения"})


@pytest.mark.clause("LU2-2-tasks")
def test_decisions_are_found_and_counted_by_task(council: Council) -> None:
    one = decided(council, day=date(2027, 2, 10), task="2.1.4", draft="Экспертиза проекта 100% «Наставник_1»")
    with council.acting() as scope:
        for asked, found in (
            (Asked(text="наставник_1"), 1),
            (Asked(text="100%"), 1),
            (Asked(text="наставникХ1"), 0),
            (Asked(task="2.1.4"), 1),
            (Asked(body_id=council.body_id, since=date(2027, 1, 1), until=date(2027, 2, 10)), 1),
            (Asked(until=date(2027, 2, 9), text="Наставник"), 0),
            (Asked(kind="proposal", outcome="adopted", text="Экспертиза"), 1),
        ):
            page = decisions.decisions(scope, asked, PAGE)
            assert (page.total, len(page.items)) == (found, found), asked
        recorded = decisions.decision(scope, one.id)
        assert recorded.minutes is not None and recorded.minutes.number == 1
        body = body_reads.body(scope, council.body_id)
        counted = decisions.by_task(scope, body, date(2027, 1, 1), date(2027, 12, 31))
        assert [(each.code, each.decisions) for each in counted] == [
            ("2.1.1", 0), ("2.1.2", 0), ("2.1.3", 0), ("2.1.4", 1),
        ]  # fmt: skip
