"""Which map files lie under the layers: the program's own, and a package if one is chosen."""

from __future__ import annotations

from pathlib import Path

from eocdesk.maps.base import Base
from eocdesk.maps.packages import Package, Packages
from eocdesk.maps.places import Places
from eocdesk.maps.tiles import Filled, open_tiles
from eocdesk.maps.tileset import Tiles
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.models.resources import vendor

OWN = "base"


class Grounds:
    """Opens and closes map files for one map."""

    def __init__(self, packages: Packages | None, own: Path | None = None) -> None:
        self.packages = packages
        self.chosen = ""
        """The key of the package that is shown over the own base map; empty: none."""
        self.trouble = ""
        """Why there is no base map of our own; empty: there is."""
        self._package: Tiles | None = None
        self._own: Tiles | None = None
        self.places: Places | None = None
        try:
            self._own = Filled(open_tiles(own or vendor("base.pmtiles")))
            self.places = Places(self._own)
        except (Refused, Unavailable):
            self.trouble = "Base map not installed"

    def listed(self) -> tuple[Package, ...]:
        """The packages there are to choose from, usable or not."""
        return self.packages.listed() if self.packages is not None else ()

    def choose(self, key: str) -> None:
        """Show a package, or none; Refused where it cannot be used, and what was shown stays."""
        opened = self.packages.open(key) if key and self.packages is not None else None
        if self._package is not None:
            self._package.close()
        self._package = opened
        self.chosen = key if opened is not None else ""

    def remove(self, key: str) -> None:
        """Take a package off the desk; Unavailable where the system does not let it go."""
        if self.packages is not None:
            self.packages.remove(key)

    def told(self) -> dict[str, tuple[Base, Tiles]]:
        """What a surface draws, from the ground up."""
        made: dict[str, tuple[Base, Tiles]] = {}
        if self._own is not None:
            made[OWN] = Base(OWN, self._own.told, own=True), self._own
        if self._package is not None:
            made[self.chosen] = Base(self.chosen, self._package.told), self._package
        return made

    @property
    def own(self) -> Tiles | None:
        """The program's base map."""
        return self._own

    @property
    def attribution(self) -> str:
        """Whose data it is, all of it."""
        listed = [base.told.attribution for base, _ in self.told().values() if base.told.attribution]
        return " · ".join(dict.fromkeys(listed))

    @property
    def named(self) -> bool:
        """Whether the towns of our base map are to be named: not where a package names its own."""
        return self._package is None

    def close(self) -> None:
        """Let go of the files."""
        for tiles in (self._package, self._own):
            if tiles is not None:
                tiles.close()
        self._package = self._own = None
