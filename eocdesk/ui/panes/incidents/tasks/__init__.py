"""What is to be done, until when, by whom."""

from __future__ import annotations

from eocdesk.ui.panes.incidents.tasks.panel import TaskPanel

__all__ = ["TaskPanel"]
