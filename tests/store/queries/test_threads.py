"""What became of an entry: how it reads now and whether it is struck."""

from __future__ import annotations

from eocdesk.commands.entries import AmendEntry, LogEntry, StrikeEntry
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.threads import is_struck, reads_now
from tests.kit.desks import EVENT


def test_an_entry_reads_as_its_newest_amendment(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "Gate 4 opened")).value
    assert desk.read_now(reads_now, entry) == "Gate 4 opened"
    for words in ("Gate 5 opened", "Gates 4 and 5 opened"):
        desk.do_now(AmendEntry(entry, words))
        assert desk.read_now(reads_now, entry) == words
    assert not desk.read_now(is_struck, entry), "an amendment strikes nothing"


def test_a_struck_entry_still_reads_as_it_read(desk: Desk) -> None:
    entry, _ = desk.do_now(LogEntry(EVENT, "Gate 4 opened")).value
    other, _ = desk.do_now(LogEntry(EVENT, "Gate 5 opened")).value
    desk.do_now(StrikeEntry(entry, "Wrong gate"))
    assert desk.read_now(is_struck, entry)
    assert desk.read_now(reads_now, entry) == "Gate 4 opened"
    assert not desk.read_now(is_struck, other)


def test_of_an_entry_that_is_not_here_nothing_is_said(desk: Desk) -> None:
    assert desk.read_now(reads_now, b"x" * 16) == ""
    assert not desk.read_now(is_struck, b"x" * 16)
