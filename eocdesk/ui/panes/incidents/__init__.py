"""The log: entries, incidents, tasks, and the line they are written on."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.incidents.pane import LogPane

SPEC = PaneSpec(
    name="incidents",
    title="Log",
    long_title="Incident log",
    icon="mdi6.clipboard-text-clock-outline",
    key="Ctrl+4",
    make=LogPane,
    shows=frozenset({"entry", "incident", "task"}),
)
