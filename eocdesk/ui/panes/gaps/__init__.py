"""Gaps: what is missing, what is recommended about it, how able we are, who decides, which agreements hold."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.gaps.pane import NAME, GapsPane

SPEC = PaneSpec(
    name=NAME,
    title="Gaps",
    icon="mdi6.texture-box",
    key="Ctrl+Shift+B",
    make=GapsPane,
    long_title="Gaps and recommendations",
    shows=frozenset({"gap", "recommendation", "capability", "agreement", "committee"}),
    docked=False,
)

__all__ = ["SPEC", "GapsPane"]
