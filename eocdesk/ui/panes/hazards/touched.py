"""The list of what is touched: venues, sessions and features with the hazard, why, from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from eocdesk.models.clock import Moment
from eocdesk.store.queries import titles
from eocdesk.ui.board import BoardList, Page
from eocdesk.ui.pane import Context

if TYPE_CHECKING:
    from eocdesk.maps.exposure import Exposed, Exposure


class Touched(NamedTuple):
    """One exposure with its names. `id` is made of the hazard and of what it touches; moments in ms UTC."""

    row: int
    id: bytes
    hazard: bytes
    kind: str
    title: str
    venue: bytes | None
    venue_name: str
    session: bytes | None
    session_name: str
    feature: bytes | None
    feature_name: str
    begins: Moment
    ends: Moment | None
    reason: str
    km: float | None
    severity: int

    @property
    def what(self) -> str:
        """The session, the feature, else the venue."""
        return self.session_name or self.feature_name or self.venue_name or "A place without a name"

    @property
    def record(self) -> tuple[str, bytes]:
        """Kind and id of what is touched."""
        if self.session is not None:
            return "session", self.session
        return ("feature", self.feature) if self.feature is not None else ("venue", self.venue or b"")

    def is_now(self, now: Moment) -> bool:
        """Whether it touches at this moment."""
        return self.begins <= now and (self.ends is None or now < self.ends)


def named(connection: Any, found: Exposed, now: Moment) -> list[Touched]:
    """Every exposure with its names: what is touched now first, then by its beginning."""
    names: dict[bytes, str] = {}
    for kind in ("venue", "session", "feature"):
        wanted = {getattr(one, kind) for one in found.exposures} - {None}
        names |= titles.titles(connection, kind, sorted(wanted))
    made = [_touched(one, names) for one in found.exposures]
    return sorted(made, key=partial(_rank, now))


def _rank(now: Moment, one: Touched) -> tuple[object, ...]:
    """Sessions before venues before features."""
    what = 0 if one.session is not None else 1 if one.feature is None else 2
    return not one.is_now(now), max(one.begins, now), what, -one.severity, one.what, one.id


def _touched(one: Exposure, names: Mapping[bytes, str]) -> Touched:
    place = one.session or one.feature or one.venue or b""
    key = one.hazard + place + one.begins.to_bytes(8, "big", signed=True)
    told = {kind: names.get(getattr(one, kind) or b"", "") for kind in ("venue", "session", "feature")}
    return Touched(
        0,
        key,
        one.hazard,
        one.kind,
        one.title,
        one.venue,
        told["venue"],
        one.session,
        told["session"],
        one.feature,
        told["feature"],
        one.begins,
        one.ends,
        one.reason,
        one.km,
        one.severity,
    )


class TouchedList(BoardList):
    """No table stands behind it: what the desk reckoned is its rows."""

    def __init__(self, context: Context, page: Page) -> None:
        self._numbers: dict[bytes, int] = {}
        self._held: dict[int, Touched] = {}
        super().__init__(context, page)

    def of(self, record: bytes) -> Touched | None:
        """One of them, by its id."""
        return self._held.get(self._numbers.get(record, -1))

    async def read_keys(self, words: str, now: int) -> Sequence[int]:
        event = self.context.desk.event
        if event is None:
            return ()
        found = await self.context.desk.exposing.ask(event.id, now)
        every = await self.context.desk.read(named, found, now)
        wanted = words.casefold().split()
        held: dict[int, Touched] = {}
        for one in every:
            said = f"{one.what} {one.venue_name} {one.title} {one.reason}".casefold()
            if all(word in said for word in wanted):
                number = self._numbers.setdefault(one.id, len(self._numbers))
                held[number] = one._replace(row=number)
        self._held = held
        return tuple(held)

    def read_rows(self, keys: Sequence[int]) -> Mapping[int, Any]:
        return {key: self._held[key] for key in keys if key in self._held}

    async def key_of(self, record: bytes) -> int | None:
        return self._numbers.get(record)
