"""The map: venues, features and incidents on a base that needs no network."""

from __future__ import annotations

from eocdesk.ui.panes.venues.pane import SPEC, MapPane

__all__ = ["SPEC", "MapPane"]
