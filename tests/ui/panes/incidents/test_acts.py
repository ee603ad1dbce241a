"""What verbs ask first and become: the right command, from the right record, for the right person."""

from __future__ import annotations

import pytest

from eocdesk.commands.entries import Acknowledge, AmendEntry, StrikeEntry
from eocdesk.commands.incidents import CloseIncident
from eocdesk.commands.tasks import AddTask
from eocdesk.models import Entry, Incident, Refused
from eocdesk.store.queries import entries, incidents
from eocdesk.store.queries.entries import Thread
from eocdesk.ui.panes.incidents import acts
from eocdesk.ui.panes.incidents.acts import Subject
from eocdesk.ui.panes.incidents.asking import Answer
from tests.kit.desks import EVENT
from tests.kit.logs import World


def thread(world: World, record: bytes) -> Thread:
    found = world.desk.read_now(entries.thread, record)
    assert found is not None
    return found


def free(world: World, record: bytes, person: str = "L. Chen", position: str = "Watch officer") -> list[str]:
    one = thread(world, record)
    return acts.can_acknowledge(one.said, one.first, person, position)


def test_an_addressee_acknowledges_for_themself_by_name_or_position(world: World) -> None:
    record = world.log("Read this", addressees=("LAPD", "watch officer", "LAFD"))
    assert free(world, record) == ["watch officer"]
    assert free(world, record, "lapd", "") == ["LAPD"]


def test_who_is_not_addressed_may_say_that_others_have_read_it(world: World) -> None:
    record = world.log("Read this", addressees=("LAPD", "LAFD"))
    assert free(world, record) == ["LAPD", "LAFD"]
    world.desk.do_now(Acknowledge(record, "LAPD"))
    assert free(world, record) == ["LAFD"]
    world.desk.do_now(Acknowledge(record, "LAFD"))
    assert free(world, record) == []


def test_a_flash_entry_without_addressees_is_acknowledged_by_whoever_sits_here(world: World) -> None:
    record = world.log("Evacuate", priority="flash")
    assert free(world, record) == ["Watch officer"]
    world.desk.do_now(Acknowledge(record, "Watch officer"))
    assert free(world, record) == []
    assert free(world, world.log("Nothing to read")) == []


def test_an_amendment_starts_from_how_it_reads_now_and_goes_to_the_first_entry(world: World) -> None:
    record = world.log("Gate 7")
    later, _ = world.desk.do_now(AmendEntry(record, "Gate 8")).value
    question = acts.ask_amend(thread(world, later))
    assert question.text == "Gate 8"
    world.desk.do_now(acts.command(question.about, Answer(" misheard ", "Gate 9")))
    assert thread(world, record).row.words == "Gate 9"
    assert thread(world, record).later[-1].reason == "misheard"


def test_each_answer_becomes_its_command(world: World) -> None:
    record, heat = world.log("Wrong"), world.report("Heat")
    fire = world.agencies["LAFD"]
    for intent, answer in (
        (acts.Striking(record), Answer("twice")),
        (acts.Assigning(heat), Answer("  K.   Park ", lead=fire)),
        (acts.Closing(heat), Answer("over")),
    ):
        world.desk.do_now(acts.command(intent, answer))
    assert thread(world, record).row.struck == "twice"
    found = world.get(Incident, heat)
    assert (found.owner, found.lead, found.status, found.reason) == ("K. Park", fire, "closed", "over")
    world.desk.do_now(acts.command(acts.Reopening(heat), Answer("")))
    assert world.get(Incident, heat).status == "open"


@pytest.mark.parametrize("intent", [acts.Closing, acts.Striking])
def test_closing_and_striking_without_a_reason_are_refused(world: World, intent: type) -> None:
    record = world.log("Wrong") if intent is acts.Striking else world.report("Heat")
    with pytest.raises(Refused, match="Say why"):
        world.desk.do_now(acts.command(intent(record), Answer("  ")))


def test_closing_warns_of_tasks_that_are_left(world: World) -> None:
    heat = world.report("Heat")
    world.desk.do_now(AddTask(EVENT, "Water", incident=heat))
    card = world.desk.read_now(incidents.card, heat)
    assert card is not None
    assert acts.ask_close(card).detail == "1 of its tasks are not done. Heat"


def test_an_assignment_starts_from_who_has_it_now(world: World) -> None:
    heat = world.report("Heat", owner="K. Park", lead=world.agencies["LAFD"])
    card = world.desk.read_now(incidents.card, heat)
    assert card is not None
    question = acts.ask_assign(card, ("L. Chen",))
    assert (question.line, question.lead, question.offers) == ("K. Park", world.agencies["LAFD"], ("L. Chen",))


def test_an_incident_from_an_entry_starts_with_its_words_place_and_severity(world: World) -> None:
    text = "Fourteen people down with heat at the Gate 7 plaza,\nmedics on the way, more water wanted, shade too"
    record = world.log(text, venue="SoFi", severity=3, lat=33.95, lon=-118.34)
    given = acts.prefill_of_entry(thread(world, record))
    assert given["title"].startswith("Fourteen people down with heat at the Gate 7 plaza, medics")
    assert given["title"].endswith("…")
    assert len(given["title"]) <= 91
    assert (given["venue"], given["severity"], given["lat"]) == (world.venues["SoFi"], 3, 33.95)
    assert given["marking"] == world.get(Entry, record).marking


def test_a_subject_knows_what_may_be_done_with_its_incident(world: World) -> None:
    heat = world.report("Heat")
    record = world.log("Two patients", incident=heat)
    subject = Subject.of(thread(world, record).row)
    assert (subject.kind, subject.record, subject.incident) == ("entry", record, heat)
    assert (subject.is_worked, subject.is_over) == (True, False)
    world.desk.do_now(CloseIncident(heat, "over"))
    subject = Subject.of(thread(world, record).row)
    assert (subject.is_worked, subject.is_over) == (False, True)
    assert Subject.of(None).record is None


def test_what_the_strike_shows_is_short(world: World) -> None:
    record = world.log("word " * 60)
    question = acts.ask_strike(thread(world, record))
    assert len(question.detail) <= 91
    world.desk.do_now(StrikeEntry(record, "twice"))
