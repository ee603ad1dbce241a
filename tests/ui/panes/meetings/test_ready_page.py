"""Ready to leave on the screen: what has to be put right comes first, and the page goes on paper as it is."""

from __future__ import annotations

import io

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from eocdesk.desk.ready import State
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.ready_page import ReadyPage, as_pdf


def made(context: Context, qtbot: QtBot) -> ReadyPage:
    page = ReadyPage(context)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.read()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running())
    return page


def test_the_verdict_stands_above_and_what_has_to_be_put_right_comes_first(context: Context, qtbot: QtBot) -> None:
    page = made(context, qtbot)
    assert "to be put right before this desk leaves" in page._head.title.text()
    read = [label.accessibleName() for label in page.findChildren(QLabel) if ": " in label.accessibleName()]
    assert read[0].startswith("Put right: Contacts. ")
    states = [one.split(":")[0] for one in read]
    assert states == sorted(states, key=["Put right", "To know", "Well"].index)
    assert len(read) == len(page.found)


def test_looked_at_again_it_is_looked_at_anew(context: Context, qtbot: QtBot) -> None:
    page = made(context, qtbot)
    context.desk.event = None
    page.again_button.click()
    qtbot.waitUntil(lambda: page.is_ready and not loop.running())
    assert any(one.name == "event" and one.state is State.FAIL for one in page.found)


def test_it_is_looked_at_on_paper(context: Context, qtbot: QtBot) -> None:
    page = made(context, qtbot)
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(page.previews), timeout=20_000)
    page.previews[0].close()
    qtbot.waitUntil(lambda: not any(isValid(one) for one in page.previews))


def test_the_paper_holds_every_word_in_the_size_asked_for() -> None:
    for paper, width in (("letter", 612), ("a4", 595)):
        sheet = PdfReader(io.BytesIO(as_pdf("Ready to leave: desk 7KQ4\n\n[ok] Hub: Everything is there.\n", paper)))
        assert len(sheet.pages) == 1
        assert round(float(sheet.pages[0].mediabox.width)) == width
        text = " ".join(sheet.pages[0].extract_text().split())
        assert "Ready to leave: desk 7KQ4" in text
        assert "Everything is there." in text
