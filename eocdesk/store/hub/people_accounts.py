"""Who may order a hub about over the network: accounts, their passphrases, and what a wrong one costs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from eocdesk.models import Refused, clock, enrolment
from eocdesk.models.clock import Moment
from eocdesk.models.right import Role, role_of
from eocdesk.store.hub import people_trail
from eocdesk.store.hub.people_tables import LOCK, PERSON, SPENT

FIRST = "administrator"
LEADING = frozenset({Role.ADMINISTRATOR.value, Role.SUPERVISOR.value})
"""What an account can be: an administrator does all, a supervisor reads lists and releases what waits."""
FREE = 5
"""Wrong passphrases from one place before it has to wait."""
LONGEST = 30_000
"""The longest wait, ms: long enough that nobody guesses, short enough that nobody is kept out by another's guesses."""
FORGOTTEN = 15 * 60_000
"""After so long without a wrong one a place starts afresh, ms."""
_GROUPS, _GROUP = 6, 4


@dataclass(frozen=True, slots=True)
class Account:
    """A person who leads."""

    name: str
    role: str
    phrase: str
    """Argon2id, with its salt and its parameters."""


def account(c: Connection, name: str) -> Account | None:
    """The account of that name, letter case ignored; None where there is none."""
    found = c.execute(select(PERSON).where(PERSON.c.name == _folded(name), PERSON.c.gone.is_(None))).first()
    return None if found is None else Account(found.label, found.role, found.phrase)


def any_accounts(c: Connection) -> bool:
    """Whether anybody leads here yet."""
    return bool(c.execute(select(func.count()).select_from(PERSON)).scalar_one())


def new_phrase() -> str:
    """A passphrase a person can copy: six groups of four letters, 116 random bits."""
    letters = [secrets.choice(enrolment.LETTERS) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, len(letters), _GROUP))


def hashed(phrase: str) -> str:
    """What is kept of a passphrase: argon2id with the parameters of the desk's own key. Takes 64 MiB and 0.2 s."""
    return str(_hasher().hash(phrase))


def fits(phrase: str, kept: str) -> bool:
    """Whether it is the passphrase; as slow as `hashed`."""
    from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415  loaded where a person leads

    try:
        return bool(_hasher().verify(kept, phrase))
    except (Argon2Error, InvalidHashError):
        return False


def _hasher() -> Any:
    from argon2 import PasswordHasher  # noqa: PLC0415  likewise

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)


def set_account(c: Connection, name: str, role: str, kept: str, *, by: str) -> None:
    """Make an account, or give one a new passphrase (`hashed`) and role. Refused where the role leads nothing."""
    label, which = " ".join(name.split())[:80], role_of(role).value
    if not label:
        raise Refused("Give the account a name.", "account")
    if which not in LEADING:
        raise Refused(f"An account is an administrator's or a supervisor's, not a {which}'s.", "role")
    c.execute(delete(PERSON).where(PERSON.c.name == _folded(label)))
    row = {"name": _folded(label), "label": label, "role": which, "phrase": kept}
    c.execute(insert(PERSON).values(**row, since=clock.now()))
    c.execute(delete(LOCK).where(LOCK.c.person == _folded(label)))
    people_trail.note(c, "account", f"The account “{label}” ({which}) has a new passphrase.", who=by)


def wait(c: Connection, name: str, place: str) -> int:
    """How many ms that place must wait before it may try that account again; 0: now."""
    found = c.execute(select(LOCK).where(LOCK.c.person == _folded(name), LOCK.c.place == place)).first()
    if found is None:
        return 0
    return max(0, _until(found.times, found.last) - clock.now())


def _until(times: int, last: Moment) -> Moment:
    """When the next attempt is heard: at once after the first few wrong ones, then twice as late each time."""
    return last + (0 if times < FREE else min(LONGEST, 1000 << min(times - FREE, 16)))


def wrong(c: Connection, name: str, place: str) -> None:
    """Note a wrong passphrase of that account from that place."""
    now, person = clock.now(), _folded(name)
    c.execute(delete(LOCK).where(LOCK.c.last < now - FORGOTTEN))
    same = (LOCK.c.person == person) & (LOCK.c.place == place)
    again = update(LOCK).where(same).values(times=LOCK.c.times + 1, last=now)
    if not c.execute(again).rowcount and not _put(c, LOCK, person=person, place=place, times=1, last=now):
        c.execute(again)


def right(c: Connection, name: str, place: str) -> None:
    """Forget the wrong ones: the person is there."""
    c.execute(delete(LOCK).where(LOCK.c.person == _folded(name), LOCK.c.place == place))


def spend(c: Connection, nonce: bytes, until: Moment) -> bool:
    """Whether this challenge is answered for the first time; at whichever process of the hub."""
    now = clock.now()
    c.execute(delete(SPENT).where(SPENT.c.until < now))
    return _put(c, SPENT, nonce=nonce, until=until)


def _put(c: Connection, table: Table, **row: Any) -> bool:
    """Write a row; False where another process wrote it first."""
    try:
        with c.begin_nested():
            c.execute(insert(table).values(**row))
    except IntegrityError:
        return False
    return True


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()[:80]
