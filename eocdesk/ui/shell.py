"""What the window is to its helpers: the parts they work with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from eocdesk.desk.desk import Desk
from eocdesk.ui.actions import Actions
from eocdesk.ui.candidates import Candidates
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.layouts import Layouts
from eocdesk.ui.messages import Messages
from eocdesk.ui.news import Newsroom
from eocdesk.ui.overview import Overview
from eocdesk.ui.palette import Palette
from eocdesk.ui.pane import Context, PaneSpec
from eocdesk.ui.records import Records
from eocdesk.ui.topbar import TopBar


class Shell(Protocol):
    """The window is one."""

    desk: Desk
    messages: Messages
    specs: Sequence[PaneSpec]
    actions_known: Actions
    ticker: Ticker
    context: Context
    candidates: Candidates
    records: Records
    newsroom: Newsroom
    overview: Overview
    layouts: Layouts
    topbar: TopBar
    palette_card: Palette

    def show_who(self) -> None:
        """Who sits here has changed."""

    def show_pane(self, name: str) -> None:
        """Bring a pane forward."""

    def show_record(self, kind: str, record: bytes) -> None:
        """Bring the pane that shows this kind forward, at this record."""

    def edit_record(self, kind: str, record: bytes | None = None, prefill: Mapping[str, object] | None = None) -> None:
        """Open a form."""

    def event_opened(self) -> None:
        """Another event is open."""

    def close(self) -> bool:
        """Close the window."""
