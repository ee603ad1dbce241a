"""One card taken apart: texts by the rules of its version, the preferred first, labels as people see them."""

from __future__ import annotations

import pytest

from eocdesk.interchange.content_lines import blocks, unfold
from eocdesk.interchange.vcard.card import Card, read_card
from eocdesk.models.errors import Refused


def card(*lines: str) -> Card:
    text = "\n".join(["BEGIN:VCARD", *lines, "END:VCARD"])
    return read_card(blocks(unfold(text, quoted=True), ("VCARD",))[0][0])


def labels(*lines: str) -> list[str]:
    made = card(*lines)
    return [made.label(found) for found in made.ranked("TEL")]


def test_a_label_beside_a_number_comes_before_its_types() -> None:
    assert labels("item1.TEL;TYPE=work:1", "item1.X-ABLabel:_$!<Mobile>!$_") == ["mobile"]
    assert labels("item1.TEL:1", "item1.X-ABLabel:Command post") == ["Command post"]
    assert labels("TEL;TYPE=WORK,VOICE;TYPE=pref:1") == ["work"]
    assert labels('TEL;TYPE="work,cell":1') == ["work cell"]


def test_the_preferred_number_comes_first() -> None:
    made = card("TEL:1", "TEL;TYPE=pref:2", "TEL;PREF=2:3")
    assert [found.value for found in made.ranked("TEL")] == ["2", "3", "1"]


def test_only_newer_cards_write_line_feeds_as_letters() -> None:
    assert card("VERSION:3.0", "NOTE:a\\nb\\,c").text("NOTE") == "a\nb,c"
    assert card("VERSION:2.1", "NOTE:C:\\new\\;x").text("NOTE") == "C:\\new;x"


def test_structured_and_repeated_values() -> None:
    made = card("N:Chen;Li;;Dr.;", "ORG:LAPD;Metro", "NOTE:a", "NOTE:b", "FN:")
    assert made.pieces("N") == ["Chen", "Li", "", "Dr.", ""]
    assert made.pieces("ADR") == []
    assert (made.texts("NOTE"), made.text("FN")) == (["a", "b"], "")


def test_what_is_passed_over_is_told() -> None:
    made = card("FN:A", "no line", "TEL;broken", "BEGIN:X", "END:X")
    assert made.warnings == [
        "the card within (line 5) was passed over",
        "TEL in line 4 was passed over: line 4 has no value",
        "line 3 is no vCard line, passed over",
    ]


def test_a_card_that_was_never_ended_is_refused() -> None:
    top, _ = blocks(unfold("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD"), ("VCARD",))
    with pytest.raises(Refused, match="VCARD is never ended"):
        read_card(top[0])
