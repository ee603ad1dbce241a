"""The calls of people who lead the hub: known by a passphrase, held up by their own wrong ones alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from eocdesk.models import Refused
from eocdesk.models.right import Role
from eocdesk.server.auth import Door, UnauthorisedError
from eocdesk.server.limits import OFTEN, Room, TooOftenError
from eocdesk.server.orders import Order, Orders
from eocdesk.server.speaking import SMALL, address_of, body_of
from eocdesk.store.hub import people_accounts, people_trail
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.store.hub.people_accounts import Account
from eocdesk.sync.protocol import MalformedError

Read = Callable[[Callable[[], Any]], Awaitable[Any]]
WRONG = "The account or its passphrase is wrong."
AT_ONCE = 2
"""Passphrases tried at a time: each takes 64 MiB and a quarter of a second."""
WAITING = 20
OF_ONE_PLACE = 3
"""So many of one place may wait for that: who guesses under many names fills no queue that others stand in."""


class Leading:
    """Who leads and what they may: a supervisor reads lists and releases what waits, an administrator does all."""

    def __init__(self, hub: Hub, door: Door, read: Read, orders: Orders) -> None:
        self._hub = hub
        self._door = door
        self._read = read
        self._orders = orders
        self._tries = asyncio.Semaphore(AT_ONCE)
        self._queue = Room(WAITING, "Many passphrases are being looked at. Try again shortly.")
        self._places: Counter[str] = Counter()

    async def answer(self, request: Request) -> Response:
        """POST /v1/admin/{call}."""
        call = self._orders.calls.get(request.path_params["call"])
        if call is None:
            raise HTTPException(404)
        body = await body_of(request, SMALL)
        try:
            order = msgspec.json.decode(body, type=Order)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise MalformedError(f"this is no order to a hub ({error})") from error
        place = await self._place(request)
        who = await self._who(order.account, order.passphrase, place)
        if who.role != Role.ADMINISTRATOR and not call.of_a_supervisor:
            raise Refused(f"Only an administrator may do this; “{who.name}” is a {who.role}.")
        name = f"{who.name} and {await self._second(order, who, place)}" if call.of_two else who.name
        return JSONResponse(await self._read(lambda: call.do(order, name)))

    async def _second(self, order: Order, first: Account, place: str) -> str:
        """Who orders it beside the first: another account, with its own passphrase."""
        if not order.second:
            raise Refused("Two people order this. Name the second account and its passphrase.", "second")
        second = await self._who(order.second, order.second_passphrase, place)
        if second.name.casefold() == first.name.casefold():
            raise Refused("Two people order this: the second account is another one's.", "second")
        return second.name

    async def _place(self, request: Request) -> str:
        """Where the person is: at an enrolled desk, or at an address. Who guesses elsewhere does not hold up a desk."""
        header = request.headers.get("authorization")
        if header is not None:
            device: HubDevice = await self._read(lambda: self._door.device(header))
            if device.revoked is None:
                return device.dev.hex()
        return address_of(request)

    async def _who(self, name: str, phrase: str, place: str) -> Account:
        """The account. UnauthorisedError after a wrong passphrase, TooOftenError while the place has to wait."""
        begun: tuple[int, Account | None] = await self._read(lambda: self._begin(name, place))
        wait, account = begun
        if wait:
            raise TooOftenError("After several wrong passphrases one has to wait a little.", wait / 1000)
        with self._turn(place):
            async with self._tries:
                # For an account that is none as long as for one that is: nobody learns which there are.
                fits = await self._read(lambda: _fits(phrase, account))
        if account is None or not fits:
            await self._read(lambda: self._wrong(name, place))
            raise UnauthorisedError(WRONG)
        await self._read(lambda: self._right(name, place))
        return account

    @contextmanager
    def _turn(self, place: str) -> Iterator[None]:
        """Stand in the queue meanwhile; TooOftenError, BusyError where there is no room."""
        if self._places[place] >= OF_ONE_PLACE:
            raise TooOftenError(OFTEN, 1.0)
        self._places[place] += 1
        try:
            with self._queue.hold():
                yield
        finally:
            self._places[place] -= 1
            if not self._places[place]:
                del self._places[place]

    def _begin(self, name: str, place: str) -> tuple[int, Account | None]:
        with self._hub.reading() as c:
            return people_accounts.wait(c, name, place), people_accounts.account(c, name)

    def _wrong(self, name: str, place: str) -> None:
        with self._hub.writing() as c:
            people_accounts.wrong(c, name, place)
            people_trail.note_refusal(c, WRONG, who=name[:80], place=place)

    def _right(self, name: str, place: str) -> None:
        with self._hub.writing() as c:
            people_accounts.right(c, name, place)


def _fits(phrase: str, account: Account | None) -> bool:
    return people_accounts.fits(phrase, _nobody() if account is None else account.phrase)


@cache
def _nobody() -> str:
    return people_accounts.hashed(people_accounts.new_phrase())
