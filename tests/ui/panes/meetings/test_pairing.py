"""Two desks take each other on from the screen: cards from hand to hand, one number on both."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.desk import pairs
from eocdesk.desk.desk import Desk
from eocdesk.ui import loop
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.pairing import PairingSection
from tests.kit.desks import make_desk
from tests.kit.disks import full_disk


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path / "other", "K. Watanabe")
    yield made
    made.close()


@pytest.fixture
def section(context: Context, qtbot: QtBot) -> PairingSection:
    made = PairingSection(context)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    made.activateWindow()
    read(made, qtbot)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def read(section: PairingSection, qtbot: QtBot) -> None:
    section.context.start(section.load())
    rested(qtbot)


def rested(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not loop.running(), timeout=20_000)


def test_cards_are_handed_over_and_both_desks_show_one_number(
    section: PairingSection, desk: Desk, other: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    section.copy_button.click()
    here = QApplication.clipboard().text()
    section.save(str(tmp_path / "mine.txt"))
    assert (tmp_path / "mine.txt").read_text("ascii").strip() == here.strip()
    card = tmp_path / "theirs.txt"
    card.write_text(pairs.own(other, "Venue").text, "ascii")
    section.open(str(card))
    rested(qtbot)
    assert section.number == pairs.compare(other, here).number
    assert section._who.text() == f"Venue, desk {other.code}"
    assert section.pair_button.hasFocus()
    assert pairs.paired(desk) == [], "nobody has said that the numbers are the same"
    section.role.set_value("liaison")
    section.days.set_value(30)
    with qtbot.waitSignal(section.changed):
        section.pair_button.click()
    read(section, qtbot)
    (known,) = pairs.paired(desk)
    assert [right.role for right in known.rights] == ["liaison"]
    assert section.number == ""
    assert not section.pair_button.isVisible()
    (row,) = section.known.rows
    assert row.detail.startswith(f"{other.code} · given what a liaison sees · until ")
    section.forget_button.click()
    assert pairs.paired(desk) != []
    with qtbot.waitSignal(section.changed):
        section.forget_button.click()
    read(section, qtbot)
    assert pairs.paired(desk) == []
    assert not section.known.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limits")
def test_a_card_that_cannot_be_written_leaves_the_older_one(section: PairingSection, tmp_path: Path) -> None:
    card = tmp_path / "cards" / "mine.txt"
    card.parent.mkdir()
    card.write_bytes(b"the older card")
    with full_disk():
        section.save(str(card))
    assert section.error == f"{card} cannot be written (File too large)."
    assert {one.name: one.read_bytes() for one in card.parent.iterdir()} == {card.name: b"the older card"}


def test_a_card_that_is_none_is_refused_and_stays_to_be_put_right(section: PairingSection, qtbot: QtBot) -> None:
    section.compare_button.click()
    rested(qtbot)
    assert section.error.startswith("Type or paste")
    section.other_text.setPlainText("12345")
    assert section.error == ""
    section.compare_button.click()
    section.compare_button.click()
    rested(qtbot)
    assert "no card of a desk" in section.error
    assert section.other_text.toPlainText() == "12345"
    section.open("/nowhere/card.txt")
    assert section.error == "/nowhere/card.txt cannot be read (No such file or directory)."


def test_a_number_is_gone_as_soon_as_the_card_is_another(
    section: PairingSection, desk: Desk, other: Desk, qtbot: QtBot
) -> None:
    section.other_text.setPlainText(pairs.own(other).text)
    section.compare()
    rested(qtbot)
    assert section.number
    section.other_text.appendPlainText("X")
    assert section.number == ""
    section.pair()
    rested(qtbot)
    assert pairs.paired(desk) == []
