"""Handover: what changed since somebody was last here, the notes to who comes, and who took the watch when."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.handover.pane import NAME, HandoverPane

SPEC = PaneSpec(
    name=NAME,
    title="Handover",
    icon="mdi6.account-switch-outline",
    key="Ctrl+Shift+O",
    make=HandoverPane,
    long_title="Shift handover",
    docked=False,
)

__all__ = ["SPEC", "HandoverPane"]
