"""The brief as one text: links lead on, nobody's markup is taken, what was being read stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.handover.brief_view import BriefView


def told(title: str = "Since 06:00", lines: int = 2) -> Told:
    every = tuple(
        Line(f"<b>task</b> {at}", "06:00 & late", "task", bytes([at]) * 16, part="bad") for at in range(lines)
    )
    parts = (
        Part("Notes", text="Gate 7 <i>shut</i>.\nSecond line."),
        Part("Overdue", every),
        Part("New", empty="None."),
    )
    return Told("event", b"1" * 16, title, marking="AMBER", badges=(Badge("2 overdue", "bad"),), parts=parts)


def test_words_stand_as_they_were_written_and_links_lead_to_their_record(qtbot: QtBot) -> None:
    view = BriefView()
    qtbot.addWidget(view)
    view.show_told(told())
    text = view.text.toPlainText()
    for said in ("<b>task</b> 0", "06:00 & late", "Gate 7 <i>shut</i>.", "Second line.", "OVERDUE", "None."):
        assert said in text
    with qtbot.waitSignal(view.went) as went:
        view.text.anchorClicked.emit(QUrl("1"))
    assert went.args[0].id == bytes([1]) * 16
    view.text.anchorClicked.emit(QUrl("99"))


def test_another_text_stays_where_it_was_read(qtbot: QtBot) -> None:
    view = BriefView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_told(told(lines=60))
    bar = view.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(300)
    view.show_told(told("Since 07:00", lines=61))
    assert bar.value() == 300
    view.show_told(None)
    assert view._title.text() == "No event is open."
    assert not view.text.toPlainText()
