"""Orders of a person who leads, over the desk's own line to its hub: by passphrase, answered or refused in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import msgspec

from eocdesk.models import Unavailable
from eocdesk.sync.http import HttpPeer, in_words, judge

LIMIT = 16 << 20
"""Bytes of an answer that are read."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who orders. Kept in memory alone."""

    account: str
    passphrase: str


class LeadPeer(HttpPeer):
    """A hub as one who leads it reaches it, inside `async with`."""

    async def order(self, who: Person, call: str, **words: Any) -> Any:
        """What the hub answers, plain. Refused where it does not do that, or the passphrase is wrong; Unavailable."""
        told = {"account": who.account, "passphrase": who.passphrase, **words}
        kind = {"Content-Type": "application/json", **await self._bearer()}
        data, body = msgspec.json.encode(told), bytearray()
        try:
            async with self._line.stream("POST", f"admin/{call}", content=data, headers=kind) as answer:
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > LIMIT:
                        raise Unavailable(f"{self.name} answered more than is read of it.")
        except httpx.HTTPError as error:
            raise in_words(error, self.name) from error
        judge(answer, bytes(body), self.name)
        return msgspec.json.decode(bytes(body))
