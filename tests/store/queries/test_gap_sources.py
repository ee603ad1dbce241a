"""What a gap stands on is said in words, and never more than its own readers may see."""

from __future__ import annotations

from eocdesk.commands.gaps import AddGap, CloseGap, GapFrom
from eocdesk.commands.incidents import LogEntry, ReportIncident
from eocdesk.commands.recommendations import AddEvidence, MoveRecommendation, Recommend
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import gap_sources
from tests.kit.desks import EVENT


def test_words_of_what_is_marked_alike_and_the_number_alone_of_what_is_not(desk: Desk) -> None:
    entry, number = desk.do_now(LogEntry(EVENT, "Tunnel dark", marking="GREEN")).value
    strict, other = desk.do_now(LogEntry(EVENT, "CANARY", marking="GREEN", audience="FBI")).value
    gap, _ = desk.do_now(GapFrom("entry", entry)).value
    desk.do_now(AddEvidence(gap=gap, entry=strict))
    desk.do_now(AddEvidence(gap=gap, words="Seen"))
    found = desk.read_now(gap_sources.in_words, gap)
    assert found == (f"Entry {number}: Tunnel dark", f"Entry {other}", "Seen")


def test_what_is_done_or_rejected_is_finished(desk: Desk) -> None:
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "No radio"})).value
    for name, state in (("a", "done"), ("b", "rejected"), ("c", "in work")):
        record, _ = desk.do_now(Recommend(gap, {"title": name})).value
        desk.do_now(MoveRecommendation(record, state, reason="So."))
    assert [one.title for one in desk.read_now(gap_sources.unfinished, gap)] == ["c"]
    assert desk.read_now(gap_sources.carried, EVENT, "X 1") is None


def test_what_an_incident_may_show_begins_with_what_belongs_to_it_and_leaves_out_what_it_shows(desk: Desk) -> None:
    incident, _ = desk.do_now(ReportIncident(EVENT, "Tunnel dark")).value
    entry = desk.do_now(LogEntry(EVENT, "No light", incident=incident)).value[0]
    own, _ = desk.do_now(GapFrom("incident", incident)).value
    other, _ = desk.do_now(AddGap(EVENT, {"title": "No water"})).value
    shut, _ = desk.do_now(AddGap(EVENT, {"title": "Shut"})).value
    desk.do_now(CloseGap(shut, "Bought."))
    lamp, _ = desk.do_now(Recommend(own, {"title": "Lamps"})).value

    def offered(entry: bytes | None, most: int = 9) -> list[bytes]:
        return [one.id for one in desk.read_now(gap_sources.awaiting, EVENT, entry, incident, most)]

    assert offered(None) == [lamp, other]
    assert offered(entry) == [lamp, own, other]
    assert offered(entry, 1) == [lamp]
    desk.do_now(AddEvidence(recommendation=lamp, entry=entry))
    desk.do_now(AddEvidence(gap=other, incident=incident))
    assert offered(entry) == [own, other]
    assert offered(None) == [lamp]
