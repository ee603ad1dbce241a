"""Plans: which propose themselves and why, all there are, what is at work, what is over."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.plans.pane import NAME, PlansPane

SPEC = PaneSpec(
    name=NAME,
    title="Plans",
    icon="mdi6.clipboard-list-outline",
    key="Ctrl+9",
    make=PlansPane,
    long_title="Contingency plans",
    shows=frozenset({"plan", "activation", "proposal"}),
    docked=False,
)

__all__ = ["SPEC", "PlansPane"]
