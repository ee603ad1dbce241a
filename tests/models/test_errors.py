"""The ways a request ends badly carry one sentence, and the field it is about."""

from __future__ import annotations

from eocdesk.models.errors import Damaged, Refused, Unavailable


def test_a_refusal_says_its_sentence_and_names_the_field_to_put_right() -> None:
    refused = Refused("Say what happened.", "text")
    assert (str(refused), refused.sentence, refused.field) == ("Say what happened.", "Say what happened.", "text")
    assert Refused("No.").field is None


def test_damage_is_met_by_whoever_is_ready_for_what_is_unavailable() -> None:
    error = Damaged("The database is damaged.")
    assert isinstance(error, Unavailable)
    assert error.sentence == str(error) == "The database is damaged."
    assert not isinstance(error, Refused), "nobody at the desk can put it right beside a field"
