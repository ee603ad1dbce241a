"""What is raised where something does not hold that must hold always."""

from __future__ import annotations


class BrokenError(AssertionError):
    """An invariant that does not hold, in a sentence."""


def must(holds: bool, sentence: str) -> None:  # noqa: FBT001  what is asserted
    """The invariant, or what is wrong."""
    if not holds:
        raise BrokenError(sentence)
