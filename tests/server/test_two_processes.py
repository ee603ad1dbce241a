"""Two hub processes on one PostgreSQL: what one said the other believes, what one took in the other tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.models.ids import scope_id
from eocdesk.store import signing
from eocdesk.sync.access import Asking, Challenge, Proof, proof_of
from tests.kit.hubs import GREEN
from tests.kit.servers import Caller, Server, start


@pytest.fixture
def two(tmp_path: Path, postgres: str) -> Iterator[tuple[Server, Server]]:
    """Each in a folder of its own, as on two machines."""
    first = start(tmp_path / "first", database=postgres)
    second = start(tmp_path / "second", database=postgres)
    yield first, second
    second.close()
    first.close()


def test_a_desk_goes_from_one_to_the_other_without_noticing(two: tuple[Server, Server]) -> None:
    first, second = two
    assert len(first.lines) == 3
    assert len(second.lines) == 1  # one hub, one first administrator
    desk = Caller(first)
    desk.sign_in()
    headers = {"Authorization": f"Bearer {desk.token}"}
    with second.client().stream("GET", "/v1/events", headers=headers) as answer:
        lines = answer.iter_lines()
        assert next(lines) == ":"
        assert desk.say(text="said to the first").status_code == 200
        said = next(line for line in lines if line.startswith("data"))
        assert said == f"data: {scope_id(*GREEN).hex()}:1"
        here, desk.client = desk.client, second.client()
        assert len(desk.read().content) > 100
        nonce = desk.told("challenge", Asking(desk.dev), Challenge).nonce
        proof = Proof(desk.dev, nonce, signing.sign(desk.key, proof_of(first.hub.id, nonce)))
        assert desk.ask("token", proof).status_code == 200
        desk.client = here
        assert desk.ask("token", proof).status_code == 401  # answered at the other already
        desk.revoke()
        assert all(not line.startswith("data") for line in lines)  # and the line at the other ends
