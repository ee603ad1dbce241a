"""The chart of incidents: well formed, and readable without colour."""

from __future__ import annotations

from defusedxml import ElementTree

from eocdesk.reports.chart import in_words, incidents_by_hour
from eocdesk.store.queries.facts import Facts, HourCount

SVG = "{http://www.w3.org/2000/svg}"


def test_the_chart_is_well_formed_and_names_each_severity(busy: Facts) -> None:
    root = ElementTree.fromstring(incidents_by_hour(busy.hours, busy.zone))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"Info", "Minor", "Moderate", "Major", "Critical"} <= set(words)


def test_each_severity_has_a_pattern_of_its_own_for_black_and_white(busy: Facts) -> None:
    drawn = incidents_by_hour(busy.hours, busy.zone)
    root = ElementTree.fromstring(drawn)
    patterns = [ElementTree.tostring(each)[60:] for each in root.iter(f"{SVG}pattern")]
    assert len(set(patterns)) == 4
    assert "url(#s0)" in drawn
    assert "url(#s3)" in drawn


def test_a_bar_carries_its_total() -> None:
    drawn = incidents_by_hour([HourCount(0, (3, 0, 2, 0, 1))], "UTC")
    assert ">6</text>" in drawn


def test_counts_of_thousands_keep_few_lines_on_the_axis() -> None:
    drawn = incidents_by_hour([HourCount(0, (4_200, 0, 0, 0, 0))], "UTC")
    assert drawn.count("<line") <= 6


def test_no_hours_at_all_still_draws(bare: Facts) -> None:
    assert ElementTree.fromstring(incidents_by_hour(bare.hours, bare.zone)) is not None
    assert in_words((), "UTC") == "Incidents opened by hour: none."


def test_the_words_say_what_the_bars_show() -> None:
    assert in_words([HourCount(0, (0, 2, 0, 0, 1))], "UTC") == "Incidents opened by hour: 00 h 1 critical, 2 minor."
