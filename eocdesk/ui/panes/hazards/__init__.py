"""Hazards: what is warned of and measured, which venues and sessions it touches, from which value it counts."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.hazards.pane import NAME, HazardsPane

SPEC = PaneSpec(
    name=NAME,
    title="Hazards",
    icon="mdi6.weather-lightning",
    key="Ctrl+8",
    make=HazardsPane,
    shows=frozenset({"alert", "observation", "threshold"}),
    docked=False,
)

__all__ = ["SPEC", "HazardsPane"]
