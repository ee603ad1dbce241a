"""The map files a person added: copied into the desk's folder, verified, listed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eocdesk.maps.ground import fraction
from eocdesk.maps.tiles import open_tiles
from eocdesk.maps.tileset import Tiles, TileSet
from eocdesk.models.errors import Refused, Unavailable

SUFFIXES = (".mbtiles", ".pmtiles")
_PART = ".part"
_HOP = 1024 * 1024
_SAMPLE = 48
"""Tiles tried before a file is taken."""

Told = Callable[[int, int], bool]
"""Told bytes done of bytes in all while copying; False stops it."""


@dataclass(frozen=True, slots=True)
class Package:
    """One map file of this desk: what it says of itself, or why it cannot be used."""

    path: Path
    told: TileSet | None
    refusal: str = ""

    @property
    def key(self) -> str:
        """What it is called in addresses and settings: its file name."""
        return self.path.name

    @property
    def title(self) -> str:
        """What a person is shown."""
        return self.told.name if self.told is not None else self.path.name


class Packages:
    """The folder `maps` of a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def listed(self) -> tuple[Package, ...]:
        """Every map file there, by title; one that cannot be used says why."""
        found = [_looked_at(path) for path in self._paths()]
        return tuple(sorted(found, key=lambda package: package.title.casefold()))

    def open(self, key: str) -> Tiles:
        """An open file by its key; Refused where it is not there or cannot be used."""
        path = self.folder / key
        if path.parent != self.folder or path not in set(self._paths()):
            raise Refused(f"There is no map package “{key}” on this desk.")
        return open_tiles(path)

    def add(self, source: Path, told: Told | None = None) -> Package:
        """Copy a file in, verified before and after; Refused names what is wrong, and nothing is left behind.

        `told` hears of the progress and may stop it.
        """
        if source.suffix.lower() not in SUFFIXES:
            raise Refused(f"{source.name} is neither an .mbtiles nor a .pmtiles file.")
        target = self.folder / source.name
        if target.exists():
            raise Refused(f"There is a map package “{source.name}” already; rename the file or remove the other first.")
        _try_out(source)
        part = target.with_name(target.name + _PART)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            copied = _copy(source, part, told)
            if _hash(part) != copied:
                raise Unavailable(f"The copy of {source.name} differs from the file; the disk may be failing.")
            part.replace(target)
        except OSError as error:
            raise Unavailable(_sentence(source.name, error)) from None
        finally:
            with contextlib.suppress(OSError):  # where there is no folder there is no part of a copy either
                part.unlink()
        return _looked_at(target)

    def remove(self, key: str) -> None:
        """Take a file off this desk; Unavailable where the system does not let it go."""
        path = self.folder / key
        if path in set(self._paths()):
            try:
                path.unlink()
            except OSError as error:
                raise Unavailable(f"{key} cannot be removed: {error.strerror or error}.") from None

    def _paths(self) -> Iterator[Path]:
        if self.folder.is_dir():
            for path in sorted(self.folder.iterdir()):
                if path.suffix.lower() in SUFFIXES and path.is_file():
                    yield path


def _looked_at(path: Path) -> Package:
    try:
        tiles = open_tiles(path)
    except (Refused, Unavailable) as error:
        return Package(path, None, error.sentence)
    told = tiles.told
    tiles.close()
    return Package(path, told)


def _try_out(source: Path) -> None:
    """Read some tiles of each zoom: a header alone proves little."""
    tiles = open_tiles(source)
    try:
        told = tiles.told
        chosen = random.Random(source.name)  # noqa: S311  the same tiles each time, not a secret
        west, south, east, north = told.bounds
        left, top = fraction(north, west)
        right, foot = fraction(south, east)
        for _ in range(_SAMPLE):
            side = 1 << chosen.randint(told.min_zoom, told.max_zoom)
            x, y = chosen.uniform(left, right), chosen.uniform(top, foot)
            tiles.tile(side.bit_length() - 1, min(int(x * side), side - 1), min(int(y * side), side - 1))
    finally:
        tiles.close()


def _copy(source: Path, target: Path, told: Told | None) -> bytes:
    size, done, digest = source.stat().st_size, 0, hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(_HOP):
            writing.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            if told is not None and not told(done, size):
                raise Refused("Stopped; the map package was not added.")
        writing.flush()
        os.fsync(writing.fileno())
    return digest.digest()


def _hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _sentence(name: str, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"There is no room on the disk for {name}."
    return f"{name} cannot be copied: {error.strerror or error}."
