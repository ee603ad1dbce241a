"""Boards: the one way in which hazards, plans, aid, threats, gaps and the exchange are looked through."""

from __future__ import annotations

from eocdesk.ui.board.list import BoardList
from eocdesk.ui.board.page import Blank, Deed, Page, plain
from eocdesk.ui.board.pane import BoardPane
from eocdesk.ui.board.told import Badge, Line, Part, Told

__all__ = ["Badge", "Blank", "BoardList", "BoardPane", "Deed", "Line", "Page", "Part", "Told", "plain"]
