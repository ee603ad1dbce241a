"""Colours and sizes, named by what they are for; every painter and style sheet reads them here."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Colours are #RRGGBB; sizes are device-independent pixels."""

    name: str
    dark: bool
    app: str
    surface: str
    surface2: str
    raised: str
    border: str
    border2: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    soft: str
    sel: str
    hover: str
    ok: str
    warn: str
    bad: str
    info: str
    shadow: str
    severity: tuple[tuple[str, str], ...]
    """(text, ground) for Info, Minor, Moderate, Major, Critical."""
    category: tuple[str, ...]
    """Kinds of sessions, in the order of models.session.KINDS, then repeated."""
    base: int = 13
    row: int = 28
    pad: int = 8
    radius: int = 6

    @property
    def scale(self) -> float:
        """How much larger than the desk's size everything is (walls)."""
        return self.base / 13


_LIGHT_CATEGORY = ("#2F6FDE", "#B0307A", "#0F8A6C", "#6B7788", "#A86A00", "#7A4FD0", "#6B7788")
_DARK_CATEGORY = ("#7FB0FF", "#F08CC4", "#5FD0B0", "#94A3B5", "#EDBE62", "#BBA0FF", "#94A3B5")

LIGHT = Tokens(
    name="light",
    dark=False,
    app="#EDF0F4",
    surface="#FFFFFF",
    surface2="#F6F8FA",
    raised="#FFFFFF",
    border="#D8DEE6",
    border2="#7E8B9C",
    text="#16202C",
    muted="#4D5A69",
    faint="#79869A",
    accent="#1B5FC1",
    on_accent="#FFFFFF",
    soft="#E3EDFB",
    sel="#D6E6FB",
    hover="#EEF3F9",
    ok="#17703C",
    warn="#8A5A00",
    bad="#B3261E",
    info="#0B6B86",
    shadow="#00000022",
    severity=(
        ("#4D5A69", "#E9EDF2"),
        ("#0B5D7A", "#DDF0F6"),
        ("#7A5200", "#FCEBC5"),
        ("#9A3B00", "#FFDCC2"),
        ("#FFFFFF", "#B3261E"),
    ),
    category=_LIGHT_CATEGORY,
)
DARK = Tokens(
    name="dark",
    dark=True,
    app="#0F141A",
    surface="#171E27",
    surface2="#1D2631",
    raised="#222D3A",
    border="#2A3644",
    border2="#62748A",
    text="#E4EAF1",
    muted="#9DABBB",
    faint="#728197",
    accent="#6FA8FF",
    on_accent="#08182E",
    soft="#1C314F",
    sel="#223E63",
    hover="#202B38",
    ok="#5CC58A",
    warn="#E8B04A",
    bad="#FF7A70",
    info="#5CC4DE",
    shadow="#00000066",
    severity=(
        ("#B5C1CE", "#2A3542"),
        ("#8AD8EE", "#123A48"),
        ("#F3CB7A", "#46360F"),
        ("#FFB48A", "#512A12"),
        ("#2B0705", "#FF7A70"),
    ),
    category=_DARK_CATEGORY,
)
CONTRAST = replace(
    DARK,
    name="contrast",
    app="#000000",
    surface="#000000",
    surface2="#0A0A0A",
    raised="#000000",
    border="#8A8A8A",
    border2="#FFFFFF",
    text="#FFFFFF",
    muted="#E6E6E6",
    faint="#CFCFCF",
    accent="#FFD500",
    on_accent="#000000",
    soft="#332B00",
    sel="#4A3F00",
    hover="#222222",
    severity=(
        ("#FFFFFF", "#000000"),
        ("#7FE3FF", "#000000"),
        ("#FFD500", "#000000"),
        ("#FFA35C", "#000000"),
        ("#000000", "#FF8A80"),
    ),
)
THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}


def wall(tokens: Tokens) -> Tokens:
    """The same theme read from across a room."""
    return replace(tokens, name=tokens.name + "-wall", base=17, row=40, pad=11)
