"""One row becomes one record as its profile says, and nothing in it is lost unseen."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.reading import Item
from eocdesk.interchange.format import Asked
from eocdesk.interchange.profile.mapping import Mapper
from eocdesk.interchange.profile.model import Profile, Taken, Timing
from eocdesk.models.errors import Refused

UTC = Asked(zone="UTC")


def mapped(row: dict[str, Any], *, kind: str = "session", asked: Asked = UTC, **profile: Any) -> Item:
    headings = profile.pop("headings_there", None)
    return Mapper(Profile("L", "s", kind, **profile), asked, headings).item(row, "row 1")


def column(name: str, **more: Any) -> Taken:
    return Taken(column=name, **more)


TITLE = {"title": column("t")}


def test_a_text_of_parts_leaves_out_the_parts_that_say_nothing() -> None:
    fields = {"title": Taken(text=("{home} – {away}", "({round})", "plain"), join=" ")}
    assert mapped({"home": "A", "away": "B", "round": ""}, fields=fields).values["title"] == "A – B plain"
    assert mapped({"home": "A", "away": None, "round": "1"}, fields=fields).values["title"] == "(1) plain"


def test_the_first_filled_of_several_columns_counts_and_some_words_mean_nothing() -> None:
    fields = {**TITLE, "sport": Taken(column=("a", "b"), empty=("N/A",))}
    assert mapped({"t": "x", "a": "n/a", "b": "Judo"}, fields=fields).values["sport"] == "Judo"
    assert mapped({"t": "x", "a": "N/A", "b": ""}, fields=fields).values["sport"] == ""


def test_a_column_the_file_does_not_have_leaves_its_field_alone() -> None:
    fields = {**TITLE, "note": column("n"), "stage": Taken(text=("{r}",)), "kind": Taken(value="training")}
    there = mapped({"t": "x", "n": None}, fields=fields, headings_there=["t", "n"]).values
    assert there == {"title": "x", "note": "", "kind": "training"}


def test_a_choice_by_value_by_label_by_the_sources_word_or_otherwise() -> None:
    fields = {**TITLE, "status": column("s", words={"FINI": "finished"})}
    said = [mapped({"t": "x", "s": word}, fields=fields) for word in ("Cancelled", "fini", "exploded", "")]
    assert [item.values["status"] for item in said] == ["cancelled", "finished", "scheduled", "scheduled"]
    assert [item.warnings for item in said] == [
        ("cancelled",),
        (),
        ("status “exploded” is not known and was left out",),
        (),
    ]
    fields = {**TITLE, "kind": column("k", words={"Ceremony": "ceremony"}, otherwise="competition")}
    assert mapped({"t": "x", "k": "Final"}, fields=fields).values["kind"] == "competition"


@pytest.mark.parametrize(
    ("words", "crowd"), [("70,240", 70240), ("70 240", 70240), (70240.0, 70240), ("12.5", None), ("many", None)]
)
def test_a_number_however_its_thousands_are_parted_or_a_warning(words: Any, crowd: int | None) -> None:
    item = mapped({"t": "x", "c": words}, fields={**TITLE, "crowd": column("c")})
    assert item.values["crowd"] == crowd
    assert (crowd is None) == any("is not a whole number and was left empty" in told for told in item.warnings)


def test_words_that_stand_for_other_records_are_names_and_not_values() -> None:
    item = mapped({"t": "x", "v": "SoFi Stadium"}, fields={**TITLE, "venue": column("v")})
    assert item.names == {"venue": "SoFi Stadium"}
    assert "venue" not in item.values


def test_lists_are_split_found_or_taken_as_they_are() -> None:
    names = {"name": column("n")}
    split = mapped({"n": "A", "a": "x|y"}, kind="venue", fields={**names, "aliases": column("a", split="|")})
    found = mapped(
        {"n": "A", "s": "['Judo', 'Golf']"}, kind="venue", fields={**names, "sports": column("s", find="'([^']+)'")}
    )
    taken = mapped({"n": "A", "a": ["x", "y"]}, kind="venue", fields={**names, "aliases": column("a")})
    assert split.values["aliases"] == taken.values["aliases"] == ["x", "y"]
    assert found.values["sports"] == "Judo, Golf"


def test_coordinates_in_one_column_or_two() -> None:
    names = {"name": column("n")}
    one = mapped({"n": "A", "p": "34°N 118°W"}, kind="venue", fields={**names, "lat": column("p"), "lon": column("p")})
    two = mapped(
        {"n": "A", "y": "34,0", "x": -118}, kind="venue", fields={**names, "lat": column("y"), "lon": column("x")}
    )
    assert (one.values["lat"], one.values["lon"]) == (two.values["lat"], two.values["lon"]) == (34.0, -118.0)
    with pytest.raises(Refused, match="not between"):
        mapped({"n": "A", "y": 134.0, "x": 1}, kind="venue", fields={**names, "lat": column("y"), "lon": column("x")})


def test_a_row_is_named_by_its_key_and_by_what_it_says_where_it_has_none() -> None:
    keyed = {"fields": TITLE, "key": (("id",), ("t", "d"))}
    assert mapped({"t": "x", "id": " A  1 "}, **keyed).key == "A 1"
    assert mapped({"t": "x", "id": "", "d": "Jul 14"}, **keyed).key == "x/Jul 14"
    assert mapped({"t": "x", "id": ""}, **keyed).key == "x"
    one, two = (mapped({"t": title}, fields=TITLE).key for title in ("Final", " final "))
    assert one == two
    assert one.startswith("content:")


@pytest.mark.parametrize(
    ("row", "why"),
    [({"t": "", "x": None}, "The row is empty"), ({"t": "", "x": "1"}, "The row has no title")],
)
def test_a_row_that_says_nothing_is_refused(row: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        mapped(row, fields=TITLE)


def test_a_session_without_a_time_is_to_be_decided_and_told() -> None:
    timing = Timing(day="d", start="s", open=("TBD",))
    item = mapped({"t": "x", "d": "2028-07-14", "s": "TBD"}, fields=TITLE, times=timing)
    assert (item.values["day"], item.values["starts"], item.warnings) == ("2028-07-14", None, ("time to be decided",))
    assert mapped({"t": "x", "d": "", "s": ""}, fields=TITLE, times=timing).warnings == ("neither day nor time",)


def test_an_entry_of_a_log_needs_its_time_and_has_no_end_to_miss() -> None:
    fields, timing = {"text": column("t")}, Timing(start="s")
    item = mapped({"t": "Smoke", "s": "2028-07-14 10:00"}, kind="entry", fields=fields, times=timing)
    assert item.values["happened"] == 1_847_181_600_000
    assert item.warnings == ()
    with pytest.raises(Refused, match="says no time, and an entry of the log needs one"):
        mapped({"t": "Smoke", "s": ""}, kind="entry", fields=fields, times=timing)


def test_what_the_file_says_once_holds_for_every_row() -> None:
    mapper = Mapper(Profile("L", "s", "session", fields=TITLE, key=("../name", "id")), UTC)
    assert mapper.item({"t": "x", "id": 1}, "row 1", {"../name": "World Cup"}).key == "World Cup/1"
    assert mapper.apart({"id": 1}) == ""
