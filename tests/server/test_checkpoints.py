"""The hub signs its sequences as they stand, for those who may see them."""

from __future__ import annotations

from eocdesk.models.ids import scope_id
from eocdesk.server.checkpoints import Witness
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import GREEN, PARTNER, RED, Pen, pull_all, push


def test_what_is_signed_is_where_a_reader_arrives(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    push(hub, device, [pen.entry(), pen.entry()], pen.end())
    (one,) = Witness(hub).told(device.dev, 0)
    (stretch,) = pull_all(hub, device.dev)[one.scope]
    assert (one.hub, one.epoch, one.scope) == (hub.id, hub.epoch, scope_id(*GREEN))
    assert (one.seq, one.hash) == (2, stretch.hash)
    assert signing.holds(signing.public(hub.key), one.message, one.signature)


def test_it_is_told_again_only_once_the_scope_grew(file_hub: Hub) -> None:
    pen, witness = Pen(), Witness(file_hub)
    device = pen.let_in(file_hub)
    push(file_hub, device, [pen.entry()], pen.end())
    (one,) = witness.told(device.dev, 0)
    assert witness.told(device.dev, 0) == [one]
    assert witness.told(device.dev, one.at) == []
    push(file_hub, device, [pen.entry()], pen.end())
    (other,) = witness.told(device.dev, one.at - 1)
    assert other.seq == one.seq + 1


def test_a_hub_that_was_put_back_signs_anew_whoever_said_so(file_hub: Hub) -> None:
    pen, witness = Pen(), Witness(file_hub)
    device = pen.let_in(file_hub)
    push(file_hub, device, [pen.entry()], pen.end())
    (one,) = witness.told(device.dev, 0)
    beside = Hub.open(file_hub.folder)
    beside.renew_epoch()
    (other,) = witness.told(device.dev, 0)
    assert one.epoch != other.epoch == beside.epoch
    assert (one.seq, one.hash) == (other.seq, other.hash)
    beside.close()


def test_nobody_is_told_of_a_scope_it_may_not_see(file_hub: Hub) -> None:
    pen, partner = Pen(), Pen()
    device = pen.let_in(file_hub)
    partner.let_in(file_hub, PARTNER)
    for labels in (GREEN, RED):
        push(file_hub, device, [pen.entry(labels)], pen.end(labels))
    witness = Witness(file_hub)
    assert {one.scope for one in witness.told(partner.dev, 0)} == {scope_id(*GREEN)}
    assert witness.told(b"nobody known here", 0) == []
    with file_hub.writing() as c:
        people.revoke(c, device.dev, "lost", by="K. Mori")
    assert witness.told(device.dev, 0) == []
