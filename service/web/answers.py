"""Answers that are no page: a file to save."""

from urllib.parse import quote

from flask import Response


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    """A file to save under a name in Russian."""
    answer = Response(content, mimetype=media_type)
    # A header is Latin: the Russian name travels in its encoded form only (RFC 5987).
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
