"""A task is told by its time: late, soon, open, done."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from eocdesk.models.clock import moment
from eocdesk.store.queries.tasks import TaskRow
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.columns import Cell
from eocdesk.ui.kit.tokens import LIGHT
from eocdesk.ui.panes.incidents.tasks import looks

LA = "America/Los_Angeles"
NOW = moment(datetime(2028, 7, 19, 14, 32, tzinfo=ZoneInfo(LA)))
MINUTE = 60_000


def task(**values: object) -> TaskRow:
    row = (1, b"t" * 16, "7KQ4-T1", "Ask Metro", "Watanabe", None, None, "", None, "", "", None, "", "", 0, None, "")
    base = TaskRow(*row, struck=False, conflict=False)
    return base._replace(**values)


@pytest.mark.parametrize(
    ("values", "state", "words"),
    [
        ({"due": NOW - 31 * MINUTE}, "late", "14:01 · 31 min late"),
        ({"due": NOW - 26 * 60 * MINUTE}, "late", "18 Jul 12:32 · 1 d late"),
        ({"due": NOW + 12 * MINUTE}, "soon", "14:44 · in 12 min"),
        ({"due": NOW + 31 * MINUTE}, "open", "15:03"),
        ({}, "open", "no time set"),
        ({"due": NOW - MINUTE, "done": NOW - 2 * MINUTE}, "done", "done 14:30"),
    ],
)
def test_its_time_says_how_it_stands(values: dict[str, int], state: str, words: str) -> None:
    row = task(**values)
    assert looks.state_of(row, NOW) == state
    assert looks.when(row, NOW, LA) == words


def test_late_stands_out_and_done_fades() -> None:
    late = looks.look(task(due=NOW - MINUTE), NOW, LIGHT)
    assert (late.bold, late.edge, late.tint, late.muted) == (True, LIGHT.bad, LIGHT.bad, False)
    assert looks.look(task(due=NOW + MINUTE), NOW, LIGHT).edge == LIGHT.warn
    assert looks.look(task(done=NOW, due=NOW - MINUTE), NOW, LIGHT).muted
    assert looks.look(task(struck=True), NOW, LIGHT).struck


def test_points_are_counted_and_told_in_the_tip() -> None:
    row = task(checklist='[["Harbor", true], ["Kaiser", false]]', note="On the hospital net")
    assert looks.points(row) == "1/2"
    assert looks.tip(row) == "7KQ4-T1  Ask Metro\nOn the hospital net\n☑ Harbor\n☐ Kaiser"
    assert looks.points(task()) == ""
    assert "Done by K. Brandt" in looks.tip(task(done=NOW, done_by="K. Brandt"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("due", "part"), [(-MINUTE, LIGHT.bad), (MINUTE, LIGHT.warn)])
def test_the_time_is_drawn_in_the_colour_of_its_state(due: int, part: str) -> None:
    image = QImage(160, 28, QImage.Format.Format_RGB32)
    image.fill(theme.colour(LIGHT.surface))
    painter = QPainter(image)
    cell = Cell(QRectF(4, 0, 150, 28), LIGHT, theme.colour(LIGHT.text))
    looks.Painters(lambda: NOW, lambda: LA).paint_when(painter, cell, task(due=NOW + due))
    painter.end()
    seen = {image.pixelColor(x, y).name().upper() for x in range(160) for y in range(28)}
    assert part in seen
