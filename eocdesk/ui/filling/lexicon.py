"""What is a word and what it may have been meant to be: a word list of one language and what the desk knows."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pkgutil import get_data

MOST = 5
"""So many words are offered."""
_SLICE = 20_000
_REMEMBERED = 50_000
_LAST_LATIN = "\u024f"
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CODE = re.compile(r"[\d@_\\]|://|www\.")
_BRITISH = re.compile(r"(?<=[a-z]{3})[iy]s(?=(e[drs]?|es|ing|ation|ations|ational|er|ers)$)")
_WORDS = """
    sitrep sitreps geofence geofenced geofencing wildland heatrisk subgroup muster mustered demob demobilization
    unmet egress ingress tabletop hotwash activations credentialed credentialing overwatch staging interoperability
    wayfinding colour colours coloured centre centres favour behaviour harbour harbours neighbour neighbours
    neighbouring labour metre metres kilometre kilometres litre litres theatre theatres programme programmes defence
    licence cancelled travelled travelling signalled labelled grey tonnes manoeuvre manoeuvres
"""
"""Of the watch, and as they are spelt outside the United States: not in every word list."""
_TERMS = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`counts`: how often each word is met, by the word in small letters; `known`: words of this desk, likewise."""

    counts: Mapping[str, int]
    known: frozenset[str] = field(default=frozenset())
    _met: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict, compare=False, repr=False)

    def wrong(self, text: str) -> list[tuple[int, str]]:
        """(where it begins, the word) of those nobody knows. Remembered: a paragraph is gone through at each key."""
        if len(self._met) > _REMEMBERED:
            self._met.clear()
        found: list[tuple[int, str]] = []
        for chunk in _CHUNK.finditer(text):
            met = self._met.get(chunk[0])
            if met is None:
                met = tuple(one for one in words_in(chunk[0]) if not self.is_known(one[1]))
                self._met[chunk[0]] = met
            if met:
                found += [(chunk.start() + begins, word) for begins, word in met]
        return found

    def is_known(self, word: str) -> bool:
        """Whether a word may stand as it does."""
        plain = word.replace("’", "'")
        if plain.isupper() or plain[1:] != plain[1:].lower() or max(plain) > _LAST_LATIN:
            return True  # codes; names such as McArthur; letters the word lists have nothing about
        low = plain.casefold()
        return self._holds(low) or ("'" in low and all(len(part) <= 2 or self._holds(part) for part in low.split("'")))  # noqa: PLR2004  d', l', qu', 's, 're

    def suggest(self, word: str) -> tuple[str, ...]:
        """Up to five words, the likeliest first; with a capital where the word has one."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415  only where somebody asks
        from rapidfuzz.process import extract  # noqa: PLC0415  likewise

        low = word.replace("’", "'").casefold()
        every = list(self.counts)
        near = extract(low, every, scorer=OSA.distance, score_cutoff=1, limit=None)
        near = near or extract(low, every, scorer=OSA.distance, score_cutoff=2, limit=None)
        bare = _bare(low)
        best = sorted(near, key=lambda one: (_bare(one[0]) != bare, one[1], -self.counts[one[0]], one[0]))
        found = [found for found, _, _ in best[:MOST]]
        return tuple(one[:1].upper() + one[1:] if word[:1].isupper() else one for one in found)

    def _holds(self, low: str) -> bool:
        return (
            len(low) < 2  # noqa: PLR2004  a letter
            or low in self.counts
            or low in self.known
            or low in _TERMS
            or _BRITISH.sub(lambda met: met[0].replace("s", "z"), low) in self.counts
        )


@lru_cache(maxsize=1)
def counts(language: str) -> Mapping[str, int]:
    """The word list of en, es or fr. Not on the screen's thread, and in slices: the reader of JSON lets no other in."""
    packed = get_data("spellchecker", f"resources/{language}.json.gz")
    if packed is None:
        raise FileNotFoundError(language)
    text = gzip.decompress(packed).decode("utf-8").strip().removeprefix("{").removesuffix("}")
    found: dict[str, int] = {}
    begins = 0
    while begins < len(text):
        ends = text.find(",", begins + _SLICE)  # no word holds one
        ends = len(text) if ends < 0 else ends
        found.update(json.loads("{" + text[begins:ends] + "}"))
        begins = ends + 1
    return found


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, the word) of what can be misspelt; numbers, codes and addresses are left out."""
    for chunk in _CHUNK.finditer(text):
        if not _CODE.search(chunk[0]):
            for word in _WORD.finditer(chunk[0]):
                yield chunk.start() + word.start(), word[0]


def _bare(word: str) -> str:
    """Without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
