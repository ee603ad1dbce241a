"""Conflicts: fields that two desks wrote while neither saw the other; a person settles each."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.conflicts.pane import NAME, ConflictsPane

SPEC = PaneSpec(
    name=NAME,
    title="Conflicts",
    icon="mdi6.call-split",
    key="Ctrl+7",
    make=ConflictsPane,
    long_title="Conflicts to settle",
    docked=False,
)

__all__ = ["SPEC", "ConflictsPane"]
