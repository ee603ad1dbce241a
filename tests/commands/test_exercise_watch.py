"""The exercise's watch holds together: every name its authors use was made before, and everything says EXERCISE."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.exercise import MakeExercise, authored
from eocdesk.commands.products import AcknowledgeProduct
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, clock, fields_of
from eocdesk.models.fields import Holds
from eocdesk.models.ids import event_id
from eocdesk.store.queries import listed
from tests.kit.desks import sound

EVENT = event_id("EX-DESK")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    """A desk on which nothing stands yet."""
    made = Desk(tmp_path / "exercise")
    yield made
    made.close()


def test_every_kind_of_the_watch_has_something_to_show_and_the_desk_is_sound(empty: Desk) -> None:
    empty.do_now(MakeExercise(authored(), clock.now()))
    written = Counter(record["kind_of_record"] for record in authored()["watch"]["watch"])
    for kind, many in written.items():
        rows = empty.read_now(listed.listed, kind, EVENT, None, None)
        assert len(rows) == many, kind
        for name, known in fields_of(KINDS[kind]).items():
            if name == "number":
                assert all(row["number"] for row in rows), kind
            if known.holds is Holds.LIST and known.of:
                assert all(len(bytes.fromhex(one)) == 16 for row in rows for one in row[name] or ()), (kind, name)
    assert sound(empty)


def test_long_words_of_the_watch_say_that_they_are_an_exercise() -> None:
    for record in authored()["watch"]["watch"]:
        for name, known in fields_of(KINDS[record["kind_of_record"]]).items():
            words = record.get(name)
            if known.holds is Holds.TEXT and isinstance(words, str) and len(words) > 160:
                assert words.startswith("EXERCISE."), (record["key"], name)


def test_forecasts_move_with_the_day_the_exercise_is_made(empty: Desk) -> None:
    now = clock.now()
    empty.do_now(MakeExercise(authored(), now))
    (row,) = [
        row
        for row in empty.read_now(listed.listed, "observation", EVENT, None, None)
        if row["title"] == "Heat index, Rose Bowl"
    ]
    assert len(row["series"]) == 11
    assert row["series"][0][0] < now < row["series"][-1][0]
    shapes = [row["geometry"] for row in empty.read_now(listed.listed, "alert", EVENT, None, None)]
    assert any(json.loads(shape)["type"] == "Polygon" for shape in shapes if shape)


def test_what_partners_were_told_can_be_acknowledged(empty: Desk) -> None:
    empty.do_now(MakeExercise(authored(), clock.now()))
    rows = empty.read_now(listed.listed, "dissemination", EVENT, None, None)
    waiting = [row for row in rows if row["acknowledged"] is None]
    assert waiting
    for row in waiting:
        assert empty.do_now(AcknowledgeProduct(row["product"], row["agency"], "Duty officer")).value == row["id"]
