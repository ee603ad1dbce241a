"""XLSX as tables, one a sheet: bombs and broken archives refused before anything is unpacked."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.opening import MAX_ROWS, ZIP
from eocdesk.interchange.profile.cells import unguard, words_of
from eocdesk.interchange.sheet.table import Line, Table, above, distinct, heading_row
from eocdesk.models.errors import Refused

_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_MEMBERS = 5_000
_MEGABYTE = 1024 * 1024
_MOST_COLUMNS = 1_000
_LAST_ROW = 1_048_576  # of a workbook; a row that says more would be waited for
_LOOKED_AT = 20
# What broken archives and broken XML raise; a SyntaxError is what XML calls its own.
_DAMAGE = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error),
)


def is_zip(data: bytes) -> bool:
    """Whether the bytes start as a zip archive does."""
    return data.startswith(ZIP)


def read_book(data: bytes, asked: Asked) -> list[Table]:
    """The tables of a workbook; Refused where the archive is none, is broken or would unpack too big."""
    _check_archive(data)
    # Here and not at the top: half a second that only a workbook needs.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what of Excel's decorations it passes over
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            tables = [table for sheet in book.worksheets if (table := _table(sheet, asked)) is not None]
    except Refused:
        raise
    except MemoryError:
        raise Refused("The workbook is too big for this machine's memory; save the sheet as CSV.") from None
    except _DAMAGE as error:
        raise Refused(f"The workbook is damaged and cannot be read ({type(error).__name__}).") from None
    if not tables:
        raise Refused("The workbook has no rows.")
    if len(tables) == 1:
        return [Table(tables[0].headings, tables[0].lines)]
    return tables


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except Exception:  # noqa: BLE001  broken archives raise whatever their damage meets first
        raise Refused("This is a zip archive or workbook that is damaged or cut short.") from None
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        said = ", ".join(f"“{member.filename[:40]}”" for member in members[:3]) or "nothing"
        raise Refused(f"This is a zip archive with {said} inside. Import does not open archives: unpack it first.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_UNPACKED or len(members) > _MOST_MEMBERS:
        raise Refused(
            f"The workbook unpacks to {unpacked / _MEGABYTE:,.0f} MB in {len(members):,} parts; "
            f"import opens up to {_MOST_UNPACKED // _MEGABYTE} MB. Save the sheet as CSV."
        )


def _table(sheet: Any, asked: Asked) -> Table | None:
    sheet.reset_dimensions()  # what a file claims of its own size is not to be trusted
    rows: list[tuple[str, Sequence[Any]]] = []
    for row, cells in _rows(sheet):
        rows.append(
            (f"{sheet.title} row {row:,}", [unguard(cell) if isinstance(cell, str) else cell for cell in cells])
        )
        if len(rows) > MAX_ROWS:
            raise Refused(f"The sheet has more than {MAX_ROWS:,} rows; split it.")
        if len(rows) % BEAT == 0:
            asked.beat(0, sheet.max_row or row)
    if not rows:
        return None
    words = [[words_of(cell) for cell in cells] for _, cells in rows[:_LOOKED_AT]]
    top = heading_row(words)
    headings = distinct(words[top])
    lines = [above(at, said) for (at, _), said in zip(rows[:top], words, strict=False)]
    lines += [_line(at, headings, cells) for at, cells in rows[top + 1 :]]
    return Table(headings, lines, place=sheet.title)


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows with something in them, by the number the spreadsheet shows, blank cells at the end cut off."""
    blank: Sequence[Any] = ()
    for row, cells in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS, max_row=_LAST_ROW), 1):
        if cells is blank:  # rows that are not in the file at all are one and the same; there may be a million
            continue
        filled = [place for place, cell in enumerate(cells) if cell is not None and words_of(cell)]
        if filled:
            yield row, cells[: filled[-1] + 1]
        else:
            blank = cells


def _line(at: str, headings: Sequence[str], cells: Sequence[Any]) -> Line:
    if len(cells) > len(headings):
        return Line(at, broken=f"The row has {len(cells)} cells, the headings name {len(headings)}.")
    return Line(at, dict(zip(headings, cells, strict=False)))
