"""What is done about the person or agency one looks at: copied, called, logged, edited, put on duty or on the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners.calls import CallsPage
from eocdesk.ui.panes.partners.card import Card
from eocdesk.ui.panes.partners.telling import Told

_LAST = 1_000_000
"""A place in the call-down behind everybody."""


class Acting(QObject):
    """Listens to the card. `told()` reads the current record of the list, whether its card is in sight or not."""

    people_asked = Signal(object)
    """The Told of whose agency everybody is to be shown."""

    def __init__(
        self,
        pane: QObject,
        context: Context,
        card: Card,
        told: Callable[[], Awaitable[Told | None]],
        calls: CallsPage,
    ) -> None:
        super().__init__(pane)
        self._context = context
        self._card = card
        self._told = told
        self._calls = calls
        card.copied.connect(self._copy_words)
        card.opened.connect(self._open_link)
        card.acted.connect(self._act)

    @Slot()
    def copy(self) -> None:
        """The number of the current person or agency to the clipboard."""
        self._context.start(self._copy(), name="partners: copy")

    async def _copy(self) -> None:
        told = await self._told()
        if told is not None and told.best:
            self._copy_words(told.best, told.title)
        elif told is not None:
            self._context.messages.note(f"No way to reach {told.title} is known.")

    @Slot()
    def call(self) -> None:
        """Call the current person by what this machine calls with."""
        self._context.start(self._call(), name="partners: call")

    async def _call(self) -> None:
        told = await self._told()
        links = [way.link for way in told.ways if way.link.startswith("tel:")] if told is not None else []
        if links:
            self._open_link(links[0])
        elif told is not None:
            self._context.messages.note(f"No number of {told.title} can be dialled.")

    @Slot(str)
    def _copy_words(self, words: str, name: str = "") -> None:
        QGuiApplication.clipboard().setText(words)
        who = name or (self._card.told.title if self._card.told is not None else "")
        self._context.messages.note(f"Copied: {words}" + (f" ({who})" if who else ""))

    @Slot(str)
    def _open_link(self, link: str) -> None:
        if not QDesktopServices.openUrl(QUrl(link)):
            self._context.messages.note(f"Nothing on this machine opens {link}")

    @Slot(str)
    def _act(self, name: str) -> None:
        told = self._card.told
        if told is None:
            return
        navigator = self._context.navigator
        if name == "edit":
            navigator.edit_record(told.kind, told.id)
        elif name == "log":
            navigator.new_entry({"text": f"{told.title} ({told.second}): " if told.second else f"{told.title}: "})
        elif name == "duty":
            navigator.edit_record("duty", None, {"contact": told.id})
        elif name == "contact":
            navigator.edit_record("contact", None, {"agency": told.id})
        elif name == "list":
            self._calls.put_at(told.id, None if told.listed else _LAST)
        elif name == "people":
            self.people_asked.emit(told)
