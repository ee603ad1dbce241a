"""The trail of a hub: read newest first, by device, and never filled up by somebody who knocks all night."""

from __future__ import annotations

from sqlalchemy import Connection

from eocdesk.store.hub import people_trail

DEV = b"d" * 16


def test_the_newest_line_is_read_first_and_one_desks_lines_alone(c: Connection) -> None:
    people_trail.note(c, "enrolled", "“Gate 3” was let in.", who="K. Mori", dev=DEV)
    people_trail.note(c, "code made", "A code was made.", who="K. Mori", place="10.0.0.4")
    newest, first = people_trail.trail(c)
    assert (newest.what, newest.place, newest.dev) == ("code made", "10.0.0.4", None)
    assert (first.what, first.who, first.dev) == ("enrolled", "K. Mori", DEV)
    assert people_trail.trail(c, dev=DEV) == [first]
    assert people_trail.trail(c, limit=1) == [newest]


def test_the_same_refusal_again_is_counted_and_not_written_again(c: Connection) -> None:
    for _ in range(50):
        people_trail.note_refusal(c, "The hub does not know this desk.", who="a stranger", place="10.0.0.9")
    people_trail.note_refusal(c, "The hub does not know this desk.", who="a stranger", place="10.0.0.10")
    lines = people_trail.trail(c)
    assert sum(line.times for line in lines) == 51
    assert len(lines) in (2, 3)  # three where a minute ended meanwhile
    assert {line.place for line in lines} == {"10.0.0.9", "10.0.0.10"}


def test_a_sentence_as_long_as_a_book_is_cut(c: Connection) -> None:
    people_trail.note(c, "refused", "x" * 100_000)
    assert len(people_trail.trail(c)[0].sentence) < 1000
