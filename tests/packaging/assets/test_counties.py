"""The counties are baked by their code, the states and the nation beside them, for the desk's own reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import counties

from eocdesk.maps.counties import Counties
from tests.packaging.assets.conftest import Topo

LEFT, MIDDLE, RIGHT = [(20, 40), (0, 40), (0, 0), (20, 0)], [(20, 0), (20, 40)], [(20, 40), (40, 40), (40, 0), (20, 0)]


def member(code: str, name: str, *rings: list[int]) -> dict[str, Any]:
    return {"type": "Polygon", "id": code, "properties": {"name": name}, "arcs": list(rings)}


def test_the_desk_reads_what_was_baked(topo: Topo, tmp_path: Path) -> None:
    whole = {"type": "MultiPolygon", "arcs": [[[0, 1]], [[2, 1]]]}
    topo(
        "us-atlas/counties-10m.json",
        [LEFT, MIDDLE, RIGHT],
        nation=[whole],
        states=[{**whole, "id": "06", "properties": {"name": "California"}}],
        counties=[
            member("06059", "Orange", [2, 1]),
            member("06037", "Los Angeles", [0, 1]),
            {"type": None, "id": "06999", "properties": {"name": "Nowhere"}},
        ],
    )
    counties.bake(tmp_path, tmp_path / "counties.tsv.gz")
    held = Counties(tmp_path / "counties.tsv.gz")
    west, state, nation = held.of("SAME:006037"), held.of("UGC:CAC000"), held.of("SAME:000000")
    assert west is not None
    assert state is not None
    assert nation is not None
    assert (west.name, state.name, nation.name) == ("Los Angeles", "California", "the United States")
    shape = json.loads(west.geometry)
    assert shape["type"] == "MultiPolygon"
    assert sorted(map(tuple, shape["coordinates"][0][0][:-1])) == [(0, 0), (0, 40), (20, 0), (20, 40)]
    assert held.of("UGC:CAC059") is not None
    assert held.of("SAME:006999") is None
