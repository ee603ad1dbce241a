"""Who hands in words is told where they stand, if all of them went in as they are and nothing else is between."""

from __future__ import annotations

from eocdesk.models.change import Why
from eocdesk.models.ids import scope_id
from eocdesk.store.changelog import ZERO
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.sequence import linked
from tests.kit.chains import stub_of
from tests.kit.hubs import AMBER, GREEN, OFFICER, PARTNER, Pen, pull, push

SCOPE = scope_id(*GREEN)


def test_the_place_of_a_page_is_the_one_it_is_read_at(hub: Hub) -> None:
    one, two = Pen(), Pen()
    first, second = one.let_in(hub), two.let_in(hub)
    push(hub, second, [two.write()], two.end())
    page = [one.write(GREEN), one.write(AMBER), one.write(GREEN)]
    told = push(hub, first, page, one.end(GREEN), one.end(AMBER))
    before = pull(hub, two.dev).stretches
    hashes = {stretch.scope: stretch.hash for stretch in before}
    assert {stand.scope: (stand.first, stand.hash) for stand in told.stands} == {
        SCOPE: (2, hashes[SCOPE]),
        scope_id(*AMBER): (1, hashes[scope_id(*AMBER)]),
    }
    amber = next(stand for stand in told.stands if stand.scope != SCOPE)
    assert linked(ZERO, page[1:2]) == amber.hash


def test_words_that_were_there_already_are_told_no_place(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    page = [pen.write(), pen.write()]
    assert push(hub, device, page, pen.end()).stands
    more = [*page, pen.write()]
    assert push(hub, device, more, pen.end()).stands == []
    assert push(hub, device, more, pen.end()).stands == []


def test_words_that_were_not_let_in_are_told_no_place(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub, PARTNER)
    told = push(hub, device, [pen.write(kind="entry"), pen.write(kind="venue")], pen.end())
    assert told.refused
    assert told.stands == []


def test_words_that_fill_a_place_stand_elsewhere_than_their_page(hub: Hub) -> None:
    pen, relay = Pen(), Pen()
    author, other = pen.let_in(hub), relay.let_in(hub)
    page = [pen.write(), pen.write()]
    push(hub, other, [stub_of(page[0], Why.WITHDRAWN), page[1]], pen.end())
    assert push(hub, author, page, pen.end()).stands == []


def test_nothing_is_told_of_a_scope_that_the_relay_does_not_see(hub: Hub) -> None:
    pen = Pen()
    author, relay = pen.let_in(hub, OFFICER), Pen().let_in(hub, PARTNER)
    told = push(hub, relay, [pen.write(AMBER)], pen.end(AMBER))
    assert told.durable == [(scope_id(*AMBER), pen.dev, 1)]
    assert told.stands == []
    assert push(hub, author, [pen.write(AMBER)], pen.end(AMBER)).stands
