"""What a hub answers: to those it knows, by their rights; to a lost laptop nothing but the order to forget."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.card import decode_card
from eocdesk.models.ids import scope_id
from eocdesk.server.answers import Answers
from eocdesk.store import signing
from eocdesk.store.hub import people, quarantine
from eocdesk.store.hub.hub import Hub
from eocdesk.sync import protocol
from eocdesk.sync.protocol import Cursor, Fed, Hello, Page, Pulled, Reach, Since, Welcome, pack, unpack
from tests.kit.hubs import AMBER, GREEN, OFFICER, PARTNER, RED, Pen

CANARY = "canary-51ce"
SCOPE = scope_id(*GREEN)


def hello(pen: Pen, *speaks: int) -> Hello:
    return Hello(speaks or (1,), pen.dev, "0.3", 2, clock.now())


def test_a_desk_is_welcomed_by_name_and_seen(file_hub: Hub) -> None:
    pen = Pen()
    pen.let_in(file_hub)
    welcome = Answers(file_hub).hello(pen.dev, hello(pen, 1, 7))
    assert (welcome.speaks, welcome.id, welcome.name, welcome.epoch) == (1, file_hub.id, "The hub", file_hub.epoch)
    with file_hub.reading() as connection:
        found = people.device(connection, pen.dev)
    assert found is not None
    assert found.seen is not None
    with pytest.raises(Unavailable, match="no common version"):
        Answers(file_hub).hello(pen.dev, hello(pen, 99))


def test_every_process_of_a_hub_tells_at_once_that_it_was_put_back(
    hub: Hub, hub_address: str | None, tmp_path: Path
) -> None:
    """Of several behind a balancer one is begun anew: a desk that hears of two epochs sends all again and again."""
    pen = Pen()
    pen.let_in(hub)
    answers, beside = Answers(hub), Hub.open(tmp_path / "hub", hub_address)

    def told() -> set[bytes]:
        with hub.reading() as connection:
            device = people.device(connection, pen.dev)
        since = Since(roster=clock.now() + 10_000)  # nobody is news
        quick = [answers.pull(pen.dev, since, device).epoch for _ in range(2)]
        return {answers.hello(pen.dev, hello(pen)).epoch, answers.pull(pen.dev, Since()).epoch, *quick}

    before = told()
    assert before == {beside.epoch}
    beside.renew_epoch()
    assert told() == {beside.epoch} != before
    beside.close()


def test_a_desk_the_hub_never_let_in_is_refused_everything(file_hub: Hub) -> None:
    answers, pen = Answers(file_hub), Pen()
    page = Page([pen.write()], [pen.end()])
    for ask in (
        lambda: answers.hello(pen.dev, hello(pen)),
        lambda: answers.heads(pen.dev),
        lambda: answers.push(pen.dev, page),
        lambda: answers.pull(pen.dev, Since()),
    ):
        with pytest.raises(Refused, match="does not know this desk"):
            ask()


def test_what_one_pushes_another_pulls_with_the_cards_to_believe_it(hub: Hub) -> None:
    answers, pen, reader = Answers(hub), Pen(), Pen()
    pen.let_in(hub, name="Gate 3")
    reader.let_in(hub, PARTNER)
    page = [pen.write(), pen.write()]
    taken = answers.push(pen.dev, Page(page, [pen.end()]))
    assert taken.durable == [Reach(SCOPE, pen.dev, 2)]
    assert taken.order == ""
    pulled = answers.pull(reader.dev, Since())
    assert [one.pieces for one in pulled.streams] == [page]
    cards = {card.dev: card for card in map(decode_card, (one.body for one in pulled.cards))}
    assert (cards[pen.dev].name, cards[pen.dev].key) == ("Gate 3", signing.public(pen.key))
    assert cards[reader.dev].rights == (PARTNER,)
    assert all(signing.holds(signing.public(hub.key), one.message, one.signature) for one in pulled.cards)
    (end,) = pulled.signed
    assert signing.holds(cards[pen.dev].key, end.message, end.signature)
    cursors = {one.scope: Cursor(one.first + len(one.pieces) - 1, one.hash) for one in pulled.streams}
    assert answers.pull(reader.dev, Since(cursors)).streams == []


def test_no_byte_of_an_answer_to_a_partner_tells_of_what_it_may_not_see(hub: Hub) -> None:
    answers, pen, partner = Answers(hub), Pen(), Pen()
    pen.let_in(hub)
    partner.let_in(hub, PARTNER)
    open_ = answers.push(pen.dev, Page([pen.write()], [pen.end()]))
    before = [protocol.pack(one) for one in asked(answers, partner)]
    for labels in (AMBER, RED, (GREEN[0], "GREEN", "FIRE")):
        answers.push(pen.dev, Page([pen.write(labels, {"title": CANARY})], [pen.end(labels)]))
    after = asked(answers, partner)
    assert open_.durable
    assert [len(protocol.pack(one)) for one in after] == [len(one) for one in before]
    for one in after:
        assert CANARY not in repr(one)
        assert not any(scope_id(*labels).hex() in repr(one) for labels in (AMBER, RED))
        assert scope_id(*RED) not in protocol.pack(one)


def asked(answers: Answers, pen: Pen) -> list[Pulled | protocol.Heads]:
    """All that a desk can ask; the clock in the answers is left out."""
    pulled = answers.pull(pen.dev, Since())
    guess = answers.pull(pen.dev, Since({scope_id(*RED): Cursor(0, bytes(32))}))
    still = [Pulled(p.streams, p.signed, p.cards, p.revoked, p.rewound, p.epoch, 0) for p in (pulled, guess)]
    return [*still, answers.heads(pen.dev)]


def test_a_lost_laptop_brings_its_words_into_quarantine_and_is_told_to_forget(hub: Hub) -> None:
    answers, pen, reader = Answers(hub), Pen(), Pen()
    pen.let_in(hub)
    reader.let_in(hub)
    answers.push(pen.dev, Page([pen.write()], [pen.end()]))
    with hub.writing() as connection:
        people.revoke(connection, pen.dev, "left in a train", by="K. Mori")
    taken = answers.push(pen.dev, Page([pen.write(fields={"title": CANARY})], [pen.end()]))
    assert taken.order == "purge"
    assert [(one.n, "left in a train" in one.sentence) for one in taken.refused] == [(2, True)]
    pulled = answers.pull(pen.dev, Since())
    assert (pulled.order, pulled.streams) == ("purge", [])
    assert answers.heads(pen.dev).scopes == {}
    assert CANARY not in repr(answers.pull(reader.dev, Since()))
    with hub.reading() as connection:
        assert [one.change.fields["title"] for one in quarantine.waiting(connection)] == [CANARY]


def test_heads_tell_how_far_each_scope_goes(file_hub: Hub) -> None:
    answers, pen = Answers(file_hub), Pen()
    pen.let_in(file_hub, OFFICER)
    answers.push(pen.dev, Page([pen.write(), pen.write(), pen.write(AMBER)], [pen.end(), pen.end(AMBER)]))
    found = answers.heads(pen.dev).scopes
    assert {scope: (one.labels, one.seq) for scope, one in found.items()} == {
        SCOPE: (GREEN, 2),
        scope_id(*AMBER): (AMBER, 1),
    }


def test_a_desk_may_ask_for_small_pages_and_for_nothing_larger_than_a_page(file_hub: Hub) -> None:
    answers, pen = Answers(file_hub), Pen()
    pen.let_in(file_hub)
    for _ in range(3):
        answers.push(pen.dev, Page([pen.write()], [pen.end()]))
    for limit, sizes in ((1, [1]), (0, [1]), (-5, [1]), (2, [2]), (10**9, [3])):
        pulled = answers.pull(pen.dev, Since(limit=limit))
        assert [len(one.pieces) for one in pulled.streams] == sizes


def test_cards_are_made_once_and_anew_as_soon_as_a_desk_is_another(file_hub: Hub) -> None:
    answers, pens = Answers(file_hub), [Pen(), Pen(), Pen()]
    for pen in pens:
        pen.let_in(file_hub)
    asking, other = pens[0].dev, pens[1].dev

    def cards(since: Since) -> dict[bytes, bytes]:
        return {decode_card(one.body).dev: one.body for one in answers.pull(asking, since).cards}

    first = cards(Since())
    assert set(first) == {pen.dev for pen in pens}
    assert cards(Since()) == first
    with file_hub.writing() as connection:
        people.saw(connection, other)
        people.grant(connection, asking, PARTNER, by="K. Mori")
        people.revoke(connection, other, "left in a train", by="K. Mori")
    now = cards(Since())
    assert PARTNER in decode_card(now[asking]).rights
    assert decode_card(now[other]).revoked
    assert now[pens[2].dev] == first[pens[2].dev]
    since = Since(roster=clock.now())
    assert set(cards(since)) == {asking}, "once an hour, and one's own each time"
    with file_hub.writing() as connection:
        people.revoke(connection, pens[2].dev, "left in a bus", by="K. Mori")
    fresh = Pen()
    fresh.let_in(file_hub)
    assert set(cards(since)) == {asking, pens[2].dev, fresh.dev}, "and in between of whom there is news"


def test_a_hub_that_asks_the_outside_says_how_old_its_answers_are(file_hub: Hub) -> None:
    pen, answers = Pen(), Answers(file_hub)
    pen.let_in(file_hub)
    assert answers.hello(pen.dev, hello(pen, 1)).feeds == []
    fed = Fed(b"e" * 16, "usgs", "Earthquakes (USGS)", 5, 6, 300)
    answers.feeds = lambda: [fed]
    assert unpack(pack(answers.hello(pen.dev, hello(pen, 1))), Welcome).feeds == [fed]
