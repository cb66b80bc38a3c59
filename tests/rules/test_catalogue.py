"""The catalogue as a whole: every kind reads, speaks, and refuses; verdicts as JSON."""

import json
from datetime import date
from typing import Any

import pytest

from service.rules.catalogue import KINDS, RULES, describe, evaluate, facts_of, parse_params, weaker
from service.rules.errors import BadFacts, BadParams
from service.rules.message import Message, counted, fill
from service.rules.verdict import Outcome, Severity, Status, Verdict, not_set
from tests.rules import luga

STAGE = [{"code": "a", "title": "Запрос", "clause": "п. 2.3"}, {"code": "b", "title": "Реестр"}]
SAMPLES: dict[str, dict[str, Any]] = {
    "threshold": luga.DECISION_QUORUM,
    "majority": luga.MAJORITY,
    "deadline": luga.NOTICE,
    "annual_deadline": luga.ORDER,
    "frequency": luga.COUNCIL_FREQUENCY,
    "minimum": luga.MIN_MEMBERS,
    "composition": luga.COMPOSITION,
    "eligibility": luga.ELIGIBILITY,
    "appointment": luga.LEADER,
    "term": {"years": 3, "max_terms": 2},
    "stages": {"stages": STAGE},
    "documents": {"documents": STAGE, "owner": "association", "period": "school_year"},
    "signatories": {"signers": [["chair", "deputy"]]},
    "presiding": luga.CHAIRING,
    "personal": {},
    "force": luga.FORCE,
    "coverage": {"of": "functions", "require": "holder"},
    "labelling": {"of": ["tenancy.goals"], "on": "plan_item", "take": "one"},
    "attribute": {"fact": "parties", "value": 3},
    "indicator": {
        "code": "uk.19.8",
        "indicator": "share",
        "subject": "people",
        "population": {"field": "position", "op": "eq", "value": "teacher"},
        "numerator": {"exists": "communities"},
        "target": {"op": "at_least", "value": "1/10"},
    },
    "register": {"records": "agreement", "fields": STAGE, "statement": "Соглашения учитываются."},
    "process": {"actions": STAGE},
    "list": {"items": [{"code": "a", "title": "А", "level": "municipal"}]},
}
SENTENCES = {
    "threshold": "Нужно участие не менее 2/3 установленного числа членов.",
    "majority": "Решение принимается, если «за» более 1/2 участвующих. "
    "При равенстве голосов решение не принято.",
    "deadline": "Отправить не позднее чем за 5 дней до дня заседания.",
    "annual_deadline": "Издать приказ ежегодно до 1 сентября, сам этот день не входит.",
    "frequency": "Заседания: не реже 4 раз в календарный год.",
    "minimum": "Для создания нужно не менее 10 членов.",
    "force": "Решения носят рекомендательный характер. "
    "Исключения: создание рабочей группы, создание экспертной группы.",
    "presiding": "Заседание ведёт председатель, по поручению председателя – заместитель председателя.",
    "indicator": "Доля работников по основному месту работы, у которых есть запись «сообщества» "
    "на день отчёта. Считаем от тех, у кого должность – педагогический работник. Порог: не менее 10 %.",
    "register": "Соглашения учитываются.",
    "documents": "Каждому объединению каждый учебный год нужны документы: Запрос; Реестр.",
    "labelling": "Отмечается ровно одно значение: пункт плана.",
    "attribute": "Число сторон: 3.",
    "appointment": "Руководитель избирается и утверждается ежегодно до 1 сентября. "
    "Нужна категория: высшая или первая.",
}


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_every_kind_reads_describes_and_is_not_weaker_than_itself(kind: str) -> None:
    params = parse_params(kind, SAMPLES[kind])
    said = str(describe(kind, params))
    assert said.endswith(".")
    assert "%" not in said.replace(" %", "")
    assert weaker(kind, params, params) is None


@pytest.mark.parametrize(("kind", "sentence"), sorted(SENTENCES.items()))
def test_rules_as_sentences(kind: str, sentence: str) -> None:
    assert str(describe(kind, parse_params(kind, SAMPLES[kind]))) == sentence


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_without_facts_no_rule_passes(kind: str) -> None:
    outcome = evaluate(kind, parse_params(kind, SAMPLES[kind]), {})
    wanted = Status.NOT_APPLICABLE if KINDS[kind].declarative else Status.NOT_YET
    assert outcome.status is wanted
    assert bool(outcome.missing) is not KINDS[kind].declarative
    assert "%(" not in str(outcome.message)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_unknown_keys_and_facts_are_named(kind: str) -> None:
    with pytest.raises(BadParams) as bad_key:
        parse_params(kind, {**SAMPLES[kind], "colour": "red"})
    assert bad_key.value.key == "colour"
    with pytest.raises(BadFacts) as bad_fact:
        evaluate(kind, parse_params(kind, SAMPLES[kind]), {"colour": "red"})
    assert bad_fact.value.field == "colour"


def test_unknown_kinds_and_wrong_kinds_are_refused() -> None:
    with pytest.raises(BadParams):
        parse_params("wish", {})
    with pytest.raises(BadParams):
        parse_params("majority", luga.MAJORITY, "council.decision_quorum")
    with pytest.raises(BadParams) as refusal:
        parse_params("deadline", {**luga.NOTICE, "fact": "order_date"}, "council.notice")
    assert refusal.value.key == "fact"


