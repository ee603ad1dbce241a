"""What every record shares, and what the whole vocabulary holds to."""

from __future__ import annotations

import pytest

from eocdesk.models import KINDS, RECORDS, Entry, Event, Venue, defaults_of, fields_of, ids, kind_of
from eocdesk.models.fields import Holds, Meets
from eocdesk.models.marking import DEFAULT

KIND = pytest.mark.parametrize("kind", KINDS)


def test_a_record_is_called_by_its_class_in_lower_case() -> None:
    assert [kind_of(record) for record in RECORDS] == [record.__name__.lower() for record in RECORDS]


@KIND
def test_every_record_has_an_event_a_marking_an_audience_and_can_be_struck(kind: str) -> None:
    declared = fields_of(KINDS[kind])
    assert {"event", "marking", "audience", "struck"} <= set(declared)
    defaults = defaults_of(KINDS[kind])
    assert (defaults["event"], defaults["marking"], defaults["audience"]) == (ids.NIL, DEFAULT, "")
    assert defaults["struck"] is False


@KIND
def test_what_belongs_to_this_copy_alone_is_no_field_and_so_never_travels(kind: str) -> None:
    own = {"row", "id", "scope", "heads", "extra", "made_at", "made_by", "made_on", "received"}
    assert not own & set(fields_of(KINDS[kind]))


@KIND
def test_a_field_that_points_says_to_what_and_a_choice_starts_as_one_of_its_choices(kind: str) -> None:
    defaults = defaults_of(KINDS[kind])
    for name, known in fields_of(KINDS[kind]).items():
        assert (known.of in KINDS) == (known.holds is Holds.RECORD or bool(known.of)), name
        assert not known.of or known.holds in {Holds.RECORD, Holds.LIST}, name
        assert known.label[:1].isupper(), name
        values = [value for value, _ in known.choices]
        assert not values or defaults[name] is None or defaults[name] in values, name


def test_everything_of_the_log_is_written_once_but_where_it_may_be_seen() -> None:
    """Nobody can write an entry a second time, not even to strike it: another entry does that."""
    twice = {name for name, known in fields_of(Entry).items() if known.meets is not Meets.ONCE}
    assert twice == {"marking", "audience"}


def test_a_record_in_hand_starts_with_what_nobody_wrote_yet() -> None:
    venue = Venue(name="SoFi Stadium")
    assert (venue.name, venue.city, venue.capacity, venue.struck) == ("SoFi Stadium", "", None, False)
    assert defaults_of(Event)["zone"] == "UTC"
