"""Ask one address of a feed: in bounded time and size, with what was told before, failures in words."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from eocdesk.feeds.feed import Feed
from eocdesk.models import Unavailable, clock

SECONDS = 60.0
"""For one answer, from the first word to the last."""
CONNECT = 10.0
REDIRECTS = 3
WAIT_MOST = 86_400
_BUSY = {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}
_PORTAL = (
    "Something on the way answers with a web page in the feed's place: a network's sign-in page, perhaps. "
    "Sign in to the network with a browser."
)


class LaterError(Unavailable):
    """The source asks to be left alone for so many seconds."""

    def __init__(self, sentence: str, wait: int) -> None:
        super().__init__(sentence)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Kept:
    """What the last answer of an address was marked with. `added`: when its last object was added, as TAXII says it."""

    etag: str = ""
    modified: str = ""
    added: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `data` is None where nothing changed since what is kept."""

    data: bytes | None
    kept: Kept


def client(contact: str, version: str) -> httpx.AsyncClient:
    """What feeds are asked with. `contact` is how its owner is reached, in the User-Agent that sources ask for."""
    told = re.sub(r"[^\x20-\x7e]", "", contact).strip()
    return httpx.AsyncClient(
        follow_redirects=True,
        max_redirects=REDIRECTS,
        timeout=httpx.Timeout(SECONDS, connect=CONNECT),
        headers={"user-agent": f"eocdesk/{version} ({told})" if told else f"eocdesk/{version}"},
    )


async def fetch(
    http: httpx.AsyncClient,
    feed: Feed,
    address: str,
    kept: Kept = Kept(),
    seconds: float = SECONDS,
    signed: Mapping[str, str] | None = None,
) -> Answer:
    """The answer of an address; LaterError where the source is busy, else Unavailable, each with its sentence.

    `signed` are headers that hold a key: with them no other place is followed to.
    """
    host = urlsplit(address).hostname or address
    asked = {"accept": ", ".join(feed.kinds), "accept-encoding": "gzip"}
    asked |= {"if-none-match": kept.etag} if kept.etag else {}
    asked |= {"if-modified-since": kept.modified} if kept.modified else {}
    try:
        asking = http.stream("GET", address, headers={**asked, **(signed or {})}, follow_redirects=not signed)
        async with asyncio.timeout(seconds), asking as got:
            return await _answer(feed, host, address, got, kept)
    except (TimeoutError, httpx.TimeoutException):
        raise Unavailable(f"{host} did not answer in time.") from None
    except httpx.TooManyRedirects:
        raise Unavailable(f"{host} sends from one address to the next without end.") from None
    except httpx.RemoteProtocolError:
        raise Unavailable(f"The answer of {host} was cut short.") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        raise Unavailable(f"{host} cannot be reached.") from None


async def _answer(feed: Feed, host: str, address: str, got: httpx.Response, kept: Kept) -> Answer:
    if address.startswith("https:") and got.url.scheme != "https":
        raise Unavailable(f"{host} sends to an address that is not protected. Nothing of it was read.")
    if got.status_code == httpx.codes.NOT_MODIFIED:
        return Answer(None, kept)
    if got.status_code in _BUSY:
        wait = waiting(got.headers.get("retry-after", ""))
        raise LaterError(f"{host} is asked too often or busy ({got.status_code}).", wait)
    kind = got.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"} and kind not in feed.kinds:
        raise Unavailable(_PORTAL if got.is_success else f"{host} answers {got.status_code}.")
    if got.status_code != httpx.codes.OK:
        raise Unavailable(f"{host} answers {got.status_code}.")
    if kind and kind not in feed.kinds:
        raise Unavailable(f"{host} answers with {kind[:60]}, not with what this feed is.")
    data = await _bounded(got, feed.longest, host)
    marks = (got.headers.get(name, "") for name in ("etag", "last-modified", "x-taxii-date-added-last"))
    return Answer(data, Kept(*marks))


async def _bounded(got: httpx.Response, longest: int, host: str) -> bytes:
    """The bytes, unpacked; what would be longer is not even unpacked to its end."""
    coding = got.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"gzip", "x-gzip", "identity", ""}:
        raise Unavailable(f"{host} answers in a compression that was not asked for.")
    unpacking = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    parts: list[bytes] = []
    left = longest
    async for part in got.aiter_raw():
        try:
            piece = part if unpacking is None else unpacking.decompress(part, left + 1)
        except zlib.error:
            raise Unavailable(f"The answer of {host} is damaged.") from None
        left -= len(piece)
        if left < 0:
            raise Unavailable(f"The answer of {host} is longer than {longest:,} bytes. Nothing of it was read.")
        parts.append(piece)
    if unpacking is not None and not unpacking.eof:
        raise Unavailable(f"The answer of {host} was cut short.")
    return b"".join(parts)


def waiting(told: str) -> int:
    """Seconds a Retry-After asks for, as a number or a date, within a day; 0 where it says none."""
    if told.strip().isascii() and told.strip().isdigit():
        return min(int(told.strip()[:9]), WAIT_MOST)
    try:
        until = parsedate_to_datetime(told)
        return min(max(0, (clock.moment(until) - clock.now()) // 1000), WAIT_MOST)
    except (TypeError, ValueError, OverflowError):
        return 0
