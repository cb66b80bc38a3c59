"""A staff list written by hand: the file opened in this process, then one INSERT for each table.

No limits for a hostile file, no matching, no preview, no questions, no journal, no way back: what is left
when everything an import is for is taken away.
"""

import io
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import psycopg
from python_calamine import CalamineWorkbook

from service.core.alphabet import search_key, sort_key

COURSE = re.compile(r"(.+) \((\d\d)\.(\d\d)\.(\d{4}), (\d+) ч\., ПК\)")
LEVELS = {"Высшее": "higher", "Среднее профессиональное": "secondary_vocational"}
CATEGORIES = {"Высшая": "highest", "Первая": "first"}

PERSON = """
INSERT INTO mms.person (tenant_id, last_name, first_name, middle_name, birth_date, sort_key, search_key)
SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::date[], %s::text[], %s::text[]) RETURNING id
"""
EMPLOYMENT = """
INSERT INTO mms.employment (tenant_id, organisation_id, kind, position, person_id, position_title, subjects,
  personnel_number, valid)
SELECT %s, %s, 'main', 'teacher', p, t, string_to_array(s, '; '), n, daterange(d, NULL)
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::date[]) x (p, t, s, n, d)
"""
EDUCATION = """
INSERT INTO mms.education (tenant_id, person_id, level, qualification)
SELECT %s, * FROM unnest(%s::bigint[], %s::text[], %s::text[])
"""
CATEGORY = """
INSERT INTO mms.category (tenant_id, person_id, kind, granted_on, valid)
SELECT %s, p, k, d, daterange(d, NULL) FROM unnest(%s::bigint[], %s::text[], %s::date[]) x (p, k, d)
"""
EXPERIENCE = """
INSERT INTO mms.experience (tenant_id, person_id, kind, years, as_of)
SELECT %s, p, k, y, %s FROM unnest(%s::bigint[], %s::text[], %s::int[]) x (p, k, y)
"""
TRAINING = """
INSERT INTO mms.training (tenant_id, person_id, kind, programme, finished_on, hours)
SELECT %s, p, 'pk', t, d, h FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::int[]) x (p, t, d, h)
"""


KEPT = """
WITH one AS (
  INSERT INTO mms.staff_import (tenant_id, organisation_id, file_name, file_key, file_sha256, status)
  VALUES (%s, %s, 'staff.xlsx', '', '', 'applied') RETURNING tenant_id, id
)
INSERT INTO mms.staff_import_row (tenant_id, import_id, number, status, name, person_id, draft)
SELECT one.tenant_id, one.id, x.place + 1, 'new', x.name, x.person, x.row
FROM one, unnest(%s::text[], %s::bigint[], %s::jsonb[]) WITH ORDINALITY x (name, person, row, place)
"""


def write(
    connection: psycopg.Connection,
    tenant_id: int,
    organisation_id: int,
    data: bytes,
    today: date,
    *,
    keep: bool = False,
) -> None:
    """Read the file and write its people; with `keep` the rows as they were read, too."""
    listed = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    columns: list[tuple[Any, ...]] = list(zip(*listed, strict=True))
    number, last, first, middle, born, title, subjects, hired, education, diploma = columns[:10]
    names = [" ".join(one) for one in zip(last, first, middle, strict=True)]
    keys = [sort_key(one) for one in names], [search_key(one) for one in names]
    with connection.transaction():
        connection.execute(f"SET LOCAL app.tenant_id = '{tenant_id}'".encode())
        given = (tenant_id, list(last), list(first), list(middle), list(born), *keys)
        people = [row[0] for row in connection.execute(PERSON.encode(), given).fetchall()]
        jobs = (people, list(title), list(subjects), list(number), list(hired))
        connection.execute(EMPLOYMENT.encode(), (tenant_id, organisation_id, *jobs))
        levels = [LEVELS[one] for one in education]
        connection.execute(EDUCATION.encode(), (tenant_id, people, levels, list(diploma)))
        _rest(connection, tenant_id, people, columns[10:], today)
        if keep:
            rows = [json.dumps(row, ensure_ascii=False, default=str) for row in listed]
            connection.execute(KEPT.encode(), (tenant_id, organisation_id, names, people, rows))


def _rest(
    connection: psycopg.Connection,
    tenant_id: int,
    people: Sequence[int],
    columns: Sequence[tuple[Any, ...]],
    today: date,
) -> None:
    """Categories, experience and courses."""
    category, granted, general, pedagogical, course = columns
    held = [one for one in zip(people, category, granted, strict=True) if one[1]]
    kinds = [CATEGORIES[one[1]] for one in held]
    given = (tenant_id, [one[0] for one in held], kinds, [one[2] for one in held])
    connection.execute(CATEGORY.encode(), given)
    words = ["general"] * len(people) + ["pedagogical"] * len(people)
    years = [int(one) for one in (*general, *pedagogical)]
    connection.execute(EXPERIENCE.encode(), (tenant_id, today, [*people, *people], words, years))
    found = [(one, COURSE.fullmatch(text)) for one, text in zip(people, course, strict=True) if text]
    courses = [(one, *match.groups()) for one, match in found if match]
    days = [date(int(year), int(month), int(day)) for _, _, day, month, year, _ in courses]
    hours = [int(one[5]) for one in courses]
    titles = [one[1] for one in courses]
    connection.execute(TRAINING.encode(), (tenant_id, [one[0] for one in courses], titles, days, hours))
