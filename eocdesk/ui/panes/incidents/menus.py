"""Menus of the log that drop from a key: what is done to the chosen row, or which of several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class Choice:
    """What a line of a menu stands for; a bare tuple would come back from Qt as a list of other types."""

    values: tuple[Any, ...]


def menu_of(home: QWidget, name: str) -> QMenu:
    """A menu of that name; it goes when it is closed."""
    menu = QMenu(home)
    menu.setAccessibleName(name)
    menu.setObjectName("log-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def line(menu: QMenu, words: str, data: tuple[Any, ...], slot: Callable[[], None]) -> QAction:
    """A line of it; the slot asks its sender's data for the Choice."""
    action = menu.addAction(words)
    action.setData(Choice(data))
    action.triggered.connect(slot)
    return action
