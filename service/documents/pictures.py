"""Pictures from outside (изображения): what they are is read from their bytes, and they are drawn anew.

Only what the drawing of papers can decode is taken, and what is kept is our own drawing of it: nothing else
that a file carries (where a photo was made, a script) goes any further.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import typst
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_

LARGEST = 2 * 1024 * 1024
MOST, LEAST, STRETCHED = 4000, 100, 3
"""Points of a side, and how many times one side may be longer than the other."""
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
POINTS = 72
JPEG_END = b"\xff\xd9"
NO_FILE = N_("Выберите файл.")
TOO_LARGE = N_("Картинка больше 2 МБ. Сохраните её меньшего размера.")
DRAWN_BY_CODE = N_("SVG не принимается: в нём может быть программа. Сохраните герб картинкой PNG.")
UNKNOWN = N_("Это не картинка PNG или JPEG. Сохраните герб в одном из этих видов.")
SPOILT = N_("Картинка повреждена и не читается. Сохраните её заново.")
TOO_MANY_POINTS = N_("В картинке %(width)s × %(height)s точек, а можно не больше %(most)s по каждой стороне.")
TOO_FEW_POINTS = N_("В картинке %(width)s × %(height)s точек: на бумаге она расплывётся. Нужно от %(least)s.")
TOO_LONG = N_("Картинка слишком вытянута: одна сторона длиннее другой больше чем втрое.")


@dataclass(frozen=True)
class Seen:
    """What a picture says of itself: its kind and its size in points."""

    ending: str
    width: int
    height: int


def seen(data: bytes, field: str) -> Seen:
    """Read a picture's head; raises Invalid with `field` for what is no picture, too large or too small."""
    if not data:
        raise _refused(field, NO_FILE)
    if len(data) > LARGEST:
        raise _refused(field, TOO_LARGE)
    if b"<svg" in data[:4096].lower():
        raise _refused(field, DRAWN_BY_CODE)
    try:
        found = Image.from_blob(data)
    except UnrecognizedImageError as error:
        raise _refused(field, UNKNOWN) from error
    except (InvalidImageStreamError, UnexpectedEndOfFileError) as error:
        raise _refused(field, SPOILT) from error
    width, height = found.px_width, found.px_height
    if found.content_type == "image/jpeg" and JPEG_END not in data[-1024:]:
        raise _refused(field, SPOILT)  # a JPEG cut short decodes to a half of it, without a word
    if found.content_type not in ENDINGS:
        raise _refused(field, UNKNOWN)
    if max(width, height) > MOST:
        raise _refused(field, TOO_MANY_POINTS, width=width, height=height, most=MOST)
    if min(width, height) < LEAST:
        raise _refused(field, TOO_FEW_POINTS, width=width, height=height, least=LEAST)
    if max(width, height) > STRETCHED * min(width, height):
        raise _refused(field, TOO_LONG)
    return Seen(ENDINGS[found.content_type], width, height)


def drawn(data: bytes, picture: Seen, field: str, *heights: int) -> list[bytes]:
    """The picture drawn anew as PNG, once for each height in points; raises Invalid for what is spoilt."""
    name = f"picture.{picture.ending}"
    page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    page += f'#image("/{name}", height: {POINTS}pt)'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(data)
        try:
            made = [
                typst.compile(page.encode(), root=folder, format="png", ppi=float(height))
                for height in heights
            ]
        except typst.TypstError as error:
            raise _refused(field, SPOILT) from error
    return [one for one in made if isinstance(one, bytes)]


def _refused(field: str, words: str, **params: object) -> Invalid:
    return Invalid(fields=(FieldProblem(field, words, params),))
