"""JSON in any of its shapes becomes tables, or the place where it breaks is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.interchange.sheet import records
from eocdesk.interchange.sheet.records import flat, parse, tables
from eocdesk.models.errors import Refused

ROWS = [{"a": 1, "b": {"c": 2}}, {"a": 3}]


@pytest.mark.parametrize(
    "value", [ROWS, {"matches": ROWS, "name": "Cup"}, {"one": ROWS[0], "two": ROWS[1]}], ids=["list", "inside", "named"]
)
def test_records_are_found_whatever_holds_them(value: Any) -> None:
    (table,) = tables(value)
    assert table.headings == ["a", "b.c"]
    assert [line.cells for line in table.lines] == [{"a": 1, "b.c": 2}, {"a": 3}]


def test_what_stands_beside_the_list_holds_for_all_of_it() -> None:
    (table,) = tables({"name": "World Cup", "matches": ROWS, "tags": ["x"]})
    assert table.context == {"../name": "World Cup"}
    assert table.lines[0].at == "matches record 1"
    assert tables({"BC1": {"a": 1}})[0].lines[0].at == "record “BC1”"


@pytest.mark.parametrize("value", [3, "x", None, {}, {"a": 1}, {"a": [1, 2]}, True])
def test_what_holds_no_records_says_so(value: Any) -> None:
    with pytest.raises(Refused, match="holds no list of records"):
        tables(value)


def test_a_member_that_is_no_record_is_broken_by_its_place() -> None:
    (table,) = tables([{"a": 1}, 7, [1]])
    assert [(line.at, bool(line.broken)) for line in table.lines] == [
        ("record 1", False),
        ("record 2", True),
        ("record 3", True),
    ]


def test_one_record_a_line_is_a_list_and_a_bad_line_is_one_bad_row() -> None:
    value, _ = parse('{"a": 1}\n\n{"a": 2}\nnot json\n')
    assert value == [{"a": 1}, {"a": 2}, "not json"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[{"a": 1}', "breaks off at line 1, column 10: the file seems cut short"),
        ('[{"a": "x', "seems cut short"),
        ("[{'a': 1}]", "not sound JSON: Expecting property name enclosed in double quotes at line 1, column 3"),
        ('["a\nb"]', "not sound JSON: Invalid control character at line 1, column 4"),
        ("[NaN]", "NaN is not a number in JSON"),
        ("[" * 100_000, "nested too deep"),
        ("[1]]", "Extra data at line 1, column 4"),
        ("[" + "9" * 5000 + "]", "not sound JSON"),
    ],
)
def test_what_is_not_sound_is_told_with_its_place(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        parse(text)


def test_a_name_that_is_there_twice_is_told() -> None:
    value, warnings = parse('[{"a": 1, "a": 2, "b": 3}]')
    assert value == [{"a": 2, "b": 3}]
    assert warnings == ["“a” is there twice in an object; the last counts"]


def test_an_object_of_a_hundred_thousand_repeated_names_is_read_at_once() -> None:
    text = "{" + ",".join(f'"n{number % 50_000}": 1' for number in range(100_000)) + "}"
    value, warnings = parse(text)
    assert len(value) == 50_000
    assert len(warnings) == 5


def test_more_values_than_any_list_has_are_refused_before_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_MOST_NESTED", 10)
    with pytest.raises(Refused, match="more than 10 lists and objects"):
        parse("[" + "{}," * 11 + "{}]")
    monkeypatch.setattr(records, "MAX_ROWS", 3)
    with pytest.raises(Refused, match="more than 3 records; split it"):
        tables([{}] * 4)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_json_is_tables_or_refused(value: Any) -> None:
    made, _ = parse(json.dumps(value)) if isinstance(value, list | dict) else (value, [])
    try:
        assert all(table.lines for table in tables(made) if made)
    except Refused as refused:
        assert refused.sentence.endswith(".")  # noqa: PT017  either way is right


def test_nested_records_are_named_by_their_path_three_deep() -> None:
    assert flat({"a": {"b": {"c": {"d": {"e": 1}}}}}) == {"a.b.c.d": {"e": 1}}
    assert flat({"a": {}}) == {"a": {}}
