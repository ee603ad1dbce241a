"""From a form on the screen one's own PDF is asked for, filled and shown; saved it can be filled further."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import access
from eocdesk.ui.own_form import WORDS, OwnForm
from eocdesk.ui.pane import Context
from eocdesk.ui.showing import Showing
from tests.kit.acroform import log_form, made, message
from tests.kit.desks import EVENT
from tests.ui.panes.conftest import context, navigator  # noqa: F401  what every pane's test stands on


@pytest.fixture
def shown(context: Context, qtbot: QtBot) -> Iterator[Showing]:  # noqa: F811  the fixture
    """An activity log on the screen."""
    showing = Showing(context)
    context.start(showing.paper({"code": "ics-214"}))
    qtbot.waitUntil(lambda: bool(showing.previews))
    yield showing
    for preview in showing.previews:
        preview.close()


def test_a_form_is_filled_looked_at_and_saved_and_the_trail_tells_of_it(
    shown: Showing, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    theirs, saved = tmp_path / "Our 214.pdf", tmp_path / "filled.pdf"
    theirs.write_bytes(log_form(4))
    (own,) = shown.previews[0].findChildren(OwnForm)
    own.button.click()
    assert own.dialog is not None
    own.dialog.fileSelected.emit(str(theirs))
    own.dialog.close()
    qtbot.waitUntil(lambda: len(shown.previews) == 2)
    filled = shown.previews[1]
    assert "Our 214.pdf" in filled.windowTitle()
    assert "fields filled" in filled._told.text()
    filled._save_accepted(str(saved))
    qtbot.waitUntil(saved.exists)
    fields = PdfReader(io.BytesIO(saved.read_bytes())).get_fields() or {}
    assert fields["1 Incident Name_19"]["/V"]
    whats = [(one.way, one.what) for one in desk.read_now(access.trail, EVENT)]
    assert ("viewed", "Activity Log (ICS 214), filled into a form of their own") in whats
    assert ("exported", "Activity Log (ICS 214), filled into a form of their own") in whats


def test_another_form_is_refused_in_the_window_and_nothing_is_shown(
    shown: Showing, tmp_path: Path, qtbot: QtBot
) -> None:
    theirs = tmp_path / "theirs.pdf"
    theirs.write_bytes(made(("GENERAL MESSAGE (ICS 213)", message())))
    (own,) = shown.previews[0].findChildren(OwnForm)
    own.chosen(str(theirs))
    qtbot.waitUntil(lambda: "not ICS 214" in shown.previews[0]._warned.text())
    assert len(shown.previews) == 1


def test_a_paper_that_is_no_form_has_no_such_deed(shown: Showing, qtbot: QtBot) -> None:
    shown._context.start(shown.paper({"code": "calendar"}))
    qtbot.waitUntil(lambda: len(shown.previews) == 2)
    assert WORDS not in [button.text() for button in shown.previews[1].findChildren(QPushButton)]
