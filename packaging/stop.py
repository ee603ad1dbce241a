"""How a step of the set-up ends early: one sentence, and the exit code that goes with it."""

from __future__ import annotations

REFUSED, WRONG_USE, UNAVAILABLE = 1, 2, 3


class Stop(Exception):
    """The set-up cannot go on; the sentence says what the person can do about it."""

    def __init__(self, sentence: str, code: int = UNAVAILABLE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
