"""The line of every key of a TOML text, so that an error can name file, line and key.

The standard library reads TOML but tells no positions.  This scanner walks a text that `tomllib` has already
accepted, therefore it only has to find where keys and elements begin, not to judge the notation.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]+")
_STRINGS = {
    '"""': re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),  # up to two quotes may stand before the end
    "'''": re.compile(r"'''.*?'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:\\.|[^"\\])*"'),
    "'": re.compile(r"'[^']*'"),
}


def line_index(text: str) -> dict[Path, int]:
    """Map the path of every table, key and array element to the line (from 1) where it begins."""
    return _Scanner(text.replace("\r\n", "\n")).scan()


def line_of(index: Mapping[Path, int], path: Path) -> int:
    """Find the line of a path, or of its nearest existing ancestor; 1 when nothing is known."""
    for length in range(len(path), 0, -1):
        line = index.get(path[:length])
        if line is not None:
            return line
    return 1


def paths_of(data: object, prefix: Path = ()) -> Iterator[Path]:
    """Walk every path of parsed TOML data (the same paths the index holds)."""
    if prefix:
        yield prefix
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths_of(value, (*prefix, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from paths_of(value, (*prefix, number))


class _Scanner:
    """One pass over a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.ends = [found.start() for found in re.finditer("\n", text)]
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        """Read headers and key/value lines until the end."""
        table: Path = ()
        self._skip_blank()
        while self.at < len(self.text):
            table = self._header() if self._peek() == "[" else self._pair(table)
            self._skip_blank()
        return self.found

    def _peek(self, size: int = 1) -> str:
        return self.text[self.at : self.at + size]

    @property
    def line(self) -> int:
        """Give the line of the current position."""
        return bisect_left(self.ends, self.at) + 1

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Consume what the pattern matches here."""
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def _skip_blank(self) -> None:
        """Skip spaces, newlines and comments."""
        self._take(_BLANK)

    def _header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]` and return the path of the table that it opens."""
        array = self._peek(2) == "[["
        line = self.line
        self.at += 2 if array else 1
        *parents, last = self._key()
        self._skip_blank()
        self.at += 2 if array else 1
        path = (*self._resolve((), parents, line), last)
        self.found.setdefault(path, line)
        if array:
            number = self.counts.get(path, -1) + 1
            self.counts[path] = number
        path = self._inside(path)
        self.found.setdefault(path, line)
        return path

    def _inside(self, path: Path) -> Path:
        """Step into the last element when the path is an array of tables."""
        return (*path, self.counts[path]) if path in self.counts else path

    def _resolve(self, table: Path, parts: list[str], line: int) -> Path:
        for part in parts:
            table = (*table, part)
            self.found.setdefault(table, line)
            table = self._inside(table)
        return table

    def _pair(self, table: Path) -> Path:
        """Read `key = value` inside a table; the table stays the current one."""
        line = self.line
        *parents, last = self._key()
        self._skip_blank()
        self.at += 1  # the equals sign
        path = (*self._resolve(table, parents, line), last)
        self.found.setdefault(path, line)
        self._value(path)
        return table

    def _key(self) -> list[str]:
        """Read a bare, quoted or dotted key."""
        parts: list[str] = []
        while True:
            self._skip_blank()
            quoted = self._peek() in _STRINGS
            parts.append(_unquoted(self._string()) if quoted else self._take(_BARE_KEY))
            self._skip_blank()
            if self._peek() != ".":
                return parts
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip_blank()
        start = self._peek()
        if start in _STRINGS:
            self._string()
        elif start == "[":
            self._array(path)
        elif start == "{":
            self._inline(path)
        else:
            self._take(_BARE_VALUE)

    def _string(self) -> str:
        """Consume a basic, literal or multi-line string."""
        long = self._peek(3)
        return self._take(_STRINGS[long if long in _STRINGS else long[0]])

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        self._skip_blank()
        while self.at < len(self.text) and self._peek() != "]":
            element = (*path, number)
            self.found[element] = self.line
            self._value(element)
            number += 1
            self._skip_separator()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._skip_blank()
        while self.at < len(self.text) and self._peek() != "}":
            self._pair(path)
            self._skip_separator()
        self.at += 1

    def _skip_separator(self) -> None:
        self._skip_blank()
        if self._peek() == ",":
            self.at += 1
            self._skip_blank()


def _unquoted(key: str) -> str:
    """Decode a quoted key with the reader's own rules."""
    return next(iter(tomllib.loads(f"{key} = 0")))
