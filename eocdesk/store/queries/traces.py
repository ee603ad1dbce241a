"""What became of a record's fields, as much of it as a paper's reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from eocdesk.models import KINDS, Change, Op, clock, defaults_of, fields_of
from eocdesk.models.change import NO_KIND, decode
from eocdesk.models.clock import Moment
from eocdesk.models.fields import Field
from eocdesk.models.marking import WORDS, Tlp
from eocdesk.store.queries.referred import Referred
from eocdesk.store.queries.situation import Labels

_SILENT = frozenset({"event", "source", "source_key"})
_UNKNOWN = Field("")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a reader sees: the strictest marking (empty: all that is held here), audiences, moments from and to."""

    release: str = ""
    audience: str = ""
    since: Moment = 0
    until: Moment | None = None

    def sees(self, marking: str, audience: str) -> bool:
        """Whether words written under these labels may be read."""
        if not self.release:
            return True
        named = set(filter(None, audience.split(",")))
        mine = set(filter(None, self.audience.split(",")))
        return WORDS.get(marking, Tlp.RED) <= WORDS.get(self.release, Tlp.CLEAR) and not (named and not named & mine)


@dataclass(frozen=True, slots=True)
class Trace:
    """One field of one save. `when` is the author's clock, `received` when this desk came to hold it (ms UTC)."""

    when: Moment
    received: Moment
    who: str
    position: str
    title: str
    label: str
    old: str
    new: str
    first: bool
    """Whether the save made the record."""


def traces(
    connection: Connection, kind: str, record: bytes, reach: Reach, zone: str, named: Referred, labels: Labels
) -> tuple[Trace, ...]:
    """Every field anybody changed in these moments (as received here), oldest first."""
    declared, held = fields_of(KINDS[kind]), dict(defaults_of(KINDS[kind]))
    made: list[Trace] = []
    begun = False
    for change, received in _log(connection, record, reach):
        first, begun = not begun, True
        order = [name for name in declared if name in change.fields] + sorted(change.fields.keys() - declared.keys())
        told = {name: change.fields[name] for name in order if held.get(name) != change.fields[name]}
        if reach.since < received:
            labels.take([change.labels[1:]])
            made += [
                _trace(
                    change,
                    (received, first),
                    declared.get(name, _UNKNOWN),
                    (name, held.get(name), value),
                    zone,
                    named,
                )
                for name, value in told.items()
                if name not in _SILENT
            ]
        held.update(change.fields)
    return tuple(made)


def _log(connection: Connection, record: bytes, reach: Reach) -> list[tuple[Change, Moment]]:
    rows = connection.exec_driver_sql(
        "SELECT body, at FROM change WHERE rec = ? AND kind <> ? AND at <= ? ORDER BY seq",
        (record, NO_KIND, (1 << 62) if reach.until is None else reach.until),
    )
    log = [(decode(body), int(at)) for body, at in rows]
    seen = [pair for pair in log if pair[0].op != Op.LEAVE and reach.sees(*pair[0].labels[1:])]
    return sorted(seen, key=lambda pair: (pair[0].hlc, pair[0].dev, pair[0].n))


def _trace(
    change: Change, came: tuple[Moment, bool], known: Field, said: tuple[str, Any, Any], zone: str, named: Referred
) -> Trace:
    (received, first), (name, old, new) = came, said
    act = change.act
    return Trace(
        clock.wall_of(change.hlc),
        received,
        act.person,
        act.position,
        act.title,
        known.label or name,
        named.word(name, known, old, zone),
        named.word(name, known, new, zone),
        first,
    )
