"""Reports: situation summaries issued under a number, looked at, printed, approved."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.reports.pane import NAME, ReportsPane

SPEC = PaneSpec(
    name=NAME,
    title="Reports",
    icon="mdi6.file-chart-outline",
    key="Ctrl+6",
    make=ReportsPane,
    long_title="Reports, forms and paper",
    shows=frozenset({"summary", "form", "access"}),
    docked=False,
)

__all__ = ["SPEC", "ReportsPane"]
