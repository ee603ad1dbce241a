"""The outlines of US counties and states by the codes warnings name them with: read once, when a hazard asks."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from eocdesk.models.resources import vendor

FILE = "counties.tsv.gz"
_GZIP = 31
"""Tells zlib that it is one."""
_OPENS, _CLOSES = '{"type":"MultiPolygon","coordinates":[', "]}"
_NUMBERED = (
    "AL01 AK02 AZ04 AR05 CA06 CO08 CT09 DE10 DC11 FL12 GA13 HI15 ID16 IL17 IN18 IA19 KS20 KY21 LA22 ME23 "
    "MD24 MA25 MI26 MN27 MS28 MO29 MT30 NE31 NV32 NH33 NJ34 NM35 NY36 NC37 ND38 OH39 OK40 OR41 PA42 RI44 "
    "SC45 SD46 TN47 TX48 UT49 VT50 VA51 WA53 WV54 WI55 WY56 AS60 GU66 MP69 PR72 VI78"
)
_STATES = {pair[:2]: pair[2:] for pair in _NUMBERED.split()}
"""The letters of the post and the number of the census, as UGC and SAME write a state."""
_UGC = re.compile(r"([A-Z]{2})C(\d{3}|ALL)")
_SAME = re.compile(r"\d?(\d{5})")
_SAME_NAMES = ("SAME", "FIPS6", "FIPS")


class County(NamedTuple):
    """A county, or a state where the code names a whole one. `geometry` is a GeoJSON MultiPolygon, WGS 84."""

    code: str
    """FIPS: two digits of the state, three of the county."""
    name: str
    geometry: str


Areas = Callable[[str], "County | None"]
"""The county of an area code (`SAME:006037`, `UGC:CAC037`); None where it has no shape here."""


class Outline(NamedTuple):
    """What is drawn of a list of codes; empty where none has a shape."""

    geometry: str
    names: tuple[str, ...]
    without: tuple[str, ...]
    """The codes that have none: zones, mostly."""


def fips(code: str) -> str:
    """The census number that an area code means; empty where it names no county and no state."""
    kind, _, value = code.strip().upper().partition(":")
    if kind == "UGC":
        found = _UGC.fullmatch(value)
        state = _STATES.get(found[1], "") if found else ""
        return "" if not found or not state else _state_or_county(state + found[2].replace("ALL", "000"))
    found = _SAME.fullmatch(value) if kind in _SAME_NAMES else None
    return _state_or_county(found[1]) if found else ""


def _state_or_county(number: str) -> str:
    return number[:2] if number.endswith("000") else number


class Counties:
    """A baked file of outlines. One that is absent or broken knows no county; `there` says so."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: Mapping[str, County] | None = None

    @property
    def there(self) -> bool:
        """Whether any outline could be read."""
        return bool(self._read())

    def of(self, code: str) -> County | None:
        """The county or state an area code names."""
        number = fips(code)
        return self._read().get(number) if number else None

    def state(self, county: County) -> str:
        """The name of the state a county lies in."""
        held = self._read().get(county.code[:2])
        return held.name if held is not None else ""

    def outline(self, codes: Iterable[str]) -> Outline:
        """The counties of these codes as one shape, each once, with their names."""
        found: dict[str, County] = {}
        without: list[str] = []
        for code in codes:
            county = self.of(code)
            if county is None:
                without.append(code)
            else:
                found[county.code] = county
        whole = {code for code in found if len(code) < 5}  # noqa: PLR2004  a state: what lies in it is drawn with it
        drawn = [one for code, one in found.items() if code in whole or ("00" not in whole and code[:2] not in whole)]
        parts = (one.geometry.removeprefix(_OPENS).removesuffix(_CLOSES) for one in drawn)
        geometry = f"{_OPENS}{','.join(parts)}{_CLOSES}" if drawn else ""
        return Outline(geometry, self._names(drawn), tuple(without))

    def _names(self, drawn: list[County]) -> tuple[str, ...]:
        """With the state only where they lie in several."""
        apart = len({one.code[:2] for one in drawn}) > 1
        return tuple(
            f"{one.name} ({self.state(one)})" if apart and len(one.code) > 2 else one.name  # noqa: PLR2004  a county
            for one in drawn
        )

    def _read(self) -> Mapping[str, County]:
        if self._held is None:
            try:
                written = zlib.decompress(self._path.read_bytes(), wbits=_GZIP).decode("utf-8")
            except (OSError, ValueError, zlib.error):
                written = ""
            rows = (line.split("\t") for line in written.splitlines())
            self._held = {row[0]: County(*row) for row in rows if len(row) == 3}  # noqa: PLR2004  code, name, shape
        return self._held


@cache
def installed() -> Counties:
    """Those of this desk."""
    return Counties(vendor(FILE))


def several(names: Sequence[str], most: int = 6) -> str:
    """`Los Angeles, Orange and 4 more`."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def county_of(code: str) -> County | None:
    """The county of an area code, from what this desk holds."""
    return installed().of(code)
