"""Every register in a browser: enter, list, open, change, remove, bring back; logs without values."""

import pytest
from sqlalchemy import select

from service.tenancy.model import Audit, History
from tests.client import Browser, Page, hidden
from tests.registers.samples import SLUG, Maker, in_form, path


def test_a_record_is_entered_listed_changed_removed_and_restored(register, maker: Maker, signed_in):
    browser = signed_in(SLUG)
    draft = maker.draft(register)
    card = fill(browser, path(register, "new"), in_form(register, draft))
    record_id = int(card.response.request.path.rsplit("/", 1)[1])
    row = maker.row(register, record_id)
    assert {one.name: getattr(row, one.name) for one in register.entered} == {
        one.name: draft[one.name] for one in register.entered
    }
    listed = browser.get(path(register))
    assert path(register, str(record_id)) in listed.links().values()

    again = maker.draft(register)
    fill(browser, path(register, f"{record_id}/edit"), in_form(register, again))
    changed = maker.row(register, record_id)
    assert changed.version == row.version + 1
    assert all(getattr(changed, one.name) == again[one.name] for one in register.entered)
    card = browser.get(path(register, str(record_id)))
    assert "Запись изменена" in card.text and f"administrator {SLUG}" in card.text

    browser.send(path(register, str(record_id)), form=path(register, f"{record_id}/remove"))
    browser.get(path(register, str(record_id)), status=404)
    assert "Вернуть" in browser.get(path(register, "removed")).text
    browser.send(path(register, "removed"), form=path(register, f"{record_id}/restore"))
    back = maker.row(register, record_id)
    assert all(getattr(back, one.name) == again[one.name] for one in register.entered)
    assert back.version > changed.version and back.valid == changed.valid
    assert "Запись удалена" in browser.get(path(register, str(record_id))).text
    check_logs(maker, register, record_id, draft, again)


def fill(browser: Browser, address: str, values: dict[str, str | None]) -> Page:
    """Send the form of a page; a field may be called as the helper's own arguments are."""
    page = browser.get(address)
    found = next(node for node in page.html.css("form.form"))
    return browser.post(address, **{**hidden(found), **values})


def check_logs(maker: Maker, register, record_id: int, *drafts):
    """One audit row a change without any value; a history row for each earlier state."""
    table = register.model.__tablename__

    def rows(scope):
        audit = (
            select(Audit).where(Audit.subject_type == table, Audit.subject_id == record_id).order_by(Audit.id)
        )
        past = select(History).where(History.table_name == table, History.row_id == record_id)
        return scope.db.execute(audit).scalars().all(), scope.db.execute(past).scalars().all()

    audit, past = maker.act(rows)
    verbs = [one.event.removeprefix(f"{register.event}.") for one in audit]
    assert verbs == ["created", "changed", "removed", "restored"]
    assert sorted(one.operation for one in past) == ["delete", "update"]
    said = " ".join(f"{one.fields} {one.detail}" for one in audit)
    texts = {value for draft in drafts for value in draft.values() if isinstance(value, str) and " " in value}
    assert not [text for text in texts if text in said]


def test_the_second_of_two_people_sees_both_versions(register, maker: Maker, signed_in):
    record_id = maker.create(register)
    mine, theirs = signed_in(SLUG, "methodist"), signed_in(SLUG)
    page = mine.get(path(register, f"{record_id}/edit"))
    version = page.html.css_first("input[name=version]").attributes["value"]
    saved, wanted = maker.draft(register), maker.draft(register)
    fill(theirs, path(register, f"{record_id}/edit"), in_form(register, saved))
    page = mine.post(path(register, f"{record_id}/edit"), 409, version=version, **in_form(register, wanted))
    assert "Две версии записи" in page.text and f"administrator {SLUG}" in page.text
    row = maker.row(register, record_id)
    assert all(getattr(row, one.name) == saved[one.name] for one in register.entered)
    fresh = page.html.css_first("input[name=version]").attributes["value"]
    mine.post(path(register, f"{record_id}/edit"), 200, version=fresh, **in_form(register, wanted))
    row = maker.row(register, record_id)
    assert all(getattr(row, one.name) == wanted[one.name] for one in register.entered)


def test_a_form_names_what_is_missing_and_keeps_what_was_typed(register, maker: Maker, signed_in):
    browser = signed_in(SLUG)
    required = [one for one in register.entered if one.required and one.kind != "boolean"]
    empty = {one.name: "" for one in required}  # what a form suggests is taken out as well
    page = browser.post(path(register, "new"), 422, **empty)
    problems = page.html.css(".summary a")
    assert len(problems) == len(required)
    for link in problems:
        assert page.html.css_first(link.attributes["href"]) is not None, "the summary leads to its field"
    assert all(node.css_first(".form-error") for node in page.html.css(".form-field:has([aria-invalid])"))


@pytest.mark.parametrize("language", ["ru", "alt"])
def test_an_empty_answer_says_so(register, maker: Maker, signed_in, language):
    maker.create(register)
    page = signed_in(SLUG).get(path(register, f"?lang={language}&q=ъъъъ"))
    assert page.html.css_first(".empty-title").text(strip=True) == "Ничего не нашлось" or language == "alt"
    assert page.html.css_first(".empty a")
