"""A parcel is written and read on the screen: files in the system's own window, what came of it in marked lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from eocdesk.desk import parcels
from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.stick import StickSection
from tests.kit.desks import make_desk
from tests.kit.pairs import log, pair


@pytest.fixture
def section(context: Context, qtbot: QtBot) -> StickSection:
    made = StickSection(context)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def rested(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)


def test_a_desk_that_knows_nobody_is_told_what_to_do(section: StickSection, tmp_path: Path, qtbot: QtBot) -> None:
    section.write(str(tmp_path / "stick.parcel"))
    section.write(str(tmp_path / "second.parcel"))
    assert section.error == "A parcel is being worked on already."
    rested(qtbot)
    assert "knows no other desk" in section.error
    assert not section._bar.isVisible()
    assert not (tmp_path / "stick.parcel").exists()


def test_it_is_written_here_read_there_and_the_other_way_round(
    section: StickSection, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    other = make_desk(tmp_path / "other", "K. Watanabe")
    pair(desk, other)
    log(other, "Bus late")
    stick = tmp_path / "stick.parcel"
    section.write(str(stick))
    rested(qtbot)
    assert section.said == "Written."
    assert [state for state, _ in section.lines.lines] == ["ok"]
    assert parcels.read(other, stick).whole
    back = tmp_path / "back.parcel"
    parcels.write(other, back)
    with qtbot.waitSignal(section.took_in, timeout=20_000):
        section.take_in(str(back))
    rested(qtbot)
    assert section.said.startswith("A parcel of K. Watanabe, written ")
    assert section.lines.lines[0][0] == "ok"
    section.take_in(str(tmp_path / "nothing.parcel"))
    rested(qtbot)
    assert section.error
    assert section.lines.isHidden(), "what came of the last one is not what came of this one"
    section.new_box.setChecked(True)
    for name in ("more", "again"):
        section.write(str(tmp_path / f"{name}.parcel"))
        rested(qtbot)
    assert "nothing new" in section.error
    other.close()


def test_the_buttons_ask_for_the_file_without_stopping_the_desk(section: StickSection, qtbot: QtBot) -> None:
    for button, saves in ((section.write_button, True), (section.read_button, False)):
        button.click()
        (dialog,) = section.findChildren(QFileDialog)
        assert (dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave) == saves
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()
