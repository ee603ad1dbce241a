"""What is on the map now: layers, who of them is in view, and the least that brings a page up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from eocdesk.maps.cluster import Group, Points
from eocdesk.maps.ground import View
from eocdesk.maps.layers import LAYERS, NO_SEVERITY, Layer, LayerData, Mark, Shape, Style
from eocdesk.maps.places import Place
from eocdesk.maps.shapes import Drawable, drawable
from eocdesk.maps.symbols import WORDS

MOST_SHAPES = 600
"""Sent to the page at most, the largest first."""
_NAMED_FROM = 12
"""Zoom from which gates and posts carry their names."""
PLACES = "places"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a record is on the map: its layer, its point, and its box where it has an extent."""

    layer: Layer
    lat: float
    lon: float
    box: tuple[float, float, float, float] | None = None


class _Held:
    """One layer's data with its index."""

    def __init__(self, data: LayerData, before: Mapping[str, Drawable | None]) -> None:
        """`before` are the layer's last shapes by their text: hazards are put each minute, mostly as before."""
        self.data = data
        self.points = Points(data.marks) if data.layer.style is Style.INCIDENT else None
        texts = dict.fromkeys(shape.geometry for shape in data.shapes)
        self.ready = {text: before[text] if text in before else drawable(text) for text in texts}
        made = [(shape, self.ready[shape.geometry]) for shape in data.shapes]
        self.shapes = [(shape, ready) for shape, ready in made if ready is not None]
        self.shapes.sort(key=_size, reverse=True)
        self.refused = [shape for shape, ready in made if ready is None]


class Content:
    """The layers of one map and what its page was last told of them."""

    def __init__(self, layers: Sequence[Layer] = LAYERS) -> None:
        self.layers = tuple(sorted(layers, key=_order))
        self._held = {layer.name: _Held(LayerData(layer), {}) for layer in self.layers}
        self._off = {layer.name for layer in self.layers if not layer.shown}
        self._sent: dict[str, dict[str, dict[str, Any]]] = {}
        self._groups: dict[str, Group] = {}
        self.places: list[Place] = []

    def put(self, data: LayerData) -> None:
        """A layer as it is now."""
        self._held[data.layer.name] = _Held(data, self._held[data.layer.name].ready)

    def data(self, name: str) -> LayerData:
        """What a layer holds."""
        return self._held[name].data

    def switch(self, name: str, *, on: bool) -> None:
        """Show a layer or hide it."""
        (self._off.discard if on else self._off.add)(name)

    def is_on(self, name: str) -> bool:
        """Whether a layer is shown."""
        return name not in self._off

    @property
    def refused(self) -> list[Shape]:
        """The records whose shape cannot be drawn."""
        return [shape for held in self._held.values() for shape in held.refused]

    def forget(self) -> None:
        """The page was loaded anew and knows nothing."""
        self._sent.clear()

    def changes(self, view: View) -> dict[str, dict[str, Any]]:
        """Per layer what the page must put and drop to show this view; empty where it shows it already."""
        made: dict[str, dict[str, Any]] = {}
        self._groups.clear()
        wanted = {layer.name: self._wanted(layer, view) for layer in self.layers}
        wanted[PLACES] = dict(map(_place, self.places))
        for name, now in wanted.items():
            before = self._sent.get(name, {})
            marks = [said for key, said in now.items() if before.get(key) != said]
            gone = [key for key in before if key not in now]
            self._sent[name] = now
            if marks or gone:
                made[name] = {
                    "marks": [said for said in marks if "g" not in said],
                    "shapes": [said for said in marks if "g" in said],
                    "drop": gone,
                }
        return made

    def members(self, layer: str, key: str) -> list[Mark | Shape]:
        """The records that a mark of the page stands for, the worst first."""
        held = self._held.get(layer)
        if held is None:
            return []
        group = self._groups.get(key)
        if group is not None and layer == group_layer(key):
            marks = [held.data.marks[at] for at in group.members if at < len(held.data.marks)]
            return [*sorted(marks, key=_worst)]
        every: Iterable[Mark | Shape] = (*held.data.marks, *held.data.shapes)
        return [record for record in every if _key(record) == key]

    def group(self, key: str) -> Group | None:
        """The group a key stands for, where it is one."""
        return self._groups.get(key)

    def find(self, kind: str, record: bytes) -> Found | None:
        """Where a record is; the layer drawn last wins, a venue's own point before its footprint."""
        found = None
        for layer in self.layers:
            held = self._held[layer.name]
            for shape, ready in held.shapes:
                if shape.id == record and shape.kind == kind:
                    lon, lat = ready.anchor
                    found = Found(layer, lat, lon, None if ready.points else ready.box)
            for mark in held.data.marks:
                if mark.id == record and mark.kind == kind:
                    found = Found(layer, mark.lat, mark.lon, found.box if found is not None else None)
        return found

    def said(self, kind: str, record: bytes) -> tuple[str, int]:
        """Title and severity of a record; the severity is NO_SEVERITY where it has none."""
        for layer in reversed(self.layers):
            for mark in self._held[layer.name].data.marks:
                if mark.id == record and mark.kind == kind:
                    return mark.title, mark.severity
            for shape in self._held[layer.name].data.shapes:
                if shape.id == record and shape.kind == kind:
                    return shape.title, NO_SEVERITY
        return "", NO_SEVERITY

    def walk(self, view: View) -> list[Mark]:
        """The marks in view in the order the keyboard steps through them: the worst first, then by name."""
        seen = [
            mark
            for layer in self.layers
            if self.is_on(layer.name)
            for mark in self._held[layer.name].data.marks
            if view.west <= mark.lon <= view.east and view.south <= mark.lat <= view.north
        ]
        return sorted(seen, key=_worst)

    def _wanted(self, layer: Layer, view: View) -> dict[str, dict[str, Any]]:
        held = self._held[layer.name]
        if layer.name in self._off:
            return {}
        if held.points is not None:
            said = [self._group(layer, held, group) for group in held.points.seen(view)]
        else:
            inside = [
                m for m in held.data.marks if view.west <= m.lon <= view.east and view.south <= m.lat <= view.north
            ]
            said = [_mark(mark) for mark in inside]
        meeting = [(shape, ready) for shape, ready in held.shapes if ready.meets(view)]
        said += [_shape(shape, ready, view.zoom) for shape, ready in meeting[:MOST_SHAPES]]
        return {one["k"]: one for one in said}

    def _group(self, layer: Layer, held: _Held, group: Group) -> dict[str, Any]:
        first = held.data.marks[group.members[0]]
        if group.count == 1:
            return _mark(first)
        key = f"{layer.name}+{first.id.hex()}+{group.count}"
        self._groups[key] = group
        return {
            "k": key,
            "p": [round(group.lon, 6), round(group.lat, 6)],
            "s": group.severity,
            "n": group.count,
            "t": _summary(layer, [held.data.marks[at] for at in group.members], group),
            "r": 0,
        }


