"""What a map shows: layers of marks and shapes with their order, their style and their age."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from eocdesk.models.clock import Moment

NO_SEVERITY = -1
_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


class Style(StrEnum):
    """How a layer's marks are drawn."""

    VENUE = "venue"  # a ring with its name beside it
    INCIDENT = "incident"  # the shape and colours of its severity; those that touch are counted together
    SHAPE = "shape"  # a line or an area, coloured by its kind


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer as it is declared. `order` counts upwards from the ground; `icon` is an `mdi6.` name."""

    name: str
    title: str
    order: int
    style: Style
    icon: str
    shown: bool = True
    """Whether it is on until a person switches it."""


HAZARDS = Layer("hazards", "Hazards", 5, Style.SHAPE, "mdi6.weather-lightning")
FEATURES = Layer("features", "Footprints and features", 10, Style.SHAPE, "mdi6.vector-square")
VENUES = Layer("venues", "Venues", 20, Style.VENUE, "mdi6.stadium-variant")
INCIDENTS = Layer("incidents", "Incidents", 30, Style.INCIDENT, "mdi6.alert-octagon-outline")
THREATS = Layer("threats", "Threats", 25, Style.SHAPE, "mdi6.shield-alert-outline")
LAYERS = (HAZARDS, FEATURES, VENUES, THREATS, INCIDENTS)


@dataclass(frozen=True, slots=True)
class Mark:
    """One record at one point. Degrees; `label` is written beside it, `title` said of it."""

    kind: str
    id: bytes
    lat: float
    lon: float
    title: str
    label: str = ""
    severity: int = NO_SEVERITY
    rank: float = 0.0
    """Which labels win where there is no room for all: the larger."""
    touched: bool = False
    """Whether a hazard touches it now."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One record with an extent: `geometry` is the text of a GeoJSON geometry, WGS 84."""

    kind: str
    id: bytes
    geometry: str
    title: str
    what: str = "other"
    """The kind of feature, or "footprint"; of a hazard its colour's name."""
    label: str = ""
    """Written on paper; nothing is where it is empty."""


@dataclass(frozen=True, slots=True)
class LayerData:
    """A layer with what is on it, and since when: `as_of`, with the `verb` that goes with it; None: of now."""

    layer: Layer
    marks: tuple[Mark, ...] = ()
    shapes: tuple[Shape, ...] = ()
    as_of: Moment | None = None
    verb: str = "imported"
    placeless: int = 0
    """Records of the layer that have no place, so that the map cannot show them."""

    def changed(self, marks: Iterable[Mark], gone: Collection[bytes], placeless: int = 0) -> LayerData:
        """The same layer with some marks put and others taken out; `gone` may name the ones that are put."""
        put = {mark.id: mark for mark in marks}
        kept = [put.pop(mark.id, mark) for mark in self.marks if mark.id in put or mark.id not in gone]
        return replace(self, marks=(*kept, *put.values()), placeless=placeless)

    def age(self, now: Moment) -> str:
        """What stands beside its title: "now", "imported 12 min ago"."""
        if not self.marks and not self.shapes:
            return "none"
        return "now" if self.as_of is None else f"{self.verb} {ago(now - self.as_of)}"

    @property
    def missing(self) -> str:
        """What the map cannot show of it: "3 have no place"; empty where it shows all."""
        if not self.placeless:
            return ""
        return "1 has no place" if self.placeless == 1 else f"{self.placeless} have no place"


def ago(span: int) -> str:
    """Milliseconds as "just now", "12 min ago", "5 h ago", "3 days ago"."""
    if span < _MINUTE:
        return "just now"
    if span < _HOUR:
        return f"{span // _MINUTE} min ago"
    if span < 2 * _DAY:
        return f"{span // _HOUR} h ago"
    return f"{span // _DAY} days ago"
