"""The log keeps every body as it was written, in chains without gaps, and knows what came from elsewhere."""

from __future__ import annotations

import hashlib
from functools import partial

from sqlalchemy import Connection

from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models.change import Stub, Why, decode, encode
from eocdesk.store import changelog, kept, verify
from eocdesk.store.work import Who
from tests.kit.desks import EVENT, bodies


def test_the_chain_is_over_the_hash_of_a_body_so_that_a_redacted_one_still_verifies() -> None:
    body = b"what was said"
    expected = hashlib.sha256(changelog.ZERO + hashlib.sha256(body).digest()).digest()
    assert changelog.link(changelog.ZERO, body) == expected
    assert changelog.link(expected, body) != expected


def test_numbers_of_a_device_in_a_scope_have_no_gap_and_each_names_the_hash_before_it(desk: Desk) -> None:
    for n in range(5):
        desk.do_now(Add("venue", EVENT, {"name": f"Venue {n}", "marking": ("AMBER", "RED")[n % 2]}))
    ends: dict[bytes, tuple[int, bytes]] = {}
    for body in bodies(desk):
        change = decode(body)
        n, held = ends.get(change.scope, (0, changelog.ZERO))
        assert (change.n, change.prev) == (n + 1, held[: changelog.PREV])
        ends[change.scope] = (change.n, changelog.link(held, body))
    for scope, (n, held) in ends.items():
        chain = desk.read_now(changelog.chain_of, scope, desk.device)
        assert (chain.n, chain.hash) == (n, held)


def test_an_act_and_a_record_are_found_with_all_their_changes_in_order(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    act = desk.do_now(Amend("venue", record, {"name": "SoFi Stadium"})).notice.act.id
    assert [change.fields["name"] for change, _ in desk.read_now(changelog.of_record, record)] == [
        "SoFi",
        "SoFi Stadium",
    ]
    assert [change.rec for change in desk.read_now(changelog.of_act, act)] == [record]
    assert desk.read_now(changelog.by_dot, b"s" * 16, desk.device, 1) is None
    assert desk.read_now(changelog.of_record, b"r" * 16) == []


def test_a_scope_says_what_it_was_made_from(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi", "marking": "RED", "audience": "lapd, fbi"})).value
    change = desk.read_now(changelog.of_record, record)[0][0]
    assert desk.read_now(changelog.labels_of, change.scope) == (EVENT, "RED", "FBI,LAPD") == change.labels


def test_only_what_others_wrote_comes_from_elsewhere(desk: Desk) -> None:
    other = kept.start(desk.folder)
    try:
        told = desk.read_now(changelog.newest)
        desk.do_now(Add("venue", EVENT, {"name": "Mine"}))
        theirs = other.writer.do(Add("venue", EVENT, {"name": "Theirs"}), Who("Other")).result().value
        desk.do_now(Add("venue", EVENT, {"name": "Mine too"}))
        last, found, act = desk.read_now(changelog.elsewhere, told, desk.store.writer.own)
        assert found == [("venue", theirs)]
        assert act is not None
        assert act.person == "Other"
        assert last == desk.read_now(changelog.newest)
        assert desk.read_now(changelog.elsewhere, last, desk.store.writer.own)[1:] == ([], None)
    finally:
        other.close()


def test_a_place_stands_where_its_words_stood_and_nothing_else_changes(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    ((change, _),) = desk.read_now(changelog.of_record, record)
    chain = desk.read_now(changelog.chain_of, change.scope, desk.device)
    whole = desk.read_now(verify.digest)
    place = [(chain.id, change.n, encode(change))]
    desk.store.writer.local(partial(changelog.blank, places=place, why=Why.REDACTED)).result()
    stub = Stub(change.scope, desk.device, change.n, change.prev, changelog.digest_of(encode(change)), Why.REDACTED)
    assert desk.read_now(changelog.held_at, chain.id, change.n) == (stub, chain.hash)
    assert desk.read_now(changelog.held_from, chain.id, change.n, 5) == {(chain.id, change.n): (stub, chain.hash)}
    assert desk.read_now(changelog.by_dot, change.scope, desk.device, change.n) is None
    assert desk.read_now(changelog.of_record, record) == []
    assert desk.read_now(verify.digest) == whole
    assert desk.read_now(lambda c: list(verify.chains(c))) == []
    assert changelog.digest_of(stub) == changelog.digest_of(encode(change))


def test_numbers_that_begin_again_after_everything_was_taken_away_are_heard_of(desk: Desk) -> None:
    record = desk.do_now(Add("venue", EVENT, {"name": "SoFi"})).value
    _, found, _ = desk.read_now(changelog.elsewhere, 1_000, tuple)
    assert ("venue", record) in found


def test_all_that_was_taken_out_at_once_is_told_however_much_and_again_to_who_looks_late(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    told = desk.read_now(changelog.newest)
    many = [("entry", n.to_bytes(16, "big")) for n in range(12_000)]
    for some in (many[:11_000], many[11_000:]):
        desk.store.writer.local(partial(note, gone=some)).result()
    last, found, _ = desk.read_now(changelog.elsewhere, told, desk.store.writer.own)
    assert {one for one in found if one[0] == "entry"} == set(many)
    assert desk.read_now(changelog.elsewhere, last, desk.store.writer.own)[1] == []


def test_what_was_taken_out_long_ago_is_forgotten(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "SoFi"}))
    for n in range(60):
        gone = [("entry", n.to_bytes(16, "big"))]
        desk.store.writer.local(partial(note, gone=gone)).result()
    kept_ = desk.read_now(
        lambda c: c.exec_driver_sql("SELECT count(*) FROM local WHERE key LIKE 'withheld/%'").scalar_one()
    )
    assert kept_ == 50


def note(connection: Connection, gone: list[tuple[str, bytes]]) -> None:
    changelog.note_gone(connection, changelog.newest(connection), gone)
