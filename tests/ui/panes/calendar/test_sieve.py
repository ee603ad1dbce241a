"""What the filter lets through, and what it says of itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eocdesk.store.queries.calendar import SessionRow
from eocdesk.ui.panes.calendar.sieve import NO_SPORT, Sieve, choices, sentence
from tests.kit.sessions import row, rows

SWIM = row("Heats", venue="a", sport="Swimming", dignitaries="Mayor Bass", status="running")
GALA = row("Opening", venue_name="Rose Bowl (TBC)", kind="ceremony")


def kept(sieve: Sieve) -> list[str]:
    return [session.title for session in (SWIM, GALA) if sieve.keeps(session)]


def test_each_part_of_the_filter_lets_through_what_it_names() -> None:
    assert kept(Sieve()) == ["Heats", "Opening"]
    assert kept(Sieve(venues=frozenset({b"a"}))) == ["Heats"]
    assert kept(Sieve(venues=frozenset({"rose bowl (tbc)"}))) == ["Opening"]
    assert kept(Sieve(sports=frozenset({""}))) == ["Opening"]
    assert kept(Sieve(kinds=frozenset({"ceremony", "meeting"}))) == ["Opening"]
    assert kept(Sieve(statuses=frozenset({"running"}))) == ["Heats"]
    assert kept(Sieve(kinds=frozenset({"ceremony"}), statuses=frozenset({"running"}))) == []


def test_words_are_found_wherever_a_person_would_look_in_any_order() -> None:
    assert kept(Sieve(words="bass swim")) == ["Heats"]
    assert kept(Sieve(words="ROSE")) == ["Opening"]
    assert kept(Sieve(words="swim opening")) == []
    assert kept(Sieve(words="  ")) == ["Heats", "Opening"]


@given(rows())
def test_ticking_any_choice_keeps_as_many_as_it_says(made: list[SessionRow]) -> None:
    for name, found in choices(made).items():
        assert sum(choice.count for choice in found) == len(made)
        for choice in found:
            sieve = Sieve(**{name: frozenset({choice.value})})  # type: ignore[arg-type]  one of four sets
            assert sum(sieve.keeps(session) for session in made) == choice.count


@given(rows(), st.text(max_size=4))
def test_a_second_condition_never_lets_more_through(made: list[SessionRow], words: str) -> None:
    wide, narrow = Sieve(kinds=frozenset({"competition"})), Sieve(kinds=frozenset({"competition"}), words=words)
    assert all(wide.keeps(session) for session in made if narrow.keeps(session))


def test_choices_stand_in_the_order_people_look_for_them() -> None:
    made = [row(sport=sport, status=status) for sport, status in (("", "finished"), ("Judo", "scheduled"))]
    found = choices(made)
    assert [choice.name for choice in found["sports"]] == ["Judo", NO_SPORT]
    assert [choice.name for choice in found["statuses"]] == ["Scheduled", "Finished"]
    assert [choice.name for choice in choices([row(kind="parade"), row()])["kinds"]] == ["Competition", "parade"]


def test_the_button_says_what_is_let_through() -> None:
    known = choices([SWIM, GALA])
    assert sentence(Sieve(), known) == "All venues"
    assert sentence(Sieve(venues=frozenset({b"a"}), words="heat"), known) == "Venue a  ·  “heat”"
    assert sentence(Sieve(sports=frozenset({"", "Swimming"})), known) == "2 sports"
