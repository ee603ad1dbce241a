"""Canary words in the records of the watch: no desk without the right to them gets one, in no list and no byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.aid import AmendRequest, AskFor, MoveRequest
from eocdesk.commands.exchange import AddEngagement, AddLesson
from eocdesk.commands.fills import Assign, CheckIn, Demobilise, Dispatch, FillRequest
from eocdesk.commands.gaps import AddGap, AmendGap, GapFrom
from eocdesk.commands.inquiries import AskInformation
from eocdesk.commands.offers import OfferAid
from eocdesk.commands.products import (
    AcknowledgeProduct,
    AmendProduct,
    ApproveProduct,
    Disseminate,
    NewVersion,
    WriteProduct,
)
from eocdesk.commands.recommendations import Recommend
from eocdesk.commands.records import Add
from eocdesk.commands.threats import AmendReport, AssessThreat, RaiseThreat, TakeReport
from eocdesk.desk import exchange
from eocdesk.desk.desk import Desk
from eocdesk.models import KINDS, Event, clock
from eocdesk.models.marking import highest
from eocdesk.models.right import Right
from eocdesk.store.hub import people
from eocdesk.store.queries import events, listed, search, situation
from tests.kit.desks import EVENT, sound
from tests.kit.ways import HubWay
from tests.store.test_withdraw import plain_after

Desks = Callable[[int], list[Desk]]
PARTNER = "LAFD"
PLAIN, RED, STRICT, THEIRS, THEIRS_STRICT = "Skylark", "Nightingale", "Kingfisher", "Goldfinch", "Dotterel"
LABELS = {
    PLAIN: ("GREEN", ""),
    RED: ("RED", ""),
    STRICT: ("AMBER+STRICT", ""),
    THEIRS: ("GREEN", PARTNER),
    THEIRS_STRICT: ("AMBER+STRICT", PARTNER),
}
RIGHTS = {
    "liaison": Right("liaison"),
    "partner": Right("partner"),
    "named": Right("partner", ceiling="RED", audiences=PARTNER),
    "other": Right("partner", ceiling="RED", audiences="CHP"),
}
SEEN = {
    "liaison": {PLAIN, STRICT, THEIRS, THEIRS_STRICT},
    "partner": {PLAIN},
    "named": {PLAIN, THEIRS, THEIRS_STRICT},
    "other": {PLAIN},
}
WATCHED = ("report", "threat", "product", "dissemination", "inquiry", "indicator", "gap", "recommendation", "request")


def write(desk: Desk, word: str, agency: bytes) -> None:
    """All that a watch writes under the labels of this word, each act in the words of the one before."""
    marking, audience = LABELS[word]
    marked = {"marking": marking, "audience": audience}
    told = {"title": f"{word} films the gate", "text": word, "identifying": word, "predicate": word, **marked}
    report, _ = desk.do_now(TakeReport(EVENT, told)).value
    threat, _ = desk.do_now(RaiseThreat(EVENT, {"title": f"{word} drone", "summary": word}, report=report)).value
    entry, _ = desk.do_now(AssessThreat(threat, {"likelihood": "likely", "confidence": "low"}, word)).value
    desk.do_now(AskInformation(EVENT, {"question": f"Who flies {word}?", "threat": threat, "agency": agency}))
    desk.do_now(Add("indicator", EVENT, {"kind": "domain", "value": f"{word}.example.org", "note": word, **marked}))
    publish(desk, word, threat, agency)
    gap, _ = desk.do_now(GapFrom("entry", entry, f"No radar for {word}")).value
    desk.do_now(Recommend(gap, {"title": f"Radar against {word}"}))
    engagement = desk.do_now(AddEngagement(EVENT, {"title": f"{word} in Paris", **marked})).value
    desk.do_now(AddLesson(EVENT, {"title": f"Lesson of {word}", "observed": word, "engagement": engagement}))
    aid(desk, word, marked)


def publish(desk: Desk, word: str, threat: bytes, agency: bytes) -> None:
    """A product of the threat goes to a partner where its marking lets it."""
    product, _ = desk.do_now(WriteProduct(EVENT, {"title": f"{word} bulletin", "text": word, "threat": threat})).value
    desk.do_now(ApproveProduct(product))
    if word == STRICT:
        return  # it names no organisation it may go to
    desk.do_now(Disseminate(product, (agency,), way=word, people=(f"{word} Chief",)))
    desk.do_now(AcknowledgeProduct(product, agency, word))
    desk.do_now(NewVersion(product))


def aid(desk: Desk, word: str, marked: dict[str, str]) -> None:
    """A request under these labels, filled by an offer that everybody sees."""
    offer, _ = desk.do_now(OfferAid(EVENT, {"title": "Two crews", "quantity": 2, "marking": "GREEN"})).value
    request, _ = desk.do_now(AskFor(EVENT, {"title": f"{word} crew", "detail": word, **marked})).value
    for state in ("approved", "received"):
        desk.do_now(MoveRequest(request, state, word))
    fill = desk.do_now(FillRequest(request, offer)).value
    for act in (Dispatch(fill), CheckIn(fill, where=word), Assign(fill, word), Demobilise(fill, word)):
        desk.do_now(act)


def join(way: HubWay, desk: Desk, right: Right) -> None:
    """Let a desk in by this right and no other."""
    way.join(desk, right.role)
    if right != Right(right.role):
        with way.hub.writing() as connection:
            people.grant(connection, desk.device, right, by="K. Mori")
            people.withdraw_right(connection, desk.device, Right(right.role), why="By name", by="K. Mori")


def partner(desk: Desk) -> bytes:
    """The partner whom the audience names."""
    values = {"name": "Los Angeles Fire Department", "short": PARTNER, "marking": "GREEN"}
    record: bytes = desk.do_now(Add("agency", EVENT, values)).value
    return record


def listing(desk: Desk, word: str) -> dict[str, int]:
    """How many records of each kind say the word in any field, found by reading all and by searching."""
    found = {}
    for kind in sorted(KINDS):
        if kind not in {"event", "person", "device"}:
            every = desk.read_now(listed.listed, kind, EVENT, None, None)
            found[kind] = sum(word.lower() in str(one).lower() for one in every)
    hits = desk.read_now(search.find, EVENT, word, 50)
    return {kind: count for kind, count in found.items() if count} | ({"hits": len(hits)} if hits else {})


def lying(desk: Desk) -> set[str]:
    """The words that lie anywhere in the desk's database file, free pages included."""
    held = plain_after(desk)
    assert b"la28 games" in held, "the pages were deciphered"
    return {word for word in LABELS if word.lower().encode() in held}


