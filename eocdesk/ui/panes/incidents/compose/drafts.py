"""What is being typed, kept as it is typed, under the id the entry will have: logging it twice is logging it once."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from eocdesk.desk.desk import Desk
from eocdesk.models import ids

PREFIX = "compose/"
PICTURES = "compose-picture/"
_CLAIMED: WeakKeyDictionary[Desk, set[bytes]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to be attached: from a path, or bytes kept as a draft of their own under `key`."""

    name: str
    size: int
    path: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields. `at` is when it was typed last, ms UTC."""

    event: bytes
    at: int
    id: bytes = field(default_factory=ids.new_id)
    words: dict[str, Any] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()


class Drafts:
    """The drafts of one desk, on its disk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mine: set[bytes] = set()

    def save(self, draft: Draft) -> Future[None]:
        """Keep it; the future is done once it is durable."""
        value = {
            "at": draft.at,
            "words": draft.words,
            "pieces": [[piece.name, piece.size, piece.path, piece.key] for piece in draft.pieces],
        }
        return self._desk.save_draft(_key(draft), value)

    def forget(self, draft: Draft) -> None:
        """It is logged, or thrown away."""
        self._desk.save_draft(_key(draft), None)
        for piece in draft.pieces:
            if piece.key:
                self._desk.save_draft(piece.key, None)

    def claim(self, event: bytes) -> list[Draft]:
        """The drafts left of an event, oldest first; given out once, so that no two windows write on the same."""
        claimed = _CLAIMED.setdefault(self._desk, set())
        if event in claimed:
            return []
        claimed.add(event)
        self._mine.add(event)
        prefix = f"{PREFIX}{event.hex()}/"
        return [_read(event, key[len(prefix) :], value) for key, value in self._desk.drafts(prefix).items()]

    def release(self, event: bytes) -> None:
        """The event is left: whoever comes back to it is given its drafts again."""
        if event in self._mine:
            self._mine.discard(event)
            _CLAIMED.setdefault(self._desk, set()).discard(event)

    def keep_picture(self, draft: bytes, data: bytes) -> tuple[str, Future[None]]:
        """Keep the bytes of a pasted picture: the key they are found under, and when they are durable."""
        key = f"{PICTURES}{draft.hex()}/{ids.new_id().hex()}"
        return key, self._desk.save_draft(key, data)

    def picture(self, key: str) -> bytes:
        """Those bytes; empty where they are gone."""
        return bytes(self._desk.drafts(key).get(key, b""))


def _key(draft: Draft) -> str:
    return f"{PREFIX}{draft.event.hex()}/{draft.id.hex()}"


def _read(event: bytes, key: str, value: dict[str, Any]) -> Draft:
    pieces = tuple(Piece(*piece) for piece in value["pieces"])
    return Draft(event, int(value["at"]), bytes.fromhex(key), dict(value["words"]), pieces)
