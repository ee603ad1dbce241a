"""The words of the watch: severities in order, statuses, priorities, what an entry can be."""

from __future__ import annotations

from eocdesk.models import Incident, Severity, Status, defaults_of, fields_of
from eocdesk.models.fields import Meets
from eocdesk.models.incident import ENTRY_KINDS, PRIORITIES, SEVERITIES, SOURCES, STATUSES


def test_severities_are_five_and_sort_by_gravity() -> None:
    assert [word for _, word in SEVERITIES] == ["Info", "Minor", "Moderate", "Major", "Critical"]
    assert max(Severity.MAJOR, Severity.MINOR) is Severity.MAJOR


def test_an_incident_begins_open_and_a_change_of_its_status_is_asked_about_when_two_make_it() -> None:
    assert defaults_of(Incident)["status"] == Status.OPEN == "open"
    assert fields_of(Incident)["status"].meets is Meets.ASK


def test_the_number_said_aloud_is_never_another() -> None:
    assert fields_of(Incident)["number"].meets is Meets.ONCE


def test_every_choice_has_a_word_of_its_own() -> None:
    for choices in (SEVERITIES, STATUSES, PRIORITIES, SOURCES, ENTRY_KINDS):
        words = [word for _, word in choices]  # type: ignore[misc]  the values are of several types
        assert len(set(words)) == len(words)
        assert all(word[:1].isupper() for word in words)
