"""What a profile knows of its columns."""

from __future__ import annotations

from eocdesk.interchange.profile.model import Profile, Taken, Timing, braces


def test_a_row_is_named_by_columns_together_or_by_the_first_try_that_is_filled() -> None:
    assert Profile("L", "s", "session", key=("id", "date")).keys() == (("id", "date"),)
    assert Profile("L", "s", "session", key=(("num",), ("home", "away"))).keys() == (("num",), ("home", "away"))
    assert Profile("L", "s", "session").keys() == ()


def test_every_column_that_is_used_or_left_on_purpose_is_known() -> None:
    profile = Profile(
        "L",
        "s",
        "session",
        key=("id",),
        apart=("heat",),
        left=("price",),
        fields={"title": Taken(text=("{name}: {round}",)), "venue": Taken(column=("site", "place"))},
        times=Timing(start="from", end="to"),
    )
    assert profile.columns() >= {"id", "heat", "price", "name", "round", "site", "place", "from", "to"}
    assert profile.fields["title"].asks() == {"name", "round"}


def test_braces_name_columns_also_with_blanks_and_ignore_what_is_never_closed() -> None:
    assert braces("Units: {unit id} of {agency") == ["unit id"]
