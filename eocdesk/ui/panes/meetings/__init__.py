"""Meetings: this desk and those it meets, what is unsent and refused, ready to leave, the blackout drill."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.meetings.pane import NAME, MeetingsPane

SPEC = PaneSpec(
    name=NAME,
    title="Meetings",
    icon="mdi6.cloud-sync-outline",
    key="Ctrl+0",
    make=MeetingsPane,
    long_title="Meetings with other desks",
    docked=False,
)

__all__ = ["SPEC", "MeetingsPane"]
