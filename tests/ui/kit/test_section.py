"""A part of a page: a refusal stands in it until it is tried again; what is typed has a name."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.section import Section, button, grid, line, rule


def test_a_refusal_stands_at_the_end_until_it_is_tried_again(qtbot: QtBot) -> None:
    section = Section("By stick", "What is new goes on a stick.")
    qtbot.addWidget(section)
    typed, go = line("Address", "https://"), button("Meet", "primary")
    section.add_row(typed, go)
    section.box.addWidget(rule())
    section.box.addLayout(grid([("Reason", line("Reason"))]))
    section.show()
    assert section.error == ""
    section.refuse("Nobody answers.", None)
    assert section.error == "Nobody answers."
    assert section.error_label.y() > go.y()
    section.forget_refusal()
    assert section.error == ""
    assert typed.accessibleName() == "Address"
    assert typed.width() > go.width(), "a line takes what is left"
    assert not go.autoDefault()
