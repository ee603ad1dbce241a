"""A page's head and its marked lines: what a mark means is read aloud, and old lines are gone at once."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.ui.kit.headed import Headed, MarkedLines, page_of


def test_the_head_says_two_sentences_and_keeps_its_acts(qtbot: QtBot) -> None:
    act = QPushButton("Look again")
    head = Headed("mdi6.check", (act,))
    qtbot.addWidget(head)
    head.say("Ready.", "Looked at 14:02", "mdi6.alert-outline", "warn")
    before = head._icon.pixmap().toImage()
    head.mark("fail")
    assert head._icon.pixmap().toImage() != before
    head.show()
    assert (head.title.text(), head.detail.text()) == ("Ready.", "Looked at 14:02")
    assert act.isVisible()


def test_lines_are_read_aloud_with_their_marks_and_replace_each_other(qtbot: QtBot) -> None:
    lines = MarkedLines()
    page = page_of(lines)
    qtbot.addWidget(page)
    page.show()
    lines.show_lines([("ok", "All is here."), ("fail", "One was <b>refused</b>."), ("", "12 changes.")])
    said = {one.text(): one.accessibleName() for one in lines.findChildren(QLabel) if one.text()}
    assert said == {
        "All is here.": "Well: All is here.",
        "One was <b>refused</b>.": "Put right: One was <b>refused</b>.",
        "12 changes.": "12 changes.",
    }
    lines.show_lines([])
    assert lines.isHidden()
    assert lines.lines == ()
