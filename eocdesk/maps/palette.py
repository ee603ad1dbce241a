"""The colours of a map: the ground of each theme, and how the things on it are told apart."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything a map is painted with; colours are #RRGGBB. `severity` is (text, ground) for the five words."""

    name: str
    land: str
    sea: str
    county: str
    state: str
    country: str
    coast: str
    place: str
    water: str
    """Names of seas."""
    text: str
    muted: str
    surface: str
    line: str
    accent: str
    severity: tuple[tuple[str, str], ...]
    features: dict[str, str] = field(default_factory=dict)
    scale: float = 1.0
    """How much larger than on a desk everything is (walls)."""

    def told(self) -> dict[str, Any]:
        """For the page."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ground:
    """The base map's part of a palette."""

    land: str
    sea: str
    county: str
    state: str
    country: str
    coast: str
    place: str
    water: str


GROUNDS = {
    "light": Ground("#F1F0EB", "#CBDFEC", "#D3CFC5", "#B3AEA3", "#8F8A80", "#A9C3D4", "#5B6673", "#54758B"),
    "dark": Ground("#1E2731", "#0F1D2C", "#303C49", "#44525F", "#5D6B79", "#2B4258", "#A3B0BF", "#7C99B5"),
    "contrast": Ground("#000000", "#06202F", "#4A4A4A", "#8A8A8A", "#B8B8B8", "#5FA8C8", "#E6E6E6", "#8FD0EA"),
}
FEATURES = {
    "light": {
        "footprint": "#1B5FC1",
        "zone": "#7A4FD0",
        "perimeter": "#1B5FC1",
        "gate": "#0F8A6C",
        "route": "#A86A00",
        "staging area": "#0F8A6C",
        "landing zone": "#0B6B86",
        "hospital": "#B3261E",
        "command post": "#7A4FD0",
        "shelter": "#17703C",
        "heat": "#B3261E",
        "wildfire": "#C2410C",
        "smoke": "#6B5B4B",
        "earthquake": "#7A4FD0",
        "hazard": "#8A5A00",
        "threat": "#7A1FA2",
        "other": "#4D5A69",
    },
    "dark": {
        "footprint": "#6FA8FF",
        "zone": "#BBA0FF",
        "perimeter": "#6FA8FF",
        "gate": "#5FD0B0",
        "route": "#EDBE62",
        "staging area": "#5FD0B0",
        "landing zone": "#5CC4DE",
        "hospital": "#FF7A70",
        "command post": "#BBA0FF",
        "shelter": "#5CC58A",
        "heat": "#FF7A70",
        "wildfire": "#FF9A5C",
        "smoke": "#C9B8A6",
        "earthquake": "#BBA0FF",
        "hazard": "#EDBE62",
        "threat": "#E39BFF",
        "other": "#9DABBB",
    },
}
PAPER = Palette(
    name="paper",
    land="#F5F4F0",
    sea="#D3E4EF",
    county="#CFCBC1",
    state="#A8A398",
    country="#85807A",
    coast="#9DB9CB",
    place="#5B6673",
    water="#54758B",
    text="#16202C",
    muted="#4D5A69",
    surface="#FFFFFF",
    line="#8793A3",
    accent="#1B5FC1",
    severity=(
        ("#4D5A69", "#E9EDF2"),
        ("#0B5D7A", "#DDF0F6"),
        ("#7A5200", "#FCEBC5"),
        ("#9A3B00", "#FFDCC2"),
        ("#FFFFFF", "#B3261E"),
    ),
    features=FEATURES["light"],
)
"""What is printed, whatever the screen's theme; its severities are the light theme's."""
