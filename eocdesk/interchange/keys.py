"""Names of rows that stay the same from file to file, also where the source gives none or gives one twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from eocdesk.commands.reading import Item

_LENGTH = 20


def digest(*parts: object) -> str:
    """A short name made of what the parts say."""
    words = "\x1f".join(" ".join(str(part).split()).casefold() for part in parts)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def content_key(*parts: object) -> str:
    """A key for a row that has none in its source: the same content is the same row."""
    return "content:" + digest(*parts)


def _said(item: Item) -> str:
    return repr((sorted(item.values.items()), sorted(item.names.items())))


def tell_apart(items: Sequence[Item], apart: Sequence[str]) -> tuple[list[Item], int]:
    """The items with no key shared by rows that differ; exact repeats keep theirs. And how many were renamed.

    `apart` holds, per item, further words of its row that tell it from others of its key. Where even those are
    shared, what the row says becomes part of the key, so that the same file always gives the same keys.
    """
    rows = list(items)
    renamed = 0
    for name in (_with_words, _with_content):
        shared = _shared(rows)
        for place in shared:
            rows[place] = name(rows[place], apart[place])
        renamed = max(renamed, len(shared))
    return rows, renamed


def _with_words(item: Item, words: str) -> Item:
    return replace(item, key=f"{item.key}/{words}") if words else item


def _with_content(item: Item, _words: str) -> Item:
    return replace(item, key=f"{item.key}/{digest(_said(item))}")


def _shared(rows: Sequence[Item]) -> list[int]:
    """The places of rows whose key another row has that says something else."""
    first: dict[tuple[str, str], int] = {}
    groups: dict[tuple[str, str], list[int]] = {}
    for place, item in enumerate(rows):
        key = (item.kind, item.key)
        if key in first:
            groups.setdefault(key, [first[key]]).append(place)
        else:
            first[key] = place
    differ = (places for places in groups.values() if len({_said(rows[place]) for place in places}) > 1)
    return sorted(place for places in differ for place in places)


def joined(items: Sequence[Item], fields: Sequence[str]) -> list[Item]:
    """Rows of one key made one record: each of `fields` gathers what its rows say, all rows then say the same."""
    if not fields:
        return list(items)
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((item.kind, item.key), []).append(item)
    gathered: dict[tuple[str, str], dict[str, Any]] = {
        key: {name: _gather([row.values.get(name) for row in rows]) for name in fields if name in rows[0].values}
        for key, rows in groups.items()
        if len(rows) > 1
    }
    return [
        replace(item, values={**item.values, **gathered.get((item.kind, item.key), {})}, at=item.at) for item in items
    ]


def _gather(values: Sequence[Any]) -> Any:
    if any(isinstance(value, list) for value in values):
        everything = [member for value in values if value for member in value]
        return list({repr(member): member for member in everything}.values())
    parts = [part.strip() for value in values if value for part in str(value).split(", ")]
    return ", ".join(dict.fromkeys(part for part in parts if part))
