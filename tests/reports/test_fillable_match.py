"""Each value goes into the field that is its own; what finds none is told, and nothing stands in a wrong one."""

from __future__ import annotations

from eocdesk.reports.fillable_match import Written, matched
from eocdesk.reports.fillable_read import opened
from eocdesk.reports.fillable_said import Drawn, Grid, Said, Thing
from eocdesk.reports.sheet import Check, Field
from tests.kit.acroform import Put, activity_log, made, message


def written(puts: list[Put], *things: Thing) -> dict[str, object]:
    """What was written, by title of the field; what found no room under `over`."""
    leaves = opened(made(("(ICS 214)", puts))).leaves
    done: Written = matched(things, leaves)
    titles = {(place.page, place.at): place.label for leaf in leaves for place in leaf.places}
    said: dict[str, object] = {titles[key]: text for key, text in done.texts.items() if text}
    said |= {titles[key]: on for key, on in done.ticks.items()}
    return said | ({"over": done.over} if done.over else {})


def rows(*lines: tuple[str, str]) -> tuple[tuple[Field, ...], ...]:
    return tuple(tuple(Field(cell) for cell in line) for line in lines)


LOG = ("Date/Time", "Notable Activities")


def test_lines_of_a_log_go_into_lines_and_those_that_are_too_many_are_counted() -> None:
    grid = Grid("7", "Activity Log", LOG, rows(("06:00", "one"), ("07:00", "two"), ("08:00", "three")))
    assert written(activity_log(2), grid) == {
        "Date/Time_Row_1": "06:00",
        "Notable Activities_Row_1": "one",
        "Date/Time_Row_2": "07:00",
        "Notable Activities_Row_2": "two",
        "over": ["block 7, Activity Log: 2 of 3 rows fit"],
    }


def test_a_table_the_form_has_not_is_told_whole() -> None:
    grid = Grid("10", "Resource Summary", ("Resource", "ETA"), rows(("Bus", "09:00")))
    assert written(message(), grid) == {"over": ["block 10, Resource Summary: its row has no table here"]}


def test_two_fields_of_one_name_belong_to_the_block_on_their_line() -> None:
    said = written(
        message(),
        Said("8", "Approved by", "Name", "Baker"),
        Said("8", "Approved by", "Position/Title", "Command"),
        Said("10", "Replied by", "Name", "Ito"),
        Said("10", "Replied by", "Position/Title", "Logistics"),
    )
    leaves = opened(made(("(ICS 213)", message()))).leaves
    done = matched([Said("10", "Replied by", "Position/Title", "Logistics")], leaves)
    (key,) = done.texts
    low = next(place for leaf in leaves for place in leaf.places if (place.page, place.at) == key)
    assert low.box[1] == 74
    assert said["8. Approved by: Name"] == "Baker"
    assert said["10. Replied by: Name"] == "Ito"


def test_what_repeats_stands_on_each_page_and_a_block_of_another_number_takes_nothing() -> None:
    leaves = opened(made(("(ICS 214)", activity_log()), ("(ICS 214)", activity_log()))).leaves
    done = matched([Said("1", "Incident Name", "", "Games", each=True)], leaves)
    assert [key[0] for key in done.texts] == [0, 1]
    other = [Put("2. Incident Name:", (0, 0, 90, 9))]
    assert written(other, Said("1", "Incident Name", "", "Games")) == {
        "over": ["block 1, Incident Name has no field here"]
    }


def test_a_date_and_a_time_share_the_one_field_of_their_block() -> None:
    one = [Put("2. Date/Time Prepared", (299, 508, 506, 542)), Put("Date/Time", (391, 57, 750, 70))]
    both = (Said("2", "Date/Time Prepared", "Date", "07/19/2028"), Said("2", "Date/Time Prepared", "Time", "14:45"))
    assert written(one, *both) == {"2. Date/Time Prepared": "07/19/2028 14:45"}