def group_layer(key: str) -> str:
    """The layer that a group's key belongs to."""
    return key.partition("+")[0]


def _summary(layer: Layer, members: list[Mark], group: Group) -> str:
    """What is said of a group: how many, the worst, and the first few."""
    worst = f", worst {WORDS[group.severity]}" if group.severity > NO_SEVERITY else ""
    listed = [mark.title for mark in nsmallest(3, members, key=_worst)]
    more = [f"and {group.count - 3} more"] if group.count > 3 else []  # noqa: PLR2004  as many as are listed
    return "\n".join([f"{group.count} {layer.title.lower()}{worst}", *listed, *more])


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "k": _key(mark),
        "p": [round(mark.lon, 6), round(mark.lat, 6)],
        "s": mark.severity,
        "n": 1,
        "t": mark.title,
        "l": mark.label,
        "r": mark.rank,
        **({"x": 1} if mark.touched else {}),
    }


def _shape(shape: Shape, ready: Drawable, zoom: float) -> dict[str, Any]:
    if ready.points:
        lon, lat = ready.anchor
        label = shape.title if zoom >= _NAMED_FROM else ""
        return {
            "k": _key(shape),
            "p": [lon, lat],
            "s": -1,
            "n": 1,
            "t": shape.title,
            "l": label,
            "r": -1,
            "w": shape.what,
        }
    return {"k": _key(shape), "g": ready.thinned(zoom), "a": ready.area, "t": shape.title, "w": shape.what}


def _place(place: Place) -> tuple[str, dict[str, Any]]:
    key = f"{place.name}@{place.lat:.4f},{place.lon:.4f}"
    rank = 10**9 if place.sea else place.people
    return key, {
        "k": key,
        "p": [round(place.lon, 5), round(place.lat, 5)],
        "l": place.name,
        "r": rank,
        "w": "sea" if place.sea else "town",
    }


def _key(record: Mark | Shape) -> str:
    return f"{record.kind}:{record.id.hex()}"


def _worst(mark: Mark) -> tuple[int, float, str]:
    return -mark.severity, -mark.rank, mark.title


def _order(layer: Layer) -> int:
    return layer.order


def _size(pair: tuple[Shape, Drawable]) -> float:
    west, south, east, north = pair[1].box
    return (east - west) * (north - south)
