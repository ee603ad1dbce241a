"""The way to a hub over HTTP: the pinned certificate, short tokens renewed by the device's key, failures in words."""

from __future__ import annotations

import json
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from eocdesk.models import enrolment
from eocdesk.models.checkpoint import Checkpoint, Checkpoints
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.store import signing
from eocdesk.sync import pins, sse
from eocdesk.sync.access import Asking, Before, Challenge, Join, Joined, Proof, Token, proof_of
from eocdesk.sync.ahead import Ahead
from eocdesk.sync.meeting import BusyError, SlowError
from eocdesk.sync.protocol import (
    MAX_MESSAGE,
    Heads,
    Hello,
    MalformedError,
    Page,
    Pulled,
    Since,
    Taken,
    Welcome,
    pack,
    unpack,
)
from eocdesk.sync.unlocking import Locked, Unlocked

S = TypeVar("S", bound=msgspec.Struct)

CONNECT, READ, QUIET = 5.0, 30.0, 45.0
"""Seconds: to be connected, for an answer, and for the next heartbeat of the hub's events."""
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_PORTAL = (
    "Something on the way answers in the hub's place: a network's sign-in page, perhaps. "
    "Sign in to the network with a browser."
)
_OTHER = (
    "This is not the hub this desk joined: its certificate is another. "
    "Nothing was sent. Ask the hub's administrator before you join again."
)
_NOT_OF_CODE = "The hub at this address is not the one the code is of. Nothing was told to it. Check the address."
_BUSY = {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}


@dataclass(frozen=True, slots=True)
class Where:
    """A hub as one device reaches it."""

    url: str
    pin: str  # fingerprint of its certificate; empty: the system's authorities decide
    name: str
    hub: bytes
    dev: bytes
    key: bytes  # the device's private key


@dataclass(frozen=True, slots=True)
class Keys:
    """What a device is known by: its public keys, and those of the devices it was before."""

    key: bytes
    box: bytes
    before: tuple[Before, ...] = ()


