"""The look of every page: words, assets, switches of language, year and theme, menu.

`register_look(app)` is all an application needs; a shell puts a `Look` into `g.look` for a tenant's pages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from whitenoise import WhiteNoise

from service.core.errors import Problem
from service.core.language import (
    DEFAULT,
    LANGUAGES,
    current_language,
    format_date,
    format_date_long,
    format_month,
    format_number,
    format_percent,
    school_year_label,
    set_language,
    with_unit,
)
from service.core.language.catalogue import LOCALES
from service.core.language.compiling import compile_all
from service.web import drawing, marking, moments, notes
from service.web.assets import Assets, collect, icon
from service.web.headers import add_file_headers
from service.web.menu import MenuItem, by_section, current_item
from service.web.requests import is_api

THEMES = ("light", "dark")
YEAR = re.compile(r"20[0-9]{2}")
REMEMBERED = 365 * 24 * 3600
NAMES = {"ru": "Рус", "alt": "Алтай"}
FULL_NAMES = {"ru": "Русский язык", "alt": "Алтай тил"}


@dataclass(frozen=True)
class Look:
    """What the frame of a page shows; the defaults are a page outside every tenant."""

    title: str = ""
    subtitle: str = ""
    home: str = "/"
    menu: tuple[MenuItem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    person: str = ""
    account: tuple[tuple[str, str], ...] = ()
    sign_in: str = ""
    sign_out: str = ""
    search: str = ""
    notices: tuple[object, ...] = ()
    arms: str = ""
    """Where the tenant's coat of arms is; without one our own sign stands there."""


def register_look(app: Flask) -> Assets:
    """Give the application its words, assets and switches; first of its before-request hooks."""
    compile_all(LOCALES, LANGUAGES)
    assets = collect(Path(app.config.get("ASSETS_DIR") or Path(".data") / "assets"))
    app.extensions["assets"] = assets
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(assets.directory),
        prefix="static/",
        allow_all_origins=False,
        immutable_file_test=lambda *_: True,
        add_headers_function=add_file_headers,
    )
    app.before_request(open_switches)
    app.after_request(remember_switches)
    app.teardown_request(close_switches)
    app.context_processor(frame)
    app.jinja_env.globals.update(_globals(assets))
    app.jinja_env.filters.update(_filters())
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return assets


def open_switches() -> None:
    """Read language, year and theme from the address, else from what was remembered."""
    g.language_token = set_language(_language())
    g.year = _year()
    asked = request.args.get("theme") or request.cookies.get("theme")
    g.theme = asked if asked in THEMES else ""


def close_switches(_error: BaseException | None) -> None:
    """Leave the thread as it was found."""
    token = g.pop("language_token", None)
    if token is not None:
        token.var.reset(token)


def remember_switches(response: Response) -> Response:
    """Remember what the address chose: the language and theme for a year, the school year for the visit."""
    secure = request.is_secure
    if is_api() or response.status_code >= 400:
        return response
    for name, age in (("lang", REMEMBERED), ("theme", REMEMBERED), ("year", None)):
        value = request.args.get(name, "")
        if value and (name != "theme" or value in THEMES):
            response.set_cookie(name, value, max_age=age, secure=secure, httponly=True, samesite="Lax")
    return response


def switched(**changes: str) -> str:
    """The present address with some of its switches changed."""
    kept = {name: value for name, value in request.args.items(multi=True) if name not in changes}
    return f"{request.path}?{urlencode({**kept, **changes})}"


def frame() -> dict[str, Any]:
    """What base.html needs beside the page's own values; a shell may put its own `look` over this one."""
    return {
        "look": g.get("look") or Look(),
        "year": g.get("year"),
        "theme": g.get("theme", ""),
        "languages": [(code, NAMES[code], FULL_NAMES[code]) for code in LANGUAGES],
    }


def _language() -> str:
    asked = request.args.get("lang")
    if asked is not None and asked not in LANGUAGES:
        raise Problem("Такого языка здесь нет. Есть русский (ru) и алтайский (alt).")
    remembered = request.cookies.get("lang")
    if asked or remembered in LANGUAGES:
        return asked or str(remembered)
    if is_api():
        return request.accept_languages.best_match(LANGUAGES) or DEFAULT
    return DEFAULT


def _year() -> int | None:
    """The school year that was chosen; None shows the present one of the tenant."""
    asked = request.args.get("year")
    if asked is not None and not YEAR.fullmatch(asked):
        raise Problem("Учебный год задаётся годом начала, например 2025.")
    remembered = request.cookies.get("year", "")
    chosen = asked or (remembered if YEAR.fullmatch(remembered) else "")
    return int(chosen) if chosen else None


def _globals(assets: Assets) -> dict[str, Any]:
    return {
        "_": marking.marked,
        "_a": marking.attribute,
        "ngettext": marking.marked_plural,
        "ngettext_a": marking.attribute_plural,
        "say": marking.say,
        "asset": assets.url,
        "icon": icon,
        "language": current_language,
        "switched": switched,
        "note_number": notes.note_number,
        "page_notes": notes.notes,
        "seat_plan": drawing.seat_plan,
        "share_of": drawing.share_of,
        "nice_scale": drawing.nice_scale,
        "segments": drawing.segments,
        "by_section": by_section,
        "current_item": current_item,
    }


def _filters() -> dict[str, Any]:
    return {
        "say": marking.say,
        "plain": marking.plain,
        "russian": marking.russian,
        "listed": marking.listed,
        "ratio": Fraction,
        "date": format_date,
        "date_long": format_date_long,
        "datetime": moments.shown,
        "time": moments.hour,
        "month": lambda day: format_month(day.year, day.month),
        "number": format_number,
        "percent": format_percent,
        "unit": with_unit,
        "school_year": school_year_label,
    }
