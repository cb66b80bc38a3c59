"""Facts out of running text: categories, courses, lists of subjects, two lengths of service in one cell."""

import re
from datetime import date

from service.people.importing.facts import CategoryCode, CategoryFact, TrainingFact, TrainingKind
from service.people.importing.tables import Cell
from service.people.importing.values import Unreadable, is_nothing, read_date, read_years

DATE = r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}"
CATEGORY_WORDS: tuple[tuple[CategoryCode, re.Pattern[str]], ...] = (
    (CategoryCode.METHODIST, re.compile(r"педагог\s*-\s*методист|категори\w+ «?методист")),
    (CategoryCode.MENTOR, re.compile(r"педагог\s*-\s*наставник|категори\w+ «?наставник")),
    (CategoryCode.HIGHEST, re.compile(r"высш")),
    (CategoryCode.FIRST, re.compile(r"перв|\b[1i]\b|\b1\s*-?\s*(я|ая)|\bпкк\b|\bi\b", re.IGNORECASE)),
)
CATEGORY_NAMES = {
    CategoryCode.HIGHEST: "высшая",
    CategoryCode.FIRST: "первая",
    CategoryCode.METHODIST: "педагог-методист",
    CategoryCode.MENTOR: "педагог-наставник",
}
IN_POST = re.compile(
    r"[,;(\s–—-]*\b((высш|перв|втор)\w*|i{1,2}|1|2)[\s-]*(ая|я)?\s*(квалификационн\w+\s*)?(кв\.?\s*)?(категори\w+|кат\.)\)?"
    r"|[,;(\s–—-]*\bсоответстви\w+ (занимаемой )?должности\)?",
    re.IGNORECASE,
)
KIND_NAMES = {TrainingKind.PK: "ПК", TrainingKind.PP: "ПП", TrainingKind.INTERNSHIP: "стажировка"}
STRICT = re.compile(rf"^(.+) \(({DATE})(?:, (\d{{1,4}}) ч\.)?, (ПК|ПП|стажировка)\)$")
HOURS = re.compile(
    r"(\d{1,4})(?:[,.]0)?\s*(?:академ\w*\s*|ак\.?\s*)?(?:часов|часа|час\b|ч\b)\.?", re.IGNORECASE
)
SPLIT_COURSES = re.compile(r"\n|;|(?:(?<=\s)|^)\d{1,2}[.)]\s+(?=\D)")
RETRAINING_HOURS = 250
NO_COURSE = re.compile(r"[\s,.;:()«»\"'–—-]+")


def read_list(text: str | None) -> tuple[str, ...] | None:
    """Subjects or programmes (предметы, программы): divided by lines, semicolons or commas, no repeats."""
    if is_nothing(text):
        return None
    divider = r"[\n;]" if re.search(r"[\n;]", str(text)) else r",(?![^(«]*[)»])"
    seen: dict[str, str] = {}
    for part in re.split(divider, str(text)):
        clean = " ".join(part.split()).strip(" ,.;•–—-")
        if clean and not is_nothing(clean):
            seen.setdefault(clean.casefold(), clean)
    return tuple(seen.values()) or None


def read_categories(text: str | None) -> tuple[CategoryFact, ...] | None:
    """Categories with their dates: «высшая, 12.03.2024», several by semicolons; None where none is named."""
    if is_nothing(text) or says_none(str(text)):
        return None
    found: dict[CategoryCode, CategoryFact] = {}
    for part in re.split(r"[;\n]", str(text)):
        day = re.search(DATE, part)
        words = re.sub(DATE, " ", part).lower()
        code = next((code for code, pattern in CATEGORY_WORDS if pattern.search(words)), None)
        if code:
            on = read_date(day[0]) if day else None
            found[code] = CategoryFact(code, on if isinstance(on, date) else None)
    return tuple(found.values()) or None


def says_none(text: str) -> bool:
    """Whether a text says in words that there is no category; fitness for a position is none either."""
    lowered = text.lower()
    without = re.search(r"без категори|не имеет|не аттестован|соответстви|\bсзд\b", lowered)
    return bool(without) and not re.search(r"высш|перв|методист|наставник", lowered)


