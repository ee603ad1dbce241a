"""Desks of one room find each other without internet: a service on the local network that names nobody."""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import os
import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from eocdesk.models import Unavailable

if TYPE_CHECKING:
    from zeroconf import ServiceStateChange, Zeroconf
    from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

SERVICE = "_eocdesk._tcp.local."
MOST = 64
"""So many desks of a network are looked at; more is a network gone wrong, or somebody filling it."""
_ASK_MS = 2_000
_VERSION = "1"
_NO_NETWORK = "Desks of this network cannot be found: it lets no multicast through ({}). Give an address instead."


def mark_of(what: str, id_: bytes) -> str:
    """What is said of an event or a hub: enough to know it again, nothing to learn from."""
    return hashlib.sha256(b"eocdesk " + what.encode() + b"\0" + id_).hexdigest()[:16]


def event_mark(event: bytes) -> str:
    """An event, as a beacon names it."""
    return mark_of("event", event)


def hub_mark(hub_key: bytes) -> str:
    """A hub's public key, as a beacon names it."""
    return mark_of("hub", hub_key)


@dataclass(frozen=True, slots=True)
class Seen:
    """A desk that offers itself. Nothing of it is proven before it has shown its key."""

    address: str
    port: int
    event: str
    hub: str

    @property
    def url(self) -> str:
        """Where it is met."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"https://{host}:{self.port}"


class Beacon:
    """Tells the local network where this desk is met, under a name of the moment; `async with`."""

    def __init__(self, port: int, marks: tuple[str, str], interfaces: Sequence[str] | None = None) -> None:
        """`marks` are the event's and the hub's; `interfaces` are addresses of this machine (none: all)."""
        self._port = port
        self._marks = marks
        self._interfaces = interfaces
        self._net: AsyncZeroconf | None = None
        self._info: AsyncServiceInfo | None = None

    async def __aenter__(self) -> Self:
        from zeroconf.asyncio import AsyncServiceInfo  # noqa: PLC0415  a desk that offers nothing needs none

        self._net = _net(self._interfaces)
        name = os.urandom(6).hex()
        event, hub = self._marks
        self._info = AsyncServiceInfo(
            SERVICE,
            f"{name}.{SERVICE}",
            port=self._port,
            addresses=[_packed(address) for address in self._interfaces or own_addresses()],
            properties={"v": _VERSION, "e": event, "h": hub},
            server=f"{name}.local.",
        )
        try:
            await (await self._net.async_register_service(self._info))
        except Exception as error:
            await self._net.async_close()
            raise Unavailable(_NO_NETWORK.format(error)) from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._net is not None and self._info is not None:
            await (await self._net.async_unregister_service(self._info))
            await self._net.async_close()


async def look(
    seconds: float, marks: Collection[str] = (), interfaces: Sequence[str] | None = None, enough: int = MOST
) -> list[Seen]:
    """Desks that offer themselves, as they answer within so many seconds; those with one of the marks, or all.

    Ends at once when `enough` are found. Unavailable where the network lets none be found.
    """
    from zeroconf.asyncio import AsyncServiceBrowser  # noqa: PLC0415  likewise

    net = _net(interfaces)
    named: asyncio.Queue[str] = asyncio.Queue(MOST)
    browser = AsyncServiceBrowser(net.zeroconf, SERVICE, handlers=[_Ear(named).hear])
    found: list[Seen] = []
    try:
        async with asyncio.timeout(seconds):
            while len(found) < enough:
                found += [
                    seen
                    for seen in await _asked(net, await named.get())
                    if not marks or seen.event in marks or seen.hub in marks
                ]
    except TimeoutError:
        pass  # who has not answered by now is not here
    finally:
        await browser.async_cancel()
        await net.async_close()
    return list(dict.fromkeys(found))


class _Ear:
    """Hears who appears."""

    def __init__(self, named: asyncio.Queue[str]) -> None:
        self._named = named

    def hear(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        """One desk more, or one less; zeroconf calls by these names."""
        del zeroconf, service_type
        if state_change.name == "Added" and not self._named.full():
            self._named.put_nowait(name)


async def _asked(net: AsyncZeroconf, name: str) -> list[Seen]:
    from zeroconf.asyncio import AsyncServiceInfo  # noqa: PLC0415  likewise

    info = AsyncServiceInfo(SERVICE, name)
    if not await info.async_request(net.zeroconf, _ASK_MS):
        return []
    said = {key: value or "" for key, value in info.decoded_properties.items()}
    if said.get("v") != _VERSION:
        return []
    port = info.port or 0
    return [Seen(address, port, said.get("e", ""), said.get("h", "")) for address in info.parsed_addresses()]


def _net(interfaces: Sequence[str] | None) -> AsyncZeroconf:
    from zeroconf import InterfaceChoice  # noqa: PLC0415  likewise
    from zeroconf.asyncio import AsyncZeroconf  # noqa: PLC0415  likewise

    try:
        return AsyncZeroconf(interfaces=list(interfaces) if interfaces else InterfaceChoice.All)
    except OSError as error:
        raise Unavailable(_NO_NETWORK.format(error.strerror)) from error


def _packed(address: str) -> bytes:
    return ipaddress.ip_address(address).packed


def own_addresses() -> list[str]:
    """Where others of the room reach this machine. No packet is sent to find out."""
    found = {str(entry[4][0]).partition("%")[0] for entry in _resolved()}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("224.0.0.251", 5353))
            found.add(str(probe.getsockname()[0]))
        except OSError:
            pass  # no route: what the machine's name resolves to is all there is
    real = [address for address in found if not ipaddress.ip_address(address).is_loopback]
    return sorted(real) or ["127.0.0.1"]


def _resolved() -> list[tuple[object, object, object, object, tuple[object, ...]]]:
    try:
        return list(socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET))
    except OSError:
        return []
