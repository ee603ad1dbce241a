"""Support functions are said with number and name, each by its own count."""

from __future__ import annotations

from eocdesk.models.support import CA_ESF, ESF, named


def test_there_are_fifteen_and_eighteen_and_they_differ() -> None:
    assert list(ESF) == list(range(1, 16))
    assert list(CA_ESF) == list(range(1, 19))
    assert named(" 4 ", ESF) == "4 Firefighting"
    assert named("4", CA_ESF) == "4 Fire and Rescue"


def test_what_is_no_number_of_these_stays_as_it_was_typed() -> None:
    assert [named(word, ESF) for word in ("18", "4b", "", "²")] == ["18", "4b", "", "²"]
