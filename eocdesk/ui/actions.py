"""Everything that can be done from the keyboard, once: menus, palette, shortcuts and the keys page read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `name` is stable and dotted (`log.new`), `title` is what is said ("New log entry"), `key` a Qt key
    sequence ("Ctrl+N") or "", `icon` an `mdi6.` name or "", `group` the heading it stands under on the
    keys page and in the palette, `words` further words it is found by.
    """

    name: str
    title: str
    run: Callable[[], None]
    key: str = ""
    icon: str = ""
    enabled: Callable[[], bool] | None = None
    group: str = ""
    words: str = ""

    @property
    def is_enabled(self) -> bool:
        """Whether it can be done now."""
        return self.enabled is None or self.enabled()


class Actions(QObject):
    """The registry. A name stands for one action; two actions never share a key."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, Action] = {}
        self._keys: dict[str, QAction] = {}
        self._homes: list[QWidget] = []

    def __iter__(self) -> Iterator[Action]:
        return iter(tuple(self._actions.values()))

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]

    def add(self, actions: Iterable[Action]) -> None:
        """Take these in; ValueError where a name or a key is taken."""
        for action in actions:
            self._take(action)
        self.changed.emit()

    def run(self, name: str) -> None:
        """Do it, where it can be done now."""
        action = self._actions[name]
        if action.is_enabled:
            action.run()

    def live_in(self, window: QWidget) -> None:
        """Let the keys work in this window too, as long as it lives."""
        if window in self._homes:
            return
        self._homes.append(window)
        window.destroyed.connect(self._bury)
        for shortcut in self._keys.values():
            window.addAction(shortcut)

    def leave(self, window: QWidget) -> None:
        """The window closes: its keys with it."""
        if window in self._homes:
            self._homes.remove(window)
        for shortcut in self._keys.values():
            window.removeAction(shortcut)

    @Slot()
    def _bury(self) -> None:
        self._homes = [home for home in self._homes if Shiboken.isValid(home)]

    def key_of(self, name: str) -> str:
        """The key as it is written on this machine, or "" where the action has none."""
        action = self._actions.get(name)
        if action is None or not action.key:
            return ""
        return QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)

    def _take(self, action: Action) -> None:
        if action.name in self._actions:
            raise ValueError(f"there is an action {action.name} already")
        sequence = QKeySequence(action.key).toString() if action.key else ""
        holder = next((a for a in self._actions.values() if sequence and _same_key(a.key, sequence)), None)
        if holder is not None:
            raise ValueError(f"{action.key} is the key of {holder.name} already")
        self._actions[action.name] = action
        if sequence:
            shortcut = QAction(action.title, self)
            shortcut.setObjectName(action.name)
            shortcut.setShortcut(QKeySequence(sequence))
            shortcut.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.triggered.connect(self._key_pressed)
            self._keys[action.name] = shortcut
            for home in self._homes:
                home.addAction(shortcut)

    def _key_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.run(sender.objectName())


def _same_key(key: str, sequence: str) -> bool:
    return bool(key) and QKeySequence(key).toString() == sequence
