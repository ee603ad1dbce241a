"""What a device signed holds for what it wrote and for nothing else, and a relay passes it on as it came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models.card import Signed
from eocdesk.store import local, peers, signatures, signing, verify
from tests.kit.chains import card_of, end_of, fetch, key_of, lengths, sign
from tests.kit.desks import EVENT, sound

DEV, SCOPE = b"d" * 16, b"s" * 16


def test_our_own_ends_are_signed_by_the_key_this_desk_shows(desk: Desk) -> None:
    ((scope, chains),) = lengths(desk).items()
    end = desk.store.writer.local(partial(end_of, scope=scope, dev=desk.device)).result()
    (one,) = sign(desk, [end])
    assert (one.n, one.hash) == (chains[desk.device], end.hash)
    key = key_of(desk)(desk.device)
    assert key is not None
    assert signing.holds(key, one.message, one.signature)
    assert not signing.holds(key, Signed(scope, desk.device, one.n + 1, one.hash, b"").message, one.signature)
    assert sign(desk, [end._replace(dev=DEV)]) == [], "nobody signs for another"
    desk.store.writer.local(partial(signatures.keep_signed, signed=[one])).result()
    assert desk.read_now(signatures.points, scope, desk.device, 0) == [], "ours are made when asked for, not kept"


def test_a_copy_that_was_renewed_still_signs_what_it_wrote_before(desk: Desk) -> None:
    old, known = desk.device, key_of(desk)
    new = desk.store.writer.local(local.renew).result()
    desk.do_now(Add("venue", EVENT, {"name": "As another device"}))
    assert {dev for chains in lengths(desk).values() for dev in chains} == {old, new}
    for scope, chains in lengths(desk).items():
        ends = [desk.store.writer.local(partial(end_of, scope=scope, dev=dev)).result() for dev in chains]
        for one in sign(desk, ends):
            key = known(one.dev) or key_of(desk)(one.dev)
            assert key is not None
            assert signing.holds(key, one.message, one.signature)
    assert known(old) == key_of(desk)(old), "the old device keeps the key others know"
    assert sound(desk)


def test_an_earlier_device_that_never_met_anybody_gets_a_key_when_it_is_first_asked_for(desk: Desk) -> None:
    old = desk.device
    desk.store.writer.local(lambda c: c.exec_driver_sql("DELETE FROM local WHERE key = 'device key'")).result()
    desk.store.writer.local(local.renew).result()
    assert key_of(desk)(old) is None
    (scope,) = lengths(desk)
    (one,) = sign(desk, [desk.store.writer.local(partial(end_of, scope=scope, dev=old)).result()])
    key = key_of(desk)(old)
    assert key is not None
    assert signing.holds(key, one.message, one.signature)


def test_of_many_signed_ends_those_are_kept_that_a_page_can_be_cut_at(desk: Desk) -> None:
    for n in [*range(1, 400), 1000, 1001]:
        one = Signed(SCOPE, DEV, n, b"", b"x" * 64)
        desk.store.writer.local(partial(signatures.keep_signed, signed=[one])).result()
    kept = desk.read_now(signatures.points, SCOPE, DEV, 0)
    assert kept[-1] == 1001
    dense = [n for n in kept if n < 400]
    assert all(b - a <= signatures.APART for a, b in zip([0, *dense], dense, strict=False))
    assert len(kept) < 400 / signatures.APART * 2 + 3
    assert desk.read_now(signatures.points, SCOPE, DEV, 1000) == [1001]


def test_a_signature_turned_or_over_what_is_not_here_is_named_by_verify(desks: Callable[[int], list[Desk]]) -> None:
    one, two = desks(2)
    fetch(two, one)
    hub = signing.new_key()
    card = card_of(one, b"h" * 16, hub)
    two.store.writer.local(partial(peers.keep_cards, vouched=[card], hub_key=signing.public(hub))).result()
    assert sound(two)
    turn = "UPDATE signature SET signature = zeroblob(64)"
    two.store.writer.local(lambda c: c.exec_driver_sql(turn)).result()
    assert ["is not what its device signed" in f.sentence for f in two.read_now(verify.verify)] == [True]
    two.store.writer.local(lambda c: c.exec_driver_sql("UPDATE signature SET n = n + 7")).result()
    assert ["was signed, and is not here" in f.sentence for f in two.read_now(verify.verify)] == [True]
