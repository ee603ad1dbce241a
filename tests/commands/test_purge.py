"""A report is purged by two persons with the reason: its words are gone from the desk, its number stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.purge import PurgeReport
from eocdesk.commands.records import Strike
from eocdesk.commands.threats import AmendReport, AssessReport, RaiseThreat, TakeReport
from eocdesk.commands.undo import Undo
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Refused, Report
from eocdesk.models.change import encode
from eocdesk.store import changelog, local, mirror, peers, purged, verify
from eocdesk.store.queries import events, history, naming
from tests.kit.chains import fetch
from tests.kit.desks import EVENT, bodies, make_desk, sound
from tests.kit.joined import joined
from tests.store.test_withdraw import lies_in, plain

WHOLE = {
    "title": "Nightingale Kingfisher",
    "text": "Goldfinch",
    "told_by": "Capercaillie",
    "predicate": "Dotterel",
    "identifying": "Wheatear",
}
"""All words that test_withdraw looks for on the disk."""
WHY = "Its day has come"


def taken(desk: Desk, **values: object) -> bytes:
    record, _ = desk.do_now(TakeReport(EVENT, WHOLE | values)).value
    desk.do_now(AmendReport(record, {"place": "Gate 4"}))
    return bytes(record)


def purge(desk: Desk, record: bytes, *, along: bool = True, second: str = "K. Mori", reason: str = WHY) -> int:
    named = desk.read_now(naming.naming, record) if along else ()
    entries = tuple(hit.id for hit in named if hit.kind == "entry")
    return int(desk.do_now(PurgeReport(record, reason, second, entries)).value.changes)


def report(desk: Desk, record: bytes) -> Report:
    found = desk.read_now(events.record, Report, record)
    assert found is not None
    return found


def texts(desk: Desk) -> list[str]:
    return [entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)]


def test_no_byte_of_it_stays_and_what_stays_says_who_when_and_why(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, "Gate 3 closed"))
    record, whole = taken(desk), desk.read_now(verify.digest)
    number = report(desk, record).number
    assert purge(desk, record) == 3
    found = report(desk, record)
    assert (found.number, found.state) == (number, "purged")
    assert found.purged is not None
    assert found.text.endswith(f"by L. Chen and K. Mori: {WHY}")
    assert (found.identifying, found.predicate, found.told_by, found.place, found.purge) == ("", "", "", "", "")
    assert f"Report {number} purged (28 CFR 23) by L. Chen and K. Mori: {WHY}" in texts(desk)
    assert f"{purged.TAKEN_OUT}{number}." in texts(desk)
    assert "Gate 3 closed" in texts(desk)
    desk.wiped()
    assert lies_in(desk) == []
    assert desk.read_now(purged.to_wipe) == 0
    assert desk.read_now(verify.digest) != whole, "it is told by new changes"
    assert sound(desk)
    (act, *_) = desk.read_now(history.history, "report", record)
    assert (act.title, act.who) == ("Purge a report", "L. Chen")


def test_entries_that_were_not_chosen_keep_their_words(desk: Desk) -> None:
    record = taken(desk)
    assert purge(desk, record, along=False) == 2
    assert any("Nightingale" in text for text in texts(desk))


@pytest.mark.parametrize(
    ("second", "reason", "field"),
    [("", WHY, "second"), (" l. chen ", WHY, "second"), ("K. Mori", "  ", "reason")],
)
def test_two_persons_and_a_reason_are_needed(desk: Desk, second: str, reason: str, field: str) -> None:
    record, before = taken(desk), bodies(desk)
    with pytest.raises(Refused) as refused:
        purge(desk, record, second=second, reason=reason)
    assert refused.value.field == field
    assert bodies(desk) == before


def test_nobody_in_the_chair_purges_nothing(desk: Desk) -> None:
    record = taken(desk)
    desk.settings.set("person", "")
    with pytest.raises(Refused, match="Say who you are"):
        purge(desk, record)


def test_where_a_hub_holds_it_too_it_stays_due(desk: Desk) -> None:
    record = taken(desk)
    hub = joined(desk)
    with pytest.raises(Refused, match="nothing was purged"):
        purge(desk, record)
    assert report(desk, record).text == "Goldfinch"
    desk.store.writer.local(lambda c: peers.put(c, replace(hub, state=peers.REVOKED))).result()
    assert purge(desk, record) == 3


def test_nothing_more_is_written_on_it_and_it_cannot_be_undone(desk: Desk) -> None:
    record = taken(desk)
    act = desk.do_now(PurgeReport(record, WHY, "K. Mori")).notice.act.id
    for command in (
        PurgeReport(record, WHY, "K. Mori"),
        AmendReport(record, {"title": "Again"}),
        AssessReport(record, reason="None"),
        RaiseThreat(EVENT, {"title": "Drone"}, record),
        Strike("report", record),
    ):
        with pytest.raises(Refused, match="purged"):
            desk.do_now(command)
    with pytest.raises(Refused, match="cannot be taken back"):
        desk.do_now(Undo(act))
    assert report(desk, record).state == "purged"
    assert sound(desk)


def test_the_last_act_can_be_undone_past_a_purge(desk: Desk) -> None:
    """What cannot be taken back does not stand in the way of what can."""
    record = taken(desk)
    desk.do_now(LogEntry(EVENT, "Gate 3 closed"))
    purge(desk, record)
    desk.do_now(desk._undo_command())
    assert [one.text for one in desk.read_now(events.of_event, Entry, EVENT) if one.kind == "strike"] != []


def test_a_report_in_dispute_that_moved_is_purged_whole(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    record = taken(one)
    fetch(other, one)
    one.do_now(AmendReport(record, {"title": "Wheatear at the gate"}))
    other.do_now(AmendReport(record, {"title": "Goldfinch at the fence", "marking": "RED"}))
    fetch(one, other)
    assert one.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar()) > 0
    purge(one, record)
    assert report(one, record).title == f"Purged report {report(one, record).number}"
    assert one.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar()) == 0
    one.wiped()
    assert lies_in(one) == []
    assert sound(one)


def test_another_copy_that_has_the_words_shows_none_of_them(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    record = taken(one)
    fetch(other, one)
    purge(one, record)
    fetch(other, one)
    assert (report(other, record).state, report(other, record).identifying) == ("purged", "")
    assert other.read_now(changelog.of_record, record)[0][0].fields["title"] == WHOLE["title"]
    assert sound(other)


def test_what_was_written_meanwhile_elsewhere_changes_nothing(desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    record = taken(one)
    fetch(other, one)
    purge(one, record)
    other.do_now(AmendReport(record, {"text": "Wheatear by the fence"}))
    fetch(one, other)
    assert report(one, record).state == "purged"
    assert not any(b"Wheatear by" in body for body in bodies(one))
    assert sound(one)


def test_a_desk_closed_before_the_file_was_wiped_wipes_it_at_its_next_start(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    record = taken(desk)
    desk.store.writer.told = None  # as if the program had ended right after the commit
    purge(desk, record)
    assert b"Nightingale" in plain(desk)
    desk.close()
    desk = make_desk(tmp_path / "desk")
    try:
        assert lies_in(desk) == []
        assert sound(desk)
    finally:
        desk.close()


def test_the_second_copy_and_backups_begin_anew(desk: Desk) -> None:
    record = taken(desk)
    before = desk.read_now(lambda c: local.get(c, mirror.REWRITTEN, 0))
    purge(desk, record)
    assert desk.read_now(lambda c: local.get(c, mirror.REWRITTEN, 0)) > before
    desk.wiped()


def test_rows_made_anew_from_the_log_say_the_same(desk: Desk) -> None:
    record = taken(desk)
    purge(desk, record)
    said = report(desk, record)
    desk.store.writer.local(verify.rebuild).result()
    assert report(desk, record) == said
    assert [encode(change) for change, _ in desk.read_now(changelog.of_record, record)] != []
