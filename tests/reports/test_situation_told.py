"""What an author wrote is printed under its section; what nobody said is grey or nothing, never left blank."""

from __future__ import annotations

import dataclasses
from typing import Any

from eocdesk.reports import situation_told as told
from eocdesk.reports.document import Bullets, Heading, Pairs, Paragraph, Piece, Table
from eocdesk.store.queries.facts import Facts
from eocdesk.store.queries.facts_told import Beyond, MeetingLine, ResourceLine, Told
from eocdesk.store.queries.facts_watch import RequestLine, Watch


def filled(facts: Facts, before: dict[str, str] | None = None, /, **more: Any) -> Facts:
    """With what somebody wrote: texts by key, `_` for a dot."""
    texts = tuple(more.pop("texts", {}).items())
    return dataclasses.replace(facts, told=Told("7KQ4-3", texts, before=tuple((before or {}).items()), **more))


def table(pieces: tuple[Piece, ...]) -> list[list[str]]:
    """The words of the first table."""
    found = next(piece for piece in pieces if isinstance(piece, Table))
    return [[f"{cell.mark} {cell.text} {cell.note}".strip() for cell in row] for row in found.rows]


def test_the_header_names_mission_level_and_when_the_next_one_is_due(busy: Facts) -> None:
    texts = {"0.mission": "2028-LA-7", "0.sems": "area", "0.due": str(busy.as_of)}
    pairs = dict(told.header(filled(busy, texts=texts, changed="A figure")).pairs)
    assert pairs == {
        "Kind": "Exercise",
        "Mission number": "2028-LA-7",
        "Issued by": "Los Angeles, SEMS level: Operational Area",
        "Next report due": "19 Jul 2028 14:45 PDT (21:45Z)",
        "What this version corrects": "A figure",
    }
    assert told.due(filled(busy, texts={"0.due": "after the match"})) == "after the match"
    assert dict(told.header(busy).pairs)["Kind"] == "Exercise"


def test_a_section_says_what_changed_since_the_last_report(busy: Facts, bare: Facts) -> None:
    assert told.since(bare, "7") == ""
    assert told.since(busy, "7") == "no change since no. 26"
    counted = dataclasses.replace(busy, beyond=Beyond(touched=(("7", 2), ("8", 1))))
    assert told.since(counted, "7") == "changed since no. 26: 2 records"
    both = dataclasses.replace(filled(busy, {"8": "Cool"}, texts={"8": "Hot"}), beyond=counted.beyond)
    assert told.since(both, "8") == "changed since no. 26: 1 record, text"
    assert told.since(filled(busy, {"8": "Hot"}, texts={"8": "Hot"}), "8") == "no change since no. 26"


def test_an_authors_tick_does_not_hide_what_changed_in_the_records(busy: Facts) -> None:
    ticked = filled(busy, texts={"7": "Same"}, unchanged=("7",))
    assert told.since(ticked, "7") == "no change since no. 26, as its author says"
    counted = dataclasses.replace(ticked, beyond=Beyond(touched=(("7", 2),)))
    assert told.since(counted, "7").endswith("as its author says; 2 records changed meanwhile")


def test_people_are_counted_by_whom_and_when_and_what_went_down_is_seen(busy: Facts) -> None:
    texts = {
        "6.civilian.injured.period": "14",
        "6.civilian.injured.total": "1204",
        "6.responder.missing.total": "0",
        "6": "Cooling centres are open.",
    }
    pieces = told.life(filled(busy, {"6.civilian.injured.total": "1210"}, texts=texts))
    rows = {row[0]: row[1:] for row in table(pieces)}
    assert rows["With injuries/illness"] == ["14", "1,204 1,210 in no. 26", "–", "–"]
    assert rows["Missing"] == ["–", "–", "–", "0"]
    assert rows["Evacuated"][2:] == ["", ""]
    assert pieces[-1] == Paragraph("Cooling centres are open.")
    assert told.life(busy) == ()


