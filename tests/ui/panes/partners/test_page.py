"""What every way to look has in common: it reads as often as asked and no more, and arrives where one is sent."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.store.queries.partners import EVERYBODY, Wanted
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.partners.line_list import LineList
from eocdesk.ui.panes.partners.lines import Line
from eocdesk.ui.panes.partners.page import LinePage, new_empty

LINES = [Line(b"k" * 16, "Kim", about=b"c" * 16), Line(b"r" * 16, "Ruiz")]


class Plain(LinePage):
    """A page whose reading is counted, and may fail."""

    name = "plain"
    kind = "contact"

    def __init__(self, context: Context) -> None:
        super().__init__(context, LineList("Plain"), new_empty("mdi6.seat-outline", self.add))
        self.reads = 0
        self.fails = False

    async def _load(self, event: bytes | None, now: int) -> None:
        del event, now
        self.reads += 1
        await self.context.desk.read(lambda _connection: None)
        if self.fails:
            raise KeyError("broken")
        lines = [line for line in LINES if self.wanted.words in line.title]
        self.show_lines(lines, "Nobody.", button="Add one")


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Plain:
    made = Plain(context)
    qtbot.addWidget(made)
    made.everybody.connect(lambda: (made.narrow(EVERYBODY), made.read()))
    made.show()
    return made


def test_asked_ten_times_while_it_reads_it_reads_once_more(page: Plain, qtbot: QtBot) -> None:
    for _ in range(10):
        page.read()
    assert not page.is_ready
    qtbot.waitUntil(lambda: page.is_ready)
    assert page.reads <= 2
    assert [line.title for line in page.list.lines] == ["Kim", "Ruiz"]


def test_a_reading_that_fails_is_told_and_the_next_one_works(page: Plain, qtbot: QtBot) -> None:
    told: list[object] = []
    page.context.messages.broken.connect(told.append)
    page.fails = True
    page.read()
    qtbot.waitUntil(lambda: bool(told))
    page.fails = False
    page.read()
    qtbot.waitUntil(lambda: page.is_ready)
    assert len(page.list.lines) == 2


def test_it_goes_to_a_record_that_the_words_hide_by_showing_everybody(page: Plain, qtbot: QtBot) -> None:
    page.narrow(Wanted(words="Kim"))
    page.go_to(LINES[1].id)
    qtbot.waitUntil(lambda: page.is_ready)
    assert page.record == LINES[1].id
    assert page.wanted == EVERYBODY


def test_it_does_not_wait_for_ever_for_a_record_that_is_not_here(page: Plain, qtbot: QtBot) -> None:
    page.go_to(b"?" * 16)
    qtbot.waitUntil(lambda: page.is_ready)
    assert page.reads == 1


def test_only_a_line_about_somebody_has_a_card(page: Plain, qtbot: QtBot) -> None:
    page.read()
    qtbot.waitUntil(lambda: page.is_ready)
    page.list.show_id(LINES[0].id)
    assert page.about == ("contact", b"c" * 16)
    page.list.show_id(LINES[1].id)
    assert page.about is None


def test_where_nothing_is_listed_nothing_is_current_and_the_button_has_the_keyboard(page: Plain, qtbot: QtBot) -> None:
    page.narrow(Wanted(words="Zoe"))
    page.read()
    qtbot.waitUntil(lambda: page.is_ready)
    assert page.record is None
    assert page.empty.button.text() == "Add one"
    page.activateWindow()
    page.take_focus()
    qtbot.waitUntil(page.empty.button.hasFocus)
