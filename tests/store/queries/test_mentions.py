"""Entries are found by the threat, plan or request they name, whoever typed it."""

from __future__ import annotations

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import listing
from eocdesk.store.queries.entries import page
from eocdesk.store.queries.filter import Frame, parse
from tests.kit.desks import EVENT

FRAME = Frame(1_847_630_000_000, "America/Los_Angeles")


@pytest.fixture
def watch(desk: Desk) -> Desk:
    """A threat, a request, a plan, and entries that name them or nearly do."""
    for kind, values in (
        ("threat", {"number": "7KQ4-H2", "title": "Drone over the opening"}),
        ("request", {"number": "7KQ4-R3", "title": "Water for 4,000"}),
        ("request", {"number": "7KQ4-R31", "title": "Shade"}),
        ("plan", {"name": 'Heat "red" days'}),
    ):
        desk.do_now(Add(kind, EVENT, values))
    for text in ("Asked LAPD about 7kq4-h2", "7KQ4-R3 is on its way", "R3 and 7KQ4", "Plan Heat red days begun", "Hot"):
        desk.do_now(LogEntry(EVENT, text))
    return desk


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("threat:7kq4-h2", ["Asked LAPD about 7kq4-h2"]),
        ("threat:drone", ["Asked LAPD about 7kq4-h2"]),
        ("request:water", ["7KQ4-R3 is on its way"]),
        ("request:shade", []),
        ("plan:heat", ["Plan Heat red days begun"]),
        ("request:water threat:drone", []),
        ("plan:none", []),
    ],
)
def test_an_entry_belongs_to_what_it_names(watch: Desk, asked: str, found: list[str]) -> None:
    whole = watch.read_now(listing.base, EVENT)
    for look in (listing.matching, listing.newest_matching):
        keys = watch.read_now(look, whole, parse(asked, FRAME), FRAME)
        rows = watch.read_now(page, list(keys))
        assert [rows[key].text for key in keys] == found, look
