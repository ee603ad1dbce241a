"""Whether two names are one person's, however they are typed: two persons sign where two are asked for."""

from __future__ import annotations

import unicodedata


def same_person(one: str, other: str) -> bool:
    """Whether both are the same name: case, full stops, accents, width, the order of its parts do not count.

    `L. Chen`, `l chen` and `Chen, L.` are one; `Lee Chen` is another. A name is no proof of who signs.
    """
    return _bare(one) == _bare(other)


def _bare(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    shown = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Cf"})
    parts = "".join(letter if letter.isalnum() else " " for letter in shown).split()
    return sorted(parts) or shown.split()
