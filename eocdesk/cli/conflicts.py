"""eocdesk conflicts, settle."""

from __future__ import annotations

import argparse
import string
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, choice, misuse, put_json, venue_of, who
from eocdesk.commands.conflicts import Settle
from eocdesk.desk.desk import Desk
from eocdesk.models import clock, ids, moments
from eocdesk.models.fields import Field, Holds
from eocdesk.store.queries import conflicts, events, titles
from eocdesk.store.queries.conflicts import Conflict, Side

LETTERS = string.ascii_uppercase
_TITLE = 60
YES_NO = ((True, "yes"), (False, "no"))


def list_conflicts(asked: argparse.Namespace) -> int:
    """Say every field to settle, each with a code to settle it by."""
    with at_desk(asked) as desk:
        found = desk.read_now(conflicts.conflicts, None, _zone(desk))
        zone = _zone(desk)
    if asked.json:
        put_json([as_json(one) for one in found])
        return 0
    for one in found:
        before = f"  (before: {one.base})" if one.base else ""
        print(f"{one.code}  {one.kind} {_short(one.record)}: {one.label}{before}")
        for letter, side in zip(LETTERS, one.sides, strict=False):
            when = titles.said(clock.at(side.written, zone))
            by = ", ".join(part for part in (side.who, side.position, f"desk {side.desk}") if part)
            print(f"  {letter}  {side.word}  ({by}, {when}{', shown now' if side.shown else ''})")
    if not found:
        print("Nothing to settle.")
    return 0


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def as_json(one: Conflict) -> dict[str, Any]:
    """One conflict for scripts; the keys are stable."""
    return {
        "id": one.code,
        "kind": one.kind,
        "record": one.id.hex(),
        "title": one.record,
        "field": one.name,
        "label": one.label,
        "before": one.base,
        "happened": clock.iso(one.happened),
        "values": [_side(letter, side) for letter, side in zip(LETTERS, one.sides, strict=False)],
    }


def _side(letter: str, side: Side) -> dict[str, Any]:
    return {
        "take": letter,
        "value": side.value.hex() if isinstance(side.value, bytes) else side.value,
        "words": side.word,
        "by": side.who,
        "position": side.position,
        "desk": side.desk,
        "written": clock.iso(side.written),
        "received": clock.iso(side.received),
        "shown": side.shown,
    }


def settle(asked: argparse.Namespace) -> int:
    """Decide one; the value that holds is printed only after the commit."""
    with at_desk(asked) as desk:
        one = _named(desk, asked.id, asked.field)
        value = _taken(desk, one, asked.take)
        desk.do_now(Settle(one.kind, one.id, one.name, value, one.code), who=who(desk))
        known = one.field or Field(one.name)
        word = desk.read_now(_word, one, known, value, _zone(desk))
    if asked.json:
        put_json({"id": one.code, "kind": one.kind, "record": one.id.hex(), "field": one.name, "words": word})
    else:
        print(f"{one.kind} {one.record}: {one.label} is {word}.")
    return 0


def _word(connection: Any, one: Conflict, known: Field, value: Any, zone: str) -> str:
    names = titles.names_of(connection, [(known, value)])
    return titles.word(one.name, known, value, zone, names) or "empty"


def _zone(desk: Desk) -> str:
    return desk.event.zone if desk.event is not None else "UTC"


def _named(desk: Desk, words: str, field: str | None) -> Conflict:
    """The conflict these words mean: by its code, or by its record with the field."""
    found = desk.read_now(conflicts.conflicts, None, _zone(desk))
    wanted, record = words.strip().upper(), ids.parse_id(words)
    here = [one for one in found if wanted == one.code or record == one.id or wanted in _numbers(one)]
    if field is not None:
        here = [one for one in here if field.casefold() in {one.name.casefold(), one.label.casefold()}]
    if len(here) == 1:
        return here[0]
    if here:
        raise Misuse(f"“{words}” has several fields in conflict. Add --field: {', '.join(one.name for one in here)}")
    raise Misuse(f"There is no conflict “{words}”{f' of {field}' if field else ''}. See “eocdesk conflicts”")


def _numbers(one: Conflict) -> tuple[str, ...]:
    """`7KQ4-42 Gate 7` begins with the number people say."""
    return (one.record.upper(), one.record.partition(" ")[0].upper())


def _taken(desk: Desk, one: Conflict, words: str) -> Any:
    """The value meant: a letter of those listed, a word of those written, or another value of the field's own type."""
    letter = words.strip().upper()
    if len(letter) == 1 and letter in LETTERS:
        at = LETTERS.index(letter)
        if at >= len(one.sides):
            raise Misuse(f"There is no value {letter}: take {' or '.join(LETTERS[: len(one.sides)])}")
        return one.sides[at].value
    plain = words.removeprefix("=")
    said = next((side for side in one.sides if plain.casefold() == side.word.casefold()), None)
    if said is not None:
        return said.value
    if not one.is_open:
        raise Misuse(f"{one.label} takes one of the values written: {' or '.join(LETTERS[: len(one.sides)])}")
    return _typed(desk, one, one.field or Field(one.name), plain)


def _typed(desk: Desk, one: Conflict, known: Field, words: str) -> Any:
    if known.choices:
        return choice(words, known.choices, known.label.lower())
    if known.holds is Holds.YES:
        return choice(words, YES_NO, known.label.lower())
    if known.holds in {Holds.NUMBER, Holds.REAL}:
        try:
            return int(words) if known.holds is Holds.NUMBER else float(words)
        except ValueError:
            raise Misuse(f"{known.label} must be a number") from None
    if known.holds is Holds.MOMENT:
        event = desk.read_now(events.one, one.event)
        with misuse():
            return moments.parse(words, event.zone if event is not None else "UTC", clock.now())
    if known.holds is Holds.RECORD and known.of == "venue":
        return venue_of(desk, one.event, words)
    if known.holds in {Holds.RECORD, Holds.LIST}:
        raise Misuse(f"Take one of the values written; another {known.label.lower()} is set in the window")
    return words
