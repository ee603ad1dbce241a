"""Forms can be filled by several at once; what was let out stands for good."""

from __future__ import annotations

from eocdesk.models import Access, Block, Form, fields_of
from eocdesk.models.fields import Meets
from eocdesk.models.paper import FORM_STATES, WAYS_OUT


def test_the_trail_of_what_was_let_out_cannot_be_rewritten() -> None:
    open_ = {name for name, known in fields_of(Access).items() if known.meets is not Meets.ONCE}
    assert open_ == {"marking", "audience", "struck"}


def test_two_people_in_one_block_are_asked_and_a_row_that_was_moved_asks_nobody() -> None:
    declared = fields_of(Block)
    assert declared["text"].meets is Meets.ASK
    assert declared["place"].meets is Meets.NEWEST
    assert {declared[name].meets for name in ("form", "key")} == {Meets.ONCE}


def test_a_form_says_what_it_corrects_once_and_states_have_words() -> None:
    assert fields_of(Form)["corrects"].meets is Meets.ONCE
    assert [value for value, _ in FORM_STATES] == ["draft", "submitted", "approved", "superseded"]
    assert dict(WAYS_OUT)["printed"] == "Printed"
