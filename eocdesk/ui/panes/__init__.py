"""The panes of the desk, in the order of the rail: one line each."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes import (
    aid,
    calendar,
    conflicts,
    exchange,
    gaps,
    handover,
    hazards,
    incidents,
    meetings,
    partners,
    plans,
    reports,
    threats,
    venues,
)

PANES: tuple[PaneSpec, ...] = (
    calendar.SPEC,
    venues.SPEC,
    incidents.SPEC,
    hazards.SPEC,
    plans.SPEC,
    partners.SPEC,
    aid.SPEC,
    threats.SPEC,
    gaps.SPEC,
    exchange.SPEC,
    handover.SPEC,
    reports.SPEC,
    conflicts.SPEC,
    meetings.SPEC,
)
