"""Bakes the outlines of the US counties and states, by their FIPS code: warnings name counties and draw nothing.

    python counties.py NODE_MODULES OUT

From the US Census Bureau (npm us-atlas, 1:10 million, public domain). One line each, packed: code, name, GeoJSON.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry
from topo import Topology

DIGITS = 4
"""Eleven metres; the source itself is drawn to some hundred."""
NATION = "00", "the United States"


def lines(modules: Path) -> Iterator[str]:
    """The nation, the states (two digits), the counties (five), in the order of their codes."""
    us = Topology(modules / "us-atlas/counties-10m.json")
    for _, _, shape in us.named("nation"):
        yield _line(*NATION, shape)
    for name in ("states", "counties"):
        for code, called, shape in sorted(us.named(name), key=_code):
            yield _line(code, called, shape)


def _code(one: tuple[str, str, BaseGeometry]) -> str:
    return one[0]


def _line(code: str, name: str, shape: BaseGeometry) -> str:
    rounded = shapely.transform(shape, lambda points: points.round(DIGITS))
    drawn = shapely.to_geojson(rounded).replace(" ", "")
    return f"{code}\t{name}\t{drawn}\n"


def bake(modules: Path, out: Path) -> None:
    """Writes the whole file."""
    out.write_bytes(gzip.compress("".join(lines(modules)).encode(), 9, mtime=0))


if __name__ == "__main__":
    bake(Path(sys.argv[1]), Path(sys.argv[2]))
