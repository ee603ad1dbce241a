"""Words find what holds them, however they are typed, and nothing else; the index follows every write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Venue
from eocdesk.store import search
from eocdesk.store.queries import events
from tests.kit.desks import EVENT


def names(desk: Desk, words: str, event: bytes | None = EVENT, limit: int = 50) -> list[str]:
    rows = desk.read_now(search.rows, "venue", words, event, limit)
    held = {venue.row: venue.name for venue in _venues(desk)}
    return [held[row] for row in rows]


class _Row:
    def __init__(self, row: int, name: str) -> None:
        self.row, self.name = row, name


def _venues(desk: Desk) -> list[_Row]:
    held = desk.read_now(lambda c: c.exec_driver_sql("SELECT row, name FROM venue").fetchall())
    return [_Row(row, name) for row, name in held]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for values in (
        {"name": "SoFi Stadium", "aliases": ["2028 Stadium"], "city": "Inglewood"},
        {"name": "Stade Vélodrome", "city": "Marseille"},
        {"name": "Gate 4-B", "note": "ring twice"},
    ):
        desk.do_now(Add("venue", EVENT, values))
    return desk


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sofi", ["SoFi Stadium"]),
        ("STAD", ["Stade Vélodrome", "SoFi Stadium"]),
        ("velodrome", ["Stade Vélodrome"]),
        ("stadium ingle", ["SoFi Stadium"]),
        ("2028", ["SoFi Stadium"]),
        ("4-b", ["Gate 4-B"]),
        ("ring tw", ["Gate 4-B"]),
        ("tadium", []),
        ("sofi marseille", []),
        ("   ", []),
        ("!?*", []),
    ],
)
def test_every_word_is_found_by_its_beginning_in_any_searched_field(filled: Desk, words: str, found: list[str]) -> None:
    assert names(filled, words) == found


@pytest.mark.parametrize(
    "words", ['"', "sofi OR", "NOT sofi", "name:sofi", "so*", "NEAR(a b)", "a AND", "(", "-sofi", "'; DROP"]
)
def test_what_the_index_would_take_for_its_own_language_is_taken_for_words(filled: Desk, words: str) -> None:
    assert set(names(filled, words)) <= {"SoFi Stadium"}


@given(st.text(max_size=30))
def test_nothing_that_is_typed_is_an_error(words: str) -> None:
    asked = search.match(words)
    assert asked.count('"') % 2 == 0
    assert all(part.startswith('"') and part.endswith('"*') for part in asked.split())


def test_the_index_follows_an_amendment_and_is_of_one_event(filled: Desk) -> None:
    (venue,) = [v for v in filled.read_now(events.of_event, Venue, EVENT) if v.name == "SoFi Stadium"]
    filled.do_now(Amend("venue", venue.id, {"name": "Los Angeles Stadium"}))
    assert names(filled, "sofi") == []
    assert names(filled, "angeles") == ["Los Angeles Stadium"]
    assert names(filled, "angeles", b"another event...") == []
    assert names(filled, "angeles", None) == ["Los Angeles Stadium"]


def test_the_newest_come_first_and_no_more_than_asked(filled: Desk) -> None:
    for n in range(5):
        filled.do_now(Add("venue", EVENT, {"name": f"Gate {n}", "city": "crowd"}))
    assert names(filled, "crowd", limit=2) == ["Gate 4", "Gate 3"]


def test_the_index_can_be_made_anew_from_its_table(filled: Desk) -> None:
    filled.store.writer.local(
        lambda c: c.exec_driver_sql("INSERT INTO venue_search (venue_search) VALUES ('delete-all')")
    ).result()
    assert names(filled, "sofi") == []
    filled.store.writer.local(search.rebuild).result()
    assert names(filled, "sofi") == ["SoFi Stadium"]


def test_every_kind_with_a_searched_field_has_an_index(desk: Desk) -> None:
    tables = {
        name for (name,) in desk.read_now(lambda c: c.exec_driver_sql("SELECT name FROM sqlite_master").fetchall())
    }
    assert {f"{kind}_search" for kind in search.SEARCHED} <= tables
    assert {"entry", "incident", "session", "venue", "contact", "agency"} <= set(search.SEARCHED)
