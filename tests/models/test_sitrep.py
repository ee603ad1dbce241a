"""The report's sections stand in order, its grid has eight rows, its rules name the block they are about."""

from __future__ import annotations

from eocdesk.models import sitrep
from eocdesk.models.sitrep import PARTS, casualty_keys, figure, points, wanting


def test_all_nineteen_sections_stand_in_their_order_and_no_block_twice() -> None:
    assert [part.number for part in PARTS] == [str(number) for number in range(19)]
    keys = [key for part in PARTS for key, _ in part.blocks]
    assert len(set(keys)) == len(keys)
    assert all(key.split(".")[0].removesuffix("[]") == part.number for part in PARTS for key, _ in part.blocks)


def test_the_grid_has_femas_eight_lifelines_with_their_components() -> None:
    assert [title for _, title, _ in sitrep.LIFELINES] == [
        "Safety and Security",
        "Food, Hydration, Shelter",
        "Health and Medical",
        "Energy",
        "Communications",
        "Transportation",
        "Hazardous Materials",
        "Water Systems",
    ]
    assert [len(parts) for _, _, parts in sitrep.LIFELINES] == [5, 4, 5, 2, 5, 5, 2, 2]


def test_what_is_asked_of_civilians_alone_is_not_asked_of_responders() -> None:
    keys = casualty_keys()
    assert "6.civilian.evacuated.total" in keys
    assert "6.responder.evacuated.total" not in keys
    assert "6.responder.sheltering.period" in keys
    assert len(sitrep.PROTECTIVE) == 14


def test_points_are_lines_without_their_signs() -> None:
    assert points("- Heat.\n\n• Water.\nPlain.") == ("Heat.", "Water.", "Plain.")


def test_a_figure_is_a_whole_number_of_people() -> None:
    assert [figure(text) for text in ("0", " 1,204 ", "-1", "about 3", "", "²")] == [0, 1204, None, None, None, None]


def test_more_than_five_highlights_or_a_long_one_are_not_handed_up() -> None:
    assert wanting({"1": "\n".join("abcde")}) == ()
    assert wanting({"1": "\n".join("abcdef")})[0][0] == "1"
    assert "Highlight 2 has 61 words" in wanting({"1": "Short.\n" + "word " * 61})[0][1]


def test_fatalities_are_cleared_by_somebody_named() -> None:
    told = {"6.civilian.fatalities.period": "1", "6.civilian.fatalities.total": "2"}
    assert [key for key, _ in wanting(told)] == [sitrep.CLEARED]
    assert wanting({**told, sitrep.CLEARED: "IC Baker, 14:00"}) == ()
    assert wanting({"6.civilian.fatalities.total": "0"}) == ()


def test_a_period_cannot_have_more_than_there_were_to_date() -> None:
    found = wanting({"6.civilian.injured.period": "9", "6.civilian.injured.total": "8"})
    assert found == (("6.civilian.injured.period", "9 in this period are more than 8 to date."),)
    assert "no whole number" in wanting({"6.responder.injured.total": "some"})[0][1]


def test_a_lifeline_has_one_of_four_colours() -> None:
    assert wanting({"9.water.status": "blue"}) == (
        ("9.water.status", "Water Systems is one of red, yellow, green or grey."),
    )
    assert wanting({"9.water.status": "green", "9.energy.status": ""}) == ()