PROMISED = {
    "council.meeting_quorum": ("threshold", luga.MEETING_QUORUM, "form established filled present sheets"),
    "council.decision_quorum": ("threshold", luga.DECISION_QUORUM, "form established filled present sheets"),
    "council.majority": (
        "majority",
        luga.MAJORITY,
        "established participants for against abstained presider_vote",
    ),
    "council.notice": ("deadline", luga.NOTICE, "meeting_date sent_date"),
    "council.materials": ("deadline", luga.NOTICE, "meeting_date sent_date"),
    "council.agenda_proposal": ("deadline", luga.PROPOSAL, "meeting_date submitted_date"),
    "council.minutes_copy": ("deadline", luga.MINUTES_COPY, "meeting_date sent_date"),
    "council.composition": ("composition", luga.COMPOSITION, "roles categories"),
    "council.frequency": ("frequency", luga.COUNCIL_FREQUENCY, "year held as_of"),
    "active.frequency": ("frequency", luga.ACTIVE_FREQUENCY, "year held as_of"),
    "association.frequency": ("frequency", luga.ASSOCIATION_FREQUENCY, "year held as_of"),
    "council.chairing": ("presiding", luga.CHAIRING, "presider instruction"),
    "council.delegation": ("personal", {}, "voter member"),
    "council.decision_force": ("force", luga.FORCE, "kind"),
    "association.min_members": ("minimum", luga.MIN_MEMBERS, "members"),
    "association.leader": ("appointment", luga.LEADER, "category elected_on approved_on"),
    "association.order": ("annual_deadline", luga.ORDER, "order_date"),
    "association.seminar": ("frequency", luga.SEMINAR, "year held"),
    "active.eligibility": (
        "eligibility",
        luga.ELIGIBILITY,
        "employer_type groups education experience categories contributions representation diagnostics",
    ),
}


def test_every_promised_rule_is_there() -> None:
    assert set(PROMISED) <= set(RULES)


@pytest.mark.parametrize("rule_id", sorted(PROMISED))
def test_promised_facts_are_taken(rule_id: str) -> None:
    kind, params, names = PROMISED[rule_id]
    facts = facts_of(rule_id, kind, parse_params(kind, params, rule_id))
    assert set(names.split()) <= set(facts)
    assert all(str(Message(fact.title)) for fact in facts.values())


def test_a_verdict_as_json() -> None:
    params = parse_params("threshold", luga.DECISION_QUORUM, "council.decision_quorum")
    outcome = evaluate("threshold", params, {"form": "in_person", "established": 15, "present": 9})
    verdict = Verdict.of(
        outcome,
        rule="council.decision_quorum",
        severity=Severity.HARD,
        clause="прил. 2, п. 4.9",
        act="Приказ № 46 от 30.01.2024",
        quote="...",
        reading="council.decision_base = established",
        profile_version="luga@1",
    )
    said = json.loads(json.dumps(verdict.to_dict(lambda message, language: f"{language}: {message}")))
    assert said["message"]["alt"].startswith("alt: Присутствуют 9 из 15.")
    assert {
        name: said[name] for name in ("status", "severity", "expected", "actual", "shortfall", "missing")
    } == {
        "status": "fail",
        "severity": "hard",
        "expected": 10,
        "actual": 9,
        "shortfall": 1,
        "missing": [],
    }
    assert said["operands"] == {"form": "in_person", "established": 15, "present": 9}
    assert set(said["remedy"]) == {"ru", "alt"}


def test_dates_and_missing_facts_as_json() -> None:
    params = parse_params("deadline", luga.NOTICE)
    outcome = evaluate("deadline", params, {"meeting_date": date(2024, 3, 20)})
    verdict = Verdict.of(outcome, rule="council.notice", severity=Severity.SOFT, clause="", act="")
    said = verdict.to_dict(lambda message, _: str(message))
    assert (said["expected"], said["actual"]) == ("2024-03-15", None)
    assert said["missing"] == [
        {"code": "sent_date", "message": {"ru": "дата отправки", "alt": "дата отправки"}}
    ]
    waived = verdict.waived(Message("Освобождение: %(why)s.", {"why": "карантин"}))
    assert (waived.status, str(waived.message)) == (Status.WAIVED, "Освобождение: карантин.")


def test_a_silent_regulation() -> None:
    assert isinstance(not_set(), Outcome)
    assert not_set().status is Status.NOT_APPLICABLE


def test_messages_are_translated_inside_out() -> None:
    altai = {"Присутствуют %(actual)d из %(base)d.": "%(base)d ортозынаҥ %(actual)d бар."}
    params = parse_params("threshold", luga.MEETING_QUORUM)
    outcome = evaluate("threshold", params, {"form": "in_person", "established": 9, "present": 4})
    said = fill(outcome.message, lambda text: altai.get(text, text))
    assert said == "9 ортозынаҥ 4 бар. Заседание неправомочно: нужно 5, не хватает 1."


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (21, "21 день"), (112, "112 дней")],
)
def test_russian_plurals(number: int, words: str) -> None:
    assert str(counted(number, "%(count)d день", "%(count)d дня", "%(count)d дней")) == words
