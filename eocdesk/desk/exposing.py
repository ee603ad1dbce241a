"""What hazards touch, kept until a record of it changes or the clock ends one; for panes, figures and plans."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from eocdesk.maps.counties import Areas, county_of
from eocdesk.store.queries import exposures

if TYPE_CHECKING:
    from eocdesk.desk.bus import Bus
    from eocdesk.maps.exposure import Exposed
    from eocdesk.models.clock import Moment
    from eocdesk.store.notice import Notice
    from eocdesk.store.readers import Readers

_OLD_MS = 60_000
"""What begins or ends by the clock shows within a minute."""


class Exposing:
    """Asked from any thread but the screen's; those who ask at once share one reckoning."""

    def __init__(self, readers: Readers, bus: Bus, area_of: Areas = county_of) -> None:
        self._readers = readers
        self._area_of = area_of
        self._lock = threading.Lock()
        self._stale = True
        self._event = b""
        self._at: Moment = 0
        self._found: Exposed | None = None
        self.reckoned = 0
        """How often it was reckoned anew."""
        self.stop = bus.listen(self._take_notice)

    def look(self, event: bytes, now: Moment) -> Exposed:
        """What is touched in the event from `now` (ms UTC) on; blocks while it is reckoned."""
        from eocdesk.maps.exposure import exposed  # noqa: PLC0415  a desk starts without it

        with self._lock:
            if self._found is None or self._is_old(event, now):
                self._stale = False  # before it is read: what changes meanwhile makes it stale again
                try:
                    world = self._readers.now(exposures.world, event, now)
                except BaseException:
                    self._stale = True
                    raise
                self._found = exposed(world, now, self._area_of)
                self._event, self._at = event, now
                self.reckoned += 1
            return self._found

    async def ask(self, event: bytes, now: Moment) -> Exposed:
        """The same, waited for: it is reckoned in the reading pool, once for all who ask."""
        return await asyncio.wrap_future(self._readers.run(self.look, event, now))

    def _is_old(self, event: bytes, now: Moment) -> bool:
        return self._stale or event != self._event or not self._at <= now < self._at + _OLD_MS

    def _take_notice(self, notice: Notice) -> None:
        if not exposures.KINDS.isdisjoint(kind for kind, _ in notice.ids):
            self._stale = True
