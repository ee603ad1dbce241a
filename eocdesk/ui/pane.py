"""What a pane is and what it is given: the one thing every pane is written against."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from eocdesk.ui import loop
from eocdesk.ui.actions import Action, Actions
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.kit.editors import Setting
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.messages import Messages

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.store.notice import Notice

T = TypeVar("T")


class Navigator(Protocol):
    """How a pane reaches what is not its own; the window is one."""

    def show_record(self, kind: str, record: bytes) -> None:
        """Bring the pane that shows this kind forward, at this record."""

    def show_on_map(self, kind: str, record: bytes) -> None:
        """Bring the map forward at this record, whichever pane shows the kind otherwise."""

    def show_pane(self, name: str) -> None:
        """Bring a pane forward and give it the keyboard."""

    def new_entry(self, prefill: Mapping[str, object] | None = None) -> None:
        """Open the log's new entry, some fields filled: venue, incident, lat, lon, text."""

    def edit_record(self, kind: str, record: bytes | None = None, prefill: Mapping[str, object] | None = None) -> None:
        """Open the form of any record, or an empty one to add; its history is a tab there."""


class Context(QObject):
    """What every pane is given. One per window; alive as long as its panes."""

    theme_changed = Signal(object)
    """The new Tokens; PaneWidget passes it to `retheme`."""
    event_changed = Signal()
    """Another event was opened, or its zone changed: read everything again."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        messages: Messages,
        tokens: Tokens,
        actions: Actions,
        navigator: Navigator,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.bridge = bridge
        self.messages = messages
        self.actions = actions
        self.navigator = navigator
        self.setting = Setting(self._zone_now)
        """What editors and pickers anywhere in this window need: zone, time, records that can be picked."""
        self._tokens = tokens

    @property
    def tokens(self) -> Tokens:
        """The theme now; painters read it at each paint, never keep a colour."""
        return self._tokens

    @property
    def zone(self) -> str:
        """The open event's time zone, in which times are shown and typed."""
        return self.desk.event.zone if self.desk.event is not None else "UTC"

    def _zone_now(self) -> str:
        return self.zone

    def set_theme(self, tokens: Tokens) -> None:
        """Change the theme for everything made with this context."""
        self._tokens = tokens
        self.theme_changed.emit(tokens)

    def start(self, coroutine: Coroutine[Any, Any, T], beside: object = None, name: str = "") -> asyncio.Task[T]:
        """Begin work from a slot; Refused goes to `beside.refuse(sentence, field)`, the rest to messages."""
        return loop.start(coroutine, self.messages, beside, name)


class PaneWidget(QWidget):
    """A pane. Subclasses name what they listen to and override `refresh`; the rest as needed.

    A pane that cannot be seen is not refreshed: it is stale until shown. The first show refreshes.
    """

    listens: ClassVar[frozenset[str]] = frozenset()
    """The kinds of records whose changes this pane shows."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._stale = True
        context.bridge.changed.connect(self._take_notice)
        context.theme_changed.connect(self.retheme)
        context.event_changed.connect(self._take_event)

    @property
    def is_stale(self) -> bool:
        """Whether something changed since the pane was last read."""
        return self._stale

    @property
    def is_ready(self) -> bool:
        """Whether all it has to show is on screen; a picture of the desk waits for that."""
        return True

    @property
    def title_widgets(self) -> Sequence[QWidget]:
        """Small widgets for the right end of the pane's title bar."""
        return ()

    def refresh(self, notice: Notice | None) -> None:
        """Read again: what the notice names, or everything where it is None."""

    def pane_actions(self) -> list[Action]:
        """What can be done here: goes to the palette, the shortcuts and the keys page once at start.

        Not called `actions`: every QWidget has a method of that name.
        """
        return []

    def show_record(self, kind: str, record: bytes) -> None:
        """Select this record and bring it into view; called for the kinds in the spec's `shows`."""

    def new_entry(self, prefill: Mapping[str, object]) -> None:
        """Open a new log entry; only the log does."""

    def retheme(self, tokens: Tokens) -> None:
        """The colours or sizes changed; style sheet and palette are changed already, a repaint is due anyway."""

    def take_focus(self) -> None:
        """Give the keyboard to the part one works with first."""
        self.setFocus()

    @Slot(object)
    def _take_notice(self, notice: Notice) -> None:
        if self.listens.isdisjoint(kind for kind, _ in notice.ids):
            return
        if self.isVisible():
            self.refresh(notice)
        else:
            self._stale = True

    @Slot()
    def _take_event(self) -> None:
        self._stale = True
        if self.isVisible():
            self._freshen()

    def _freshen(self) -> None:
        self._stale = False
        self.refresh(None)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._freshen()


@dataclass(frozen=True)
class PaneSpec:
    """A pane as the window knows it: one line in `ui/panes/__init__.py`.

    `name` is the feature's plural word and the stable name saved in layouts; `title` what the rail says
    ("Log"), `long_title` what the dock says ("Incident log"); `shows` the kinds `show_record` takes;
    `docked` whether it has a place in the overview (reports has none).
    """

    name: str
    title: str
    icon: str
    key: str
    make: Callable[[Context], PaneWidget]
    long_title: str = ""
    shows: frozenset[str] = frozenset()
    docked: bool = True

    @property
    def heading(self) -> str:
        """The dock's title."""
        return self.long_title or self.title
