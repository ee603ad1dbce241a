"""eocdesk room offer, room meet: the desks of one room without a hub."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from dataclasses import dataclass

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, put_json
from eocdesk.cli.parcel import called
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.store import peers
from eocdesk.sync import beacon
from eocdesk.sync.beacon import Beacon
from eocdesk.sync.lan import SelfError
from eocdesk.sync.lan_copy import meet_desk
from eocdesk.sync.lan_host import Host
from eocdesk.sync.lan_serve import serving
from eocdesk.sync.meeting import Meeting

LONGEST_S = 600
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  compared only
_NOBODY = (
    "No desk of this room offers itself. On the other desk: eocdesk room offer. "
    "Where the network hides them, give its address: eocdesk room meet https://ADDRESS:PORT."
)
LAST_PORT = 65_535


def offer(asked: argparse.Namespace) -> int:
    """Answer the desks of the room until Ctrl+C."""
    if not 0 <= asked.port <= LAST_PORT:
        raise Misuse(f"--port takes a number from 0 to {LAST_PORT}")
    with at_desk(asked) as desk, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_offer(desk, asked))
    return 0


async def _offer(desk: Desk, asked: argparse.Namespace) -> None:
    name = called(desk)
    host = Host(desk.store, name, exercise=desk.exercise)
    async with serving(host, asked.host, asked.port) as port:
        interfaces = None if asked.host in _EVERYWHERE else [asked.host]
        async with contextlib.AsyncExitStack() as stack:
            found = ""
            try:
                await stack.enter_async_context(Beacon(port, await asyncio.to_thread(_marks, desk), interfaces))
            except Unavailable as error:
                found = error.sentence  # a network without multicast: an address does as well
            if asked.json:
                put_json({"listening": True, "port": port, "name": name, "found_by_others": not found})
            else:
                said = f"{name} answers the desks of this room at port {port}. Stop with Ctrl+C. {found}"
                print(said.rstrip(), flush=True)
            await asyncio.Event().wait()


def meet(asked: argparse.Namespace) -> int:
    """Meet the desks of the room, or the one at an address; 0 all went well, 1 something was said to look at."""
    if not 0 < asked.seconds <= LONGEST_S:
        raise Misuse(f"--seconds takes a number up to {LONGEST_S}")
    with at_desk(asked) as desk:
        told = [one for one in asyncio.run(_meet(desk, asked)) if not isinstance(one.error, SelfError)]
        if not told:
            raise Unavailable(_NOBODY)
        if len(told) == 1 and told[0].error is not None:
            raise told[0].error
        for one in told:
            _say(one, asked)
    return 1 if any(one.meeting is None or not one.meeting.ok or one.meeting.trouble for one in told) else 0


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of one desk."""

    url: str
    meeting: Meeting | None = None
    error: Refused | Unavailable | None = None


async def _meet(desk: Desk, asked: argparse.Namespace) -> list[_Told]:
    urls = [asked.url]
    if not asked.url:
        seen = await beacon.look(asked.seconds, set(await asyncio.to_thread(_marks, desk)) - {""}, _looking(asked))
        urls = [one.url for one in seen]
    return [await _met(desk, url) for url in urls]


def _looking(asked: argparse.Namespace) -> list[str] | None:
    return [asked.interface] if asked.interface else None


async def _met(desk: Desk, url: str) -> _Told:
    try:
        return _Told(url, await meet_desk(desk.store, url, exercise=desk.exercise))
    except (Refused, Unavailable) as error:
        return _Told(url, error=error)


def _marks(desk: Desk) -> tuple[str, str]:
    """How a beacon names this desk's event and hub; empty where there is none."""
    hub = next((peer for peer in desk.read_now(peers.every) if peer.kind == peers.HUB and not peer.state), None)
    return beacon.event_mark(desk.event.id) if desk.event else "", beacon.hub_mark(hub.key) if hub else ""


def _say(told: _Told, asked: argparse.Namespace) -> None:
    met = told.meeting
    sentence = met.sentence if met else told.error.sentence if told.error else ""
    if asked.json:
        counts = {name: getattr(met, name, 0) for name in ("sent", "received", "withdrawn")}
        name = met.peer if met else None
        put_json({"desk": name, "url": told.url, "ok": met is not None and met.ok, "sentence": sentence, **counts})
    elif met is not None:
        print(f"{clock.at(clock.now()).strftime('%H:%M:%S')}Z {met.peer}: {sentence}", flush=True)
    else:
        print(sentence, flush=True)
