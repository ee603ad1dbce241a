"""Exchange: meetings with partners, what is learned from them, which documents are shared."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.exchange.pane import NAME, ExchangePane

SPEC = PaneSpec(
    name=NAME,
    title="Exchange",
    icon="mdi6.earth",
    key="Ctrl+Shift+X",
    make=ExchangePane,
    long_title="Exchange with partners",
    shows=frozenset({"engagement", "lesson"}),
    docked=False,
)

__all__ = ["SPEC", "ExchangePane"]
