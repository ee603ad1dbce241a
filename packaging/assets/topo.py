"""Reads TopoJSON: shapes as shapely geometries, and the mesh of borders that two shapes share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

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
        made = [
            shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
            for geometry in self.objects[name]["geometries"]
            for part in _parts(geometry)
            if (rings := [ring for ring in map(self._ring, part) if len(ring) >= RING])
        ]
        return polygons_of(made)

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
