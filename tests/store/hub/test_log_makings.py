"""Nobody makes a second time what another wrote: the text shown under a name is that person's."""

from __future__ import annotations

import pytest

from eocdesk.models import clock
from eocdesk.models.ids import new_id, source_id
from eocdesk.models.right import Labels
from eocdesk.store import signing
from eocdesk.store.hub import log, log_page
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import AMBER, GAMES, GREEN, PARTNER, Pen, pieces, pull_all, push

WHY = "Another desk wrote this entry"


@pytest.mark.parametrize("labels", [GREEN, AMBER])
def test_an_entry_is_made_once(hub: Hub, labels: Labels) -> None:
    """Wherever the second making is put: its words would be shown under the name of who wrote first."""
    author, thief = Pen(), Pen()
    device, stolen = author.let_in(hub), thief.let_in(hub)
    rec = new_id()
    push(hub, device, [author.entry(rec=rec, text="Gate 3 closed")], author.end())
    forged = thief.entry(labels, rec=rec, text="All quiet")
    ((_, _, _, why),) = push(hub, stolen, [forged], thief.end(labels)).refused
    assert WHY in why
    assert forged not in pieces(pull_all(hub, author.dev), labels)
    assert push(hub, device, [author.entry(rec=rec)], author.end()).refused == [], "whose it is may say it again"


def test_of_two_makings_brought_together_the_first_is_let_in(hub: Hub) -> None:
    author, thief, relay = Pen(), Pen(), Pen()
    author.let_in(hub)
    thief.let_in(hub)
    bringing = relay.let_in(hub)
    rec, other = new_id(), new_id()
    page = [author.entry(rec=rec), thief.entry(rec=rec)]
    told = push(hub, bringing, page, author.end(), thief.end())
    assert [(dev, WHY in why) for _, dev, _, why in told.refused] == [(thief.dev, True)]
    first, second = author.entry(rec=other), thief.entry(rec=other)
    with hub.writing() as connection:
        pages = [log_page.read(bringing, [body], [pen.end()]) for body, pen in ((first, author), (second, thief))]
        keys = {pen.dev: signing.public(pen.key) for pen in (author, thief)}
        found, _ = log.append(connection, [log_page.proven(page, keys) for page in pages], clock.now())
    assert [len(one.refused) for one in found] == [0, 1]


def test_a_making_that_was_not_let_in_keeps_nobody_from_writing(hub: Hub) -> None:
    thief, author = Pen(), Pen()
    stolen, device = thief.let_in(hub, PARTNER), author.let_in(hub)
    rec = new_id()
    assert len(push(hub, stolen, [thief.entry(rec=rec)], thief.end()).refused) == 1
    assert push(hub, device, [author.entry(rec=rec)], author.end()).refused == []


def test_what_is_imported_may_come_from_two_desks(hub: Hub) -> None:
    one, other = Pen(), Pen()
    first, second = one.let_in(hub), other.let_in(hub)
    rec = source_id(GAMES, "entry", "radio log", "17")
    assert push(hub, first, [one.entry(rec=rec)], one.end()).refused == []
    assert push(hub, second, [other.entry(rec=rec)], other.end()).refused == []
