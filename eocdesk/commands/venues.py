"""What can be done with venues and with what is on the ground around them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit, named
from eocdesk.models import Event, Feature, Refused, Venue
from eocdesk.models.clock import zone_named
from eocdesk.store.merge import STRUCK
from eocdesk.store.queries import matching

_SHAPES = frozenset(
    {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}
)


@dataclass(frozen=True, slots=True)
class AddVenue:
    """Add a place where the event happens. A name stands for one venue only."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a venue"

    def do(self, work: Work) -> bytes:
        """The new venue's id; Refused where its name is empty or taken, or a value does not fit."""
        work.must(Event, self.event)
        values = _venue(work, self.event, None, {"name": "", **self.values})
        values["marking"], values["audience"] = entries.labels(
            work, self.event, None, values.get("marking"), values.get("audience") or ""
        )
        return work.add("venue", event=self.event, **values)


@dataclass(frozen=True, slots=True)
class AmendVenue:
    """Change fields of a venue."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a venue"

    def do(self, work: Work) -> bytes:
        """The venue's id; Refused where a value does not fit."""
        before = work.must(Venue, self.id)
        work.put("venue", self.id, **_venue(work, before.event, before, self.values))
        return self.id


@dataclass(frozen=True, slots=True)
class StrikeVenue:
    """Strike a venue: it leaves every list; sessions and entries there keep pointing to it."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Strike a venue"

    def do(self, work: Work) -> bytes:
        """The venue's id."""
        work.must(Venue, self.id)
        work.put("venue", self.id, **{STRUCK: True})
        return self.id


@dataclass(frozen=True, slots=True)
class AddFeature:
    """Add something on the ground: a gate, a perimeter, a route. Its shape is a GeoJSON geometry."""

    event: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a feature"

    def do(self, work: Work) -> bytes:
        """The new feature's id; Refused where it has no name or a value does not fit."""
        work.must(Event, self.event)
        values = _feature(work, self.event, {"name": "", **self.values})
        values["marking"], values["audience"] = entries.labels(
            work, self.event, None, values.get("marking"), values.get("audience") or ""
        )
        return work.add("feature", event=self.event, **values)


@dataclass(frozen=True, slots=True)
class AmendFeature:
    """Change fields of a feature."""

    id: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a feature"

    def do(self, work: Work) -> bytes:
        """The feature's id; Refused where a value does not fit."""
        before = work.must(Feature, self.id)
        work.put("feature", self.id, **_feature(work, before.event, self.values))
        return self.id


@dataclass(frozen=True, slots=True)
class StrikeFeature:
    """Strike a feature: it leaves the map and every list."""

    id: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Strike a feature"

    def do(self, work: Work) -> bytes:
        """The feature's id."""
        work.must(Feature, self.id)
        work.put("feature", self.id, **{STRUCK: True})
        return self.id


def _venue(work: Work, event: bytes, before: Venue | None, values: dict[str, Any]) -> dict[str, Any]:
    fitted = fit("venue", values)
    named("venue", fitted)
    lat = fitted.get("lat", None if before is None else before.lat)
    lon = fitted.get("lon", None if before is None else before.lon)
    if (lat is None) != (lon is None):
        raise Refused("A place needs both its latitude and its longitude.", "lon" if lon is None else "lat")
    if fitted.get("zone"):
        zone_named(fitted["zone"])
    if (fitted.get("capacity") or 0) < 0:
        raise Refused("Capacity cannot be less than nothing.", "capacity")
    _shape(fitted)
    _only_one(work, event, before, fitted.get("name"))
    return fitted


def _only_one(work: Work, event: bytes, before: Venue | None, name: str | None) -> None:
    if not name:
        return
    other = work.read(matching.venues, event).match(name)
    if other is None or (before is not None and other == before.id):
        return
    known = work.must(Venue, other)
    if matching.plain(name) in {matching.plain(word) for word in (known.name, known.short, *(known.aliases or ()))}:
        raise Refused(f"There is a venue of that name already: {known.name}.", "name")


def _feature(work: Work, event: bytes, values: dict[str, Any]) -> dict[str, Any]:
    fitted = fit("feature", values)
    named("feature", fitted)
    entries.of_event(work, Venue, fitted.get("venue"), event, "venue")
    _shape(fitted)
    return fitted


def _shape(values: dict[str, Any]) -> None:
    text = values.get("geometry")
    if not text:
        return
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("The shape is not GeoJSON.", "geometry") from None
    if not isinstance(held, dict) or held.get("type") not in _SHAPES:
        raise Refused("The shape is not a GeoJSON geometry.", "geometry")