def category_text(categories: tuple[CategoryFact, ...] | None) -> str:
    """Categories as `read_categories` reads them back."""
    return "; ".join(
        CATEGORY_NAMES[each.code] + (f", {each.on:%d.%m.%Y}" if each.on else "") for each in categories or ()
    )


def post_and_categories(post: str | None) -> tuple[str | None, tuple[CategoryFact, ...] | None]:
    """A position title without the category people write into it, and that category."""
    if not post or not IN_POST.search(post):
        return post, None
    categories = read_categories(";".join(match[0] for match in IN_POST.finditer(post)))
    title = " ".join(IN_POST.sub(" ", post).split()).strip(" ,;.–—-(")
    return (title or post), categories


def read_trainings(text: str | None) -> tuple[tuple[TrainingFact, ...] | None, str | None]:
    """Courses that name the day they ended, and the rest of the text as it was written.

    A year alone does not say in which school year a course ended, so such a course stays text.
    A course without a word of its kind counts as advanced training (ПК), from 250 hours as retraining (ПП).
    """
    if is_nothing(text):
        return None, None
    courses: list[TrainingFact] = []
    rest: list[str] = []
    for line in str(text).split("\n"):
        strict = _strict(line.strip())
        for part in [line] if strict else SPLIT_COURSES.split(line):
            course = strict or _course(" ".join(part.split()))
            if course and course not in courses:
                courses.append(course)
            elif not course and NO_COURSE.sub("", part) and not is_nothing(part):
                rest.append(" ".join(part.split()))
    return tuple(courses) or None, "; ".join(rest) or None


def training_text(trainings: tuple[TrainingFact, ...] | None, rest: str | None = None) -> str:
    """Courses one a line, as `read_trainings` reads them back, then the text without dates."""
    lines = []
    for each in trainings or ():
        hours = f", {each.hours} ч." if each.hours else ""
        lines.append(f"{each.title} ({each.finished_on:%d.%m.%Y}{hours}, {KIND_NAMES[each.kind]})")
    return "\n".join([*lines, rest] if rest else lines)


def _strict(line: str) -> TrainingFact | None:
    """A line in the form that `training_text` writes."""
    match = STRICT.match(line)
    if not match:
        return None
    on = read_date(match[2])
    if not isinstance(on, date):
        return None
    kind = next(kind for kind, name in KIND_NAMES.items() if name == match[4])
    hours = int(match[3]) if match[3] else None
    return TrainingFact(match[1], on, hours, kind)


def _course(part: str) -> TrainingFact | None:
    """A course out of free text; its last date is the day it ended."""
    days = [day for day in map(read_date, re.findall(DATE, part)) if isinstance(day, date)]
    if not days:
        return None
    hours_found = HOURS.search(part)
    hours = int(hours_found[1]) if hours_found else None
    title = HOURS.sub(" ", part)
    title = re.sub(rf"(?:\b(?:с|по|от|до)\s+)?(?:{DATE})(?:\s*(?:гг?|года?)\b\.?)?", " ", title)
    title = re.sub(r"\(\s*[,;.\s–—-]*\)|«\s*»", " ", title)
    title = " ".join(title.split()).strip(" ,.;:–—-")
    if not NO_COURSE.sub("", title):
        return None
    return TrainingFact(title, max(days), hours or None, _kind(part, hours))


def _kind(part: str, hours: int | None) -> TrainingKind:
    lowered = part.lower()
    if "стажировк" in lowered:
        return TrainingKind.INTERNSHIP
    if "переподготовк" in lowered or (hours or 0) >= RETRAINING_HOURS:
        return TrainingKind.PP
    return TrainingKind.PK


def read_experiences(cell: Cell) -> tuple[int | None, int | None, int | None] | Unreadable:
    """General, pedagogical and speciality experience out of one cell: «25/20» or «25 / 20 / 18», in years."""
    parts = re.split(r"[/\\;]", str(cell)) if isinstance(cell, str) else [cell]
    years: list[int | None] = []
    for part in parts[:3]:
        value = read_years(part.strip() if isinstance(part, str) else part)
        if isinstance(value, Unreadable):
            return value
        years.append(value)
    years += [None] * (3 - len(years))
    return years[0], years[1], years[2]
