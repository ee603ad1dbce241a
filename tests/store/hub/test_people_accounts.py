"""Accounts of a hub: the right passphrase alone leads, and guessing holds up the guesser alone."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, update

from eocdesk.models import Refused, clock
from eocdesk.store.hub import people_accounts as accounts
from eocdesk.store.hub.people_tables import LOCK

HERE, THERE = "10.0.0.4", "10.0.0.9"


def past(c: Connection, ms: int) -> None:
    """Let so much time go by since the last wrong passphrase."""
    c.execute(update(LOCK).values(last=LOCK.c.last - ms))


def test_a_passphrase_fits_its_own_hash_alone() -> None:
    phrase = accounts.new_phrase()
    kept = accounts.hashed(phrase)
    assert kept.startswith("$argon2id$")
    assert phrase not in kept
    assert accounts.fits(phrase, kept)
    assert not accounts.fits(phrase[:-1] + "?", kept)
    assert not accounts.fits(phrase, "no hash at all")
    assert len(phrase.replace("-", "")) == 24


def test_an_account_is_found_in_any_case_and_replaced_by_its_new_passphrase(c: Connection) -> None:
    assert not accounts.any_accounts(c)
    accounts.set_account(c, "K. Mori", "administrator", "hash 1", by="first start")
    accounts.set_account(c, "k.  MORI", "supervisor", "hash 2", by="K. Mori")
    assert accounts.any_accounts(c)
    found = accounts.account(c, " K. mori ")
    assert found is not None
    assert (found.role, found.phrase) == ("supervisor", "hash 2")
    assert accounts.account(c, "nobody") is None


@pytest.mark.parametrize(("name", "role"), [("", "administrator"), ("A", "liaison"), ("A", "king")])
def test_who_leads_nothing_has_no_account(c: Connection, name: str, role: str) -> None:
    with pytest.raises(Refused):
        accounts.set_account(c, name, role, "hash", by="K. Mori")


def test_after_some_wrong_ones_a_place_waits_longer_each_time_and_never_long(c: Connection) -> None:
    waits = []
    for _ in range(accounts.FREE + 20):
        accounts.wrong(c, "K. Mori", HERE)
        waits.append(accounts.wait(c, "k. mori", HERE))
    assert waits[: accounts.FREE - 1] == [0] * (accounts.FREE - 1)
    held = waits[accounts.FREE - 1 :]
    assert 0 < held[0] <= 1000 < held[1] <= 2000 < held[2] <= 4000
    assert max(held) <= accounts.LONGEST
    past(c, accounts.LONGEST)
    assert accounts.wait(c, "K. Mori", HERE) == 0


def test_guesses_from_one_place_hold_up_neither_another_place_nor_another_account(c: Connection) -> None:
    for _ in range(20):
        accounts.wrong(c, "K. Mori", THERE)
    assert accounts.wait(c, "K. Mori", THERE) > 0
    assert accounts.wait(c, "K. Mori", HERE) == 0
    assert accounts.wait(c, "A. Diaz", THERE) == 0


def test_the_right_passphrase_and_a_quarter_of_an_hour_make_all_forgotten(c: Connection) -> None:
    for _ in range(20):
        accounts.wrong(c, "K. Mori", HERE)
    accounts.right(c, "K. Mori", HERE)
    assert accounts.wait(c, "K. Mori", HERE) == 0
    for _ in range(20):
        accounts.wrong(c, "K. Mori", HERE)
    past(c, accounts.FORGOTTEN + 1)
    accounts.wrong(c, "K. Mori", HERE)
    assert accounts.wait(c, "K. Mori", HERE) == 0


def test_a_challenge_is_answered_once(c: Connection) -> None:
    soon = clock.now() + 60_000
    assert accounts.spend(c, b"n" * 32, soon)
    assert not accounts.spend(c, b"n" * 32, soon)
    assert accounts.spend(c, b"m" * 32, soon)
