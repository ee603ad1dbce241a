"""What the committee looks at: what is overdue rises, and resources that could serve are found by words."""

from __future__ import annotations

from eocdesk.commands.gaps import AddGap, CloseGap
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.recommendations import AddEvidence, MoveRecommendation, Recommend
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import gaps
from tests.kit.desks import EVENT

NOW = 1_000


def test_overdue_gaps_rise_above_weight_and_closed_ones_sink(desk: Desk) -> None:
    made = {}
    for name, weight in (("closed", "high"), ("low", "low"), ("high", "high"), ("late", "low")):
        made[name], _ = desk.do_now(AddGap(EVENT, {"title": name, "weight": weight, "found": 5})).value
    desk.do_now(Recommend(made["late"], {"title": "x", "due": 1}))
    desk.do_now(Recommend(made["low"], {"title": "y", "due": NOW + 1}))
    desk.do_now(CloseGap(made["closed"], "Done."))
    keys = desk.read_now(gaps.gap_keys, EVENT, "", NOW)
    rows = desk.read_now(gaps.gap_rows, keys)
    assert [rows[key].title for key in keys] == ["late", "high", "low", "closed"]
    assert [rows[key].is_late(NOW) for key in keys] == [True, False, False, False]
    assert rows[keys[0]].unfinished == 1
    assert [rows[key].title for key in desk.read_now(gaps.gap_keys, EVENT, "high", NOW)] == ["high"]


def test_overdue_recommendations_come_first_and_finished_ones_last(desk: Desk) -> None:
    gap, number = desk.do_now(AddGap(EVENT, {"title": "No radio"})).value
    made = {}
    for name, due in (("done", 1), ("someday", None), ("soon", NOW + 1), ("late", 9), ("later", 2)):
        made[name], _ = desk.do_now(Recommend(gap, {"title": name, "due": due})).value
    desk.do_now(MoveRecommendation(made["done"], "done"))
    keys = desk.read_now(gaps.recommendation_keys, EVENT, "", NOW)
    rows = desk.read_now(gaps.recommendation_rows, keys)
    assert [rows[key].title for key in keys] == ["later", "late", "soon", "someday", "done"]
    assert [rows[key].is_late(NOW) for key in keys] == [True, True, False, False, False]
    assert rows[keys[0]].gap_number == number
    assert [row.title for row in desk.read_now(gaps.of_gap, gap)] == ["later", "late", "soon", "someday", "done"]


def test_evidence_leads_to_its_record_or_is_words(desk: Desk) -> None:
    incident, number = desk.do_now(ReportIncident(EVENT, "Tunnel dark")).value
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "No radio"})).value
    desk.do_now(AddEvidence(gap=gap, incident=incident, words="Seen"))
    assert desk.read_now(gaps.evidence, gap) == (
        ("incident", incident, f"Incident {number}: Tunnel dark"),
        ("", b"", "Seen"),
    )


def test_resources_that_share_words_could_serve(desk: Desk) -> None:
    team = desk.do_now(Add("resource", EVENT, {"name": "Night translators", "languages": "French"})).value
    desk.do_now(Add("resource", EVENT, {"name": "Water tender"}))
    found = desk.read_now(gaps.could_serve, EVENT, "No translator at night for French fans")
    assert [(one.id, one.words) for one in found] == [(team, ("night", "translators", "french"))]
    assert desk.read_now(gaps.could_serve, EVENT, "of a") == ()


def test_one_gap_and_one_recommendation_are_read_by_id(desk: Desk) -> None:
    gap, number = desk.do_now(AddGap(EVENT, {"title": "No radio"})).value
    made, _ = desk.do_now(Recommend(gap, {"title": "Buy", "due": 1})).value
    row, found = desk.read_now(gaps.gap, gap), desk.read_now(gaps.recommendation, made)
    assert row is not None
    assert found is not None
    assert (row.number, row.unfinished, found.gap_number) == (number, 1, number)
    assert desk.read_now(gaps.gap, made) is None
    assert desk.read_now(gaps.recommendation, gap) is None
