"""The calls of those who are not known yet: join by a code, ask for a challenge, show its signature for a token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from eocdesk.models import Refused, clock
from eocdesk.server.auth import Door
from eocdesk.server.limits import OFTEN, Rate, TooOftenError
from eocdesk.server.speaking import SMALL, address_of, answer, body_of, message
from eocdesk.store import signing
from eocdesk.store.hub import opening, people, people_trail
from eocdesk.store.hub.hub import Hub
from eocdesk.sync.access import Asking, Join, Joined, Proof, before_of

_BEFORE = 50
"""Earlier selves of one desk that are let in with it at most."""
Read = Callable[[Callable[[], Any]], Awaitable[Any]]
ASKED, ASKED_S = 1200, 200
"""Requests from one address at once and each second after: a room of 300 desks behind one comes back all at once."""
GUESSED, GUESSED_S = 20, 0.5
"""Wrong codes likewise. They hold up other wrong codes alone: a right one from the same address is always taken."""


class Entrance:
    """What needs no token."""

    def __init__(self, hub: Hub, door: Door, read: Read) -> None:
        self._hub = hub
        self._door = door
        self._read = read
        self._asked = Rate(ASKED, ASKED_S)
        self._guessed = Rate(GUESSED, GUESSED_S)

    async def challenge(self, request: Request) -> Response:
        """Something to sign."""
        self._asked.take(address_of(request))
        body = await body_of(request, SMALL)
        return answer(self._door.challenge(message(body, Asking).dev), body)

    async def token(self, request: Request) -> Response:
        """A token for a signature."""
        place = address_of(request)
        self._asked.take(place)
        body = await body_of(request, SMALL)
        proof = message(body, Proof)
        return answer(await self._read(lambda: self._door.token(proof, place)), body)

    async def enrol(self, request: Request) -> Response:
        """A place among the devices for a code."""
        place = address_of(request)
        self._asked.take(place)
        body = await body_of(request, SMALL)
        join = message(body, Join)
        try:
            return answer(await self._read(lambda: self._join(join, place)), body)
        except Refused as error:
            words, wait = str(error), self._guessed.spent(place)
            self._guessed.count(place)
            if wait:
                raise TooOftenError(OFTEN, wait) from error
            await self._read(lambda: self._note(join, place, words))
            raise

    def _join(self, join: Join, place: str) -> Joined:
        hub, now = self._hub, clock.now()
        with hub.reading() as c:
            people.known(c, join.code)  # who guesses takes no turn from those who write
        with hub.writing() as c:
            device = people.redeem(c, join.code, join.dev, join.key, join.box, join.name)
            for one in join.before[:_BEFORE]:
                if signing.holds(one.key, before_of(join.dev), one.signature):
                    people.follow(c, device, one.dev, one.key)
            people_trail.note(
                c, "joined", f"“{device.name}” showed its code.", who=device.name, dev=join.dev, place=place
            )
            card, epoch = people.card(c, hub.key, hub.id, device, now), opening.epoch(c)
        return Joined(hub.id, signing.public(hub.key), hub.name, epoch, card, now)

    def _note(self, join: Join, place: str, words: str) -> None:
        with self._hub.writing() as c:
            people_trail.note_refusal(c, words, who=" ".join(join.name.split())[:80], place=place)
