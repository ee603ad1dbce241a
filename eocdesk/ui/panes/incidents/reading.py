"""Reads which rows a list shows, away from the screen: the newest at once, then all; the next key breaks it off."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from eocdesk.store.queries import listing
from eocdesk.store.queries.filter import NOTHING, Filter, Frame, parse
from eocdesk.store.stopping import Stop, Stopped
from eocdesk.ui.kit.lazy_table import LazyTable
from eocdesk.ui.kit.order import Plan, plan
from eocdesk.ui.kit.table_view import TableView
from eocdesk.ui.pane import Context

_NONE: array[int] = array("q")


class Lister(QObject):
    """Keeps the rows of one view those that its filter leaves. One read at a time; changes meanwhile are read after."""

    listed = Signal(bool)
    """The view shows another order; whether that is all of it."""
    refused = Signal(str)
    """The filter asks for what this list does not have; the rows stay as they were."""

    def __init__(self, context: Context, view: TableView, table: LazyTable) -> None:
        super().__init__(view)
        self.context = context
        self._view = view
        self._table = table
        self._words: tuple[str, ...] = ()
        self._stop = Stop()
        self._busy = False
        self._again = False
        self._whole = False
        self._old = False

    @property
    def is_whole(self) -> bool:
        """Whether every row that fits is listed."""
        return self._whole

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return any(self._words)

    def frame(self) -> Frame:
        """What times and `is:mine` mean in a filter now."""
        desk = self.context.desk
        return Frame(self.context.setting.now(), self.context.zone, desk.person, desk.position)

    def ask(self, *words: str) -> None:
        """Filter by all of these; what was being read for the last filter is broken off. Refused where one is wrong."""
        for one in words:
            parse(one, self.frame())
        self._words = words
        self._old = True
        self._stop.set()
        self._stop = Stop()
        self._begin(fresh=True)

    def renew(self) -> None:
        """Records changed: read again, after what is being read now; rows and order come in one painting."""
        self._old = True
        if self._busy:
            self._again = True
        else:
            self._begin(fresh=False)

    def refuse(self, sentence: str, _field: str | None = None) -> None:
        """The query does not take the filter."""
        self.refused.emit(sentence)

    def _begin(self, *, fresh: bool) -> None:
        self._busy, self._again = True, False
        self._whole = self._whole and not fresh
        self.context.start(self._read(self._stop, fresh=fresh), beside=self, name=f"list of {self.objectName()}")

    async def _read(self, stop: Stop, *, fresh: bool) -> None:
        try:
            event = self.context.desk.event
            if event is None:
                self._show(stop, plan(self._table.ids, _NONE), fresh=fresh)
            else:
                await self._steps(event.id, stop, self._asked(), fresh=fresh)
        except Stopped:
            return
        except asyncio.CancelledError:
            self._again = False  # the desk closes
            raise
        finally:
            if stop is self._stop and isValid(self):
                self._busy = False
                if self._again:
                    self._begin(fresh=False)

    async def _steps(self, event: bytes, stop: Stop, asked: Filter, *, fresh: bool) -> None:
        raise NotImplementedError

    def _asked(self) -> Filter:
        asked = NOTHING
        for words in self._words:
            asked = asked.plus(parse(words, self.frame()))
        return asked

    def _show(self, stop: Stop, order: Plan, *, fresh: bool, whole: bool = True) -> None:
        """Take the order, unless another filter was asked for meanwhile, or the window is gone."""
        if stop.is_set or not isValid(self._view):
            raise Stopped
        if fresh:
            self._view.go_to_top()  # another filter is another list: nothing in it is new
        chosen = self._view.current_id
        if self._old:
            self._old = False
            self._table.forget_all()
        self._table.follow(order)
        if fresh and chosen is not None and self._view.current_id == chosen:
            self._view.show_id(chosen)
        self._whole = whole
        self.listed.emit(whole)

    async def _plan(self, stop: Stop, query: Callable[..., Any], *args: Any) -> Plan:
        """The steps to what a query lists, worked out in the reading pool."""
        return await self.context.desk.read(stop.run, _planned, self._table.ids, query, *args)


class EntryLister(Lister):
    """Entries, newest first: every one in memory as a number, so that a filter is answered by sets."""

    def __init__(self, context: Context, view: TableView, table: LazyTable) -> None:
        super().__init__(context, view, table)
        self.setObjectName("entries")
        self._base = listing.nothing(b"")
        self._turnstile = asyncio.Lock()

    async def _steps(self, event: bytes, stop: Stop, asked: Filter, *, fresh: bool) -> None:
        frame = self.frame()
        first = self._base.event != event
        if first and asked.is_empty:
            self._show(stop, await self._plan(stop, listing.newest, event), fresh=fresh, whole=False)
            fresh = False
        base = await self._grown(event)
        if fresh and not asked.is_empty:
            quick = await self._plan(stop, listing.newest_matching, base, asked, frame)
            if quick.ids:
                self._show(stop, quick, fresh=True, whole=False)
                fresh = False  # what follows is more of the same list
        whole = await self._plan(stop, listing.matching, base, asked, frame)
        self._show(stop, whole, fresh=fresh)

    async def _grown(self, event: bytes) -> listing.Base:
        """Every entry of the event; read in full once, whichever filter is asked for meanwhile."""
        async with self._turnstile:
            if self._base.event != event:
                self._base = await self.context.desk.read(listing.base, event)
            else:
                self._base = await self.context.desk.read(listing.grown, self._base)
            return self._base


class IncidentLister(Lister):
    """Incidents: what is worked on first."""

    def __init__(self, context: Context, view: TableView, table: LazyTable) -> None:
        super().__init__(context, view, table)
        self.setObjectName("incidents")

    async def _steps(self, event: bytes, stop: Stop, asked: Filter, *, fresh: bool) -> None:
        self._show(stop, await self._plan(stop, listing.incidents, event, asked, self.frame()), fresh=fresh)


class Minute(QObject):
    """Has a view drawn again as time passes: ages and times of day change without any record changing."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view
        self.startTimer(20_000)

    @Slot()
    def draw(self) -> None:
        """Draw it now."""
        self._view.viewport().update()

    # Qt

    def timerEvent(self, _event: Any) -> None:
        if self._view.isVisible():
            self.draw()


def _planned(connection: Any, old: array[int], query: Callable[..., Any], *args: Any) -> Plan:
    return plan(old, query(connection, *args))
