"""Words held back: nobody reads them until a supervisor lets them in, then everybody who may does."""

from __future__ import annotations

import pytest

from eocdesk.models import Act, Refused
from eocdesk.models.change import Stub, decode
from eocdesk.models.ids import new_id, scope_id
from eocdesk.models.right import Right
from eocdesk.store.hub import people, quarantine
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.reading import Cursor
from tests.kit.hubs import AMBER, GREEN, OFFICER, PARTNER, Pen, made, pieces, pull_all, push

SCOPE = scope_id(*GREEN)
LIAISON = Right("liaison")


def test_what_waits_is_listed_with_who_and_why(hub: Hub) -> None:
    pen = Pen()
    page = [pen.write(), pen.write()]
    push(hub, pen.let_in(hub, PARTNER, "Fire liaison"), page, pen.end())
    with hub.reading() as connection:
        found = quarantine.waiting(connection)
    assert [(one.dev, one.n, one.state, one.change) for one in found] == [
        (pen.dev, n, "waiting", decode(body)) for n, body in enumerate(page, 1)
    ]
    assert "“Fire liaison” has no right" in found[0].sentence


def test_words_let_in_come_once_more_and_fill_their_stubs(hub: Hub) -> None:
    pen, reader = Pen(), Pen()
    device = pen.let_in(hub, PARTNER)
    reader.let_in(hub)
    page = [pen.write(fields=made(GREEN, title="held-back")), pen.write()]
    push(hub, device, page, pen.end())
    cursors: dict[bytes, Cursor] = {}
    assert "held-back" not in str(pull_all(hub, reader.dev, cursors))
    heard: list[dict[bytes, int]] = []
    hub.heard.append(lambda grown: heard.append(dict(grown)))
    hub.release(SCOPE, pen.dev, 1, "K. Mori")
    assert pieces(pull_all(hub, reader.dev, cursors)) == [page[0]]
    assert {SCOPE: 3} in heard
    told = push(hub, device, page, pen.end())
    assert [n for _, _, n, _ in told.refused] == [2], "the first is in by now"
    with pytest.raises(Refused, match="any more"):
        hub.release(SCOPE, pen.dev, 1, "K. Mori")


def test_an_act_is_let_in_whole(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub, LIAISON)
    act = Act(new_id(), "Set up", size=3)
    page = [pen.write(act=act), pen.write(AMBER, kind="period", act=act), pen.write(AMBER, act=act)]
    push(hub, device, page, pen.end(), pen.end(AMBER))
    hub.release(SCOPE, pen.dev, 1, "K. Mori")
    found = pull_all(hub, pen.dev)
    assert [piece for piece in pieces(found) if not isinstance(piece, Stub)] == page[:1]
    assert [piece for piece in pieces(found, AMBER) if not isinstance(piece, Stub)] == page[1:]
    with hub.reading() as connection:
        assert quarantine.waiting(connection) == []


def test_a_move_let_in_takes_the_record_away_from_who_may_not_follow(hub: Hub) -> None:
    pen, partner = Pen(), Pen()
    device = pen.let_in(hub)
    partner.let_in(hub, PARTNER)
    rec = new_id()
    first = pen.write(rec=rec)
    push(hub, device, [first], pen.end())
    with hub.writing() as connection:
        people.withdraw_right(connection, pen.dev, OFFICER, why="off duty", by="K. Mori")
    leave, enter = pen.move(rec, GREEN, AMBER, 1)
    assert len(push(hub, device, [leave, enter], pen.end(), pen.end(AMBER)).refused) == 2
    assert pieces(pull_all(hub, partner.dev))[0] == first
    hub.release(SCOPE, pen.dev, 2, "K. Mori")
    found = pieces(pull_all(hub, partner.dev))
    assert [isinstance(piece, Stub) for piece in found] == [True, True, False]
    assert found[2] == leave


def test_words_turned_down_stay_out_and_stay_kept(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub, PARTNER)
    page = [pen.write()]
    push(hub, device, page, pen.end())
    hub.dismiss(SCOPE, pen.dev, 1, "K. Mori")
    with hub.reading() as connection:
        assert quarantine.waiting(connection) == []
    assert len(push(hub, device, page, pen.end()).refused) == 1
    assert all(isinstance(piece, Stub) for piece in pieces(pull_all(hub, pen.dev)))
    hub.release(SCOPE, pen.dev, 1, "K. Mori")
    assert page[0] in pieces(pull_all(hub, pen.dev)), "a supervisor may think again"


def test_what_was_never_held_back_cannot_be_let_in(hub: Hub) -> None:
    pen = Pen()
    push(hub, pen.let_in(hub), [pen.write()], pen.end())
    for ask in (hub.release, hub.dismiss):
        with pytest.raises(Refused, match="holds no such words"):
            ask(SCOPE, pen.dev, 1, "K. Mori")
