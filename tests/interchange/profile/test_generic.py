"""A table without a profile is understood by our own field names, their labels, and everyday words for them."""

from __future__ import annotations

import pytest

from eocdesk.interchange.profile.generic import GENERIC, folded, generic, id_heading, lists, matched
from eocdesk.models import KINDS, fields_of


@pytest.mark.parametrize("kind", GENERIC)
def test_every_field_of_a_kind_is_found_by_its_label_and_by_its_name(kind: str) -> None:
    for name, spec in fields_of(KINDS[kind]).items():
        if name in {"event", "struck"}:
            continue
        assert name in matched(kind, [spec.label]), spec.label
        assert any(name in found for found in (matched(kind, [name]), matched(kind, [spec.label])))


def test_everyday_words_are_understood_whatever_their_case_and_marks() -> None:
    found = matched("session", ["Session Name", "START_TIME", "Stadium", "Attendance", "Weather"])
    assert found == {"title": ["Session Name"], "starts": ["START_TIME"], "venue": ["Stadium"], "crowd": ["Attendance"]}
    assert matched("contact", ["Full name", "Mobile", "Cell"])["phones"] == ["Mobile", "Cell"]
    assert folded(" E-Mail / address ") == "e mail address"


def test_struck_and_event_are_never_taken_from_a_file() -> None:
    assert matched("session", ["Struck", "struck", "event"]) == {}


def test_source_and_key_are_taken_only_from_what_a_desk_wrote() -> None:
    headings = ["Title", "Source", "Id in the source"]
    assert "source" not in generic("session", headings).fields
    assert "source" in generic("session", [*headings, id_heading("session")]).fields
    assert generic("session", headings).key == (("Id in the source",),)


def test_lists_are_known() -> None:
    assert lists("contact") == {"phones", "emails"}


def test_the_liaison_of_a_roster_stays_in_words_for_no_row_names_a_contact_for_certain() -> None:
    profile = generic("resource", ["Volunteer", "Skills", "Remarks", "Liaison", "Liaison phone"])
    assert profile.fields["note"].text == ("{Remarks}", "Liaison: {Liaison}", "Liaison phone: {Liaison phone}")
    assert "liaison" not in profile.fields
    assert set(profile.left) == {"Volunteer", "Skills", "Remarks", "Liaison", "Liaison phone"}
