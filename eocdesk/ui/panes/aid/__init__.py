"""Aid: what is asked for, what partners offer, which resources there are, what comes and goes."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.aid.pane import NAME, AidPane

SPEC = PaneSpec(
    name=NAME,
    title="Aid",
    icon="mdi6.handshake-outline",
    key="Ctrl+Shift+R",
    make=AidPane,
    long_title="Mutual aid",
    shows=frozenset({"request", "offer", "resource", "fill"}),
    docked=False,
)

__all__ = ["SPEC", "AidPane"]
