"""What is asked of people for ICS 209: each key once, and every block that is not drawn from the form itself."""

from __future__ import annotations

from eocdesk.reports.fills import keys_of
from eocdesk.reports.ics.fills_status import FILLS
from eocdesk.reports.ics.ics209 import FORM

_OF_THE_FORM = {"11", "12", "14", "49", "50", "51"}
"""The period, who prepared and approved it, and what stands in the rows of block 48."""


def test_every_block_is_asked_and_no_key_twice() -> None:
    keys = keys_of(FILLS["ics-209"])
    assert len(keys) == len(set(keys))
    asked = {key.partition(".")[0].removesuffix("[]") for key in keys}
    assert {block.number for block in FORM.blocks} - asked == _OF_THE_FORM
