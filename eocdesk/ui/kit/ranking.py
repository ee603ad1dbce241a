"""Which of some things a person means by a few letters: first letters of words before likeness."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

LIKE = 62
"""Of 100: how alike words must be when no word begins with the letters typed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be picked by typing. `words` are further words it is found by (short name, number)."""

    id: bytes
    title: str
    detail: str = ""
    words: str = ""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case without accents, blanks for all that is neither letter nor digit."""
    base = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in base if not unicodedata.combining(c)).split())


def rank(candidates: Iterable[Candidate], typed: str, limit: int = 8) -> list[Candidate]:
    """The best first. Nothing typed: the first ones as they come."""
    every = candidates if isinstance(candidates, Sequence) else tuple(candidates)
    wanted = plain(typed).split()
    if not wanted:
        return list(every[:limit])
    scored = [(score, at) for at, one in enumerate(every) if (score := _begins(wanted, one)) > 0]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    found = [every[at] for _, at in scored[:limit]]
    return found or _alike(every, " ".join(wanted), limit)


def order(names: Sequence[str], typed: str, limit: int = 8) -> list[int]:
    """The same for plain words: where the best ones stand among `names`."""
    every = [Candidate(at.to_bytes(4), name) for at, name in enumerate(names)]
    return [int.from_bytes(one.id) for one in rank(every, typed, limit)]


def _begins(wanted: Sequence[str], one: Candidate) -> int:
    title, further = plain(one.title), plain(f"{one.words} {one.detail}")
    words, rest = title.split(), further.split()
    score = 0
    for piece in wanted:
        if any(word.startswith(piece) for word in words):
            score += 10
        elif any(word.startswith(piece) for word in rest):
            score += 6
        elif piece in title:
            score += 3
        else:
            return 0
    if title.startswith(" ".join(wanted)) or plain(one.words).startswith(" ".join(wanted)):
        score += 5
    return score + 5 if title == " ".join(wanted) else score


def _alike(every: Sequence[Candidate], typed: str, limit: int) -> list[Candidate]:
    names = [plain(f"{one.title} {one.words}") for one in every]
    found = process.extract(typed, names, scorer=fuzz.WRatio, limit=limit, score_cutoff=LIKE)
    return [every[at] for _, _, at in found]
