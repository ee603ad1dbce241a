"""A source that misbehaves costs a sentence, never memory, never time without end."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator

import httpx
import pytest

from eocdesk.feeds.feed import Feed, Reading
from eocdesk.feeds.fetch import WAIT_MOST, Answer, Kept, LaterError, client, fetch, waiting
from eocdesk.models import Unavailable
from tests.kit.feed_server import Play, Source, source

FEED = Feed("try", "Try", 60, 60, 1000, ("application/json",), lambda _: [], lambda _data, _given: Reading())
JSON = {"content-type": "application/json; charset=utf-8"}


@pytest.fixture
def there() -> Iterator[Source]:
    with source() as made:
        yield made


NOTHING = Kept()


def ask(there: Source, kept: Kept = NOTHING, seconds: float = 30.0) -> Answer:
    async def run() -> Answer:
        async with client("Watch <watch@city.example>", "1.0") as http:
            return await fetch(http, FEED, f"{there.url}/a", kept, seconds)

    return asyncio.run(run())


def refusal(there: Source, play: Play) -> str:
    there.plays["/a"] = play
    with pytest.raises(Unavailable) as found:
        ask(there)
    return found.value.sentence


def test_an_answer_comes_with_what_it_is_known_by_and_is_not_sent_twice(there: Source) -> None:
    there.plays["/a"] = Play(b"[1]", headers=JSON | {"etag": '"7"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"})
    first = ask(there)
    assert first == Answer(b"[1]", Kept('"7"', "Mon, 01 Jan 2024 00:00:00 GMT"))
    assert ask(there, first.kept) == Answer(None, first.kept)
    told = there.asked[1][1]
    assert told["if-modified-since"] == "Mon, 01 Jan 2024 00:00:00 GMT"
    assert told["user-agent"] == "eocdesk/1.0 (Watch <watch@city.example>)"


def test_a_contact_line_cannot_add_a_header() -> None:
    with_break = client("a\r\nx-evil: 1 é", "1.0")
    assert with_break.headers["user-agent"] == "eocdesk/1.0 (ax-evil: 1)"
    asyncio.run(with_break.aclose())


def test_a_sign_in_page_is_called_by_its_name(there: Source) -> None:
    assert "sign-in page" in refusal(there, Play(b"<html>", headers={"content-type": "text/html"}))


def test_what_is_of_another_kind_cut_damaged_or_an_error_is_said_as_that(there: Source) -> None:
    assert "image/png" in refusal(there, Play(b"x", headers={"content-type": "image/png"}))
    assert "cut short" in refusal(there, Play(b"[1", cut=True))
    assert "damaged" in refusal(there, Play(b"[1]", headers=JSON | {"content-encoding": "gzip"}))
    assert "cut short" in refusal(
        there, Play(gzip.compress(b"[1]" * 99)[:-9], headers=JSON | {"content-encoding": "gzip"})
    )
    assert "not asked for" in refusal(there, Play(b"x", headers=JSON | {"content-encoding": "br"}))
    assert "500" in refusal(there, Play(b"x", status=500))


def test_what_is_too_long_is_let_go_of_packed_or_not(there: Source) -> None:
    assert "longer than 1,000 bytes" in refusal(there, Play(b" " * 1001))
    bomb = gzip.compress(bytes(50_000_000))
    assert "longer than 1,000 bytes" in refusal(there, Play(bomb, headers=JSON | {"content-encoding": "gzip"}))
    packed = JSON | {"content-encoding": "gzip"}
    there.plays["/a"] = Play(gzip.compress(b" " * 1000), headers=packed)
    assert ask(there).data == b" " * 1000


def test_a_source_that_is_busy_says_how_long(there: Source) -> None:
    there.plays["/a"] = Play(status=429, headers=JSON | {"retry-after": "120"})
    with pytest.raises(LaterError) as found:
        ask(there)
    assert found.value.wait == 120
    assert waiting("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert waiting("Wed, 21 Oct 2999 07:28:00 GMT") == WAIT_MOST
    assert waiting("99999999999999999999") == WAIT_MOST
    assert waiting("soon") == 0


def test_a_source_that_goes_round_is_silent_or_not_there_is_given_up(there: Source) -> None:
    assert "without end" in refusal(there, Play(status=302, headers={"location": "/a"}))
    there.plays["/a"] = Play(silent=True)
    with pytest.raises(Unavailable, match="in time"):
        ask(there, seconds=0.2)
    with pytest.raises(Unavailable, match="cannot be reached"):
        ask(Source("http://127.0.0.1:1"))


def test_what_was_asked_under_protection_is_not_read_without() -> None:
    def answers(request: httpx.Request) -> httpx.Response:
        if request.url.scheme == "https":
            return httpx.Response(302, headers={"location": "http://city.example/b"})
        return httpx.Response(200, headers=JSON, content=b"[1]")

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answers), follow_redirects=True) as http:
            await fetch(http, FEED, "https://city.example/a")

    with pytest.raises(Unavailable, match="not protected"):
        asyncio.run(run())
