"""The library: three sections with their figures, entries of each level read below it, search, rights."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from service.documents.model import LibraryItem
from service.people.model.organisations import Organisation
from tests.accounts import browser_as, scope_of, tenant_of, token_for

REGION = "kemerovo"
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def district(app: Flask) -> str:
    """A municipality of the region."""
    region = tenant_of(app, REGION)
    with scope_of(app, REGION).db as db:
        slug = text(
            "SELECT slug FROM platform.tenant WHERE region_id = :region AND id <> :region ORDER BY id"
        )
        return str(db.execute(slug, {"region": region.id}).scalars().first())


def add(app: Flask, slug: str, title: str, section: str = "normative", **more: Any) -> int:
    """An entry of a tenant's library."""
    with scope_of(app, slug).db as db:
        row = LibraryItem(**{"title": title, "section": section, "kind": "guidance", "shared": True, **more})
        db.add(row)
        db.commit()
        return row.id


@pytest.fixture(scope="module")
def school(app: Flask, district: str) -> int:
    with scope_of(app, district).db as db:
        made = [
            Organisation(
                code=f"lib-{n}", name=f"Школа {n}", type="general", sort_key=f"{n}", search_key=f"{n}"
            )
            for n in (1, 2)
        ]
        db.add_all(made)
        db.commit()
        return made[0].id


@pytest.fixture(scope="module")
def shelves(app: Flask, district: str, school: int) -> None:
    add(app, REGION, "Региональный порядок аттестации", kind="normative", issuer="Департамент")
    add(app, REGION, "Черновик региона", shared=False)
    add(app, district, "Районное положение о семинарах", number="15", issued_on=date(2026, 2, 3))
    add(app, district, "Служебная записка района", "methodical", shared=False)
    add(app, district, "Банк уроков школы", "methodical", organisation_id=school, keywords="математика")
    add(app, district, "Чужая школа", "scientific", organisation_id=school + 1)


def asking(app: Flask, slug: str, role: str, organisation_id: int | None = None) -> Call:
    client, headers = app.test_client(), token_for(app, slug, role, organisation_id)

    def ask(path: str, method: str = "GET", **body: Any) -> Any:
        sent = {"json": body} if body else {}
        return client.open(f"/api/v1/{slug}{path}", method=method, headers=headers, **sent)

    return ask


def listed(ask: Call, query: str = "") -> dict[str, tuple[str, bool]]:
    return {one["title"]: (one["level"], one["inherited"]) for one in ask(f"/library{query}").json["items"]}


@pytest.mark.clause("KE-4.4")
def test_a_region_gives_down_what_a_municipality_reads(app: Flask, district: str, shelves: None) -> None:
    """Document types by level, inherited from the region; what it keeps to itself is not there below."""
    below = listed(asking(app, district, "administrator"))
    assert below["Региональный порядок аттестации"] == ("regional", True)
    assert below["Районное положение о семинарах"] == ("municipal", False)
    assert below["Банк уроков школы"] == ("organisation", False)
    assert "Черновик региона" not in below
    above = listed(asking(app, REGION, "administrator"))
    assert above == {
        "Региональный порядок аттестации": ("regional", False),
        "Черновик региона": ("regional", False),
    }
    kinds = listed(asking(app, district, "administrator"), "?kind=normative&level=regional")
    assert set(kinds) == {"Региональный порядок аттестации"}
    assert set(listed(asking(app, "luga", "administrator"))) == set(), "another region's district"


@pytest.mark.clause("KE-5.2m.1a")
def test_three_sections_with_search_and_figures(app: Flask, district: str, shelves: None) -> None:
    ask = asking(app, district, "administrator")
    told = ask("/library/sections").json["items"]
    assert [(one["code"], one["count"]) for one in told] == [
        ("normative", 2),
        ("scientific", 1),
        ("methodical", 2),
    ]
    assert told[0]["title"] == "Нормативно-правовая база данных", "as the region's regulation names it"
    assert all(one["updated"] for one in told)
    assert set(listed(ask, "?q=порядок аттест")) == {"Региональный порядок аттестации"}
    assert set(listed(ask, "?q=МАТЕМАТИКА")) == {"Банк уроков школы"}
    assert not listed(ask, "?q=%25") and not listed(ask, "?q=_")
    page = browser_as(app, district, "auditor").get(f"/{district}/documents/library?q=семинар").text
    assert "Районное положение о семинарах" in page and "Чужая школа" not in page
    assert "Научно-методическая база данных" in page and "Добавить в библиотеку" not in page
    plain = asking(app, "luga", "administrator")("/library/sections").json["items"]
    assert [(one["title"], one["count"], one["updated"]) for one in plain][0] == (
        "Нормативно-правовая база",
        0,
        None,
    )


@pytest.mark.clause("KE-5.2s.9")
def test_a_school_keeps_its_own_and_only_reads_the_municipal(
    app: Flask, district: str, school: int, shelves: None
) -> None:
    ask = asking(app, district, "school_tutor", school)
    assert listed(ask) == {
        "Банк уроков школы": ("organisation", False),
        "Районное положение о семинарах": ("municipal", True),
        "Региональный порядок аттестации": ("regional", True),
    }
    assert [one["code"] for one in ask("/library/sections").json["items"]] == [
        "normative",
        "scientific",
        "methodical",
    ]
    draft = {"title": "Разработка", "section": "scientific", "kind": "other", "shared": False}
    made = ask("/library-items", "POST", **draft, organisation_id=school)
    assert made.status_code == 201, made.json
    assert ask("/library-items", "POST", **draft, organisation_id=None).status_code in (403, 422)
    assert ask("/library-items", "POST", **draft, organisation_id=school + 1).status_code in (403, 404, 422)
    with scope_of(app, district).db as db:
        municipal = db.execute(
            select(LibraryItem.id).where(LibraryItem.title == "Районное положение о семинарах")
        ).scalar_one()
    assert ask(f"/library-items/{municipal}").status_code == 404
    page = browser_as(app, district, "school_tutor", school).get(f"/{district}/documents/library")
    assert "только чтение" in page.text and "Чужая школа" not in page.text
    assert asking(app, district, "auditor")("/library-items", "POST", **draft).status_code == 403
