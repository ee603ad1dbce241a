"""Asks are found among the entries of the last days, newest first; one that is struck says so."""

from __future__ import annotations

from eocdesk.commands.drills import DECLINED, WELL, AnswerDrill, AskDrill
from eocdesk.commands.entries import LogEntry, StrikeEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.store.queries import drill_asks
from tests.kit.desks import EVENT

DAY = 86_400_000


def test_asks_are_read_as_they_were_made(desk: Desk) -> None:
    now = clock.now()
    desk.do_now(LogEntry(EVENT, "Gate 4 closed", priority="priority"))
    first = bytes(desk.do_now(AskDrill(EVENT, now + 60_000, 30, "first")).value)
    second = bytes(desk.do_now(AskDrill(EVENT, now + 120_000, 5, "second")).value)
    found = desk.read_now(drill_asks.asks, EVENT, clock.now())
    assert [one.id for one in found] == [second, first]
    assert (found[1].begins, found[1].ends, found[1].why) == (now + 60_000, now + 60_000 + 30 * 60_000, "first")
    assert (found[1].author, found[1].device, found[1].struck) == ("L. Chen", desk.device, False)
    assert now <= found[1].received <= clock.now()
    desk.do_now(StrikeEntry(first, "a real incident"))
    assert [one.struck for one in desk.read_now(drill_asks.asks, EVENT, clock.now())] == [False, True]
    assert desk.read_now(drill_asks.asks, EVENT, now + 9 * DAY) == ()
    assert desk.read_now(drill_asks.asks, b"x" * 16, now) == ()


def test_a_mangled_ask_is_only_an_entry(desk: Desk) -> None:
    made = bytes(desk.do_now(AskDrill(EVENT, clock.now() + 60_000, 30, "x")).value)
    for key in ("ask soon 30", "ask 1", "well 12 30", ""):
        desk.store.writer.local(
            lambda connection, key=key: connection.exec_driver_sql(
                "UPDATE entry SET source_key = ? WHERE id = ?", (key, made)
            )
        ).result()
        assert desk.read_now(drill_asks.asks, EVENT, clock.now()) == ()


def test_the_first_answer_of_a_desk_counts(desk: Desk) -> None:
    made = bytes(desk.do_now(AskDrill(EVENT, clock.now() + 60_000, 30, "x")).value)
    assert not desk.read_now(drill_asks.answered, made, EVENT, desk.device)
    desk.do_now(AnswerDrill(made, DECLINED, "a call is on"))
    other = bytes(desk.do_now(AskDrill(EVENT, clock.now() + 60_000, 30, "y")).value)
    entry = bytes(desk.do_now(AnswerDrill(other, WELL)).value)
    desk.store.writer.local(
        lambda connection: connection.exec_driver_sql(
            "UPDATE entry SET source_key = ? WHERE id = ?", (f"well {made.hex()}", entry)
        )
    ).result()
    (answer,) = desk.read_now(drill_asks.answers, made, EVENT)
    assert (answer.state, answer.author) == (DECLINED, "L. Chen")
    assert desk.read_now(drill_asks.answered, made, EVENT, desk.device)


def test_among_a_million_entries_they_are_found_by_an_index(desk: Desk) -> None:
    plans = {
        drill_asks._ASKS: (EVENT, drill_asks.ASKS, 0, drill_asks.SOURCE),
        drill_asks._ANSWERS: (EVENT, drill_asks.ANSWERS, 0, b"x" * 16, drill_asks.SOURCE, "a", "b", "c"),
    }
    for asked, values in plans.items():
        told = desk.read_now(
            lambda connection, asked=asked, values=values: [
                str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values)
            ]
        )
        assert any("USING INDEX entry_priority (event=? AND priority=? AND happened>?)" in step for step in told), told
        assert not any(step.startswith("SCAN") for step in told), told
