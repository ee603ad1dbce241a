"""Which of many points a view shows, those that would touch counted together under their worst severity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from eocdesk.maps.ground import MAX_LAT, TILE, View
from eocdesk.maps.layers import Mark

CAP = 800
"""Marks sent to the page at most: its canvas draws so many in a frame."""
TOUCH = 36
"""Pixels between two marks below which they are counted together."""

NAMED = 24
"""Members of a group that are named."""
_SAME = 1e-6
"""Degrees: a tenth of a metre."""

_AROUND = [(dx << 32) + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]
"""From a cell's key to those of its neighbours."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """What one mark stands for: the worst severity, the middle in degrees, how many points.

    `members` are the places in the index of the first NAMED of them.
    """

    members: tuple[int, ...]
    severity: int
    lat: float
    lon: float
    count: int
    together: bool = False
    """All at one place: no zoom takes them apart."""


class Points:
    """An index of marks, made once per change and asked at each view. Latitudes beyond the map are left out."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        count = len(marks)
        lat = np.fromiter((mark.lat for mark in marks), np.float64, count)
        self._lon = np.fromiter((mark.lon for mark in marks), np.float64, count)
        self._severity = np.fromiter((mark.severity for mark in marks), np.int64, count)
        self._x = (self._lon + 180) / 360
        rad = np.radians(np.clip(lat, -MAX_LAT, MAX_LAT))
        self._y = (1 - np.arcsinh(np.tan(rad)) / math.pi) / 2
        self._lat = lat

    def seen(self, view: View, cap: int = CAP, touch: float = TOUCH) -> list[Group]:
        """The groups inside the view, no more than `cap`; a wider net is cast where there are more."""
        index = np.flatnonzero(
            (self._lon >= view.west) & (self._lon <= view.east) & (self._lat >= view.south) & (self._lat <= view.north)
        )
        while True:
            found = self._cells(index, TILE * 2**view.zoom / touch, limit=4 * cap)
            if found is not None and int(found.max(initial=-1)) < cap:
                return self._described(index, found)
            touch *= 1.5

    def _cells(self, index: Ints, scale: float, limit: int) -> Ints | None:
        """For each point the number of its group; `scale` is cells per world. None: more cells than `limit`."""
        if not len(index):
            return index
        x, y = self._x[index] * scale, self._y[index] * scale
        keys = (x.astype(np.int64) << 32) | y.astype(np.int64)
        cells, of, counts = np.unique(keys, return_inverse=True, return_counts=True)
        if len(cells) > limit:
            return None
        target = _merged(cells, np.bincount(of, x) / counts, np.bincount(of, y) / counts, counts)
        return np.unique(target, return_inverse=True)[1][of]

    def _described(self, index: Ints, of: Ints) -> list[Group]:
        if not len(index):
            return []
        order = np.argsort(of, kind="stable")
        counts = np.bincount(of)
        starts = np.cumsum(counts) - counts
        sorted_ = index[order]
        lat, lon, severity = self._lat[sorted_], self._lon[sorted_], self._severity[sorted_]
        span = np.maximum(
            np.maximum.reduceat(lat, starts) - np.minimum.reduceat(lat, starts),
            np.maximum.reduceat(lon, starts) - np.minimum.reduceat(lon, starts),
        )
        rows = zip(
            starts.tolist(),
            counts.tolist(),
            np.maximum.reduceat(severity, starts).tolist(),
            (np.add.reduceat(lat, starts) / counts).tolist(),
            (np.add.reduceat(lon, starts) / counts).tolist(),
            (span < _SAME).tolist(),
            strict=True,
        )
        return [
            Group(tuple(sorted_[start : start + min(count, NAMED)].tolist()), worst, middle, across, count, same)
            for start, count, worst, middle, across, same in rows
        ]


def _merged(cells: Ints, x: Floats, y: Floats, counts: Ints) -> Ints:
    """For each cell the one it is counted with: a fuller neighbour whose middle is less than one side away."""
    keys, xs, ys = cells.tolist(), x.tolist(), y.tolist()  # plain numbers: numpy's are slow one by one
    at = {key: i for i, key in enumerate(keys)}
    target = list(range(len(keys)))
    taken = [False] * len(keys)
    for i in np.argsort(-counts, kind="stable").tolist():
        if taken[i]:
            continue
        taken[i] = True
        for step in _AROUND:
            j = at.get(keys[i] + step)
            if j is not None and not taken[j] and (xs[i] - xs[j]) ** 2 + (ys[i] - ys[j]) ** 2 < 1:
                taken[j] = True
                target[j] = i
    return np.array(target, np.int64)
