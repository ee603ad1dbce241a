"""Reads TopoJSON: shapes as shapely geometries, and the mesh of borders that two shapes share."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

_HALF_TURN = 180
RING = 4  # the 10 m files hold degenerate rings


class Topology:
    """One TopoJSON file, its arcs unpacked once to arrays of (lon, lat)."""

    def __init__(self, path: Path) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        self.objects: dict[str, Any] = raw["objects"]
        scale = np.array(raw["transform"]["scale"])
        move = np.array(raw["transform"]["translate"])
        self.arcs = [np.cumsum(np.array(arc), axis=0) * scale + move for arc in raw["arcs"]]

    def polygons(self, name: str) -> list[BaseGeometry]:
        """Every polygon of an object, made valid, multi-polygons taken apart."""
        return polygons_of(piece for geometry in self.objects[name]["geometries"] for piece in self._pieces(geometry))

    def named(self, name: str) -> Iterator[tuple[str, str, BaseGeometry]]:
        """(id, name, multi-polygon) of each member of an object that has a shape."""
        for geometry in self.objects[name]["geometries"]:
            polygons = [one for one in polygons_of(self._pieces(geometry)) if isinstance(one, shapely.Polygon)]
            if polygons:
                told = geometry.get("properties") or {}
                yield str(geometry.get("id", "")), str(told.get("name", "")), shapely.MultiPolygon(polygons)

    def _pieces(self, geometry: dict[str, Any]) -> Iterator[BaseGeometry]:
        for part in _parts(geometry):
            rings = [ring for ring in map(self._ring, part) if len(ring) >= RING]
            if rings:
                yield from _within_world(rings)

    def mesh(self, name: str) -> list[BaseGeometry]:
        """The lines that two shapes of an object share: no coast, each line once."""
        seen: Counter[int] = Counter()
        for geometry in self.objects[name]["geometries"]:
            mine = {index if index >= 0 else ~index for part in _parts(geometry) for ring in part for index in ring}
            seen.update(mine)
        lines = [shapely.LineString(self.arcs[index]) for index, times in seen.items() if times > 1]
        merged = shapely.line_merge(shapely.MultiLineString(lines))
        return list(shapely.get_parts(merged))

    def _ring(self, indices: list[int]) -> np.ndarray:
        arcs = [self.arcs[i] if i >= 0 else self.arcs[~i][::-1] for i in indices]
        return np.concatenate([arcs[0], *(arc[1:] for arc in arcs[1:])])


def _within_world(rings: list[np.ndarray]) -> list[BaseGeometry]:
    """One polygon, cut where it crosses the 180th meridian: the files carry such rings through in one piece."""
    outer, *holes = [_unrolled(ring) for ring in rings]
    if abs(outer[-1, 0] - outer[0, 0]) > _HALF_TURN:  # around the pole: close it there
        pole = math.copysign(90, outer[:, 1].mean())
        outer = np.concatenate([outer, [(outer[-1, 0], pole), (outer[0, 0], pole)]])
    shape = shapely.make_valid(shapely.Polygon(outer, [_beside(hole, outer) for hole in holes]))
    pieces = []
    for turn in (-360, 0, 360):
        box = shapely.box(turn - 180, -90, turn + 180, 90)
        if shape.intersects(box):
            pieces.append(affinity.translate(shape.intersection(box), -turn))
    return pieces


def _unrolled(ring: np.ndarray) -> np.ndarray:
    """The ring without jumps from one end of the world to the other."""
    return np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]])


def _beside(hole: np.ndarray, outer: np.ndarray) -> np.ndarray:
    """The hole in the same turn of the world as the ring around it."""
    turns = np.round((outer[:, 0].mean() - hole[:, 0].mean()) / 360)
    return np.column_stack([hole[:, 0] + 360 * turns, hole[:, 1]])


def polygons_of(geometries: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Plain polygons out of whatever `make_valid` gave."""
    parts = shapely.get_parts(np.array(list(geometries), dtype=object))
    while len(parts) and (shapely.get_type_id(parts) > shapely.GeometryType.MULTIPOINT).any():
        parts = shapely.get_parts(parts)
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _parts(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    if geometry.get("type") == "Polygon":
        yield geometry["arcs"]
    elif geometry.get("type") == "MultiPolygon":
        yield from geometry["arcs"]
