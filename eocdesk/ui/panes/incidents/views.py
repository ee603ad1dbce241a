"""Filters kept under a name, and a few that every log needs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from eocdesk.desk.settings import Settings
from eocdesk.models import Refused

STANDING = (
    ("Waits for acknowledgement", "is:unacknowledged"),
    ("Flash entries", "is:flash"),
    ("Major and critical", "sev>=major"),
    ("Written or worked by me", "is:mine"),
    ("The last two hours", "since:2h"),
)
LONGEST = 60


class Views(QObject):
    """What is kept on this machine, and the menu that offers it."""

    chosen = Signal(str)
    """The filter of the view a person chose."""
    save_asked = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._home = parent

    @property
    def kept(self) -> Mapping[str, str]:
        """The saved filters by name."""
        found = self._settings.get("views")
        return {str(name): str(words) for name, words in found.items()} if isinstance(found, dict) else {}

    def save(self, name: str, words: str) -> None:
        """Keep a filter under a name; one of the same name is replaced. Refused where there is nothing to keep."""
        name = " ".join(name.split())
        if not name:
            raise Refused("Say what the view is called.", "text")
        if len(name) > LONGEST:
            raise Refused(f"Say it in {LONGEST} letters or fewer.", "text")
        if not words.strip():
            raise Refused("Nothing is filtered, so there is nothing to keep.", "text")
        known = {old: kept for old, kept in self.kept.items() if old.casefold() != name.casefold()}
        self._settings.set("views", {**known, name: words.strip()})

    def forget(self, name: str) -> None:
        """Delete a saved view."""
        self._settings.set("views", {known: words for known, words in self.kept.items() if known != name})

    def menu(self, now: str) -> QMenu:
        """What can be chosen; `now` is the filter that stands, to be saved. It deletes itself."""
        menu = QMenu(self._home)
        menu.setAccessibleName("Saved views")
        menu.aboutToHide.connect(menu.deleteLater)
        for name, words in sorted(self.kept.items(), key=lambda pair: pair[0].casefold()):
            self._add(menu, name, words)
        if self.kept:
            menu.addSeparator()
        for name, words in STANDING:
            self._add(menu, name, words)
        menu.addSeparator()
        save = menu.addAction("Save this filter…")
        save.setEnabled(bool(now.strip()))
        save.triggered.connect(self.save_asked)
        if self.kept:
            gone = menu.addMenu("Delete a view")
            for name in sorted(self.kept, key=str.casefold):
                action = gone.addAction(name.replace("&", "&&"))
                action.setData(name)
                action.triggered.connect(self._forget)
        return menu

    def _add(self, menu: QMenu, name: str, words: str) -> None:
        action = menu.addAction(f"{name.replace('&', '&&')}\t{words.replace('&', '&&')}")
        action.setData(words)
        action.triggered.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.chosen.emit(str(sender.data()))

    @Slot()
    def _forget(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.forget(str(sender.data()))
