"""The facts of the ICS 209: fifty-three blocks, lettered as the form prints them and not as its instructions do."""

from __future__ import annotations

from eocdesk.reports.ics.titles_status import BY_NUMBER


def test_every_block_is_there_in_order() -> None:
    form = BY_NUMBER["ICS 209"]
    assert [block.number for block in form.blocks] == [str(n) for n in range(1, 54)]
    assert form.title == "Incident Status Summary"


def test_letters_are_those_of_the_form() -> None:
    form = BY_NUMBER["ICS 209"]
    assert form.block("34").items[0] == "A. No Likely Threat"
    assert form.block("34").items[13] == "N. Area Restriction in Effect"
    assert form.block("32").items[7] == "H. Sheltering in Place"
    assert form.block("31").items[-1] == "N. Total # Civilians (Public) Affected"
