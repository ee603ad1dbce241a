"""A point typed or taken from the map: latitude and longitude in degrees on one line."""

from __future__ import annotations

import re
from typing import Any

from eocdesk.models.errors import Refused
from eocdesk.ui.kit.editors import LineEditor

_PAIR = re.compile(
    r"^([-−+]?\d{1,3}(?:\.\d+)?)°?\s*([NS])?\s*[,;\s]\s*([-−+]?\d{1,3}(?:\.\d+)?)°?\s*([EW])?$", re.IGNORECASE
)
_LAT, _LON = 90.0, 180.0


class PositionEditor(LineEditor):
    """`33.95345, -118.33917`; W and S may be letters instead of signs."""

    def __init__(self) -> None:
        super().__init__("Position", "Latitude, longitude in degrees: 33.95345, -118.33917")

    def value(self) -> tuple[float, float] | None:
        text = self.line.text().strip()
        return parse(text) if text else None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else f"{value[0]:.5f}, {value[1]:.5f}")


def parse(text: str) -> tuple[float, float]:
    """Latitude and longitude; Refused in words where it is neither."""
    found = _PAIR.match(text)
    if found is None:
        raise Refused(f"“{text}” is not a position. Write latitude, longitude: 33.95345, -118.33917.")
    lat, lon = _signed(found[1], found[2], "S"), _signed(found[3], found[4], "W")
    if abs(lat) > _LAT or abs(lon) > _LON:
        raise Refused("Latitude lies between -90 and 90, longitude between -180 and 180.")
    return lat, lon


def _signed(number: str, letter: str | None, minus: str) -> float:
    value = float(number.replace("−", "-"))
    return -abs(value) if letter and letter.upper() == minus else value
