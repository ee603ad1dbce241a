"""Rows of the log as they are locked, found again and written."""

from __future__ import annotations

from eocdesk.models.change import decode
from eocdesk.models.ids import scope_id
from eocdesk.store.changelog import ZERO, link
from eocdesk.store.hub import log_rows
from eocdesk.store.hub.hub import Hub
from eocdesk.store.merge import Key
from tests.kit.hubs import AMBER, GREEN, PARTNER, RED, Pen, push


def test_scopes_are_made_where_they_are_new_and_found_where_they_are_not(hub: Hub) -> None:
    green, amber, red = map(scope_id, *zip(GREEN, AMBER, RED, strict=True))
    with hub.writing() as connection:
        made = log_rows.lock_scopes(connection, {green: GREEN}, {red})
        assert {scope: (head.labels, head.seq, head.hash) for scope, head in made.items()} == {green: (GREEN, 0, ZERO)}
        assert made[green].step(b"x" * 32, b"d" * 16, 1) == 1
        log_rows.write(connection, [], made.values(), {})
    with hub.writing() as connection:
        again = log_rows.lock_scopes(connection, {amber: AMBER}, {green})
        assert list(again) == sorted([amber, green])
        assert (again[green].seq, again[green].hash) == (1, link(ZERO, b"x" * 32 + b"d" * 16 + bytes(7) + b"\x01"))


def test_many_chains_and_words_are_found_however_many_are_asked_for(file_hub: Hub) -> None:
    pens = [Pen() for _ in range(4)]
    devices = [pen.let_in(file_hub) for pen in pens]
    for pen, device in zip(pens, devices, strict=True):
        push(file_hub, device, [pen.write() for _ in range(200)], pen.end())
    scope = scope_id(*GREEN)
    keys = {Key(scope, pen.dev, n) for pen in pens for n in range(1, 202)}
    with file_hub.reading() as connection:
        chains = log_rows.chains(connection, {(scope, pen.dev) for pen in pens} | {(scope, b"x" * 16)})
        words = log_rows.words(connection, keys)
    assert {chain: head.n for chain, head in chains.items()} == {(scope, pen.dev): 200 for pen in pens}
    assert len(words) == 800
    assert all((key.dev, key.n) == (change.dev, change.n) for key, change in words.items())


def test_words_in_quarantine_are_found_and_said_to_be_held_back(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub, PARTNER)
    body = pen.write()
    push(hub, device, [body], pen.end())
    scope = scope_id(*GREEN)
    with hub.reading() as connection:
        assert log_rows.words(connection, {Key(scope, pen.dev, 1)}) == {Key(scope, pen.dev, 1): decode(body)}
        (held,) = log_rows.held(connection, (scope, pen.dev), 1, 5).values()
    assert (held.bare, held.shut) == (True, True)
    assert "no right" in held.sentence
