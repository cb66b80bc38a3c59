"""A test client with taste: every page it gets is checked before the test sees it."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse


class Page:
    """A page as a reader meets it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = LexborHTMLParser(response.get_data(as_text=True))

    @property
    def text(self) -> str:
        """What a person reads, spaces folded."""
        body = self.html.body
        return " ".join((body.text(separator=" ") if body else "").split()).replace("\xa0", " ")

    def one(self, selector: str) -> Any:
        """The one element a selector finds."""
        found = self.html.css(selector)
        assert len(found) == 1, f"{selector}: {len(found)} elements"
        return found[0]

    def links(self, selector: str = "a") -> dict[str, str]:
        """Links by their words."""
        return {
            " ".join(node.text().split()): node.attributes.get("href") or ""
            for node in self.html.css(selector)
        }


class Browser:
    """Gets pages and sends forms as a browser does: cookies, hidden fields, protection token."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, status: int = 200, **options: Any) -> Page:
        """Get a page, follow redirects, check it."""
        page = Page(self.client.get(path, follow_redirects=True, **options))
        assert page.status == status, f"{path}: {page.status}\n{page.text[:600]}"
        if (page.response.mimetype or "") == "text/html":
            check_page(page, path)
        return page

    def send(self, path: str, status: int = 200, form: str = "", **values: Any) -> Page:
        """Open the page at `path`, fill its form (`form`: its action, else the first) and send it."""
        page = self.get(path)
        found = [
            node for node in page.html.css("form") if (node.attributes.get("method") or "").lower() == "post"
        ]
        chosen = [
            node for node in found if (node.attributes.get("action") or path) == (form or path)
        ] or found
        assert chosen, f"{path}: no form"
        action = chosen[0].attributes.get("action") or path
        return self.post(action, status, **{**hidden(chosen[0]), **values})

    def post(self, path: str, status: int = 200, **values: Any) -> Page:
        """Send values straight to an address; the protection token is taken from the front page."""
        if "csrf_token" not in values:
            values["csrf_token"] = self.token()
        sent = {name: value for name, value in values.items() if value is not None}
        page = Page(self.client.post(path, data=sent, follow_redirects=True))
        assert page.status == status, f"{path}: {page.status}\n{page.text[:800]}"
        return page

    def token(self) -> str:
        """A protection token of this browser."""
        page = self.client.get("/account/forgotten").get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, "the page has no protection token"
        return found.group(1)

    def sign_in(self, email: str, password: str) -> "Browser":
        """Sign in and stay signed in."""
        self.send("/sign-in", email=email, password=password)
        return self


def hidden(form: Any) -> dict[str, str]:
    """What the form holds already."""
    values = {}
    for node in form.css("input"):
        name, kind = node.attributes.get("name"), node.attributes.get("type") or "text"
        if name and kind not in ("checkbox", "radio", "file", "submit"):
            values[name] = node.attributes.get("value") or ""
        elif name and "checked" in node.attributes:
            values[name] = node.attributes.get("value") or "on"
    for node in form.css("select"):
        chosen = node.css_first("option[selected]")
        if chosen is not None and node.attributes.get("name"):
            values[node.attributes["name"]] = chosen.attributes.get("value") or ""
    for node in form.css("textarea"):
        values[node.attributes["name"]] = node.text()
    return values


def check_page(page: Page, path: str) -> None:
    """What holds on every page: a title, one heading, unique ids, labelled fields, a language."""
    html = page.html
    assert html.css_first("title") and html.css_first("title").text().strip(), f"{path}: no title"
    assert html.css_first("html").attributes.get("lang") in ("ru", "alt"), f"{path}: no language"
    assert len(html.css("h1")) == 1, f"{path}: {len(html.css('h1'))} headings h1"
    ids = [node.attributes["id"] for node in html.css("[id]")]
    doubled = {one for one in ids if ids.count(one) > 1}
    assert not doubled, f"{path}: ids twice: {doubled}"
    labelled = {node.attributes.get("for") for node in html.css("label")}
    for node in html.css("input, select, textarea"):
        kind = node.attributes.get("type")
        if kind in ("hidden", "submit", "button"):
            continue
        named = node.attributes.get("id") in labelled or node.attributes.get("aria-label")
        assert named, f"{path}: a field without a label: {node.html[:120]}"
    for node in html.css("form[method=post], form[method=POST]"):
        assert node.css_first("input[name=csrf_token]"), (
            f"{path}: a form without protection: {node.html[:120]}"
        )
    assert not html.css("[style], style, script:not([src])"), f"{path}: inline style or script"
