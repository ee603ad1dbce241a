"""Pages stay open beside each other until they are closed, and bear the event's marking."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.models.marking import Tlp
from eocdesk.store.queries.access import trail
from eocdesk.ui.pane import Context
from eocdesk.ui.previews import Previews, under
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import context, navigator

__all__ = ["context", "navigator"]


def test_two_stay_open_and_one_that_is_closed_is_forgotten(
    context: Context, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del turning
    previews = Previews(context)
    for code in ("committee", "costs"):
        context.start(previews.draw(code), name="pages")
    qtbot.waitUntil(lambda: len(previews.shown) == 2, timeout=20_000)
    assert all(one.isVisible() for one in previews.shown)
    assert {one.windowTitle() for one in previews.shown} == {"Gaps and recommendations", "What aid costs"}
    event = context.desk.event
    assert event is not None
    assert {one.released for one in context.desk.read_now(trail, event.id)} == {event.marking}
    previews.shown[0].close()
    qtbot.waitUntil(lambda: len(previews.shown) == 1)
    previews.shown[0].close()
    qtbot.waitUntil(lambda: not previews.shown)


def test_a_look_and_a_copy_are_in_the_trail_before_they_happen(
    context: Context, qtbot: QtBot, turning: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    del turning
    previews, desk = Previews(context), context.desk
    context.start(previews.draw("committee"), name="pages")
    qtbot.waitUntil(lambda: bool(previews.shown), timeout=20_000)
    assert desk.event is not None
    assert [one.way for one in desk.read_now(trail, desk.event.id)] == ["viewed"]
    shown = previews.shown[0]
    shown.save()
    dialog = shown.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "gaps.pdf"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "gaps.pdf").exists)
    newest = desk.read_now(trail, desk.event.id)[0]
    assert (newest.way, newest.sent_to, newest.what) == ("exported", "file gaps.pdf", "Gaps and recommendations")
    shown.close()
    qtbot.waitUntil(lambda: not previews.shown)


def _red(way: str, sent_to: str) -> NoteAccess:
    return NoteAccess(EVENT, way, "Gaps", "RED", released="RED", sent_to=sent_to)


def test_what_is_red_asks_once_more_before_it_leaves_the_screen(
    context: Context, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del turning
    previews, desk = Previews(context), context.desk
    paper = desk.read_now(papers.make, papers.wanted(desk, "committee"))
    shown = previews.show(paper.pdf, "Gaps", "gaps.pdf", _red)
    shown.save()
    assert shown.findChild(QFileDialog) is None
    assert any("TLP:RED" in label.text() for label in shown.findChildren(QLabel))
    shown.save()
    assert shown.findChild(QFileDialog) is not None
    shown.close()
    qtbot.waitUntil(lambda: not previews.shown)


def test_what_is_handed_out_bears_the_marking_of_the_event_and_needs_one(desk: Desk) -> None:
    event = desk.event
    assert event is not None
    assert under(event)[1].name in Tlp.__members__
    with pytest.raises(Refused, match="Open an event"):
        under(None)
