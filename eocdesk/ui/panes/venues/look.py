"""The map's colours from the theme."""

from __future__ import annotations

from dataclasses import asdict

from eocdesk.maps.palette import FEATURES, GROUNDS, Palette
from eocdesk.ui.kit.tokens import Tokens


def palette_of(tokens: Tokens) -> Palette:
    """What the map is painted with under a theme; its ground is the theme's, its severities the tokens'."""
    theme = tokens.name.removesuffix("-wall")
    if theme not in GROUNDS:
        theme = "dark" if tokens.dark else "light"
    return Palette(
        name=tokens.name,
        **asdict(GROUNDS[theme]),
        text=tokens.text,
        muted=tokens.muted,
        surface=tokens.surface,
        line=tokens.border2,
        accent=tokens.accent,
        severity=tokens.severity,
        features=FEATURES["dark" if tokens.dark else "light"],
        scale=tokens.scale,
    )
