"""The digest as a letter (сводка): what is overdue and what comes soon, facts in, words out."""

from collections.abc import Callable, Sequence

from service.compliance.queries.rows import Line
from service.compliance.rules.states import State
from service.compliance.words import words_of
from service.core.language import N_, fill, format_date, translate

SUBJECT = N_("Что требует положение: просрочено %(overdue)s, скоро %(soon)s")
HELLO = N_("%(name)s, вот что по положению за вами в службе «%(tenant)s».")
OVERDUE = N_("Просрочено:")
SOON = N_("Скоро:")
UNTIL = N_("срок %(day)s")
MORE = N_("И ещё: %(count)s.")
ALL = N_("Все ваши правила: %(link)s")
OFTEN = N_("Как часто присылать сводку, вы выбираете здесь: %(link)s")
MOST = 15


def subject(lines: Sequence[Line], language: str) -> str:
    """How many are overdue and soon."""
    counts = {"overdue": _number(lines, State.OVERDUE), "soon": _number(lines, State.SOON)}
    return _say(SUBJECT, language, **{name: str(count) for name, count in counts.items()})


def text(
    lines: Sequence[Line], name: str, tenant: str, language: str, links: tuple[str, str, Callable[[str], str]]
) -> str:
    """The letter itself; `links`: the page, the choice of the period, the address of a rule."""
    page, choice, rule = links
    said = [_say(HELLO, language, name=name, tenant=tenant)]
    for state, title in ((State.OVERDUE, OVERDUE), (State.SOON, SOON)):
        listed = [one for one in lines if one.state is state]
        if listed:
            said += ["", translate(title, language), *(_line(one, language, rule) for one in listed[:MOST])]
        if len(listed) > MOST:
            said.append(_say(MORE, language, count=str(len(listed) - MOST)))
    said += ["", _say(ALL, language, link=page), _say(OFTEN, language, link=choice)]
    return "\n".join(said) + "\n"


def _line(line: Line, language: str, rule: Callable[[str], str]) -> str:
    clause = f" ({line.rule.clause})" if line.rule.clause else ""
    until = f", {_say(UNTIL, language, day=format_date(line.next_on))}" if line.next_on else ""
    said = words_of(line.found.get("message"), language)
    return f"- {line.rule.title}{clause}{until}. {said}\n  {rule(line.rule.id)}"


def _number(lines: Sequence[Line], state: State) -> int:
    return sum(one.state is state for one in lines)


def _say(words: str, language: str, **params: str) -> str:
    return fill(translate(words, language), params, language)
