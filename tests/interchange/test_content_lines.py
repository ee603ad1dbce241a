"""Content lines are unfolded with their numbers, taken apart and put together without a sign lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.content_lines import (
    blocks,
    escape,
    fold,
    joined,
    parts,
    passed_over,
    quoted,
    take_apart,
    unescape,
    unfold,
)
from eocdesk.models.errors import Refused

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


def test_a_folded_line_is_one_with_the_number_of_its_beginning() -> None:
    text = "A:1\r\nSUMMARY:Opening\r\n  ceremony\r\n\tat dusk\r\nB:2"
    assert list(unfold(text)) == [(1, "A:1"), (2, "SUMMARY:Opening ceremonyat dusk"), (5, "B:2")]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_ends_a_line(end: str) -> None:
    assert [line for _, line in unfold(end.join(["A:1", "B:2", "", "C:3"]))] == ["A:1", "B:2", "C:3"]


def test_soft_breaks_of_quoted_printable_are_joined_and_only_those() -> None:
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:one=\ntwo=\n three\nURL:http://x/?a=\nB:2"
    lines = [line for _, line in unfold(text, quoted=True)]
    assert lines == ["NOTE;ENCODING=QUOTED-PRINTABLE:onetwothree", "URL:http://x/?a=", "B:2"]


def test_a_value_folded_a_hundred_thousand_times_is_read_at_once() -> None:
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:" + ("a" * 70 + "=\n") * 100_000 + "end"
    ((_, line),) = unfold(text, quoted=True)
    assert line.endswith("aend")


def test_more_lines_than_any_calendar_has_are_refused_before_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eocdesk.interchange.content_lines._MOST_LINES", 10)
    with pytest.raises(Refused, match="more than 10 lines; split it"):
        list(unfold("A:1\n" * 11))


def read(text: str) -> tuple[list[str], list[str]]:
    top, stray = blocks(unfold(text), ("VEVENT",))
    return [block.name for block in top], stray


def test_what_stands_outside_of_every_component_is_told() -> None:
    names, stray = read("X:1\nBEGIN:VEVENT\nEND:VEVENT\nEND:VTODO\n")
    assert names == ["VEVENT"]
    assert stray == [
        "line 1 stands outside of every component and was passed over",
        "line 4: END:VTODO ends nothing",
    ]


def test_many_strays_are_counted_and_not_listed_one_by_one() -> None:
    _, stray = read("BEGIN:VEVENT\nEND:VEVENT\n" + "X:1\n" * 500)
    assert len(stray) == 21
    assert stray[-1] == "and 480 more such lines"


def test_a_file_that_breaks_off_is_cut_short_and_says_where() -> None:
    with pytest.raises(Refused, match=r"breaks off inside VEVENT, which begins in line 2"):
        read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n")


def test_an_event_that_is_never_ended_does_not_swallow_the_next() -> None:
    top, _ = blocks(unfold("BEGIN:VEVENT\nA:1\nBEGIN:VEVENT\nA:2\nEND:VEVENT\n"), ("VEVENT",))
    assert [(block.broken, block.lines) for block in top] == [
        ("VEVENT is never ended.", [(2, "A:1")]),
        ("", [(4, "A:2")]),
    ]


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="nested more than 20 deep"):
        read("BEGIN:A\n" * 30)


def test_a_line_is_taken_apart_with_its_group_and_parameters() -> None:
    made = take_apart(7, 'item1.TEL;TYPE="voice,home";PREF=1;x=a,b:tel:+1213')
    assert (made.group, made.name, made.value, made.line) == ("item1", "TEL", "tel:+1213", 7)
    assert made.params == {"TYPE": ["voice,home"], "PREF": ["1"], "X": ["a", "b"]}


def test_parameters_without_a_name_are_those_of_the_oldest_cards() -> None:
    made = take_apart(1, "TEL;HOME;VOICE;QUOTED-PRINTABLE:+1=20213")
    assert made.params == {"TYPE": ["HOME", "VOICE"], "ENCODING": ["QUOTED-PRINTABLE"]}
    assert made.value == "+1 213"


@pytest.mark.parametrize("line", ["no colon at all", ":value", "A;B=C", '"A":1', "Ä:1"])
def test_what_is_no_content_line_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="line 3"):
        take_apart(3, line)


def test_quoted_printable_in_a_wrong_character_set_is_refused() -> None:
    with pytest.raises(Refused, match="is not utf-8"):
        take_apart(1, "FN;ENCODING=QUOTED-PRINTABLE:=FF=FE")
    with pytest.raises(Refused, match="is not klingon"):
        take_apart(1, "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=klingon:=41")


@given(TEXT)
def test_escaped_text_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.lists(TEXT.map(str.strip), min_size=1, max_size=5))
def test_a_structured_value_comes_apart_where_it_was_put_together(pieces: list[str]) -> None:
    assert parts(";".join(escape(piece) for piece in pieces)) == pieces


@given(TEXT)
def test_a_parameter_comes_back_out_of_its_quotes(text: str) -> None:
    assert take_apart(1, f"ADR;LABEL={quoted(text)}:x").param("LABEL") == text


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=300), max_size=4))
def test_folded_lines_are_short_and_unfold_the_same(texts: list[str]) -> None:
    lines = ["X:" + text for text in texts]
    data = joined(lines)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert [line for _, line in unfold(data.decode())] == lines


def test_a_fold_never_parts_a_character() -> None:
    for line in fold("X:" + "😀" * 60).split("\r\n"):
        assert len(line.encode()) <= 75


def test_lines_of_another_kind_are_one_warning() -> None:
    assert passed_over([], "vCard") == []
    assert passed_over([9], "vCard") == ["line 9 is no vCard line, passed over"]
    assert passed_over([9, 12, 13], "vCard") == ["line 9 and 2 more are no vCard lines, passed over"]
