"""Tables become readings: a profile for each, every row an item or refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from eocdesk.commands.reading import Item, Reading, Refusal, asked_for, refused_whole
from eocdesk.interchange.format import BEAT, Asked
from eocdesk.interchange.keys import joined, tell_apart
from eocdesk.interchange.opening import is_xml, text_of
from eocdesk.interchange.profile.cells import words_of
from eocdesk.interchange.profile.generic import GENERIC, generic
from eocdesk.interchange.profile.known import choose, named
from eocdesk.interchange.profile.mapping import Mapper
from eocdesk.interchange.profile.model import Profile
from eocdesk.interchange.sheet.book import read_book
from eocdesk.interchange.sheet.records import ABOVE, parse, tables
from eocdesk.interchange.sheet.table import Line, Table
from eocdesk.interchange.sheet.text import read_text
from eocdesk.models.errors import Refused

_SHOWN = 12
OWN = "eocdesk"
"""The name at the top of a JSON file that a desk wrote."""
PLURALS: Mapping[str, str] = {
    "sessions": "session",
    "venues": "venue",
    "features": "feature",
    "agencies": "agency",
    "contacts": "contact",
}


def read_csv(data: bytes, asked: Asked) -> Reading:
    """CSV, or any text table whose separator can be found."""
    return _read_lines(data, asked, "csv", "")


def read_tsv(data: bytes, asked: Asked) -> Reading:
    """A text table parted by tabs."""
    return _read_lines(data, asked, "tsv", "\t")


def read_xlsx(data: bytes, asked: Asked) -> Reading:
    """A workbook, every sheet of it."""
    return _read_tables(read_book(data, asked), asked, "xlsx", "xlsx")


def read_json(data: bytes, asked: Asked) -> Reading:
    """A JSON list of records, an object with lists of them, or one record a line."""
    value, warnings = parse(text_of(data))
    reading = read_records(value, asked)
    return replace(reading, warnings=(*warnings, *reading.warnings))


def read_records(value: Any, asked: Asked) -> Reading:
    """The records in a JSON value that is already parsed."""
    found = tables(value)
    if isinstance(value, dict) and OWN in value:
        found = [replace(table, kind=PLURALS.get(table.place, "")) for table in found]
    return _read_tables(found, asked, "json", "json")


def _read_lines(data: bytes, asked: Asked, name: str, separator: str) -> Reading:
    profile = named(asked.profile) if asked.profile else None
    known = profile if isinstance(profile, Profile) else None
    text = text_of(data, known.encoding if known else "")
    if is_xml(text):
        raise Refused("This is XML or HTML, which import does not read.")
    return _read_tables([read_text(text, asked, separator, known.comment if known else "")], asked, name, "csv")


def _read_tables(found: Sequence[Table], asked: Asked, name: str, file: str) -> Reading:
    """One reading of several tables; those that no profile knows are refused by their name."""
    readings: list[Reading] = []
    refused: list[Refusal] = []
    for table in found:
        try:
            readings.append(_read_table(table, asked, name, file))
        except Refused as refusal:
            if len(found) == 1:
                raise
            refused.append(Refusal(table.place, refusal.sentence, asked_for(refusal.field)))
    if not readings:
        asks = next((said.asks for said in refused if said.asks), "")
        return refused_whole(name, " ".join(f"{said.at}: {said.reason}" for said in refused), asks)
    first = readings[0]
    for reading in readings[1:]:
        if reading.source != first.source:
            raise Refused("The file holds tables of several sources; import each from a file of its own.")
    items = tuple(item for reading in readings for item in reading.items)
    refused += [refusal for reading in readings for refusal in reading.refused]
    warnings = tuple(words for reading in readings for words in reading.warnings)
    return Reading(name, first.source, items, tuple(refused), warnings, first.lists)


def _read_table(table: Table, asked: Asked, name: str, file: str) -> Reading:
    if table.kind in GENERIC and not asked.profile:
        profile = generic(table.kind, table.headings)
    else:
        profile = choose(table.headings, file, asked.profile)
    mapper = Mapper(profile, asked, {*table.headings, *table.context})
    above = {column: said for column, said in table.context.items() if column in profile.columns()}
    items: list[Item] = []
    apart: list[str] = []
    refused: list[Refusal] = []
    for count, line in enumerate(table.lines, 1):
        if count % BEAT == 0:
            asked.beat(count, len(table.lines))
        try:
            items.append(_item(mapper, line, above))
            apart.append(mapper.apart(line.cells))
        except Refused as refusal:
            refused.append(Refusal(line.at, refusal.sentence, asked_for(refusal.field)))
    if not table.lines:
        raise Refused("The table has headings but no rows.")
    rows, renamed = tell_apart(joined(items, profile.join), apart)
    warnings = _warnings(profile, table, renamed)
    return Reading(name, profile.source, tuple(rows), tuple(refused), warnings, profile.name if profile.whole else "")


def _item(mapper: Mapper, line: Line, above: Mapping[str, Any]) -> Item:
    if line.broken:
        raise Refused(line.broken)
    item = mapper.item(line.cells, line.at, above)
    return replace(item, warnings=(*item.warnings, line.note)) if line.note else item


def _warnings(profile: Profile, table: Table, renamed: int) -> tuple[str, ...]:
    known = profile.columns()
    out: list[str] = []
    over = [column for column in table.headings if column not in known and not column.startswith(ABOVE)]
    filled = [column for column in over if any(words_of(line.cells.get(column)) for line in table.lines)]
    if filled:
        said = ", ".join(filled[:_SHOWN]) + (f" and {len(filled) - _SHOWN} more" if len(filled) > _SHOWN else "")
        out.append(f"columns not taken: {said}")
    if renamed:
        out.append(
            f"{renamed:,} rows share a name with others that differ and were told apart by more of what they say"
        )
    return tuple(out)


def is_json(data: bytes) -> bool:
    """Whether the bytes start as JSON does."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]", data[:4096]) is not None
