"""The desk beside a hub that asks the outside for all: it joins the hub as any desk, with a right for that alone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from eocdesk.desk import feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feed_loop import FeedLoop
from eocdesk.desk.settings import FEEDS_ON
from eocdesk.models import Refused, Unavailable, ids
from eocdesk.store import peers
from eocdesk.store.queries.linked import linked

if TYPE_CHECKING:
    from eocdesk.store.notice import Notice

FOLDER = "feeds"
NAME = "Feeds of the hub"
AGAIN_S = 30.0
"""Until it is tried once more to begin."""

_log = logging.getLogger(__name__)


class Aged(NamedTuple):
    """The age of one feed, and of which event."""

    event: bytes
    age: feeding.FeedAge


class HubFeeds:
    """Begun once the hub answers; nothing of the hub waits for it, and it ends before the hub does."""

    def __init__(self, folder: Path, code: Callable[[], str], event: str = "") -> None:
        """`folder` is its own; `code` makes a code of the hub; `event` is a code; empty: the first it hears of."""
        self._folder = folder
        self._code = code
        self._event = event.strip().upper()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._desk: Desk | None = None
        self._loop: FeedLoop | None = None

    def start(self, url: str) -> None:
        """Begin, on a thread of its own; `url` is where the hub answers on this machine."""
        self._thread = threading.Thread(target=self._begin, args=(url,), name="feeds of the hub")
        self._thread.start()

    def stop(self) -> None:
        """End; nothing of it is left when this returns."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        if self._loop is not None:
            self._loop.stop()
        if self._desk is not None:
            self._desk.close()
        self._thread = self._loop = self._desk = None

    def ages(self) -> list[Aged]:
        """How old what each feed said is; nothing before the first was asked."""
        loop, desk = self._loop, self._desk
        if loop is None or desk is None or desk.event is None:
            return []
        return [Aged(desk.event.id, one) for one in loop.ages() if one.last_try is not None]

    def _begin(self, url: str) -> None:
        while not self._ended.is_set():
            try:
                desk = self._joined(url)
            except (Refused, Unavailable) as error:
                _log.warning("the hub's feeds cannot begin: %s", error.sentence)
                self._ended.wait(AGAIN_S)
                continue
            except Exception:  # noqa: BLE001  whatever it is, the hub goes on without its feeds
                _log.exception("the hub's feeds cannot begin")
                return
            loop = FeedLoop(desk)
            self._loop = loop
            desk.link.start()
            loop.start(1.0)
            return

    def _joined(self, url: str) -> Desk:
        """The desk, a member of this hub; at another port than before it is told so."""
        if self._desk is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._desk = Desk(self._folder, origin="feeds")
            if self._event:
                self._desk.bus.listen(self._choose)
        desk = self._desk
        desk.settings.set("feeds", FEEDS_ON)
        if self._event:
            desk.settings.set("event", self._event)
        found = desk.read_now(linked)
        if not found.hub or found.revoked:
            desk.link.join_now(url, self._code(), NAME)
        elif found.url != url:
            desk.store.writer.local(partial(_move, hub=found.hub, url=url)).result()
        return desk

    def _choose(self, notice: Notice) -> None:
        """The event that was asked for, once it is among what came."""
        desk, wanted = self._desk, ids.event_id(self._event)
        if desk is not None and wanted in notice.of("event") and (desk.event is None or desk.event.id != wanted):
            desk.open_event(wanted)


def _move(connection: Any, hub: bytes, url: str) -> None:
    known = peers.get(connection, hub)
    if known is not None:
        peers.put(connection, replace(known, url=url))
