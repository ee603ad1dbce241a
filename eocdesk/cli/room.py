"""eocdesk room offer, room meet: the desks of one room without a hub."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, put_json
from eocdesk.desk import nearby
from eocdesk.desk.desk import Desk
from eocdesk.desk.nearby import Told
from eocdesk.models import Unavailable, clock

LONGEST_S = 600
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
    async with nearby.offering(desk, asked.host, asked.port) as offered:
        if asked.json:
            found = not offered.trouble
            put_json({"listening": True, "port": offered.port, "name": offered.name, "found_by_others": found})
        else:
            print(f"{offered.sentence} Stop with Ctrl+C. {offered.trouble}".rstrip(), flush=True)
        await asyncio.Event().wait()


def meet(asked: argparse.Namespace) -> int:
    """Meet the desks of the room, or the one at an address; 0 all went well, 1 something was said to look at."""
    if not 0 < asked.seconds <= LONGEST_S:
        raise Misuse(f"--seconds takes a number up to {LONGEST_S}")
    with at_desk(asked) as desk:
        told = asyncio.run(_meet(desk, asked))
        if not told:
            raise Unavailable(_NOBODY)
        if len(told) == 1 and told[0].error is not None:
            raise told[0].error
        for one in told:
            _say(one, asked)
    return 0 if all(one.went_well for one in told) else 1


async def _meet(desk: Desk, asked: argparse.Namespace) -> list[Told]:
    interfaces = [asked.interface] if asked.interface else None
    urls = [asked.url] if asked.url else await nearby.look(desk, asked.seconds, interfaces)
    return await nearby.meet(desk, urls)


def _say(told: Told, asked: argparse.Namespace) -> None:
    met = told.meeting
    if asked.json:
        counts = {name: getattr(met, name, 0) for name in ("sent", "received", "withdrawn")}
        name, ok = met.peer if met else None, met is not None and met.ok
        put_json({"desk": name, "url": told.url, "ok": ok, "sentence": told.sentence, **counts})
    elif met is not None:
        print(f"{clock.at(clock.now()).strftime('%H:%M:%S')}Z {met.peer}: {told.sentence}", flush=True)
    else:
        print(told.sentence, flush=True)
