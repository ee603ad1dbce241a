"""What a person adds to a report: offered words, a number that is new or a correction, nothing typed is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eocdesk.models import Refused
from eocdesk.store.queries.reports import Issued
from eocdesk.store.queries.situation import Issue
from eocdesk.ui import loop
from eocdesk.ui.messages import Messages
from eocdesk.ui.panes.reports.author import Author

Make = Callable[..., Author]


def report(number: int, version: int = 1) -> Issued:
    """One that was issued."""
    at = 1_847_655_900_000  # 19 Jul 2028 14:45 in Los Angeles
    return Issued(bytes([number, version]) * 8, number, version, at, at, "L. Chen", "", at, "RED", "ab" * 32, "", "")


@pytest.fixture
def done() -> list[tuple[str, Issue, str]]:
    """What was asked of the dialog's acts."""
    return []


@pytest.fixture
def make(qtbot: QtBot, done: list[tuple[str, Issue, str]], turning: asyncio.AbstractEventLoop) -> Make:
    """An author's dialog whose acts are written down."""
    del turning
    messages = Messages()

    def start(coroutine: Coroutine[Any, Any, None], beside: object) -> object:
        return loop.start(coroutine, messages, beside)

    async def preview(words: Issue, paper: str) -> None:
        done.append(("preview", words, paper))

    async def issue(words: Issue, paper: str) -> None:
        if "wrong" in words.highlights:
            raise Refused("Say it rightly.", "highlights")
        done.append(("issue", words, paper))

    def made(*issued: Any) -> Author:
        author = Author(start, (preview, issue), issued, "a4")
        author.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # noqa: FBT003  the test looks at it after
        qtbot.addWidget(author)
        author.show()
        return author

    return made


def test_offered_sentences_stand_where_nothing_was_typed(make: Make) -> None:
    author = make()
    author.offer(("One.", "Two."))
    assert author.words.highlights == "One.\nTwo."
    author.highlights.setPlainText("Mine.")
    author.offer(("Three.",))
    assert author.words.highlights == "Mine."


def test_control_return_issues_what_is_typed_and_closes(
    make: Make, qtbot: QtBot, done: list[tuple[str, Issue, str]]
) -> None:
    author = make()
    qtbot.keyClicks(author.highlights, "Heat.")
    qtbot.keyClick(author.highlights, Qt.Key.Key_Tab)
    qtbot.keyClicks(author.remarks, "Counted by the organiser.")
    author.final.setChecked(True)
    author.issue()
    qtbot.waitUntil(lambda: not author.isVisible())
    assert done == [("issue", Issue(final=True, highlights="Heat.", remarks="Counted by the organiser."), "a4")]


def test_the_newest_report_can_be_corrected(make: Make, qtbot: QtBot, done: list[tuple[str, Issue, str]]) -> None:
    author = make(report(7, 2), report(6))
    assert [author.number.combo.itemText(at) for at in range(2)] == [
        "New: situation report 8",
        "Correction: report 7, version 3",
    ]
    author.number.combo.setCurrentIndex(1)
    author.preview()
    qtbot.waitUntil(lambda: bool(done))
    assert (done[0][0], done[0][1].number, done[0][1].version) == ("preview", 7, 3)
    assert author.isVisible()


def test_a_refusal_is_said_here_and_nothing_typed_is_lost(
    make: Make, qtbot: QtBot, done: list[tuple[str, Issue, str]]
) -> None:
    author = make()
    author.highlights.setPlainText("wrong")
    author.issue()
    said = author.findChildren(QLabel)
    qtbot.waitUntil(lambda: any(label.isVisible() and label.text() == "Say it rightly." for label in said))
    assert author.isVisible()
    assert author.words.highlights == "wrong"
    assert done == []
    author.highlights.setPlainText("right")
    author.issue()
    qtbot.waitUntil(lambda: bool(done))


def test_what_is_typed_is_told_as_a_draft_and_offered_words_are_none(make: Make) -> None:
    author = make()
    told: list[Any] = []
    author.drafted.connect(told.append)
    author.offer(("One.",))
    assert told[-1] == ("", "")
    author.highlights.setPlainText("One. And more.")
    assert told[-1] == ("One. And more.", "")
