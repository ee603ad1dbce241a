"""Who may see a record: TLP 2.0 and named audiences."""

from __future__ import annotations

from enum import IntEnum

from eocdesk.models.errors import Refused


class Tlp(IntEnum):
    """Traffic Light Protocol 2.0, ordered by how little may be passed on."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def word(self) -> str:
        """As stored: `AMBER+STRICT`."""
        return self.name.replace("_", "+")

    @property
    def label(self) -> str:
        """As printed: `TLP:AMBER+STRICT`."""
        return "TLP:" + self.word


WORDS = {tlp.word: tlp for tlp in Tlp}
DEFAULT = Tlp.AMBER.word


def parse_tlp(words: str) -> Tlp:
    """`tlp:amber+strict`, `AMBER STRICT`, `WHITE` (of TLP 1.0, now CLEAR); Refused otherwise."""
    word = words.strip().upper().removeprefix("TLP:").replace(" ", "+").replace("_", "+")
    word = {"WHITE": "CLEAR", "AMBER+STRICT": "AMBER+STRICT"}.get(word, word)
    if word not in WORDS:
        sentence = f"“{words}” is not a marking. Use one of {', '.join(WORDS)}."
        raise Refused(sentence, "marking")
    return WORDS[word]


def audience(names: str) -> str:
    """The canonical spelling of a list of audiences: upper case, sorted, separated by commas."""
    return ",".join(sorted({name.strip().upper() for name in names.split(",") if name.strip()}))


def highest(words: list[str]) -> Tlp:
    """The strictest of some markings; CLEAR of none."""
    return max((WORDS.get(word, Tlp.RED) for word in words), default=Tlp.CLEAR)
