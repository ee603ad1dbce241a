"""A page asked for ahead is the one that is asked for next, or it is thrown away."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from msgspec import structs

from eocdesk.models.errors import Unavailable
from eocdesk.sync import ahead as reading_ahead
from eocdesk.sync.ahead import Ahead, after
from eocdesk.sync.protocol import Cursor, Pulled, Since, Stream

SCOPE, EVENT = b"s" * 16, b"e" * 16
HOUR = 60 * 60 * 1000
NOW = 900 * HOUR


def page(first: int, count: int = 3, **more: Any) -> Pulled:
    """So many changes of the one scope, and more to come unless it is said otherwise."""
    hash_ = bytes([first]) * 32
    stream = Stream(SCOPE, (EVENT, "GREEN", ""), [b"body"] * count, first, hash_, more.pop("waits", True))
    bare = Pulled([stream], [], [], [], [], EVENT, NOW)
    return structs.replace(bare, **more)


def at(seq: int, roster: int = NOW) -> Since:
    return Since({SCOPE: Cursor(seq, bytes([max(seq - 2, 0)]) * 32)} if seq else {}, roster=roster)


class Far:
    """Notes what it is asked; answers when it is let."""

    def __init__(self, *answers: Pulled | Exception) -> None:
        self.asked: list[Since] = []
        self.ended = 0
        self.may = asyncio.Event()
        self.may.set()
        self._answers = list(answers)

    async def ask(self, since: Since) -> Pulled:
        self.asked.append(since)
        try:
            await self.may.wait()
        except asyncio.CancelledError:
            self.ended += 1
            raise
        answer = self._answers[len(self.asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def soon() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def test_the_next_page_is_asked_for_before_it_is_wanted() -> None:
    async def whole() -> None:
        far = Far(page(1), page(4), page(7, waits=False))
        ahead = Ahead(far.ask)
        assert await ahead.pull(at(0)) == page(1)
        await soon()
        assert far.asked == [at(0), at(3)]
        assert await ahead.pull(at(3)) == page(4)
        assert await ahead.pull(at(6)) == page(7, waits=False)
        await soon()
        assert far.asked == [at(0), at(3), at(6)]

    asyncio.run(whole())


@pytest.mark.parametrize(
    "other",
    [at(0), at(2), at(3, NOW - 1), structs.replace(at(3), limit=7), structs.replace(at(3), leaving=[b"r" * 16])],
    ids=["nothing was kept", "less was kept", "older news is wanted", "smaller pages", "more is asked"],
)
def test_another_question_than_was_thought_of_is_asked_itself(other: Since) -> None:
    async def whole() -> None:
        far = Far(page(1), page(4), page(9, waits=False))
        ahead = Ahead(far.ask)
        await ahead.pull(at(0))
        await soon()
        assert await ahead.pull(other) == page(9, waits=False)
        assert far.asked == [at(0), at(3), other]

    asyncio.run(whole())


def test_news_of_other_desks_that_were_heard_meanwhile_do_no_harm() -> None:
    async def whole() -> None:
        far = Far(page(1), page(4, waits=False))
        ahead = Ahead(far.ask)
        await ahead.pull(at(0))
        assert await ahead.pull(at(3, NOW + 5)) == page(4, waits=False)
        assert len(far.asked) == 2

    asyncio.run(whole())


@pytest.mark.parametrize(
    "answer",
    [
        page(1, waits=False),
        page(1, 0),
        page(1, order="purge"),
        page(1, revoked=[SCOPE]),
        page(1, rewound=[SCOPE]),
        page(1, gone=[b"r" * 16]),
    ],
    ids=["no more", "no words", "put out", "scope lost", "counts anew", "records gone"],
)
def test_where_the_next_question_cannot_be_known_none_is_asked(answer: Pulled) -> None:
    assert after(at(0), answer) is None


def test_who_asks_for_all_desks_is_thought_to_know_them_then() -> None:
    following = after(at(0, 0), page(1))
    assert following is not None
    assert following.roster == NOW
    assert after(at(0, NOW - 5), page(1)) == at(3, NOW - 5)


def test_what_goes_wrong_ahead_is_told_to_who_asks() -> None:
    async def whole() -> None:
        far = Far(page(1), Unavailable("The line broke."), page(4, waits=False))
        ahead = Ahead(far.ask)
        await ahead.pull(at(0))
        await soon()
        with pytest.raises(Unavailable, match="The line broke"):
            await ahead.pull(at(3))
        assert await ahead.pull(at(3)) == page(4, waits=False)

    asyncio.run(whole())


def test_what_is_not_wanted_any_more_ends_and_is_said_to_nobody() -> None:
    async def whole() -> None:
        far = Far(page(1), page(4), Unavailable("The line broke."))
        ahead = Ahead(far.ask)
        await ahead.pull(at(0))
        far.may.clear()
        await soon()
        ahead.forget()
        await soon()
        assert far.ended == 1
        far.may.set()
        ahead.forget()

    asyncio.run(whole())


def test_who_gives_up_waiting_gives_up_what_was_asked_ahead() -> None:
    async def whole() -> None:
        far = Far(page(1), page(4))
        ahead = Ahead(far.ask)
        await ahead.pull(at(0))
        far.may.clear()
        await soon()
        waiting = asyncio.ensure_future(ahead.pull(at(3)))
        await soon()
        waiting.cancel()
        await soon()
        assert waiting.cancelled()
        assert far.ended == 1

    asyncio.run(whole())


def test_an_answer_from_before_a_pause_is_not_taken_for_one_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "LASTS_S", 0)

    async def whole() -> None:
        far = Far(page(1), page(4), page(4, waits=False))
        ahead = Ahead(far.ask)
        await ahead.pull(at(0))
        await soon()
        assert await ahead.pull(at(3)) == page(4, waits=False)

    asyncio.run(whole())
