"""What can be done on the calendar, from the palette and by one plain key."""

from __future__ import annotations

from PySide6.QtCore import Qt

from eocdesk.ui.panes.calendar.deeds import Deed, as_actions, deed_of

DONE: list[str] = []


def deed(name: str, *keys: Qt.Key, said: str = "") -> Deed:
    return Deed(name, name.title(), lambda: DONE.append(name), "mdi6.calendar", said, keys, "words")


def test_from_the_palette_the_pane_comes_forward_first() -> None:
    DONE.clear()
    action = as_actions([deed("now", said="N")], "calendar", DONE.append)[0]
    assert (action.name, action.title, action.words) == ("calendar.now", "Now (N)", "words")
    action.run()
    assert DONE == ["calendar", "now"]


def test_no_action_takes_a_plain_letter_from_the_whole_window() -> None:
    assert not any(action.key for action in as_actions([deed("now", Qt.Key.Key_N)], "calendar", DONE.append))


def test_a_key_does_what_it_is_said_to_do() -> None:
    deeds = [deed("now", Qt.Key.Key_N, Qt.Key.Key_Home), deed("back")]
    assert deed_of(deeds, Qt.Key.Key_Home) is deeds[0]
    assert deed_of(deeds, Qt.Key.Key_X) is None
    assert as_actions([deeds[1]], "calendar", DONE.append)[0].title == "Back"
