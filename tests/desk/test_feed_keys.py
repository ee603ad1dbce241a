"""Keys of sources: kept where no file shows them, one for each host, forgotten when told so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from eocdesk.desk import feed_keys, feeding
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused
from eocdesk.store import local

SECRET = "canary-5f1c"  # noqa: S105  a test's own


class Memory(KeyringBackend):
    """A keyring of this test alone."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    monkeypatch.delenv("EOCDESK_NO_KEYRING", raising=False)
    before, made = keyring.get_keyring(), Memory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


AIR = replace(feeding.feed_of("usgs"), name="air", needs_key="AirNow")
OWN = replace(feeding.feed_of("usgs"), name="layers", own=True)


def test_a_key_goes_into_the_keyring_and_not_into_the_desk(desk: Desk, memory: Memory) -> None:
    feed_keys.keep(desk, AIR, SECRET)
    assert list(memory.held.values()) == [SECRET]
    assert desk.read_now(local.noted, "key of feed/") == {}
    assert feed_keys.find(desk, AIR) == SECRET
    feed_keys.keep(desk, AIR, "")
    feed_keys.keep(desk, AIR, "")
    assert feed_keys.find(desk, AIR) == ""


def test_without_a_keyring_it_is_in_the_encrypted_database(desk: Desk) -> None:
    feed_keys.keep(desk, AIR, SECRET)
    assert feed_keys.find(desk, AIR) == SECRET
    assert [one for one in desk.folder.rglob("*") if one.is_file() and SECRET.encode() in one.read_bytes()] == []
    feed_keys.keep(desk, AIR, "")
    assert feed_keys.find(desk, AIR) == ""


def test_a_host_hears_its_own_key_alone(desk: Desk) -> None:
    feed_keys.keep(desk, OWN, SECRET, "intel.example.org")
    assert feed_keys.find(desk, OWN, "Intel.example.org") == SECRET
    assert feed_keys.find(desk, OWN, "other.example.org") == ""


def test_a_key_for_nobody_or_of_several_lines_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="needs no key"):
        feed_keys.keep(desk, feeding.feed_of("usgs"), SECRET)
    with pytest.raises(Refused, match="which host"):
        feed_keys.keep(desk, OWN, SECRET)
    with pytest.raises(Refused, match="one line"):
        feed_keys.keep(desk, AIR, "a\nb")
