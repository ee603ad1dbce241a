"""Blackout drill: this desk is cut off on purpose, and afterwards it is shown that nothing is missing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import msgspec

from eocdesk.commands.drills import WELL, WRONG, AnswerDrill
from eocdesk.commands.entries import LogEntry
from eocdesk.desk.ages import span
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.clock import Moment
from eocdesk.store import local
from eocdesk.store.queries import drill_asks, drills, meetings
from eocdesk.store.queries.drills import Before, Proof, Since
from eocdesk.store.queries.linked import CUT

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk

KEY, LAST = "drill", "drill report"
"""Under which this copy notes the drill under way, and the report of the last one."""
MINUTE = 60_000
LONGEST = 24 * 60
"""Minutes a drill lasts at most."""


_ENDING: WeakSet[Desk] = WeakSet()


class Drill(msgspec.Struct, array_like=True, frozen=True):
    """A drill under way: since when, until when, on which event, and the log as it stood when it began."""

    began: Moment
    until: Moment
    event: bytes
    seq: int
    chains: list[tuple[bytes, bytes, int, bytes]]
    conflicts: list[tuple[bytes, str]]
    ask: bytes = b""
    """The entry that asked every desk for it; empty: this desk's own."""

    @property
    def before(self) -> Before:
        """The log as it stood."""
        return Before(self.seq, tuple(self.chains), tuple(self.conflicts))


class Line(msgspec.Struct, array_like=True, frozen=True):
    """One line of a report; `state` is ok, fail, or empty where it only tells."""

    words: str
    state: str = ""


class Report(msgspec.Struct, array_like=True, frozen=True):
    """What a drill showed."""

    began: Moment
    ended: Moment
    lines: list[Line]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is missing."""
        return all(line.state != "fail" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Stand:
    """The drill under way, and the report of the last one; None without. `cut`: whether this desk is cut off now."""

    drill: Drill | None
    report: Report | None
    cut: bool = False

    @property
    def is_over(self) -> bool:
        """Whether a drill's time is up and its end is not noted yet."""
        return self.drill is not None and not self.cut


def stand(connection: Any, now: Moment) -> Stand:
    """What this copy has noted of drills."""
    drill, report, cut = (local.get(connection, key) for key in (KEY, LAST, CUT))
    return Stand(
        None if drill is None else msgspec.convert(drill, Drill),
        None if report is None else msgspec.convert(report, Report),
        cut is not None and now < cut,
    )


async def begin(desk: Desk, minutes: int, ask: bytes = b"") -> Drill:
    """Cut this desk off and say so in the log. Refused where there is nothing to cut, or a drill is under way."""
    if not 1 <= minutes <= LONGEST:
        raise Refused(f"A drill lasts from 1 to {LONGEST:,} minutes.", "minutes")
    if desk.event is None:
        raise Refused("Open an event first: the drill is noted in its log.")
    if await desk.read(meetings.hub) is None:
        raise Refused("This desk has joined no hub: there is nothing to cut.")
    now = clock.now()
    if (await desk.read(stand, now)).drill is not None:
        raise Refused("A drill is under way already.")
    until = now + minutes * MINUTE
    await _off(desk, until)
    then = await desk.read(drills.before)
    made = Drill(now, until, desk.event.id, then.seq, list(then.chains), list(then.conflicts), ask)
    await _note(desk, KEY, made)
    hour = clock.at(until, desk.event.zone).strftime("%H:%M")
    words = f"Blackout drill begins: desk {desk.code} is cut off until {hour}. What is written meanwhile is sent after."
    await desk.do(LogEntry(made.event, words))
    return made


async def end(desk: Desk) -> Report:
    """Link again, meet, and report. Refused where no drill is under way; a hub that is away is part of the report."""
    if desk in _ENDING:
        raise Refused("The drill is being ended already.")
    _ENDING.add(desk)
    try:
        return await _end(desk)
    finally:
        _ENDING.discard(desk)


