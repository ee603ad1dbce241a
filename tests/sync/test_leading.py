"""An order goes to a real hub over the pinned line; what it refuses or cannot do comes back in its words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from eocdesk.models import Refused, Unavailable
from eocdesk.sync import leading
from eocdesk.sync.http import Where
from eocdesk.sync.leading import LeadPeer, Person
from tests.kit.hubs import OFFICER
from tests.kit.servers import Caller, Server


def ask(where: Where, who: Person, call: str, **words: Any) -> Any:
    async def asked() -> Any:
        async with LeadPeer(where) as peer:
            return await peer.order(who, call, **words)

    return asyncio.run(asked())


@pytest.fixture
def where(shared: Server) -> Where:
    caller = Caller(shared, OFFICER, "Lead desk")
    return Where(shared.url, "", "Room hub", shared.hub.id, caller.dev, caller.key)


def test_what_is_ordered_is_answered_and_what_is_not_allowed_refused(shared: Server, where: Where) -> None:
    lead = Person("administrator", shared.phrase)
    assert any(one["name"] == "Lead desk" for one in ask(where, lead, "devices"))
    with pytest.raises(Refused, match="passphrase is wrong"):
        ask(where, Person("administrator", "guessed"), "devices")
    with pytest.raises(Refused, match="no device"):
        ask(where, lead, "revoke", device="Nobody", why="lost")
    with pytest.raises(Refused, match="no such address"):
        ask(where, lead, "nonsense")


def test_a_hub_that_is_away_or_says_too_much_is_said(
    shared: Server,
    where: Where,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = Where("http://127.0.0.1:9", "", "Room hub", *(where.hub, where.dev, where.key))
    with pytest.raises(Unavailable, match="cannot be reached"):
        ask(away, Person("administrator", "x"), "devices")
    monkeypatch.setattr(leading, "LIMIT", 10)
    with pytest.raises(Unavailable, match="more than is read"):
        ask(where, Person("administrator", shared.phrase), "devices")
