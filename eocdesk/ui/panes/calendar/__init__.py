"""The calendar: what is on, where and when, and what stands in its way."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.calendar.view import NAME, CalendarPane

SPEC = PaneSpec(
    name=NAME,
    title="Calendar",
    icon="mdi6.calendar-clock",
    key="Ctrl+2",
    make=CalendarPane,
    long_title="Event calendar",
    shows=frozenset({"session"}),
)

__all__ = ["SPEC", "CalendarPane"]
