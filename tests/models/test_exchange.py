"""Exchange: a lesson is considered until somebody decides."""

from __future__ import annotations

from eocdesk.models import Lesson, defaults_of
from eocdesk.models.exchange import ADOPTIONS


def test_a_lesson_is_considered_until_somebody_decides() -> None:
    assert defaults_of(Lesson)["adoption"] == "considered"
    assert [word for word, _ in ADOPTIONS] == ["considered", "adopted", "adapted", "rejected"]
