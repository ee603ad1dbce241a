"""The sequencer: no gap, no cut act, nobody's words over another's."""

from __future__ import annotations

from eocdesk.models.ids import scope_id
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import GREEN, Pen, pieces, pull_all, push

SCOPE = scope_id(*GREEN)


def test_a_page_is_in_the_log_once_however_often_it_is_sent(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    page = [pen.write() for _ in range(5)]
    for _ in range(3):
        told = push(hub, device, page, pen.end())
        assert told.durable == [(SCOPE, pen.dev, 5)]
        assert (told.refused, told.wanted) == ([], [])
    assert pieces(pull_all(hub, pen.dev)) == page
