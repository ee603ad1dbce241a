"""The two ways a request can end badly that a person should hear of; the rest are bugs."""

from __future__ import annotations


class Refused(Exception):
    """The person can put this right: one sentence, said beside the field it names.

    `field` is the name of the record's field the sentence is about, or None for the whole act.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Unavailable(Exception):
    """The machine cannot do it now: locked, too new, no space. Said once; may be tried again."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Damaged(Unavailable):
    """The database does not read as it was written, or not with this key. Trying again does not help."""
