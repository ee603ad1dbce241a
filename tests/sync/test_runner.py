"""The loop of a linked desk: woken by what is written and by the hub, patient where the hub is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.models.errors import Unavailable
from eocdesk.sync.meeting import Meeting, SlowError
from eocdesk.sync.protocol import MAX_PIECES
from eocdesk.sync.runner import LEAST_PIECES, Pace, Rhythm, Runner
from tests.kit.meetings import SCOPE, Here, Hub, piece

NEVER, AT_ONCE = 3600.0, 0.001


@dataclass
class Live(Hub):
    """A hub that tells what grew."""

    said: asyncio.Queue[dict[bytes, int] | None] = field(default_factory=asyncio.Queue)

    async def events(self) -> AsyncIterator[dict[bytes, int]]:
        self.heard.append("events")
        while (grown := await self.said.get()) is not None:
            yield grown
        raise Unavailable("The line broke.")


@dataclass
class Reading(Here):
    """A copy that has read so far."""

    read: int = 3

    def behind(self, grown: dict[bytes, int]) -> bool:
        return any(seq > self.read for seq in grown.values())


class Watched:
    """A runner at work, its meetings as they come."""

    def __init__(self, here: Reading, hub: Live, rhythm: Rhythm, pace: Pace | None = None) -> None:
        self.meetings: asyncio.Queue[Meeting] = asyncio.Queue()
        self.runner = Runner(here, hub, self._told, pace or Pace(), rhythm)

    async def _told(self, meeting: Meeting, seconds: float) -> None:
        assert seconds >= 0
        self.meetings.put_nowait(meeting)

    async def next(self) -> Meeting:
        return await asyncio.wait_for(self.meetings.get(), 20)


def run(
    going: Callable[[Watched], Awaitable[None]], here: Reading, hub: Live, rhythm: Rhythm, pace: Pace | None = None
) -> None:
    """Let the runner run while `going` watches it."""

    async def go() -> None:
        hub.said = asyncio.Queue()
        watched = Watched(here, hub, rhythm, pace)
        async with asyncio.TaskGroup() as group:
            running = group.create_task(watched.runner.run())
            await going(watched)
            running.cancel()

    asyncio.run(go())


def test_what_is_written_here_is_sent_at_once_and_only_that() -> None:
    here, hub = Reading(), Live()

    async def going(watched: Watched) -> None:
        assert (await watched.next()).quiet
        here.unsent.append(piece(1))
        watched.runner.wake()
        assert (await watched.next()).sent == 1

    run(going, here, hub, Rhythm(poll=NEVER))
    assert [call for call in hub.heard if call != "events"] == ["hello", "pull", "heads", "push", "pull"]


def test_the_hub_wakes_a_desk_that_is_behind_and_not_one_that_has_read_it() -> None:
    here, hub = Reading(), Live()

    async def going(watched: Watched) -> None:
        await watched.next()
        for grown in ({SCOPE: 3}, {}, {SCOPE: 2}):
            hub.said.put_nowait(grown)
            for _ in range(50):
                await asyncio.sleep(0)  # the loop turns: whoever was woken would be up by now
        assert watched.meetings.empty()
        hub.said.put_nowait({SCOPE: 4})
        await watched.next()
        assert hub.said.empty()

    run(going, here, hub, Rhythm(poll=NEVER))
    assert hub.heard.count("pull") == 2


def test_without_events_the_desk_asks_by_the_clock_and_then_greets_and_compares_anew() -> None:
    hub = Live()

    async def going(watched: Watched) -> None:
        for _ in range(3):
            assert (await watched.next()).quiet

    run(going, Reading(), hub, Rhythm(poll=AT_ONCE))
    assert hub.heard.count("hello") >= 3
    assert hub.heard.count("heads") >= 2


def test_a_line_that_breaks_is_looked_at_at_once_and_listened_to_again() -> None:
    hub = Live()

    async def going(watched: Watched) -> None:
        await watched.next()
        hub.said.put_nowait(None)
        await watched.next()
        hub.said.put_nowait({SCOPE: 9})
        await watched.next()

    run(going, Reading(), hub, Rhythm(poll=NEVER, least=AT_ONCE, most=AT_ONCE))
    assert hub.heard.count("events") == 2


def test_a_hub_that_is_away_is_tried_again_and_meetings_go_on_when_it_is_back() -> None:
    here, hub = Reading([piece(1)]), Live(fails={"hello": Unavailable("Nobody there.")})

    async def going(watched: Watched) -> None:
        for _ in range(3):
            assert (await watched.next()).trouble == "Nobody there."
        hub.fails.clear()
        while not (meeting := await watched.next()).ok:
            pass
        assert meeting.sent == 1

    run(going, here, hub, Rhythm(poll=NEVER, least=AT_ONCE, most=AT_ONCE))


def test_a_person_who_asks_does_not_wait_for_the_next_try() -> None:
    hub = Live(fails={"hello": Unavailable("Nobody there.")})

    async def going(watched: Watched) -> None:
        await watched.next()
        hub.fails.clear()
        watched.runner.wake()  # something was written: that alone does not hammer a hub that is away
        watched.runner.wake(now=True)
        assert (await watched.next()).ok

    run(going, Reading(), hub, Rhythm(poll=NEVER, least=NEVER, most=NEVER))


def test_a_mistake_in_a_meeting_ends_neither_the_desk_nor_the_loop(caplog: pytest.LogCaptureFixture) -> None:
    hub = Live(fails={"pull": ZeroDivisionError("oh")})

    async def going(watched: Watched) -> None:
        meeting = await watched.next()
        assert (meeting.ok, "mistake in eocdesk" in meeting.sentence) == (False, True)
        hub.fails.clear()
        while not (await watched.next()).ok:
            pass

    run(going, Reading(), hub, Rhythm(poll=NEVER, least=AT_ONCE, most=AT_ONCE))
    assert "a meeting with Room 1 failed" in caplog.text
    caplog.clear()


def test_a_desk_that_was_put_out_stops_by_itself() -> None:
    async def go() -> None:
        watched = Watched(Reading(), Live(order="purge", fails={"pull": Unavailable("No.")}), Rhythm(poll=NEVER))
        watched.runner._copy.unsent.append(piece(1))  # type: ignore[attr-defined]
        await asyncio.wait_for(watched.runner.run(), 20)
        assert (await watched.next()).revoked

    asyncio.run(go())


def test_pages_shrink_where_answers_come_too_late_and_grow_again() -> None:
    pace = Pace()
    for _ in range(9):
        pace.heard(slow=True)
    assert pace.limit() == LEAST_PIECES
    for _ in range(20):
        pace.heard(slow=False)
    assert pace.limit() == MAX_PIECES
    assert Pace(lambda: 500).limit() == 500


def test_an_answer_too_late_makes_the_next_page_smaller() -> None:
    hub, pace = Live(fails={"pull": SlowError("Too late.")}), Pace()

    async def going(watched: Watched) -> None:
        await watched.next()
        await watched.next()

    run(going, Reading(), hub, Rhythm(poll=NEVER, least=AT_ONCE, most=AT_ONCE), pace)
    assert pace.limit() <= MAX_PIECES // 4


@given(st.integers(1, 200), st.floats(0, 1))
def test_the_wait_after_a_failure_is_spread_and_has_an_end(failures: int, chance: float) -> None:
    rhythm = Rhythm()
    assert rhythm.least <= rhythm.after(failures, chance) <= rhythm.most
    assert rhythm.after(failures, 1) <= rhythm.after(failures + 1, 1)
