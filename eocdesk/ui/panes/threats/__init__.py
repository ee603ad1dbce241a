"""Threats: cyber and physical in one picture, what was reported, what partners were told."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.threats.pane import NAME, ThreatsPane

SPEC = PaneSpec(
    name=NAME,
    title="Threats",
    icon="mdi6.shield-alert-outline",
    key="Ctrl+Shift+H",
    make=ThreatsPane,
    long_title="Threats",
    shows=frozenset({"threat", "report", "product", "inquiry", "system", "indicator"}),
    docked=False,
)

__all__ = ["SPEC", "ThreatsPane"]
