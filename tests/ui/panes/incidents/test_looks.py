"""A row of the log says by weight, tint, edge and marks what it is, and reads well aloud."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from eocdesk.commands.entries import Acknowledge, AmendEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import entries, incidents
from eocdesk.store.queries.entries import EntryRow
from eocdesk.store.queries.incidents import IncidentRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Cell
from eocdesk.ui.kit.tokens import DARK, LIGHT
from eocdesk.ui.panes.incidents import looks
from tests.kit.logs import World

MINUTE = 60_000


@pytest.fixture
def entry(desk: Desk) -> Callable[[bytes], EntryRow]:
    def read(record: bytes) -> EntryRow:
        found = desk.read_now(entries.thread, record)
        assert found is not None
        return found.row

    return read


@pytest.fixture
def incident(desk: Desk) -> Callable[[bytes], IncidentRow]:
    def read(record: bytes) -> IncidentRow:
        found = desk.read_now(incidents.card, record)
        assert found is not None
        return found.row

    return read


def test_an_open_critical_row_is_bold_tinted_and_edged_and_a_closed_one_muted(
    world: World, entry: Callable[[bytes], EntryRow]
) -> None:
    heat = world.report("Heat", severity=4)
    record = world.log("Fourteen patients", severity=4, incident=heat)
    look = looks.entry_look(entry(record), LIGHT)
    assert (look.bold, look.muted, look.tint, look.edge) == (True, False, LIGHT.bad, LIGHT.bad)
    world.desk.do_now(CloseIncident(heat, "Over"))
    look = looks.entry_look(entry(record), LIGHT)
    assert (look.bold, look.muted, look.tint, look.edge) == (False, True, "", "")


@pytest.mark.parametrize("severity", range(5))
def test_only_major_and_critical_incidents_have_weight_and_edge(
    world: World, incident: Callable[[bytes], IncidentRow], severity: int
) -> None:
    look = looks.incident_look(incident(world.report("It", severity=severity)), DARK)
    assert look.bold == bool(look.edge) == (severity >= 3)
    assert bool(look.tint) == (severity == 4)


def test_a_struck_entry_is_struck_through_and_says_why(world: World, entry: Callable[[bytes], EntryRow]) -> None:
    record = world.log("Wrong venue", severity=4)
    world.desk.do_now(StrikeEntry(record, "Other stadium"))
    row = entry(record)
    assert looks.entry_look(row, LIGHT).struck
    assert "Struck: Other stadium" in looks.entry_tip(row)
    assert looks.spoken(row) == "Wrong venue (struck)"


def test_an_amended_entry_reads_as_it_is_now_and_is_marked(world: World, entry: Callable[[bytes], EntryRow]) -> None:
    record = world.log("Gate 7")
    world.desk.do_now(AmendEntry(record, "Gate 8"))
    assert looks.spoken(entry(record)) == "Gate 8 (amended)"


def test_a_flash_entry_waits_until_everybody_acknowledged(world: World, entry: Callable[[bytes], EntryRow]) -> None:
    record = world.log("Evacuate", priority="flash", addressees=("LAPD", "LAFD"))
    assert looks.spoken(entry(record)) == "Evacuate (flash, 0 of 2 acknowledged)"
    world.desk.do_now(Acknowledge(record, "LAPD"))
    assert "1 of 2 acknowledged" in looks.spoken(entry(record))
    world.desk.do_now(Acknowledge(record, "LAFD"))
    assert looks.spoken(entry(record)) == "Evacuate (flash)"


def test_several_lines_of_text_are_one_line_of_the_list(world: World, entry: Callable[[bytes], EntryRow]) -> None:
    assert looks.said(entry(world.log("Gate 7\n\n  crowded"))) == "Gate 7 crowded"


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (59, "59 min"), (65, "1 h 05"), (1439, "23 h 59"), (4000, "2 d")]
)
def test_an_age_is_said_in_few_letters(minutes: int, words: str) -> None:
    assert looks.age(0, minutes * MINUTE) == words


def test_a_clock_that_is_behind_gives_no_negative_age_and_no_beginning_none() -> None:
    assert looks.age(MINUTE, 0) == "0 min"
    assert looks.age(None, MINUTE) == ""


def drawn(row: EntryRow, width: int, direction: Qt.LayoutDirection) -> QImage:
    image = QImage(width, 28, QImage.Format.Format_RGB32)
    image.fill(theme.colour(LIGHT.surface))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    looks.paint_summary(painter, Cell(QRectF(0, 0, width, 28), LIGHT, theme.colour(LIGHT.text)), row)
    painter.end()
    return image


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_marks_stand_at_the_far_end_and_words_never_run_into_them(
    world: World, entry: Callable[[bytes], EntryRow], direction: Qt.LayoutDirection
) -> None:
    plain = entry(world.log("Gate " * 40))
    flash = entry(world.log("Gate " * 40, priority="flash", addressees=("LAPD",)))
    bare, marked = drawn(plain, 300, direction), drawn(flash, 300, direction)
    far = range(262, 300) if direction == Qt.LayoutDirection.LeftToRight else range(38)
    ground = bare.pixelColor(150, 0)
    gap = 257 if direction == Qt.LayoutDirection.LeftToRight else 42
    assert any(marked.pixelColor(x, y) != bare.pixelColor(x, y) for x in far for y in range(28))
    assert all(marked.pixelColor(gap, y) == ground for y in range(28))
