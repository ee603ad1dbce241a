"""CSV and TSV as a table: the separator found, comments and blank lines passed over, breaks told."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.opening import MAX_ROWS
from eocdesk.interchange.profile.cells import unguard
from eocdesk.interchange.sheet.table import Line, Table, above, distinct, heading_row
from eocdesk.models.errors import Refused

_SEPARATORS = ",\t;|"
_LOOKED_AT = 40
_FIRST = 200_000
_MOST_LINES = 10 * MAX_ROWS
_MOST_CELLS = 30_000_000
_MOST_CELL = 16 * 1024 * 1024
_CUT = "unexpected end of data"  # the words of Python's csv module


class _Reader(Protocol):
    """What csv.reader gives; the module keeps its name to itself."""

    @property
    def line_num(self) -> int: ...
    def __next__(self) -> list[str]: ...


csv.field_size_limit(_MOST_CELL)  # of the process; its default refuses pages of text kept in a cell


def read_text(text: str, asked: Asked, separator: str = "", comment: str = "") -> Table:
    """The table in a text; Refused where there is none, or where the text breaks off."""
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:  # what Excel writes above a table of its own
        separator, text = hint[1], text[hint.end() :]
    if not comment and text.lstrip().startswith("#"):
        comment = "#"
    separator = separator or separator_of(text, comment) or ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    rows: list[tuple[str, list[str] | str]] = []
    total = text.count("\n") + 1
    if total > _MOST_LINES or text.count(separator) > _MOST_CELLS:
        raise Refused(f"The file has more than {_MOST_LINES:,} lines or {_MOST_CELLS:,} cells; split it.")
    for at, cells in _records(reader):
        if not cells or (comment and cells[0].startswith(comment) and not isinstance(cells, str)):
            continue
        rows.append((at, cells))
        if len(rows) > MAX_ROWS:
            raise Refused(f"The file has more than {MAX_ROWS:,} rows; split it.")
        if len(rows) % BEAT == 0:
            asked.beat(0, total)
    return _table(text, rows)


def _table(text: str, rows: Sequence[tuple[str, list[str] | str]]) -> Table:
    sound = [(place, cells) for place, (_, cells) in enumerate(rows) if not isinstance(cells, str)]
    if not sound:
        raise Refused("The file has no headings.")
    top, names = sound[heading_row([cells for _, cells in sound])]
    headings = distinct([unguard(cell) for cell in names])
    _whole(text, headings, len(sound[-1][1]), rows)
    lines: list[Line] = []
    for place, (at, cells) in enumerate(rows):
        if isinstance(cells, str):
            lines.append(Line(at, broken=cells))
        elif place < top:
            lines.append(above(at, cells))
        elif place > top:
            lines.append(_line(at, headings, cells))
    return Table(headings, lines)


def _records(reader: _Reader) -> Iterator[tuple[str, list[str] | str]]:
    """Where each record stands, and its cells or what is wrong with it; Refused where a quote is never closed."""
    for row in itertools.count(1):
        begins = reader.line_num + 1
        at = f"row {row:,}" if row == begins else f"row {row:,}, line {begins:,}"
        try:
            yield at, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if _CUT in str(error):
                raise Refused(_open_quote(begins)) from None
            yield at, f"The row cannot be read: {error}."


def _open_quote(begins: int) -> str:
    return f"A quoted cell that begins in line {begins:,} is never closed: the file seems cut short or damaged."


def _whole(text: str, headings: Sequence[str], width: int, rows: Sequence[object]) -> None:
    if len(rows) > 1 and 0 < width < len(headings) and not text.endswith(("\n", "\r")):
        raise Refused(
            f"The file breaks off in its last line after {width} of {len(headings)} cells: it seems cut short."
        )


def _line(at: str, headings: Sequence[str], cells: Sequence[str]) -> Line:
    extra = [cell for cell in cells[len(headings) :] if cell.strip()]
    if extra:
        return Line(at, broken=f"The row has {len(cells)} cells, the headings name {len(headings)}.")
    note = f"has {len(cells)} of {len(headings)} cells" if len(cells) < len(headings) else ""
    plain = [unguard(cell) if cell.startswith("'") else cell for cell in cells]
    return Line(at, dict(zip(headings, plain, strict=False)), note=note)


def separator_of(text: str, comment: str = "#") -> str:
    """The sign that parts the cells: there as often in most of the first lines; empty where the text is no table."""
    counted: list[dict[str, int]] = []
    for line in itertools.islice(text[:_FIRST].splitlines(), _LOOKED_AT):
        if line.strip() and not (comment and line.startswith(comment)):
            bare = re.sub(r'"[^"]*"?', "", line)
            counted.append({sign: bare.count(sign) for sign in _SEPARATORS})
    best, agree = "", 0
    for sign in _SEPARATORS:
        counts = [count[sign] for count in counted]
        usual = max(set(counts), key=counts.count, default=0)
        if usual and counts.count(usual) * 2 > len(counts) and usual * counts.count(usual) > agree:
            best, agree = sign, usual * counts.count(usual)
    return best
