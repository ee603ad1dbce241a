"""Tell those who listen what changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from eocdesk.store.notice import Notice

Listener = Callable[[Notice], None]

_log = logging.getLogger(__name__)


class Bus:
    """Notices to listeners, on the thread that tells; the screen's bridge carries them over to its own."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every notice until the returned function is called."""
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def tell(self, notice: Notice) -> None:
        """Say it to all; one that fails is a bug of its own and does not keep it from the others."""
        if not notice.ids:
            return
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(notice)
            except Exception:  # noqa: BLE001  whatever it is, the others must hear
                _log.exception("a listener failed on %s", notice.act.title)