def test_the_dead_are_not_counted_before_somebody_cleared_it(busy: Facts) -> None:
    texts = {"6.civilian.fatalities.period": "1", "6.civilian.fatalities.total": "2"}
    assert table(told.life(filled(busy, texts=texts)))[0] == ["Fatalities", told.UNCLEARED, told.UNCLEARED, "–", "–"]
    cleared = told.life(filled(busy, texts={**texts, "6.cleared": "IC Baker"}))
    assert table(cleared)[0] == ["Fatalities", "1", "2", "–", "–"]
    assert Paragraph("Fatalities are confirmed and cleared for release by IC Baker.", "muted") in cleared


def test_protective_actions_are_listed_in_their_own_words(busy: Facts) -> None:
    rows = (("6.actions[]", (("Shelter-in-Place in Progress",), ("",))),)
    assert told.life(filled(busy, rows=rows)) == (
        Heading("Protective actions active"),
        Bullets(("Shelter-in-Place in Progress",)),
    )


def test_every_lifeline_has_a_state_and_an_unknown_one_is_grey(busy: Facts) -> None:
    texts = {"9.energy.status": "yellow", "9.energy.impact": "Two substations", "9.energy.eta": "18:00"}
    rows = table(told.lifelines(filled(busy, {"9.energy.status": "green"}, texts=texts)))
    assert len(rows) == 8
    assert rows[3] == [
        "Energy",
        "CHANGED Yellow, functional but inadequate Green by 18:00",
        "Two substations",
        "–",
        "–",
    ]
    assert {row[1] for place, row in enumerate(rows) if place != 3} == {"Grey, unknown"}
    assert {row[1] for row in table(told.lifelines(busy))} == {"Grey, unknown"}


def test_critical_needs_without_an_order_are_named_as_such(busy: Facts) -> None:
    need = filled(busy, texts={"12.12": "Ten ambulances"})
    pieces = told.needs(need)
    assert pieces[1] == Pairs((("12 hours", "Ten ambulances"),))
    assert isinstance(pieces[-1], Paragraph)
    assert "No order" in pieces[-1].text
    order = RequestLine("R1", "Ambulances", "Ordered", "Urgent", "State", 1, None, None, 10, 0, 0)
    assert len(told.needs(dataclasses.replace(need, watch=Watch(requests=(order,))))) == 2
    assert told.needs(busy) == ()


def test_resources_meetings_and_decisions_are_tables(busy: Facts) -> None:
    beyond = Beyond(
        (ResourceLine("LAFD", "Team or crew", 9, 4, 3, 2, 0), ResourceLine("", "Aircraft", 1, 1, 0, 0, 0)),
        (MeetingLine(busy.as_of, "Tactics meeting", "Meeting", "Room 2", "LAFD"),),
    )
    facts = dataclasses.replace(filled(busy, rows=(("16[]", (("Release the helicopter", "18:00"),)),)), beyond=beyond)
    assert table(told.resources(facts))[0] == ["LAFD", "Team or crew", "9", "4", "3", "2", "–"]
    assert table(told.resources(facts))[1][0] == "No owner named"
    assert table(told.meetings(facts)) == [["14:45", "Tactics meeting", "Meeting", "Room 2", "LAFD"]]
    assert table(told.decisions(facts)) == [["Release the helicopter", "18:00", ""]]
    assert (told.resources(busy), told.meetings(busy), told.decisions(busy)) == ((), (), ())


def test_a_text_marked_more_strictly_than_the_report_says_so(busy: Facts) -> None:
    assert told.text(filled(busy, texts={"7": "Named."}, markings=(("7", "RED"),)), "7") == (
        Paragraph("(TLP:RED) Named."),
    )
    assert told.unseen(dataclasses.replace(busy, told=Told(withheld=True))) == (Paragraph(told.UNSEEN, "warn"),)
    assert told.unseen(busy) == ()
