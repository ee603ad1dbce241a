"""eocdesk join, sync."""

from __future__ import annotations

import argparse
import queue
from typing import TYPE_CHECKING

from eocdesk.cli.desks import at_desk, put_json
from eocdesk.desk.desk import Desk
from eocdesk.desk.link import LinkState
from eocdesk.models import Refused, Unavailable, clock

if TYPE_CHECKING:
    from eocdesk.sync.meeting import Meeting


def join(asked: argparse.Namespace) -> int:
    """Join a hub by its address and a one-time code."""
    with at_desk(asked) as desk:
        standing = desk.link.join_now(asked.url, asked.code, asked.name or "")
        if asked.json:
            put_json({"hub": standing.peer, "url": standing.url, "desk": desk.code, "unsent": standing.unsent})
        else:
            count = standing.unsent or 0
            waiting = f"{count:,} change{'' if count == 1 else 's'} to be sent"
            print(f"This desk belongs to {standing.peer} now; {waiting}. Go on with: eocdesk sync")
    return 0


def sync(asked: argparse.Namespace) -> int:
    """Meet the hub: once, or from now on until Ctrl+C; 0 all went well, 1 something was said to look at."""
    with at_desk(asked) as desk:
        return _once(desk, asked) if asked.once else _stay(desk, asked)


def _once(desk: Desk, asked: argparse.Namespace) -> int:
    meeting = desk.link.meet_now()
    if not meeting.ok:
        raise Refused(meeting.sentence) if meeting.denied else Unavailable(meeting.sentence)
    _say(desk, meeting, asked)
    return 1 if meeting.trouble or meeting.revoked else 0


def _stay(desk: Desk, asked: argparse.Namespace) -> int:
    standing = desk.link.standing()
    if standing.state is LinkState.ALONE:
        raise Refused("This desk has joined no hub. Ask for a code, then: eocdesk join URL CODE.")
    if standing.state is LinkState.REVOKED:
        raise Refused(f"{standing.peer} has put this desk out. Nothing is sent to it or taken from it any more.")
    heard: queue.SimpleQueue[Meeting] = queue.SimpleQueue()
    desk.link.start(met=heard.put)
    failed = ""
    try:
        while True:
            try:
                meeting = heard.get(timeout=1)  # an endless wait would hear no Ctrl+C on Windows
            except queue.Empty:
                continue
            trouble = "" if meeting.ok else meeting.sentence
            if not trouble or trouble != failed:  # a hub that is away is said once
                _say(desk, meeting, asked)
            failed = trouble
            if meeting.revoked:
                return 1
    except KeyboardInterrupt:
        return 0


def _say(desk: Desk, meeting: Meeting, asked: argparse.Namespace) -> None:
    if not asked.json:
        waiting = _waiting(desk) if meeting.received else ""
        passed = _carried(desk) if asked.once else ""  # else it goes on meanwhile
        when = clock.at(clock.now()).strftime("%H:%M:%S")
        print(f"{when}Z {meeting.peer}: {meeting.sentence}{waiting}{passed}", flush=True)
        return
    standing = desk.link.standing()
    counts = {name: getattr(meeting, name) for name in ("sent", "received", "refused", "withdrawn", "repaired")}
    more = {"unsent": standing.unsent, "conflicts": standing.conflicts, "ahead_ms": standing.skew}
    told = {"hub": meeting.peer, "ok": meeting.ok, "revoked": meeting.revoked, "sentence": meeting.sentence}
    carried = desk.link.carried
    names = ("brought", "fetched", "to_bring", "to_fetch", "trouble")
    put_json({**told, **counts, **more, "attachments": {name: getattr(carried, name) for name in names}})


def _carried(desk: Desk) -> str:
    """What came of the attachments, where there were any."""
    carried = desk.link.carried
    said = [f"{words}." for words in (carried.done, carried.waiting) if words]
    return "".join(f" {words}" for words in (*said, carried.trouble) if words)


def _waiting(desk: Desk) -> str:
    """What there is to settle, where something came in."""
    count = desk.link.standing().conflicts
    if not count:
        return ""
    return f" {'1 field waits' if count == 1 else f'{count:,} fields wait'} to be settled: eocdesk conflicts"