def test_squares_are_ticked_by_their_words_and_by_the_line_they_stand_before() -> None:
    puts = [
        Put("Site Safety Plan Required: Yes", (203, 225, 216, 238), "Btn"),
        Put("Site Safety Plan Required: No", (233, 224, 246, 238), "Btn"),
        Put("Check 1", (345, 159, 357, 173), "Btn"),
        Put("Other Attachments [1]", (364, 162, 567, 175)),
        Put("Check 2", (345, 144, 357, 158), "Btn"),
        Put("Other Attachments [2]", (364, 147, 567, 160)),
    ]
    title = "Site Safety Plan Required?"
    said = (
        Said("5", title, "Yes", tick=True, on=True),
        Said("5", title, "No", tick=True),
        Said("6", "Incident Action Plan", "Other Attachments", "Tides", lead="on"),
        Said("6", "Incident Action Plan", "Other Attachments", "", lead="off"),
    )
    assert written(puts, *said) == {
        "Site Safety Plan Required: Yes": True,
        "Site Safety Plan Required: No": False,
        "Check 1": True,
        "Other Attachments [1]": "Tides",
        "Check 2": False,
    }


def test_a_tick_of_a_row_stands_in_its_row_and_tables_of_like_heads_keep_apart() -> None:
    puts = [
        *(Put(f"Name_Row_{n}", (37, 649 - 16 * n, 163, 664 - 16 * n)) for n in (1, 2)),
        *(Put(f"Location_Row_{n}", (165, 649 - 16 * n, 358, 664 - 16 * n)) for n in (1, 2)),
        *(Put(f"Paramedics on Site - Yes, Row {n}", (496, 651 - 16 * n, 508, 663 - 16 * n), "Btn") for n in (1, 2)),
        *(Put(f"Paramedics on Site - No, Row {n}", (532, 651 - 16 * n, 544, 663 - 16 * n), "Btn") for n in (1, 2)),
        Put("Ambulance Service_Row_1", (37, 506, 163, 522)),
        Put("Location_Row_1", (165, 506, 358, 522)),
    ]
    answer = Field(checks=(Check("Yes"), Check("No", on=True)))
    aid = Grid(
        "3",
        "Medical Aid Stations",
        ("Name", "Location", "Paramedics on Site? (Yes/No)"),
        ((Field("Post 1"), Field("Gate 4"), answer),),
        frozenset({2}),
    )
    cars = Grid("4", "Transportation", ("Ambulance Service", "Location"), rows(("Blue 7", "Yard")))
    leaves = opened(made(("(ICS 206)", puts))).leaves
    done = matched([aid, cars], leaves)
    boxes = {(place.page, place.at): place.box[1] for leaf in leaves for place in leaf.places}
    assert {text: boxes[key] for key, text in done.texts.items()} == {
        "Post 1": 633,
        "Gate 4": 633,
        "Blue 7": 506,
        "Yard": 506,
    }
    assert written(puts, aid)["Paramedics on Site - No, Row 1"] is True
    assert written(puts, aid)["Paramedics on Site - Yes, Row 1"] is False
    assert not done.over


def test_of_several_under_one_name_each_takes_a_line_of_its_own() -> None:
    puts = [
        Put(f"Branch Director {2 * n - 1 + side}", (383 + 96 * side, 597 - 121 * n, 470 + 96 * side, 611 - 121 * n))
        for n in (1, 2)
        for side in (0, 1)
    ]
    two = (
        Said("7", "Operations Section", "Branch Director", "Po"),
        Said("7", "Operations Section", "Branch Director", "Ito"),
    )
    assert written(puts, *two) == {"Branch Director 1": "Po", "Branch Director 3": "Ito"}


def test_a_picture_is_told_of() -> None:
    assert written(message(), Drawn("4", "Map/Sketch")) == {"over": ["block 4: the picture"]}


def test_a_single_value_never_stands_in_a_line_of_a_table() -> None:
    rows_of = [Put("Name_Row_1", (36, 623, 215, 638)), Put("Name_Row_2", (36, 607, 215, 622))]
    assert written(rows_of, Said("8", "Prepared by", "Name", "L. Chen")) == {
        "over": ["block 8, Name has no field here"]
    }
