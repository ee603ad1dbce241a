"""Partners: who to call, who is on duty, which seats are filled."""

from __future__ import annotations

from eocdesk.ui.pane import PaneSpec
from eocdesk.ui.panes.partners.view import NAME, PartnersPane

SPEC = PaneSpec(
    name=NAME,
    title="Partners",
    icon="mdi6.account-group-outline",
    key="Ctrl+5",
    make=PartnersPane,
    long_title="Partners",
    shows=frozenset({"agency", "contact", "seat", "duty"}),
)

__all__ = ["SPEC", "PartnersPane"]
