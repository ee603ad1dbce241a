"""The sequencer: no gap, no cut act, nobody's words over another's, and whose chain it is decides."""

from __future__ import annotations

import hashlib

import pytest
from msgspec import structs
from sqlalchemy import text

from eocdesk.models import Act, Op
from eocdesk.models.card import Signed
from eocdesk.models.change import Stub, Why, decode, encode
from eocdesk.models.ids import new_id, scope_id, source_id
from eocdesk.store import signing
from eocdesk.store.changelog import ZERO, link
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import AMBER, GAMES, GREEN, OFFICER, PARTNER, RED, Pen, made, pieces, pull_all, push

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


def test_the_same_page_twice_in_one_transaction_is_there_once(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    page = [pen.write() for _ in range(3)]
    asked = [hub.commit(device, page, [pen.end()]) for _ in range(20)]
    assert {tuple(one.result(30).durable) for one in asked} == {((SCOPE, pen.dev, 3),)}
    assert pieces(pull_all(hub, pen.dev)) == page


def test_the_sequence_of_each_scope_has_no_gap_and_its_chain_recomputes(hub: Hub) -> None:
    pens = [Pen() for _ in range(3)]
    devices = [pen.let_in(hub) for pen in pens]
    for round_ in range(4):
        for pen, device in zip(pens, devices, strict=True):
            labels = AMBER if round_ % 2 else GREEN
            push(hub, device, [pen.write(labels) for _ in range(3)], pen.end(labels))
    with hub.reading() as connection:
        rows = connection.execute(text("SELECT scope, seq, dev, n, digest, hash FROM hub_change ORDER BY scope, seq"))
        ends: dict[bytes, tuple[int, bytes]] = {}
        for scope, seq, dev, n, digest, hash_ in rows:
            last, chain = ends.get(scope, (0, ZERO))
            assert seq == last + 1
            assert hash_ == link(chain, digest + dev + n.to_bytes(8, "big"))
            ends[scope] = (seq, hash_)
        heads = connection.execute(text("SELECT id, seq, hash FROM hub_scope")).all()
    assert {scope: (seq, hash_) for scope, seq, hash_ in heads} == ends
    assert {seq for seq, _ in ends.values()} == {18}


def test_a_page_that_leaves_a_gap_is_answered_with_what_is_wanted(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    page = [pen.write() for _ in range(6)]
    push(hub, device, page[:2], at(pen, page, 2))
    told = push(hub, device, page[4:], pen.end())
    assert (told.durable, told.wanted) == ([], [(SCOPE, pen.dev, 2)])
    assert push(hub, device, page[1:], pen.end()).durable == [(SCOPE, pen.dev, 6)]
    assert pieces(pull_all(hub, pen.dev)) == page


def at(pen: Pen, page: list[bytes], n: int) -> Signed:
    """The signed end of a chain as it stood after n changes."""
    hash_ = ZERO
    for body in page[:n]:
        hash_ = link(hash_, body)
    unsigned = Signed(SCOPE, pen.dev, n, hash_, b"")
    return Signed(SCOPE, pen.dev, n, hash_, signing.sign(pen.key, unsigned.message))


def test_a_chain_nobody_or_somebody_else_signed_is_not_taken(file_hub: Hub) -> None:
    pen, other = Pen(), Pen()
    device = pen.let_in(file_hub)
    page = [pen.write() for _ in range(2)]
    end = pen.end()
    forged = Signed(end.scope, end.dev, end.n, end.hash, signing.sign(other.key, end.message))
    elsewhere = Signed(end.scope, end.dev, end.n, ZERO, b"")
    elsewhere = Signed(end.scope, end.dev, end.n, ZERO, signing.sign(pen.key, elsewhere.message))
    for signed in ((), (forged,), (at(pen, page, 1),), (elsewhere,)):
        told = push(file_hub, device, page, *signed)
        assert (told.durable, told.wanted) == ([], [(SCOPE, pen.dev, 0)])
    assert pull_all(file_hub, pen.dev) == {}


def test_nobody_makes_the_hub_know_a_scope_without_signing_what_is_in_it(file_hub: Hub) -> None:
    pen = Pen()
    push(file_hub, pen.let_in(file_hub), [pen.write((GREEN[0], "GREEN", f"A{n}")) for n in range(5)])
    with file_hub.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM hub_scope")).scalar_one() == 0


def scopes(hub: Hub) -> int:
    with hub.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM hub_scope")).scalar_one())


def test_a_page_of_which_nothing_is_taken_leaves_no_scope_behind(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    _, second = pen.write(), pen.write()
    assert push(hub, device, [second], pen.end()).wanted == [(SCOPE, pen.dev, 0)]
    assert scopes(hub) == 0


def test_a_device_fills_the_hub_with_no_scopes_of_words_that_are_not_let_in(
    file_hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eocdesk.store.hub.log.STRANGE", 3)
    pen = Pen()
    device = pen.let_in(file_hub, PARTNER)
    strange = [(GREEN[0], "RED", f"A{n}") for n in range(6)]
    for labels in strange:
        push(file_hub, device, [pen.write(labels)], pen.end(labels))
    assert scopes(file_hub) == 3
    with file_hub.writing() as connection:
        device = people.grant(connection, pen.dev, OFFICER, by="K. Mori")
    told = [push(file_hub, device, [pen.write(labels)], pen.end(labels)) for labels in strange[:3]]
    assert [len(one.durable) for one in told] == [1, 1, 1], "who may write there by now writes on"


def test_a_relay_brings_chains_of_others_but_not_of_strangers(file_hub: Hub) -> None:
    relay, author, stranger = Pen(), Pen(), Pen()
    device = relay.let_in(file_hub, PARTNER)
    author.let_in(file_hub)
    told = push(file_hub, device, [author.write(RED), stranger.write(RED)], author.end(RED), stranger.end(RED))
    assert told.durable == [(scope_id(*RED), author.dev, 1)]
    assert told.wanted == [(scope_id(*RED), stranger.dev, 0)]


def test_who_reads_only_writes_of_itself_and_of_nobody_else(file_hub: Hub) -> None:
    """Else a partner could rename every officer, or have all of them leave for nowhere."""
    author, partner = Pen(), Pen()
    device, reading = author.let_in(file_hub), partner.let_in(file_hub, PARTNER)
    nowhere = (bytes(16), "GREEN", "")
    chief, base = new_id(), {"name": [(author.dev, 1)], "event": [(author.dev, 1)]}
    push(file_hub, device, [author.write(nowhere, kind="person", rec=chief)], author.end(nowhere))
    page = [
        partner.write(nowhere, kind="person"),
        partner.write(nowhere, {"name": "Impostor"}, kind="person", rec=chief, base=base),
        partner.write(nowhere, kind="person", rec=chief),
        partner.write(nowhere, {}, kind="person", rec=chief, op=Op.LEAVE, base=base),
    ]
    told = push(file_hub, reading, page, partner.end(nowhere))
    assert [(n, "of its own only" in why) for _, _, n, why in told.refused] == [(2, True), (3, True), (4, True)]
    page = [author.write(nowhere, {"name": "Chief"}, kind="person", rec=decode(page[0]).rec)]
    assert push(file_hub, device, page, author.end(nowhere)).refused == []


def test_who_reads_only_notes_which_paper_it_let_out_and_touches_nobody_elses_trail(file_hub: Hub) -> None:
    author, partner = Pen(), Pen()
    device, reading = author.let_in(file_hub), partner.let_in(file_hub, PARTNER)
    theirs = new_id()
    push(file_hub, device, [author.write(GREEN, kind="access", rec=theirs)], author.end(GREEN))
    page = [partner.write(GREEN, kind="access"), partner.write(GREEN, kind="access", rec=theirs)]
    told = push(file_hub, reading, page, partner.end(GREEN))
    assert [(n, "of its own only" in why) for _, _, n, why in told.refused] == [(2, True)]


def test_nobody_hears_of_anothers_chain_where_it_may_not_look(file_hub: Hub) -> None:
    """Neither how long it is, nor whether words that were guessed stand there, nor whether the desk is known at all."""
    author, partner = Pen(), Pen()
    device, asking = author.let_in(file_hub), partner.let_in(file_hub, PARTNER)
    bodies = [author.write(RED) for _ in range(3)]
    push(file_hub, device, bodies, author.end(RED))
    digest, red = hashlib.sha256(bodies[0]).digest(), scope_id(*RED)
    asked = [
        Stub(red, author.dev, 1_000_000, bytes(8), bytes(32)),  # how long is it?
        Stub(red, author.dev, 1, bytes(8), digest),  # are these the words?
        Stub(red, author.dev, 1, bytes(8), bytes(32)),
        Stub(red, b"x" * 16, 1, bytes(8), bytes(32)),
        Stub(b"y" * 16, author.dev, 1, bytes(8), bytes(32)),
    ]
    for piece in asked:
        told = push(file_hub, asking, [piece])
        assert (told.durable, told.refused, told.wanted) == ([], [], [(piece.scope, piece.dev, 0)])
    told = push(file_hub, asking, bodies, author.end(RED))
    assert told.durable == [(red, author.dev, 3)], "who brings its signature saw it when it might"


def test_a_fork_that_a_relay_made_up_keeps_nothing_of_its_author_back(file_hub: Hub) -> None:
    author, relay = Pen(), Pen()
    device, bringing = author.let_in(file_hub), relay.let_in(file_hub)
    push(file_hub, device, [author.write()], author.end())
    known = author.end()
    act = Act(new_id(), "Two places", size=2)
    real = author.write(AMBER, act=act)
    made_up = encode(structs.replace(decode(author.write(act=act)), n=1, prev=bytes(8)))
    for ends in ([author.end(AMBER)], [author.end(AMBER), known]):
        told = push(file_hub, bringing, [made_up, real], *ends)
        assert (told.durable, told.refused) == ([], [])
    assert push(file_hub, device, [real], author.end(AMBER)).refused == []


def test_a_relay_that_was_revoked_brings_nothing_of_others(file_hub: Hub) -> None:
    relay, author = Pen(), Pen()
    relay.let_in(file_hub)
    author.let_in(file_hub)
    with file_hub.writing() as connection:
        revoked = people.revoke(connection, relay.dev, "lost in a taxi", by="K. Mori")
    told = push(file_hub, revoked, [author.write(), relay.write()], author.end(), relay.end())
    assert told.wanted == [(SCOPE, author.dev, 0)]
    assert [(dev, "lost in a taxi" in why) for _, dev, _, why in told.refused] == [(relay.dev, True)]


def test_a_desk_that_was_revoked_hands_in_what_it_wrote_before_it_was_renewed(file_hub: Hub) -> None:
    """Then it forgets everything: words that are not taken now are nowhere any more."""
    pen, before = Pen(), Pen()
    device = pen.let_in(file_hub)
    with file_hub.writing() as connection:
        people.follow(connection, device, before.dev, signing.public(before.key))
        revoked = people.revoke(connection, pen.dev, "lost in a taxi", by="K. Mori")
    told = push(file_hub, revoked, [before.write()], before.end())
    assert (told.durable, told.wanted) == ([(SCOPE, before.dev, 1)], [])
    assert [(dev, "lost in a taxi" in why) for _, dev, _, why in told.refused] == [(before.dev, True)]


def test_two_copies_that_write_as_one_device_are_told_apart(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub)
    first = pen.write()
    push(hub, device, [first], pen.end())
    before = dict(pen.chains)
    push(hub, device, [mine := pen.write()], pen.end())
    pen.chains = before
    theirs = [pen.write(), pen.write()]
    told = push(hub, device, [first, *theirs, pen.write(AMBER)], pen.end(), pen.end(AMBER))
    assert told.durable == [(SCOPE, pen.dev, 1), (scope_id(*AMBER), pen.dev, 1)]
    assert [one[:3] for one in told.refused] == [(SCOPE, pen.dev, 2), (SCOPE, pen.dev, 3)]
    assert "Two copies write as “Desk”" in told.refused[0][3]
    assert pieces(pull_all(hub, pen.dev)) == [first, mine]


def test_a_copy_that_goes_on_where_another_stands_is_told_so_too(file_hub: Hub) -> None:
    """What it sends bears no number twice, yet follows words that the hub does not hold."""
    pen = Pen()
    device = pen.let_in(file_hub)
    first = pen.write()
    before = dict(pen.chains)
    push(file_hub, device, [first, pen.write()], pen.end())
    pen.chains = before
    pen.write()
    told = push(file_hub, device, [pen.write()], pen.end())
    assert (told.durable, told.wanted) == ([], [])
    assert [one[:3] for one in told.refused] == [(SCOPE, pen.dev, 3)]


def test_an_act_is_let_in_whole_or_not_at_all(hub: Hub) -> None:
    """A liaison may write incidents and no events: one such in an act keeps all of it back."""
    pen = Pen()
    device = pen.let_in(hub, type(OFFICER)("liaison"))
    act = Act(new_id(), "Set up", "L. Chen", size=2)
    page = [pen.write(), pen.write(act=act), pen.write(AMBER, kind="event", act=act), pen.write()]
    told = push(hub, device, page, pen.end(), pen.end(AMBER))
    assert {one[:3] for one in told.refused} == {(SCOPE, pen.dev, 2), (scope_id(*AMBER), pen.dev, 1)}
    assert told.durable == [(SCOPE, pen.dev, 3), (scope_id(*AMBER), pen.dev, 1)]
    found = pull_all(hub, pen.dev)
    assert pieces(found) == [page[0], stub_of(page[1]), page[3]]
    assert pieces(found, AMBER) == [stub_of(page[2])]


def stub_of(body: bytes, why: Why = Why.REFUSED) -> Stub:
    change = decode(body)
    return Stub(change.scope, change.dev, change.n, change.prev, hashlib.sha256(body).digest(), int(why))


def test_an_act_of_which_a_part_was_held_back_before_is_held_back_whole(file_hub: Hub) -> None:
    """A relay that sees one scope alone brought that part, and its author was let in to more only afterwards."""
    pen, relay = Pen(), Pen()
    device, other = pen.let_in(file_hub, PARTNER), relay.let_in(file_hub)
    act = Act(new_id(), "Both", "L. Chen", size=2)
    page = [pen.write(act=act), pen.write(AMBER, act=act)]
    push(file_hub, other, page[:1], pen.end())
    with file_hub.writing() as connection:
        people.grant(connection, pen.dev, OFFICER, by="K. Mori")
    told = push(file_hub, device, page, pen.end(), pen.end(AMBER))
    assert {scope for scope, _, _, _ in told.refused} == {SCOPE, scope_id(*AMBER)}
    file_hub.release(SCOPE, pen.dev, 1, "K. Mori")
    assert pieces(pull_all(file_hub, pen.dev), AMBER)[-1] == page[1]


def test_an_act_with_a_gap_in_one_chain_waits_with_all_its_chains(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    early = pen.write(AMBER)
    act = Act(new_id(), "Both", "L. Chen", size=2)
    page = [pen.write(act=act), pen.write(AMBER, act=act)]
    told = push(file_hub, device, page, pen.end(), pen.end(AMBER))
    assert told.durable == []
    assert set(told.wanted) == {(SCOPE, pen.dev, 0), (scope_id(*AMBER), pen.dev, 0)}
    assert len(push(file_hub, device, [early, *page], pen.end(), pen.end(AMBER)).durable) == 2


def test_a_refused_change_is_refused_again_when_the_answer_was_lost(hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(hub, PARTNER)
    page = [pen.write(), pen.write()]
    first = push(hub, device, page, pen.end())
    assert len(first.refused) == 2
    assert "has no right to write an incident marked GREEN" in first.refused[0][3]
    assert push(hub, device, page, pen.end()) == first
    assert pieces(pull_all(hub, pen.dev)) == [stub_of(one) for one in page]


def test_what_an_author_wrote_once_is_not_changed_by_anyone(hub: Hub) -> None:
    pen, other = Pen(), Pen()
    device, intruder = pen.let_in(hub), other.let_in(hub)
    rec = new_id()
    push(hub, device, [pen.entry(rec=rec)], pen.end())
    parent = {"text": [(pen.dev, 1)]}
    rewritten = other.write(fields={"text": "All quiet"}, kind="entry", rec=rec, base=parent)
    struck = other.write(fields={"struck": True}, kind="entry", rec=rec)
    filled = other.write(fields={"reason": "none"}, kind="entry", rec=rec)
    same = other.write(fields={"text": "Gate 3 closed"}, kind="entry", rec=rec, base=parent)
    told = push(hub, intruder, [rewritten, struck, filled, same], other.end())
    assert [(n, why) for _, _, n, why in told.refused] == [
        (1, "Text is written once and was changed."),
        (2, "The entry was struck out of the log; it is put right by another entry only."),
        (3, "Reason is written once and was changed."),
    ]


def test_two_that_brought_the_same_entry_are_settled_with_one_of_their_values(hub: Hub) -> None:
    pen, other = Pen(), Pen()
    device, second = pen.let_in(hub), other.let_in(hub)
    rec = source_id(GAMES, "entry", "radio log", "17")  # imported by both
    push(hub, device, [pen.entry(rec=rec, text="Gate 3")], pen.end())
    push(hub, second, [other.entry(rec=rec, text="Gate 4")], other.end())
    both = {"text": sorted([(pen.dev, 1), (other.dev, 1)])}
    push(hub, device, [pen.write(fields={"text": "Gate 5"}, kind="entry", rec=rec, base=both)], pen.end())
    told = push(hub, device, [pen.write(fields={"text": "Gate 4"}, kind="entry", rec=rec, base=both)], pen.end())
    assert told.refused == []
    held = pieces(pull_all(hub, pen.dev))
    assert [isinstance(piece, Stub) for piece in held] == [False, False, True, False]


def test_words_fill_the_stub_that_a_relay_brought_first(hub: Hub) -> None:
    """As after a hub was put back to an older state: one desk holds a stub, its author the words."""
    pen, relay = Pen(), Pen()
    device, other = pen.let_in(hub), relay.let_in(hub)
    page = [pen.write(), pen.write(), pen.write()]
    push(hub, other, [page[0], stub_of(page[1], Why.REDACTED), page[2]], pen.end())
    assert pieces(pull_all(hub, pen.dev)) == [page[0], stub_of(page[1], Why.WITHDRAWN), page[2]]
    for _ in range(2):
        assert push(hub, device, page, pen.end()).durable == [(SCOPE, pen.dev, 3)]
    assert pieces(pull_all(hub, pen.dev))[3:] == [page[1]]


def test_a_stub_brought_first_lets_nobody_past_the_rules(file_hub: Hub) -> None:
    pen, relay = Pen(), Pen()
    device, other = pen.let_in(file_hub, PARTNER), relay.let_in(file_hub)
    push(file_hub, other, [relay.write()], relay.end())
    page = [pen.write(), pen.write()]
    push(file_hub, other, [stub_of(one) for one in page], pen.end())
    assert [n for _, _, n, _ in push(file_hub, device, page, pen.end()).refused] == [1, 2]
    assert all(isinstance(piece, Stub) for piece in pieces(pull_all(file_hub, pen.dev))[1:])


def test_a_clock_ahead_is_noted_and_never_a_reason_to_refuse(file_hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    page = [pen.write()]
    monkeypatch.setattr("tests.kit.hubs.clock.now", lambda: 5_000_000_000_000)
    page.append(pen.write(fields=made(GREEN, title="from the year 2128")))
    monkeypatch.undo()
    assert push(file_hub, device, page, pen.end()).refused == []
    with file_hub.reading() as connection:
        skewed = connection.execute(text("SELECT skewed FROM hub_change ORDER BY seq")).scalars().all()
    assert [bool(one) for one in skewed] == [False, True]


def test_a_record_may_move_and_keeps_what_was_written_once(file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub)
    rec = new_id()
    page = [pen.write(AMBER, made(AMBER, number="7K-1", title="Fire"), rec=rec)]
    act = Act(new_id(), "Change the marking", size=2)
    base = {"event": [(pen.dev, 1)], "number": [(pen.dev, 1)]}
    page.append(pen.write(AMBER, {}, rec=rec, op=Op.LEAVE, base={"event": [(pen.dev, 1)]}, act=act))
    fields = made(GREEN, number="7K-1", title="Fire")
    page.append(pen.write(GREEN, fields, rec=rec, op=Op.ENTER, base=base, act=act, left=scope_id(*AMBER)))
    told = push(file_hub, device, page, pen.end(AMBER), pen.end())
    assert (told.refused, len(told.durable)) == ([], 2)
