"""What the wheel carries of others: brought when it is stale, with its licences, and never half."""

from __future__ import annotations

import json
from pathlib import Path

import build
import pytest


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A node_modules with what the list names, and some of what it does not."""
    root = tmp_path / "node_modules"
    files = [
        "leaflet/dist/leaflet.js",
        "leaflet/dist/leaflet.css",
        "leaflet/dist/images/marker.png",
        "leaflet/LICENSE",
        "protomaps-leaflet/dist/protomaps-leaflet.js",
        "@mapbox/point-geometry/LICENSE",
        "@mapbox/point-geometry/index.js",
        f"{build.FONTS}/LICENSE_FONT",
        *(f"{build.FONTS}/{weight}/Inter_{weight}.ttf" for weight in build.WEIGHTS),
    ]
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file)
    return root


@pytest.fixture
def installed(modules: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packages as npm would have brought them; tells each time they were asked for. The baking writes one word."""
    asked: list[Path] = []

    def install(folder: Path) -> Path:
        asked.append(folder)
        return modules

    def bake(name: str, _modules: Path, vendor: Path) -> None:
        vendor.mkdir(parents=True, exist_ok=True)
        (vendor / name).write_text("baked")

    monkeypatch.setattr(build, "_install", install)
    monkeypatch.setattr(build, "_bake", bake)
    return asked


def carried(root: Path) -> set[str]:
    vendor = root / "eocdesk" / "_vendor"
    return {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}


def test_what_is_listed_is_carried_with_its_licences_and_nothing_else(tmp_path: Path, installed: list[Path]) -> None:
    build.build(tmp_path)
    assert len(installed) == 1
    assert carried(tmp_path) == {
        "assets.stamp",
        "base.stamp",
        "base.pmtiles",
        "counties.stamp",
        "counties.tsv.gz",
        "npm/LICENCES.txt",
        "npm/leaflet/LICENSE",
        "npm/leaflet/dist/leaflet.css",
        "npm/leaflet/dist/leaflet.js",
        "npm/protomaps-leaflet/dist/protomaps-leaflet.js",
        "npm/@mapbox/point-geometry/LICENSE",
        "fonts/LICENSE-Inter.txt",
        "fonts/Inter-Regular.ttf",
        "fonts/Inter-Regular_Italic.ttf",
        "fonts/Inter-Medium.ttf",
        "fonts/Inter-SemiBold.ttf",
        "fonts/Inter-Bold.ttf",
    }


def test_what_is_up_to_date_is_not_brought_again(tmp_path: Path, installed: list[Path]) -> None:
    build.build(tmp_path)
    build.build(tmp_path)
    assert len(installed) == 1


@pytest.mark.parametrize("lost", ["assets.stamp", "base.stamp", "base.pmtiles", "counties.stamp", "counties.tsv.gz"])
def test_what_is_lost_is_brought_again(tmp_path: Path, installed: list[Path], lost: str) -> None:
    build.build(tmp_path)
    before = carried(tmp_path)
    (tmp_path / "eocdesk" / "_vendor" / lost).unlink()
    build.build(tmp_path)
    assert len(installed) == 2
    assert carried(tmp_path) == before


def test_another_list_leaves_nothing_of_the_last_one(tmp_path: Path, installed: list[Path]) -> None:
    build.build(tmp_path)
    old = tmp_path / "eocdesk" / "_vendor" / "npm" / "dropped" / "old.js"
    old.parent.mkdir()
    old.write_text("x")
    (tmp_path / "eocdesk" / "_vendor" / "assets.stamp").write_text("another list")
    build.build(tmp_path)
    assert len(installed) == 2
    assert not old.exists()


def test_a_package_that_lacks_a_file_stops_the_build_before_it_is_stamped(
    tmp_path: Path, modules: Path, installed: list[Path]
) -> None:
    (modules / "leaflet/dist/leaflet.css").unlink()
    with pytest.raises(FileNotFoundError, match=r"leaflet/dist/leaflet\.css is not in the packages of the lock"):
        build.build(tmp_path)
    assert "assets.stamp" not in carried(tmp_path)
    assert installed


def test_every_package_of_the_lock_has_a_line_with_its_licence(tmp_path: Path, installed: list[Path]) -> None:
    build.build(tmp_path)
    assert installed
    lines = (tmp_path / "eocdesk/_vendor/npm/LICENCES.txt").read_text().splitlines()
    lock = json.loads((build.HERE / build.LOCK).read_text())
    assert len(lines) == len(lock["packages"]) - 1  # the first is our own
    assert "leaflet 1.9.4: BSD-2-Clause" in lines


def test_the_lock_pins_what_is_wanted_and_names_no_address() -> None:
    lock = json.loads((build.HERE / build.LOCK).read_text())
    wanted = json.loads((build.HERE / "package.json").read_text())["dependencies"]
    for name, version in wanted.items():
        locked = lock["packages"][f"node_modules/{name}"]
        assert locked["version"] == version
        assert locked["integrity"].startswith("sha512-")
    assert not [path for path, told in lock["packages"].items() if "resolved" in told]
