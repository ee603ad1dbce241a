"""A kind of resource whose name is a paragraph does not make a head taller than a page, and is not cut."""

from __future__ import annotations

from eocdesk.reports.ics.kinds import LONGEST, headed
from eocdesk.reports.sheet import Words


def test_short_names_stand_over_their_columns_and_nothing_below() -> None:
    assert headed(("Tents", "", "x" * LONGEST)) == (("Tents", "", "x" * LONGEST), ())


def test_a_long_name_stands_below_whole_under_the_number_over_its_column() -> None:
    first, second = "a b\n" * LONGEST, "y" * 300
    heads, below = headed((first, "Tents", second))
    assert heads == ("Note 1", "Tents", "Note 2")
    assert below == (Words(f"Note 1: {first}\nNote 2: {second}"),)
