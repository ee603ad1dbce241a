"""What a person who leads the hub orders from this desk: devices, their rights, codes, what waits for a decision."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from eocdesk.models import Refused, clock, ids
from eocdesk.models.clock import Moment
from eocdesk.models.right import Right, Role
from eocdesk.store import peers
from eocdesk.store.queries.linked import linked

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.sync.leading import Person

LEADERS = frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Device:
    """A desk as the hub knows it."""

    id: bytes
    name: str
    rights: tuple[Right, ...]
    since: Moment | None
    seen: Moment | None
    revoked: Moment | None
    why: str

    @property
    def code(self) -> str:
        """Its letters."""
        return ids.desk_code(self.id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change the hub holds back: whose, what it says, and the hub's sentence why."""

    scope: str
    device: str
    n: int
    name: str
    at: Moment | None
    sentence: str
    kind: str
    title: str
    person: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code for one desk."""

    text: str
    until: Moment | None
    url: str
    """The hub's address, to be told with it."""


def roles(connection: Any, device: bytes, now: Moment) -> frozenset[Role]:
    """What a device is at its hub as its card says here; nothing where it has none, or it was revoked."""
    card = peers.card_of(connection, device)
    if card is None or card.revoked:
        return frozenset()
    held = {right.role for right in card.rights if right.until is None or now < right.until}
    return frozenset(role for role in Role if role.value in held)


_HOUR = 3_600_000


class Leading:
    """Orders over the desk's own line, for as long as the person is signed in; the passphrase is kept in memory."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._who: Person | None = None

    @property
    def account(self) -> str:
        """Who is signed in; empty: nobody."""
        return self._who.account if self._who is not None else ""

    async def sign_in(self, account: str, passphrase: str) -> list[Device]:
        """Prove it by asking for the devices. Refused: nobody is signed in."""
        from eocdesk.sync.leading import Person  # noqa: PLC0415  a desk that leads nothing loads nothing of this

        if not account or not passphrase:
            raise Refused("Say the account and its passphrase.", "passphrase" if account else "account")
        self._who = Person(account, passphrase)
        try:
            return await self.devices()
        except BaseException:
            self._who = None
            raise

    def sign_out(self) -> None:
        """Forget the passphrase."""
        self._who = None

    async def devices(self) -> list[Device]:
        """Every device that was ever let in, by name."""
        return [_device(one) for one in await self._order("devices")]

    async def waiting(self) -> list[Waiting]:
        """What waits for a decision, the oldest first."""
        return [_waiting(one) for one in await self._order("quarantine")]

    async def decide(self, one: Waiting, *, let_in: bool) -> None:
        """Let the words in with their whole act, or keep them out; they are kept at the hub either way."""
        await self._order("release" if let_in else "dismiss", scope=one.scope, device=one.device, n=one.n)

    async def code(self, right: Right, hours: float, name: str = "") -> Code:
        """A new code for one desk with that right."""
        told = await self._order("code", **_words(right), hours=hours, name=name)
        url = (await self._desk.read(linked)).url
        return Code(str(told["code"]), _moment(told["until"]), url)

    async def grant(self, device: Device, right: Right) -> Device:
        """Give one right more; it must say why."""
        if not right.why.strip():
            raise Refused("Say why: it stands in the trail for those who come after.", "why")
        return _device(await self._order("grant", device=device.id.hex(), **_words(right)))

    async def withdraw(self, device: Device, right: Right, why: str) -> Device:
        """Take one right; what it showed leaves that desk at its next meeting."""
        words = _words(right) | {"why": why}
        return _device(await self._order("withdraw", device=device.id.hex(), **words))

    async def revoke(self, device: Device, why: str) -> Device:
        """Shut a device out for good."""
        return _device(await self._order("revoke", device=device.id.hex(), why=why))

    async def _order(self, call: str, **words: Any) -> Any:
        if self._who is None:
            raise Refused("Sign in to the hub first.")
        found = await self._desk.read(linked)
        if not found.hub:
            raise Refused("This desk has joined no hub.")
        return await asyncio.wrap_future(self._desk.link.run(self._ask(found.hub, self._who, call, words)))

    async def _ask(self, hub: bytes, who: Person, call: str, words: dict[str, Any]) -> Any:
        """On the link's thread."""
        from eocdesk.sync.copy import where  # noqa: PLC0415  likewise
        from eocdesk.sync.leading import LeadPeer  # noqa: PLC0415  likewise

        async with LeadPeer(await where(self._desk.store, hub)) as peer:
            return await peer.order(who, call, **words)


def _words(right: Right) -> dict[str, Any]:
    return {
        "role": right.role,
        "event": right.event.hex(),
        "ceiling": right.ceiling,
        "audiences": right.audiences,
        "until": right.until,
        "why": right.why,
        "lease": right.lease / _HOUR,
    }


def _right(told: dict[str, Any]) -> Right:
    event = bytes.fromhex(told["event"])
    lease = round(told.get("lease", 0) * _HOUR)
    return Right(told["role"], event, told["ceiling"], told["audiences"], told["until"], told["why"], lease)


def _device(told: dict[str, Any]) -> Device:
    rights = tuple(_right(one) for one in told.get("grants", ()))
    since, seen, revoked = (_moment(told[name]) for name in ("since", "seen", "revoked"))
    return Device(bytes.fromhex(told["id"]), told["name"], rights, since, seen, revoked, told["why"])


def _waiting(told: dict[str, Any]) -> Waiting:
    sentence, kind, title, person = (str(told[name]) for name in ("sentence", "kind", "title", "person"))
    fields = tuple(sorted(told["fields"].items()))
    where = (told["scope"], told["device"], told["n"], told["name"])
    return Waiting(*where, _moment(told["at"]), sentence, kind, title, person, fields)


def _moment(words: str | None) -> Moment | None:
    return None if words is None else clock.moment(datetime.fromisoformat(words))
