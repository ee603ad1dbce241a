"""People who lead: each call needs the passphrase and the role, and guessing holds up the guesser alone."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from eocdesk.server.orders import Orders
from eocdesk.store.hub import people, people_accounts
from tests.kit.servers import Caller, Server

FIRST = "administrator"
OF_A_SUPERVISOR = {"devices", "trail", "quarantine", "release", "dismiss", "purge"}


def order(server: Server, call: str, phrase: str, account: str = FIRST, **words: Any) -> httpx.Response:
    asked = {"account": account, "passphrase": phrase, **words}
    token = asked.pop("token", "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return server.client().post(f"/v1/admin/{call}", content=json.dumps(asked).encode(), headers=headers)


def with_phrase(server: Server, name: str, role: str, phrase: str) -> None:
    """An account with a passphrase that is known."""
    kept = people_accounts.hashed(phrase)
    with server.hub.writing() as c:
        people_accounts.set_account(c, name, role, kept, by="K. Mori")


def test_the_first_administrator_leads_and_every_order_is_in_the_trail(shared: Server) -> None:
    desk = Caller(shared, name="The van")
    code = order(shared, "code", shared.phrase, role="liaison", event="LA28", hours=1).json()["code"]
    assert len(code) > 40
    lost = order(shared, "revoke", shared.phrase, device="the VAN", why="left in a taxi")
    assert lost.json()["why"] == "left in a taxi"
    listed = order(shared, "devices", shared.phrase).json()
    assert next(one for one in listed if one["id"] == desk.dev.hex())["revoked"] is not None
    lines = order(shared, "trail", shared.phrase, device=desk.dev.hex()[:8]).json()
    assert (lines[0]["what"], lines[0]["who"]) == ("revoked", FIRST)


def test_a_supervisor_releases_and_reads_lists_and_no_more(shared: Server) -> None:
    with_phrase(shared, "A. Diaz", "supervisor", "words of a supervisor")
    calls = Orders(shared.hub, lambda: b"").calls
    assert {call for call, what in calls.items() if what.of_a_supervisor} == OF_A_SUPERVISOR
    for call, status in {"devices": 200, "quarantine": 200, "revoke": 403, "account": 403}.items():
        told = order(shared, call, "words of a supervisor", "a. diaz", device="The van", why="because", name="x")
        assert told.status_code == status, call
        assert ("Only an administrator" in told.text) == (status == 403)


def test_what_two_order_needs_both_passphrases_and_two_names(shared: Server) -> None:
    with_phrase(shared, "B. Ortiz", "supervisor", "words of Ortiz")
    asked = {"why": "Its day has come", "records": ["00" * 16]}
    for second, phrase, status, said in (
        ("", "", 403, "Two people"),
        ("B. Ortiz", "wrong", 401, "wrong"),
        ("Administrator", shared.phrase, 403, "another one"),
        ("B. Ortiz", "words of Ortiz", 403, "no such report"),
    ):
        told = order(shared, "purge", shared.phrase, second=second, second_passphrase=phrase, **asked)
        assert (told.status_code, said in told.text) == (status, True), told.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"account": "administrator"}',
        b'{"account": 1, "passphrase": 2}',
        b'{"account":"a","passphrase":"b","x":1}',
    ],
)
def test_an_order_that_is_none_is_malformed(shared: Server, body: bytes) -> None:
    assert shared.client().post("/v1/admin/devices", content=body).status_code == 400


def test_wrong_passphrases_hold_up_the_guesser_and_not_a_desk_in_the_same_room(server: Server) -> None:
    """Each from one address: a stranger guesses, an administrator sits at an enrolled desk."""
    with_phrase(server, "K. Mori", "administrator", "words of Mori")
    told = [order(server, "devices", "a guess", "K. Mori") for _ in range(people_accounts.FREE + 2)]
    assert [answer.status_code for answer in told[: people_accounts.FREE]] == [401] * people_accounts.FREE
    assert told[-1].status_code == 429
    assert 1 <= int(told[-1].headers["retry-after"]) <= people_accounts.LONGEST / 1000
    assert order(server, "devices", "words of Mori", "K. Mori").status_code == 429  # from the guesser's own place
    desk = Caller(server)
    desk.sign_in()
    assert order(server, "devices", "words of Mori", "K. Mori", token=desk.token).status_code == 200
    assert order(server, "devices", server.phrase).status_code == 200  # another account from the same place
    with server.hub.reading() as c:
        refused = [line for line in people.trail(c) if line.what == "refused"]
    assert sum(line.times for line in refused) == people_accounts.FREE
    assert {(line.who, line.place) for line in refused} == {("K. Mori", "127.0.0.1")}


def test_who_guesses_under_many_names_fills_no_queue_that_others_stand_in(server: Server) -> None:
    desk = Caller(server)
    desk.sign_in()
    with ThreadPoolExecutor(30) as many:
        guesses = [many.submit(order, server, "devices", "guess", f"name {n}") for n in range(30)]
        led = order(server, "devices", server.phrase, token=desk.token)
        told = {guess.result().status_code for guess in guesses}
    assert led.status_code == 200
    assert told == {401, 429}, "held up, and the queue of all never full"


def test_an_account_that_is_none_looks_like_a_wrong_passphrase(shared: Server) -> None:
    one = order(shared, "devices", "x", "nobody of that name")
    other = order(shared, "devices", "x")
    assert (one.status_code, one.json()) == (other.status_code, other.json()) == (401, other.json())


def test_a_token_that_is_none_does_not_make_a_place_of_its_own(shared: Server) -> None:
    told = order(shared, "devices", shared.phrase, token="A" * 75)
    assert told.status_code == 401
