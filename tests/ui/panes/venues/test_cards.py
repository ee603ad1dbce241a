"""The cards over the map: switches with the age of what they switch, scale, place, one sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.maps.layers import LAYERS
from eocdesk.ui.panes.venues.cards import LayersCard, Note, Readout, ScaleCard, ToolsCard, degrees_words, place_words


def test_each_layer_has_a_switch_the_topmost_first_and_says_its_age(qtbot: QtBot) -> None:
    card = LayersCard(LAYERS)
    qtbot.addWidget(card)
    boxes = card.findChildren(QCheckBox)
    assert [box.text() for box in boxes] == ["Incidents", "Threats", "Venues", "Footprints and features", "Hazards"]
    card.set_layer("venues", on=True, age="imported 12 min ago")
    card.set_layer("incidents", on=False, age="now", missing="3 have no place")
    assert [boxes[0].isChecked(), boxes[2].isChecked()] == [False, True]
    said = {label.text() for label in card.findChildren(QLabel) if not label.isHidden()}
    assert {"imported 12 min ago", "now", "3 have no place"} <= said
    assert boxes[0].accessibleName() == "Incidents, now, 3 have no place"


def test_a_switch_tells_its_layer_and_saying_how_it_stands_does_not(qtbot: QtBot) -> None:
    card = LayersCard(LAYERS)
    qtbot.addWidget(card)
    with qtbot.assertNotEmitted(card.switched):
        card.set_layer("venues", on=True, age="now")
    box = card.findChild(QCheckBox, "venues")
    assert isinstance(box, QCheckBox)
    with qtbot.waitSignal(card.switched) as told:
        box.click()
    assert told.args == ["venues", False]


def test_every_tool_says_what_it_does(qtbot: QtBot) -> None:
    card = ToolsCard()
    qtbot.addWidget(card)
    names = [button.accessibleName() for button in card.findChildren(QToolButton)]
    assert names == ["Zoom in (+)", "Zoom out (−)", "Show all venues (Home)", "Layers and base maps"]


def test_the_scale_is_drawn_and_said(qtbot: QtBot) -> None:
    card = ScaleCard()
    qtbot.addWidget(card)
    card.resize(card.sizeHint())
    card.set_view(34.0, 10.5)
    near = card.grab().toImage()
    assert card.accessibleDescription() == "1:320 k"
    card.set_view(34.0, 3)
    assert card.grab().toImage() != near


@pytest.mark.parametrize(
    ("lat", "lon", "grid", "copied"),
    [
        (33.9535, -118.3392, "11S LT 76256 57807   33.95350, −118.33920", "11S LT 76256 57807 (33.95350, -118.33920)"),
        (88.0, 10.0, "88.00000, 10.00000", "88.00000, 10.00000"),
        (33.9535, 241.6608, "11S LT 76256 57807   33.95350, −118.33920", "11S LT 76256 57807 (33.95350, -118.33920)"),
    ],
)
def test_a_place_is_read_out_in_both_ways_and_copied_for_machines(
    qtbot: QtBot, lat: float, lon: float, grid: str, copied: str
) -> None:
    readout = Readout()
    qtbot.addWidget(readout)
    readout.set_place(lat, lon)
    assert readout.text() == grid
    assert readout.words == copied
    assert copied in readout.accessibleName()


def test_where_there_is_little_room_the_grid_stands_alone(qtbot: QtBot) -> None:
    readout = Readout()
    qtbot.addWidget(readout)
    readout.set_place(33.9535, -118.3392)
    wide = readout.sizeHint().width()
    readout.set_short(True)
    assert readout.text() == "11S LT 76256 57807"
    assert readout.sizeHint().width() < wide
    readout.set_place(88.0, 10.0)
    assert readout.text() == "88.00000, 10.00000"  # beyond the grid there are only degrees


def test_words_for_people_have_a_true_minus_and_words_for_machines_a_plain_one() -> None:
    assert degrees_words(-1.5, -2) == "−1.50000, −2.00000"
    assert "−" not in place_words(-1.5, -2)


def test_a_note_is_there_only_while_it_has_something_to_say(qtbot: QtBot) -> None:
    note = Note()
    qtbot.addWidget(note)
    assert note.words == ""
    note.say("The map stopped <b>twice</b>.", "Draw the map again")
    note.show()
    assert note.words == "The map stopped <b>twice</b>."
    with qtbot.waitSignal(note.pressed):
        qtbot.mouseClick(note.button, Qt.MouseButton.LeftButton)
    note.say("Nothing has a place yet.")
    assert note.button.isHidden()
    note.say("")
    assert note.isHidden()
