"""The scripts of packaging/assets, which find each other in their own folder, and TopoJSON to feed them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "packaging" / "assets"))

Topo = Callable[..., Path]


@pytest.fixture
def topo(tmp_path: Path) -> Topo:
    """Writes one TopoJSON file: objects as given, arcs in whole degrees."""

    def written(name: str, arcs: list[list[tuple[int, int]]], **objects: list[dict[str, Any]]) -> Path:
        steps = [[list(arc[0]), *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(arc))] for arc in arcs]
        told = {
            "type": "Topology",
            "transform": {"scale": [1, 1], "translate": [0, 0]},
            "objects": {key: {"type": "GeometryCollection", "geometries": value} for key, value in objects.items()},
            "arcs": steps,
        }
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(told), "utf-8")
        return path

    return written
