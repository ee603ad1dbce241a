"""A visitor tells nothing to whoever does not prove to be a desk it knows, behind the very certificate it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable
from eocdesk.sync import lan
from eocdesk.sync.lan import Greeting, Here, Knock, visit
from eocdesk.sync.lan_host import Host
from eocdesk.sync.lan_serve import serving
from tests.kit.pairs import pair


class Between(Host):
    """Somebody between two desks, who passes on what the real host signs, under a certificate of his own."""

    def __init__(self, desk: Desk, real: Host) -> None:
        super().__init__(desk.store, "Between", exercise=False)
        self.real = real
        self.heard: list[Greeting] = []

    def knock(self, knock: Knock) -> Here:
        return self.real.knock(knock)

    def greet(self, greeting: Greeting) -> lan.Greeted:
        self.heard.append(greeting)
        return super().greet(greeting)


def visited(host: Host, visitor: Desk, *, exercise: bool = False) -> str:
    """Whom the visitor believes to meet."""

    async def go() -> str:
        async with (
            serving(host, "127.0.0.1") as port,
            await visit(visitor.store, f"https://127.0.0.1:{port}", exercise=exercise) as peer,
        ):
            return peer.name

    return asyncio.run(go())


@pytest.fixture
def two(desks: Callable[[int], list[Desk]]) -> tuple[Desk, Desk]:
    home, visitor = desks(2)
    pair(home, visitor)
    return home, visitor


def test_a_desk_that_is_known_is_met_by_its_name(two: tuple[Desk, Desk]) -> None:
    home, visitor = two
    assert visited(Host(home.store, "Room desk", exercise=False), visitor) == home.person


def test_who_passes_on_anothers_word_is_found_out_and_told_nothing(
    two: tuple[Desk, Desk], desks: Callable[[int], list[Desk]]
) -> None:
    home, visitor = two
    between = Between(desks(3)[2], Host(home.store, "Room desk", exercise=False))
    with pytest.raises(Refused, match="is not"):
        visited(between, visitor)
    assert between.heard == []


def test_an_exercise_and_a_real_desk_do_not_meet(two: tuple[Desk, Desk]) -> None:
    home, visitor = two
    for exercise in (True, False):
        with pytest.raises(Refused, match="exercise"):
            visited(Host(home.store, "Room desk", exercise=not exercise), visitor, exercise=exercise)


def test_where_nobody_answers_or_nothing_secret_is_spoken_it_is_said(desk: Desk) -> None:
    async def go(url: str) -> None:
        await visit(desk.store, url, exercise=False)

    with pytest.raises(Unavailable, match="No desk answers"):
        asyncio.run(go("https://127.0.0.1:9"))
    with pytest.raises(Refused, match="https only"):
        asyncio.run(go("http://127.0.0.1:9"))


def test_what_a_token_is_asked_for_names_the_host_and_its_certificate() -> None:
    names = {lan.bound(dev, certificate) for dev in (bytes(16), b"d" * 16) for certificate in (b"one", b"two")}
    assert len(names) == 4
    assert {len(name) for name in names} == {16}
