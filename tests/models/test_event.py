"""Events agree between desks; activation levels and ratings are said with word and number."""

from __future__ import annotations

from eocdesk.models import Event, Posture, fields_of
from eocdesk.models.event import LEVELS, RATINGS


def test_a_level_always_says_number_and_word_because_centres_count_both_ways() -> None:
    assert [level for level, _ in LEVELS] == [1, 2, 3]
    for level, word in LEVELS:
        assert word.startswith(f"Level {level}, ")
    assert fields_of(Posture)["level"].word(1) == "Level 1, full activation"


def test_a_rating_is_chosen_by_the_name_it_is_known_by() -> None:
    assert dict(RATINGS)["NSSE"] == "National Special Security Event"
    assert len(dict(RATINGS)) == 6


def test_an_event_is_found_by_code_and_by_name() -> None:
    assert {name for name, known in fields_of(Event).items() if known.searched} == {"code", "name"}