async def _end(desk: Desk) -> Report:
    now = clock.now()
    drill = (await desk.read(stand, now)).drill
    if drill is None:
        raise Refused("No drill is under way.")
    written = (await desk.read(drills.since, drill.before, desk.device)).written
    counted = "1 change was" if written == 1 else f"{written:,} changes were"
    words = f"Blackout drill ends after {span(now - drill.began)}: {counted} made on desk {desk.code} meanwhile."
    await desk.do(LogEntry(drill.event, words))
    await _off(desk, None)
    trouble, same = await _meet(desk)
    since = await desk.read(drills.since, drill.before, desk.device)
    proof = await desk.read(drills.proof, drill.before, desk.device)
    hub = await desk.read(meetings.hub)
    report = Report(
        drill.began, now, [*_told(since), *proved(proof, hub.name if hub else "the hub", trouble, same=same)]
    )
    if drill.ask and not await desk.read(drill_asks.answered, drill.ask, drill.event, desk.device):
        words = " ".join(line.words for line in report.lines if line.state == "fail")
        await desk.do(AnswerDrill(drill.ask, WELL if report.is_sound else WRONG, words or since_words(since)))
    await _note(desk, LAST, report)
    await _note(desk, KEY, None)
    return report


async def _off(desk: Desk, until: Moment | None) -> None:
    """Off the screen's thread: it waits for the writer."""
    change = desk.link.resume if until is None else _Pause(desk, until)
    await asyncio.wrap_future(desk.store.readers.run(change))


@dataclass(frozen=True, slots=True)
class _Pause:
    desk: Desk
    until: Moment

    def __call__(self) -> None:
        self.desk.link.pause(self.until)


async def _meet(desk: Desk) -> tuple[str, bool]:
    """(what kept the meeting from its end, whether both sides were found to hold the same)."""
    try:
        meeting = await desk.link.meet()
    except (Refused, Unavailable) as error:
        return error.sentence, False
    return meeting.trouble, meeting.ok and not meeting.differing and not meeting.left


async def _note(desk: Desk, key: str, value: msgspec.Struct | None) -> None:
    plain = None if value is None else msgspec.to_builtins(value, builtin_types=(bytes,))
    await asyncio.wrap_future(desk.store.writer.local(lambda connection: local.put(connection, key, plain)))


def since_words(since: Since) -> str:
    """What happened, in one sentence."""
    return f"{_changes(since.written)} written while cut off, {_changes(since.received)} came afterwards."


def _told(since: Since) -> list[Line]:
    """What happened."""
    made = ", ".join(f"{count:,} {_many(kind, count)}" for kind, count in since.made)
    lines = [Line(f"Written here while cut off: {_changes(since.written)}{f' ({made} new)' if made else ''}.")]
    lines.append(Line(f"Came from others afterwards: {_changes(since.received)}."))
    both = {0: "No record was", 1: "1 record was"}.get(since.merged, f"{since.merged:,} records were")
    lines.append(Line(f"{both} written on both sides and merged."))
    if since.conflicts:
        fields = "1 field was" if since.conflicts == 1 else f"{since.conflicts:,} fields were"
        lines.append(Line(f"{fields} written on both sides: settle them under Conflicts."))
    else:
        lines.append(Line("No field was written on both sides."))
    return lines


def proved(proof: Proof, hub: str, trouble: str, *, same: bool) -> list[Line]:
    """Whether anything is missing; `same`: both sides were compared and hold the same log."""
    kept = f"All {proof.before:,} changes from before the drill are where they were; {proof.now:,} are here now."
    lost = f"{proof.broken:,} of {proof.chains:,} chains are not whole. Run eocdesk verify."
    lines = [Line(kept, "ok") if proof.is_whole else Line(lost, "fail")]
    sent = f"{hub} has {proof.acknowledged:,} of the {proof.own:,} changes this desk ever wrote."
    lines.append(Line(sent, "ok" if proof.acknowledged >= proof.own else "fail"))
    if trouble:
        lines.append(Line(f"The meeting afterwards did not go to its end. {trouble}", "fail"))
    elif same:
        lines.append(Line(f"Compared with {hub}: both sides hold the same log.", "ok"))
    else:
        lines.append(Line(f"Compared with {hub}: the two sides do not hold the same log yet.", "fail"))
    return lines


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes" if count else "nothing"


def _many(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