def test_no_desk_gets_a_word_of_the_watch_that_its_right_does_not_reach(hub_way: HubWay, desks: Desks) -> None:
    one, *others = desks(1 + len(RIGHTS))
    hub_way.join(one)
    agency = partner(one)
    for word in LABELS:
        write(one, word, agency)
    for desk, right in zip(others, RIGHTS.values(), strict=True):
        join(hub_way, desk, right)
    assert all(met.ok for met in hub_way.meet(one, *others, one, *others))
    mine = {word: listing(one, word) for word in LABELS}
    assert all(mine[RED][kind] for kind in WATCHED), "each kind was written"
    for name, desk in zip(RIGHTS, others, strict=True):
        for word in LABELS:
            found = listing(desk, word)
            assert found == {} or word in SEEN[name], (name, word)
            assert found.get("report", 0) == (word in SEEN[name]), (name, word)
            assert found == mine[word] or name != "liaison" or word == RED, "a liaison gets the whole of it"
        assert lying(desk) == SEEN[name], name
        assert sound(desk)
    assert lying(one) == set(LABELS)


@pytest.mark.parametrize("name", ["partner", "other"])
def test_what_is_marked_more_strictly_later_is_taken_from_who_had_it(hub_way: HubWay, desks: Desks, name: str) -> None:
    one, two = desks(2)
    hub_way.join(one)
    join(hub_way, two, RIGHTS[name])
    green = {"marking": "GREEN"}
    report, _ = one.do_now(TakeReport(EVENT, {"title": "Tip", "text": RED, **green})).value
    gap, _ = one.do_now(AddGap(EVENT, {"title": "No radar", "text": RED, **green})).value
    request, _ = one.do_now(AskFor(EVENT, {"title": "Radar", "detail": RED, **green})).value
    product, _ = one.do_now(WriteProduct(EVENT, {"title": "Bulletin", "text": RED, **green})).value
    assert all(met.ok for met in hub_way.meet(one, two))
    assert lying(two) == {RED}
    for act in (
        AmendReport(report, {"marking": "RED"}),
        AmendGap(gap, {"marking": "AMBER", "audience": PARTNER}),
        AmendRequest(request, {"marking": "AMBER+STRICT"}),
        AmendProduct(product, {"marking": "GREEN", "audience": PARTNER}),
    ):
        one.do_now(act)
    assert all(met.ok for met in hub_way.meet(one, two))
    assert listing(two, RED) == {}
    assert lying(two) == set()
    assert sound(two)


def test_no_export_holds_a_word_above_the_marking_or_for_others_than_were_named(desk: Desk) -> None:
    agency = partner(desk)
    for word in LABELS:
        write(desk, word, agency)
    event = desk.read_now(events.record, Event, EVENT)
    assert event is not None
    for form in exchange.writable():
        for limit, allowed in (
            (exchange.Limit("GREEN"), {PLAIN}),
            (exchange.Limit("AMBER+STRICT"), {PLAIN, STRICT}),
            (exchange.Limit("AMBER+STRICT", PARTNER), {PLAIN, STRICT, THEIRS, THEIRS_STRICT}),
        ):
            written = exchange.export(desk, event, form.name, limit).lower()
            found = {word for word in LABELS if word.lower().encode() in written}
            assert found <= allowed, (form.name, limit)
            assert found == allowed or form.name != "stix", limit


@pytest.mark.parametrize("word", [RED, STRICT, THEIRS, THEIRS_STRICT])
def test_a_summary_that_says_the_word_is_marked_as_strictly_and_for_whom(desk: Desk, word: str) -> None:
    write(desk, word, partner(desk))
    marking, audience = LABELS[word]
    told = desk.read_now(situation.facts, EVENT, clock.now(), situation.PLAIN)
    assert word in str(told)
    assert highest([told.marking]) >= highest([marking])
    assert told.audience == audience
