"""The line an entry is written on."""

from __future__ import annotations

from eocdesk.ui.panes.incidents.compose.composer import Composer

__all__ = ["Composer"]
