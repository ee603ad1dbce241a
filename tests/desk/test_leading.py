"""A desk whose person leads orders of a real hub: codes, rights, revocation, and what waits is let in or kept out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.desk import leading
from eocdesk.desk.desk import Desk
from eocdesk.desk.leading import Leading
from eocdesk.models import Refused, clock
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.right import Right, Role
from eocdesk.server import tls
from eocdesk.store.hub import people
from tests.kit import servers
from tests.kit.desks import EVENT, make_desk
from tests.kit.hubs import PARTNER
from tests.kit.servers import Caller, Server

ADMINISTRATOR = Right("administrator")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = servers.start(tmp_path_factory.mktemp("hub") / "hub")
    yield made
    made.close()


@pytest.fixture
def lead(hub: Server, tmp_path: Path) -> Iterator[Desk]:
    """A desk that joined as an administrator's."""
    made = make_desk(tmp_path / "lead", "K. Mori")
    with hub.hub.writing() as connection:
        secret = people.make_code(connection, ADMINISTRATOR, by="test", name="Lead desk")
    made.link.join_now(hub.url, Code(secret, pin_of(tls.served(hub.folder))).text)
    yield made
    made.close()


def signed_in(desk: Desk, hub: Server) -> Leading:
    made = Leading(desk)
    asyncio.run(made.sign_in("administrator", hub.phrase))
    return made


def test_a_wrong_passphrase_signs_nobody_in(lead: Desk, hub: Server) -> None:
    made = Leading(lead)
    for account, phrase, why in (("", "x", "Say the account"), ("administrator", "wrong", "wrong")):
        with pytest.raises(Refused, match=why):
            asyncio.run(made.sign_in(account, phrase))
        assert made.account == ""
    with pytest.raises(Refused, match="Sign in"):
        asyncio.run(made.devices())
    signed_in(lead, hub)


def test_a_code_that_was_made_lets_a_desk_in_as_it_says(lead: Desk, hub: Server, tmp_path: Path) -> None:
    made = signed_in(lead, hub)
    until = clock.now() + 86_400_000
    right = Right("liaison", EVENT, "GREEN", "", until, "for the opening", 36 * people.HOUR)
    code = asyncio.run(made.code(right, 1.0, "Gate 3"))
    assert code.url == hub.url
    joined = make_desk(tmp_path / "gate", "L. Chen")
    joined.link.join_now(code.url, code.text)
    found = next(one for one in asyncio.run(made.devices()) if one.id == joined.device)
    assert (found.name, found.rights, found.code) == ("Gate 3", (right,), joined.code)
    joined.close()


def test_rights_are_given_and_taken_and_a_device_is_shut_out(lead: Desk, hub: Server) -> None:
    made = signed_in(lead, hub)
    laptop = Caller(hub, PARTNER, "Laptop")
    (device,) = [one for one in asyncio.run(made.devices()) if one.id == laptop.dev]
    with pytest.raises(Refused, match="Say why"):
        asyncio.run(made.grant(device, Right("analyst", EVENT)))
    device = asyncio.run(made.grant(device, Right("analyst", EVENT, why="counts spectators")))
    assert [right.role for right in device.rights] == ["partner", "analyst"]
    device = asyncio.run(made.withdraw(device, device.rights[1], "went home"))
    assert [right.role for right in device.rights] == ["partner"]
    device = asyncio.run(made.revoke(device, "left in a taxi"))
    assert device.revoked is not None
    assert device.why == "left in a taxi"


def test_what_waits_is_let_in_or_kept_out(lead: Desk, hub: Server) -> None:
    made = signed_in(lead, hub)
    laptop = Caller(hub, PARTNER, "Partner laptop")
    laptop.sign_in()
    assert laptop.say(text="a partner's words").status_code == 200
    (one,) = asyncio.run(made.waiting())
    assert (one.name, one.kind, dict(one.fields)["text"]) == ("Partner laptop", "entry", "a partner's words")
    assert one.sentence
    asyncio.run(made.decide(one, let_in=False))
    assert asyncio.run(made.waiting()) == []
    asyncio.run(made.decide(one, let_in=True))
    with pytest.raises(Refused, match="Nothing waits"):
        asyncio.run(made.decide(one, let_in=True))
    made.sign_out()
    assert made.account == ""


def test_a_desk_is_what_its_card_says(lead: Desk, desk: Desk) -> None:
    now = clock.now()
    assert lead.read_now(leading.roles, lead.device, now) == {Role.ADMINISTRATOR}
    assert desk.read_now(leading.roles, desk.device, now) == frozenset()
    with pytest.raises(Refused, match="no hub"):
        asyncio.run(Leading(desk).sign_in("administrator", "x"))
