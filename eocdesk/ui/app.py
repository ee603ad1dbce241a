"""The program on the screen: one start, from the display to the last thread's end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from eocdesk import __version__
from eocdesk.desk import ahead, paths
from eocdesk.desk.desk import Desk
from eocdesk.desk.settings import Settings
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store import keys
from eocdesk.store.open import WRONG_KEY
from eocdesk.ui import loop, portrait
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.crash import Crash
from eocdesk.ui.drilling import Drilling
from eocdesk.ui.feed_watch import FeedWatch
from eocdesk.ui.instance import Instance
from eocdesk.ui.kit import theme
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes import PANES
from eocdesk.ui.panes.venues import scheme
from eocdesk.ui.rail import OVERVIEW
from eocdesk.ui.safekeeping import Safekeeping
from eocdesk.ui.unlock import Unlock
from eocdesk.ui.window import Window

PLATFORM = "QT_QPA_PLATFORM"
_BREATH_MS = 500
_SETTLED_S = 3.0
"""The first meeting waits so long: what it loads must not keep the first entry from being written."""
_AT_REST_S = 8.0
"""So long after its opening the window has drawn itself, and what draws paper is loaded."""
_DRAW = "To draw the window into a file: eocdesk open --picture FILE.png"


@dataclass(frozen=True, slots=True)
class Wish:
    """What this start was asked for; a picture is of the size, a window as large as it was left."""

    folder: Path
    picture: Path | None = None
    size: tuple[int, int] = (1920, 1080)
    pane: str | None = None
    theme: str | None = None


def run(
    folder: Path,
    picture: Path | None = None,
    size: tuple[int, int] = (1920, 1080),
    pane: str | None = None,
    theme: str | None = None,
) -> int:
    """Open the desk's window until it is closed, or draw it into a picture; the exit code.

    Refused and Unavailable before there is a window, each with one sentence.
    """
    wish = Wish(folder, picture, size, pane, theme)
    _check(wish)
    _find_display(os.environ, sys.platform, drawn=picture is not None)
    return loop.run(application(), _sit(wish))


def application() -> QApplication:
    """The one application, with the map's address known to the web engine before it is made."""
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--log-level=3")  # its complaints are no sentence for a person
    scheme.register()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["eocdesk"])
    app.setApplicationName("eocdesk")
    app.setApplicationDisplayName("eocdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("eocdesk")
    return app


def _check(wish: Wish) -> None:
    known = [OVERVIEW, *(spec.name for spec in PANES)]
    if wish.pane is not None and wish.pane not in known:
        raise Refused(f"There is no pane “{wish.pane}”. There are: {', '.join(known)}.")


def _find_display(variables: Mapping[str, str], system: str, *, drawn: bool) -> None:
    """Qt ends the program where it finds no display; so look before it does. A picture needs none."""
    if variables.get(PLATFORM):
        return
    if drawn:
        os.environ[PLATFORM] = "offscreen"
    elif system.startswith("linux") and not variables.get("WAYLAND_DISPLAY"):
        display = variables.get("DISPLAY", "")
        if not display:
            raise Unavailable(f"There is no display here to open a window on. {_DRAW}")
        if not _answers(display):
            raise Unavailable(f"The display {display} does not answer. {_DRAW}")


def _answers(display: str) -> bool:
    """Whether an X server of this machine listens; another machine's is left to Qt."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if host not in ("", "unix") or not number.isdigit():
        return True
    place = f"/tmp/.X11-unix/X{number}"  # noqa: S108  where X servers listen
    for address in (place, f"\0{place}"):
        with socket.socket(socket.AF_UNIX) as asking, suppress(OSError):
            asking.connect(address)
            return True
    return False


async def _sit(wish: Wish) -> int:
    sitting = Sitting(wish)
    try:
        return await sitting.go()
    finally:
        await sitting.end()


class Sitting(QObject):
    """One desk at work on the screen, from its opening to its orderly end."""

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self._wish = wish
        self._instance = Instance(wish.folder, self)
        self._front: QWidget | None = None
        self._closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ends: list[Callable[[], object]] = []
        """What is let go of at the end, the last first."""
        self._listen_to_signals()

    async def go(self) -> int:
        """Open, and stay until the window is closed; 0."""
        wish = self._wish
        if wish.picture is None and not self._is_first():
            return 0
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.named(wish.theme or str(Settings(wish.folder).get("theme"))))
        desk = await self._unlocked()
        if desk is not None:
            self._ends.append(desk.close)
            window = self._open(desk)
            if wish.picture is not None:
                await portrait.draw(window, wish.picture)
            else:
                await self._closed
        return 0

    async def end(self) -> None:
        """Stop what runs, finish what was asked to be written, and let go of everything."""
        await loop.stop()
        while self._ends:
            self._ends.pop()()

    def _is_first(self) -> bool:
        self._instance.raised.connect(self.come_forward)
        self._ends.append(self._instance.stop)
        return self._instance.is_first()

    async def _unlocked(self) -> Desk | None:
        """The desk; None where a person leaves without its passphrase. Unavailable for all other reasons."""
        folder = self._wish.folder
        if self._wish.picture is not None or not keys.asks(folder):
            return Desk(folder)
        asking = Unlock()
        self._front = asking
        self._ends.append(partial(_drop, asking))
        while (phrase := await asking.answer()) is not None:
            try:
                desk = Desk(folder, partial(str, phrase))
            except Unavailable as error:
                if error.sentence not in {WRONG_KEY, keys.WRONG}:  # the first where the desk is an older one
                    raise
                asking.refuse("This passphrase does not open the desk. Try again.")
            else:
                asking.hide()
                return desk
        return None

    def _open(self, desk: Desk) -> Window:
        drawn = self._wish.picture is not None
        messages, bridge = Messages(self), Bridge(self)
        self._ends.append(Crash(messages, paths.log_file(desk.folder)).stop)
        size = QSize(*self._wish.size) if drawn else None
        with theme.building(application()):
            window = Window(desk, bridge, messages, PANES, size=size, drawn=drawn)
        self._ends += [partial(_drop, window), desk.bus.listen(bridge.take)]
        self._front = window
        if not drawn:
            keeping = Safekeeping(desk, messages, window.ticker, self)
            keeping.made.connect(window.newsroom.read)
            Drilling(desk, messages, window.ticker, self)
            desk.link.start(_SETTLED_S)
            feeds = FeedWatch(desk, messages, self)
            feeds.heard.connect(window.newsroom.read_soon)
            window.status.feeds.connect(feeds.press)
            feeds.start(_SETTLED_S)
            self._ends.append(feeds.stop)
            self._ends.append(keeping.stop)
            window.closed.connect(self.leave)
            loop.start(_make_ready(desk), messages, name="load what draws paper")
        window.show()
        if self._wish.pane is not None:
            window.show_pane(self._wish.pane)
        return window

    @Slot()
    def come_forward(self) -> None:
        """Somebody started the desk again: here it is."""
        if self._front is not None:
            if self._front.isMinimized():
                self._front.showNormal()
            self._front.raise_()
            self._front.activateWindow()

    @Slot()
    def leave(self) -> None:
        """The window was closed."""
        if not self._closed.done():
            self._closed.set_result(None)

    def _listen_to_signals(self) -> None:
        """A terminal's Ctrl+C and a logout close the window as a person would."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._ends.append(partial(signal.signal, number, signal.signal(number, self._asked_to_end)))
        turn = QTimer(self)  # Python hears of a signal only when it has something to do
        turn.timeout.connect(self._breathe)
        turn.start(_BREATH_MS)

    def _asked_to_end(self, _number: int, _frame: FrameType | None) -> None:
        if self._front is not None:
            self._front.close()
        self.leave()

    @Slot()
    def _breathe(self) -> None:
        """Nothing; see `_listen_to_signals`."""


async def _make_ready(desk: Desk) -> None:
    await asyncio.sleep(_AT_REST_S)
    await asyncio.wrap_future(desk.store.readers.run(ahead.load_paper))


def _drop(widget: QWidget) -> None:
    """Now, not when Qt finds time: web pages must be gone before the application."""
    Shiboken.delete(widget)