class HttpPeer:
    """A hub over HTTP, inside `async with`."""

    by_seq = True

    def __init__(self, where: Where, seconds: tuple[float, float] = (CONNECT, READ)) -> None:
        """`seconds` to be connected and for an answer. Refused where the address is none."""
        self.name = where.name
        self._where = where
        self._token = ""
        self._line = line(where.url, where.pin, seconds)
        self._ahead = Ahead(self._pull)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ahead.forget()
        await self._line.aclose()

    async def hello(self, hello: Hello) -> Welcome:
        """Begin."""
        self._ahead.forget()
        return await self._ask("hello", hello, Welcome)

    async def heads(self) -> Heads:
        """What the hub holds that this device may see."""
        return await self._ask("heads", None, Heads)

    async def push(self, page: Page) -> Taken:
        """Give it a page."""
        return await self._ask("push", page, Taken)

    async def pull(self, since: Since) -> Pulled:
        """Ask for what one has not; where there is more, the next is on its way when this comes."""
        return await self._ahead.pull(since)

    async def _pull(self, since: Since) -> Pulled:
        return await self._ask("pull", since, Pulled)

    async def unlock(self, locked: Locked) -> Unlocked:
        """Have it open what was sealed for it."""
        return await self._ask("unlock", locked, Unlocked)

    async def checkpoints(self, since: int) -> list[Checkpoint]:
        """What the hub signs of scopes that grew since (its clock)."""
        body = bytearray()
        async with self.call("GET", f"checkpoints?since={since}") as answer:
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > MAX_MESSAGE:
                    raise Unavailable(f"{self.name} answered more than a message holds.")
        return _read(answer, bytes(body), self.name, Checkpoints).of

    async def events(self) -> AsyncIterator[dict[bytes, int]]:
        """What grows, as it grows; nothing at each heartbeat. Ends with Unavailable or Refused, never by itself."""
        headers = {"Accept": "text/event-stream", **await self._bearer()}
        timeout = httpx.Timeout(QUIET, connect=CONNECT)
        try:
            async with self._line.stream("GET", "events", headers=headers, timeout=timeout) as answer:
                if answer.status_code != httpx.codes.OK or _is_page(answer):
                    self._token = ""
                    judge(answer, await answer.aread(), self.name)
                async for data in sse.data_of(answer.aiter_text()):
                    yield sse.grown(data)
        except (httpx.HTTPError, sse.StreamBrokenError) as error:
            raise in_words(error, self.name) from error
        raise Unavailable(f"{self.name} closed the line.")

    @asynccontextmanager
    async def call(
        self, method: str, path: str, *, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[httpx.Response]:
        """A request of this device, its answer as it comes: nothing is judged but the way. Unavailable in words."""
        try:
            answer = await self._sent(method, path, content, headers)
            if answer.status_code == httpx.codes.UNAUTHORIZED:  # the token is too old: once anew, then it is a no
                await answer.aclose()
                self._token = ""
                answer = await self._sent(method, path, content, headers)
            try:
                yield answer
            finally:
                await answer.aclose()
        except httpx.HTTPError as error:
            raise in_words(error, self.name) from error

    async def _sent(self, method: str, path: str, content: bytes, headers: Mapping[str, str] | None) -> httpx.Response:
        whole = {**(headers or {}), **await self._bearer()}
        return await self._line.send(
            self._line.build_request(method, path, content=content, headers=whole), stream=True
        )

    async def _ask(self, call: str, message: msgspec.Struct | None, kind: type[S]) -> S:
        data = b"" if message is None else pack(message)
        answer, body = await _post(self._line, self.name, call, data, await self._bearer())
        if answer.status_code == httpx.codes.UNAUTHORIZED:  # the token is too old: once anew, then it is a no
            self._token = ""
            answer, body = await _post(self._line, self.name, call, data, await self._bearer())
        return _read(answer, body, self.name, kind)

    async def _bearer(self) -> dict[str, str]:
        if not self._token:
            self._token = await self._believed()
        return {"Authorization": f"Bearer {self._token}"}

    async def _believed(self) -> str:
        """A token for this device, which proves that it holds its key."""
        where = self._where
        asked = await ask(self._line, self.name, "challenge", Asking(where.dev), Challenge)
        signature = signing.sign(where.key, proof_of(where.hub, asked.nonce))
        return (await ask(self._line, self.name, "token", Proof(where.dev, asked.nonce, signature), Token)).token


def line(
    url: str, pin: str, seconds: tuple[float, float] = (CONNECT, READ), seen: Callable[[bytes], object] | None = None
) -> httpx.AsyncClient:
    """A client for one hub: its certificate alone, no proxy of the surroundings, no redirection followed.

    `seen` is given the certificate (DER) of each connection where one is pinned.
    """
    base = address(url)
    connect, read = seconds
    return httpx.AsyncClient(
        base_url=f"{base}/v1/",
        verify=pins.context(pin, seen) if base.startswith("https:") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        trust_env=False,
        timeout=httpx.Timeout(read, connect=connect),
        headers={"eoc-proto": "1"},
    )


def address(url: str) -> str:
    """A hub's address as it is kept; Refused where it is none, or plain HTTP to another machine."""
    told = url.strip()
    parts = urlsplit(told if "://" in told else f"https://{told}")
    try:
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise Refused(f"“{url}” is no address of a hub. Use one such as https://hub.example:8443.", "url")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Refused("A hub on another machine is reached over https only. Write https:// before its name.", "url")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


async def join(url: str, code: str, dev: bytes, keys: Keys, name: str) -> tuple[Joined, str]:
    """Show a hub a one-time code: its answer, and the fingerprint of its certificate to be kept.

    The code is told to nobody but who shows the certificate it names. Refused where the code or the answer is none.
    """
    told = enrolment.parse(code)
    shown: list[bytes] = []
    async with line(url, told.pin, seen=shown.append) as client:
        try:
            message = Join(told.secret, dev, keys.key, keys.box, name, keys.before)
            joined = await ask(client, address(url), "enrol", message, Joined)
        except Unavailable as error:
            sentence = error.sentence.replace("It is tried again.", "Nothing was joined.")
            raise Unavailable(_NOT_OF_CODE if error.sentence == _OTHER else sentence) from error
    if not signing.holds(joined.key, joined.card.message, joined.card.signature):
        raise Refused(f"{joined.name} sent a card that it did not sign. Ask its administrator.")
    return joined, pins.fingerprint(shown[-1]) if shown else ""


async def ask(client: httpx.AsyncClient, name: str, call: str, message: msgspec.Struct, kind: type[S]) -> S:
    """One call that needs no token. Refused and Unavailable in words."""
    return _read(*await _post(client, name, call, pack(message), {}), name, kind)


async def _post(
    client: httpx.AsyncClient, name: str, call: str, data: bytes, headers: dict[str, str]
) -> tuple[httpx.Response, bytes]:
    """Never more than a message may hold, whoever answers."""
    body = bytearray()
    try:
        async with client.stream("POST", call, content=data, headers=headers) as answer:
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > MAX_MESSAGE:
                    raise Unavailable(f"{name} answered more than a message holds.")
            return answer, bytes(body)
    except httpx.HTTPError as error:
        raise in_words(error, name) from error


def _read(answer: httpx.Response, body: bytes, name: str, kind: type[S]) -> S:
    judge(answer, body, name)
    try:
        return unpack(body, kind)
    except MalformedError as error:
        raise Unavailable(f"{name} answered what this desk does not understand ({error}).") from error


def judge(answer: httpx.Response, body: bytes, name: str) -> None:
    """Nothing where the call was answered; else Refused, Unavailable, BusyError with why not."""
    status, sentence = answer.status_code, _sentence(body)
    if _is_page(answer) or answer.is_redirect:
        raise Unavailable(_PORTAL)
    if status == httpx.codes.OK:
        return
    if status in _BUSY:
        raise BusyError(sentence or f"{name} is busy. It is tried again.", _seconds(answer))
    if answer.is_client_error:
        raise Refused(sentence or f"{name} does not take this ({status}).")
    raise Unavailable(sentence or f"{name} has a trouble of its own ({status}). It is tried again.")


def _is_page(answer: httpx.Response) -> bool:
    """A page for people is never a hub's answer."""
    return str(answer.headers.get("content-type", "")).startswith("text/html")


def _sentence(body: bytes) -> str:
    """What a hub says of itself, in its JSON."""
    try:
        found = json.loads(body)
    except ValueError:
        return ""
    return str(found.get("sentence", "")) if isinstance(found, dict) else ""


def _seconds(answer: httpx.Response) -> float:
    asked = str(answer.headers.get("retry-after", ""))
    return float(asked) if asked.isdecimal() else 0.0


def in_words(error: Exception, name: str) -> Unavailable:
    """What went wrong on the way, in the words a person needs."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, pins.OtherCertificateError):
            return Unavailable(_OTHER)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Unavailable(f"The certificate of {name} is not vouched for by anyone this machine trusts.")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectTimeout):
        return Unavailable(f"{name} does not answer. Is this desk on the network?")
    if isinstance(error, httpx.TimeoutException):
        return SlowError(f"{name} did not answer in time.")
    if isinstance(error, httpx.ConnectError):
        return Unavailable(f"{name} cannot be reached. Is this desk on the network, and the hub running?")
    return Unavailable(f"The line to {name} broke. It is tried again.")
