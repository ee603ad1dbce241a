"""Joining over HTTP: a code lets one desk in, guessing is slowed down and never slows who has a right code."""

from __future__ import annotations

import json

import pytest

from eocdesk.models import enrolment
from eocdesk.models.card import decode_card
from eocdesk.models.enrolment import Code
from eocdesk.models.right import Right
from eocdesk.server import enrol
from eocdesk.store import signing
from eocdesk.store.hub import people
from eocdesk.sync.access import Asking, Challenge, Join, Joined, Proof, Token, proof_of
from eocdesk.sync.protocol import Hello, Welcome, unpack
from tests.kit.hubs import BOX
from tests.kit.servers import Caller, Server


def code(server: Server) -> str:
    with server.hub.writing() as c:
        return people.make_code(c, Right("liaison"), by="K. Mori")


def join(caller: Caller, secret: str, name: str = "Gate 3") -> Join:
    return Join(secret, caller.dev, signing.public(caller.key), BOX, name)


def refusals(server: Server) -> int:
    with server.hub.reading() as c:
        return sum(line.times for line in people.trail(c, limit=5000) if line.what == "refused")


def test_a_code_lets_a_desk_in_from_nothing_to_a_token(shared: Server) -> None:
    desk = Caller(shared, None)
    joined = desk.told("enrol", join(desk, code(shared)), Joined)
    assert joined.hub == shared.hub.id
    assert signing.holds(joined.key, joined.card.message, joined.card.signature)
    assert decode_card(joined.card.body).rights == (Right("liaison"),)
    again = desk.told("enrol", join(desk, code(shared)), Joined)  # a second code for the same desk and right
    assert decode_card(again.card.body).rights == (Right("liaison"),)
    assert desk.sign_in().order == ""
    hello = Hello((1,), desk.dev, "0", 1, 0)
    assert desk.told("hello", hello, Welcome).id == shared.hub.id


def test_who_joins_a_hub_that_was_put_back_hears_of_its_new_epoch(shared: Server) -> None:
    shared.hub.renew_epoch()  # the process that answers was not begun anew
    desk = Caller(shared, None)
    assert desk.told("enrol", join(desk, code(shared)), Joined).epoch == shared.hub.epoch


def test_a_code_that_was_used_lets_nobody_else_in(shared: Server) -> None:
    first, second = Caller(shared, None), Caller(shared, None)
    secret = code(shared)
    assert first.ask("enrol", join(first, secret)).status_code == 200
    assert first.ask("enrol", join(first, secret)).status_code == 200  # its answer was lost
    told = second.ask("enrol", join(second, secret))
    assert told.status_code == 403
    assert "used already" in told.json()["sentence"]
    with shared.hub.reading() as c:
        assert people.device(c, second.dev) is None
        assert [line.what for line in people.trail(c, dev=first.dev)].count("joined") == 2


def test_who_guesses_codes_is_slowed_down_and_who_has_one_is_not(server: Server) -> None:
    guesser, guest = Caller(server, None), Caller(server, None)
    told = [guesser.ask("enrol", join(guesser, enrolment.new_secret())) for _ in range(enrol.GUESSED + 10)]
    assert {answer.status_code for answer in told[: enrol.GUESSED]} == {403}
    assert told[-1].status_code == 429
    assert int(told[-1].headers["retry-after"]) >= 1
    assert refusals(server) >= enrol.GUESSED
    assert guest.ask("enrol", join(guest, code(server))).status_code == 200  # from the same address


@pytest.mark.parametrize("words", ["", "none", Code("2" * 11).text[:-1], "é" * 11, "x" * 10_000])
def test_what_is_no_code_is_refused_in_a_sentence(shared: Server, words: str) -> None:
    desk = Caller(shared, None)
    told = desk.ask("enrol", join(desk, words))
    assert told.status_code in {403, 429}
    assert told.json()["sentence"].endswith(".")


def test_a_challenge_is_given_to_anybody_and_tells_nothing(shared: Server) -> None:
    known, stranger = Caller(shared), Caller(shared, None)
    one, other = (c.told("challenge", Asking(c.dev), Challenge) for c in (known, stranger))
    assert len(one.nonce) == len(other.nonce)
    told = stranger.prove()
    assert told.status_code == 401
    assert "does not know this desk" in told.json()["sentence"]


def test_an_answer_heard_on_the_way_is_of_no_use_a_second_time(shared: Server) -> None:
    desk = Caller(shared)
    nonce = desk.told("challenge", Asking(desk.dev), Challenge).nonce
    proof = Proof(desk.dev, nonce, signing.sign(desk.key, proof_of(shared.hub.id, nonce)))
    assert unpack(desk.ask("token", proof).content, Token).token
    assert desk.ask("token", proof).status_code == 401


def test_the_same_calls_in_json_for_who_looks_for_a_fault(shared: Server) -> None:
    desk = Caller(shared)
    nonce = desk.ask("challenge", json.dumps({"dev": desk.dev.hex()}).encode()).json()["nonce"]
    signature = signing.sign(desk.key, proof_of(shared.hub.id, bytes.fromhex(nonce))).hex()
    told = desk.ask("token", json.dumps({"dev": desk.dev.hex(), "nonce": nonce, "signature": signature}).encode())
    assert set(told.json()) == {"token", "until", "clock", "order"}
    desk.token = told.json()["token"]
    assert desk.read().status_code == 200
