"""What another desk is given: what it may see, whole and page by page, and no hint of anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Stub
from eocdesk.store import meeting, signing
from eocdesk.sync import protocol
from eocdesk.sync.giving import END, Giver, further, labels_in
from eocdesk.sync.protocol import Page, Pulled, Since
from eocdesk.sync.sequence import place_of
from eocdesk.sync.trust import trusted
from tests.kit.desks import EVENT
from tests.kit.pairs import PARTNER, RoomHub, log


@pytest.fixture
def two(desks: Callable[[int], list[Desk]]) -> tuple[Desk, Desk]:
    """A watch officer's desk and a partner's, of one hub."""
    officer, partner = desks(2)
    hub = RoomHub()
    hub.join(officer)
    hub.join(partner, PARTNER)
    return officer, partner


def giver(desk: Desk) -> Giver:
    return Giver(desk.store, *trusted(desk.store))


def pulls(officer: Desk, partner: Desk, limit: int) -> list[Pulled]:
    """As a desk pulls that notes what it got."""
    found, chains = [], {}
    while not found or any(stream.more for stream in found[-1].streams):
        found.append(giver(officer).pulled(partner.device, Since(chains=chains, limit=limit), 7))
        chains = further(chains, found[-1].signed)
    return found


def test_a_partner_is_given_what_it_may_see_and_no_byte_of_the_rest(two: tuple[Desk, Desk]) -> None:
    officer, partner = two
    log(officer, "Canary of the red room", marking="RED")
    log(officer, "Road closed", marking="GREEN")
    (pulled,) = pulls(officer, partner, 100)
    assert [stream.labels[1] for stream in pulled.streams] == ["GREEN"]
    assert len(pulled.streams[0].pieces) == 1
    red = next(scope for scope, stand in officer.read_now(meeting.standing).items() if stand.labels[1] == "RED")
    told = protocol._ENCODER.encode(pulled)
    assert b"Road closed" in told
    assert b"Canary" not in told
    assert red not in told, "not even that there is such a scope"


def test_page_after_page_brings_everything_each_end_signed(two: tuple[Desk, Desk]) -> None:
    officer, partner = two
    for at in range(7):
        log(officer, f"Entry {at}", marking="GREEN")
    found = pulls(officer, partner, 2)
    assert [sum(len(stream.pieces) for stream in one.streams) for one in found] == [2, 2, 2, 1]
    key = trusted(officer.store)[0].own[officer.device]
    assert all(signing.holds(key, end.message, end.signature) for one in found for end in one.signed)
    assert found[-1].clock == 7


def test_a_record_that_went_where_the_partner_may_not_look_leaves_places_without_words(two: tuple[Desk, Desk]) -> None:
    officer, partner = two
    entry = log(officer, "Canary once green", marking="GREEN")
    officer.do_now(Amend("entry", entry, {"marking": "RED"}))
    (pulled,) = pulls(officer, partner, 100)
    assert b"Canary" not in protocol._ENCODER.encode(pulled)
    assert any(isinstance(piece, Stub) for stream in pulled.streams for piece in stream.pieces)


def test_a_parcels_section_is_one_scope_alone(two: tuple[Desk, Desk]) -> None:
    officer, _ = two
    log(officer, "Green", marking="GREEN")
    log(officer, "Red", marking="RED")
    for scope in officer.read_now(meeting.standing):
        page = giver(officer).page({}, lambda _: True, 100, 1 << 20, only=scope)
        assert page.pieces
        assert {place_of(piece).scope for piece in page.pieces} == {scope}
        assert {end.scope for end in page.signed} == {scope}
        held = {scope: {end.dev: end.n for end in page.signed}}
        assert giver(officer).page(held, lambda _: True, 100, 1 << 20, only=scope) == Page([], [])


def test_chains_that_are_left_out_are_not_given(two: tuple[Desk, Desk]) -> None:
    officer, _ = two
    log(officer, "Green", marking="GREEN")
    ends = {scope: {officer.device: END} for scope in officer.read_now(meeting.standing)}
    assert giver(officer).page(ends, lambda _: True, 100, 1 << 20).pieces == []


def test_the_authors_go_along_as_a_hub_and_as_this_desk_know_them(two: tuple[Desk, Desk]) -> None:
    officer, partner = two
    cards = giver(officer).vouched([partner.device, officer.device, bytes(16)])
    trust, _ = trusted(officer.store)
    assert set(trust.checked(cards).cards) <= {partner.device, officer.device}
    assert len(cards) == 3, "itself as its hub does, for who joined just now; not whom it does not know"


def test_what_scopes_stand_for_is_read_from_the_bodies(two: tuple[Desk, Desk]) -> None:
    officer, _ = two
    log(officer, "Green", marking="GREEN")
    page = giver(officer).page({}, lambda _: True, 100, 1 << 20)
    read = labels_in(Page([*page.pieces, b"\xc1", Stub(bytes(16), bytes(16), 1, bytes(8), bytes(32))], []))
    assert read == {scope: stand.labels for scope, stand in officer.read_now(partial(meeting.standing)).items()}
    assert (EVENT, "GREEN", "") in read.values()
