"""The frame of a tenant's pages: whose they are, the menu this person sees, the account."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask, current_app, g, request, url_for

from service.core import clock
from service.core.language import N_, current_language
from service.profiles.profile import Profile
from service.profiles.strata import BINDING
from service.rules.message import Message
from service.tenancy.scope import Scope
from service.web.look import Look
from service.web.menu import MenuItem, allowed
from service.web.module import Module
from service.web.shell import Shell, shell

__all__ = ["Shell", "register_frame", "shell"]

YEARS_SHOWN = 3
SEARCH = "people.people"
ARMS = "setup_arms.small"
OPERATORS = "operators.overview"


def register_frame(app: Flask, modules: Iterable[Module]) -> None:
    """Put the frame around every page; runs when a template is rendered, so an early error has one too."""
    items = tuple(item for module in modules for item in module.menu)
    app.context_processor(lambda: _frame(items))


def _frame(items: tuple[MenuItem, ...]) -> dict[str, object]:
    if request.path.startswith("/static/"):
        return {}
    scope = g.get("scope")
    g.look = _outside() if scope is None else _inside(items)
    return {"scope": scope, "look": g.look}


def _outside() -> Look:
    account = g.get("account")
    return Look(
        person=account.name if account else "",
        account=_own_pages(account),
        sign_in="" if account else url_for("access.sign_in"),
        sign_out=url_for("access.sign_out") if account else "",
    )


def _own_pages(account: Any) -> tuple[tuple[str, str], ...]:
    """What stands under a person's name: their account; for an operator of the platform, the tenants."""
    mine = ((str(N_("Моя учётная запись")), url_for("account.overview")),) if account else ()
    runs = bool(account) and account.is_operator and OPERATORS in current_app.view_functions
    return (*mine, (str(N_("Районы службы")), url_for(OPERATORS))) if runs else mine


def _inside(items: tuple[MenuItem, ...]) -> Look:
    scope = g.scope
    language = current_language()
    actor = scope.actor
    name = scope.tenant.title(language)
    year = clock.school_year(scope.today)
    return Look(
        title=name,
        subtitle=scope.tenant.title("ru") if name != scope.tenant.title("ru") else "",
        home=url_for("portal.home"),
        menu=_menu(items),
        years=tuple(range(year, year - YEARS_SHOWN, -1)),
        person=actor.name,
        account=((str(N_("Моя учётная запись")), url_for("account.overview")),) if actor.account_id else (),
        sign_in="" if actor.signed_in else url_for("access.sign_in", next=request.path),
        sign_out=url_for("access.sign_out") if actor.account_id else "",
        search=_search(),
        notices=tuple(_notices(scope)),
        arms=_arms(scope),
    )


def _arms(scope: Scope) -> str:
    """Where the coat of arms (герб) of the tenant is; empty for one without."""
    number = scope.tenant.arms_id
    known = number is not None and ARMS in current_app.view_functions
    return url_for(ARMS, arms_id=number) if known else ""


def _menu(items: tuple[MenuItem, ...]) -> tuple[MenuItem, ...]:
    """The lines this person may open; one line alone leads nowhere and is left out."""
    lines = allowed(items, g.scope.can, lambda rule: g.scope.profile.rule(rule) is not None)
    return lines if len(lines) > 1 else ()


def _search() -> str:
    """Where the search field leads: to the people, for those who may see them."""
    known = SEARCH in current_app.view_functions and g.scope.can("people:read")
    return url_for(SEARCH) if known else ""


def _notices(scope: Scope) -> Iterator[Message]:
    """What stands above every page: that a tenant is for demonstration, that its rules are a draft."""
    if scope.tenant.demo:
        yield Message(N_("Демонстрация: люди, школы и записи здесь вымышлены."))
    if scope.actor.signed_in:
        yield from _draft(scope.profile)


def _draft(profile: Profile) -> Iterator[Message]:
    """That the rules are a draft (проект): no act of one's own, or an unnumbered one."""
    own = [one for one in profile.layers if one.owner == profile.slug and one.source_label is None]
    act = own[-1].act if own else None
    if act is None and any(one.kind == BINDING for one in profile.layers):
        yield Message(N_("Собственного акта нет: действует положение региона."))
    elif act is None:
        yield Message(
            N_("Проект: собственного акта нет, правила взяты с образца и показаны с его основаниями.")
        )
    elif act.status == "draft":
        yield Message(
            N_("Проект: у акта нет даты и номера. Проверьте, действует ли документ, и внесите реквизиты.")
        )
