"""Messages that a feed's answer only names: which of them are asked for now, politely, and which never."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

MOST = 50
"""Of one list at one time; the others come next time."""
FAILED_MOST = 3
"""After so many that did not come the others are not asked for now."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which addresses are asked now, how many wait for the next time, how many are at another host and never asked."""

    ask: tuple[str, ...] = ()
    left: int = 0
    foreign: int = 0
    listed: frozenset[str] = frozenset()
    """All that could be asked, those that were asked already too."""

    def warnings(self) -> list[str]:
        """What a person should know of it."""
        wait = f"{self.left:,} linked messages are asked for next time" if self.left else ""
        never = f"{self.foreign:,} linked messages are at another host and are not asked for" if self.foreign else ""
        return [words for words in (wait, never) if words]


def choose(links: Iterable[str], place: str, done: Collection[str]) -> Choice:
    """Of the links in an answer of `place`: those of the same host and scheme, each once, what was asked left out."""
    home = _origin(place)
    near: list[str] = []
    foreign = 0
    for link in dict.fromkeys(links):
        address = _joined(place, link)
        if _origin(address) == home:
            near.append(address)
        else:
            foreign += 1
    new = [address for address in dict.fromkeys(near) if address not in done]
    return Choice(tuple(new[:MOST]), max(0, len(new) - MOST), foreign, frozenset(near))


def _joined(place: str, link: str) -> str:
    try:
        return urljoin(place, link)
    except ValueError:
        return ""


def _origin(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address
    return parts.scheme, parts.netloc.lower()
