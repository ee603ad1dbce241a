"""What can be done on the calendar, each with the plain key that does it there: for hand, palette and keys page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt

from eocdesk.ui.actions import Action


@dataclass(frozen=True, slots=True)
class Deed:
    """`keys` do it while the calendar has the keyboard; `said` is how the first of them is written."""

    name: str
    title: str
    run: Callable[[], None]
    icon: str
    said: str = ""
    keys: tuple[Qt.Key, ...] = ()
    words: str = ""


def of_ways(ways: Iterable[tuple[str, str]], show: Callable[[str], None], icon: str) -> list[Deed]:
    """The ways to look at the calendar, each by its first letter."""
    return [
        Deed(way, f"Calendar: {title.lower()}", partial(show, way), icon, title[0], (Qt.Key[f"Key_{title[0]}"],))
        for way, title in ways
    ]


def as_actions(deeds: Iterable[Deed], pane: str, come: Callable[[str], None]) -> list[Action]:
    """For the palette and the keys page: the pane comes forward first, and the title says the key."""
    return [
        Action(
            f"{pane}.{deed.name}",
            f"{deed.title} ({deed.said})" if deed.said else deed.title,
            partial(_come_and, pane, come, deed.run),
            icon=deed.icon,
            group="Calendar",
            words=deed.words,
        )
        for deed in deeds
    ]


def deed_of(deeds: Iterable[Deed], key: int) -> Deed | None:
    """What a plain key does here."""
    return next((deed for deed in deeds if key in deed.keys), None)


def _come_and(pane: str, come: Callable[[str], None], run: Callable[[], None]) -> None:
    come(pane)
    run()
