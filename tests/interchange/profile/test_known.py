"""Which profile reads a table: the one named, or the only one whose headings fit; never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.interchange.profile.known import choose, named
from eocdesk.interchange.profile.load import shipped
from eocdesk.interchange.profile.model import Profile
from eocdesk.models.errors import Refused


@pytest.mark.parametrize("profile", shipped(), ids=lambda profile: profile.name)
def test_each_shipped_profile_is_found_by_its_headings_in_any_order(profile: Profile) -> None:
    headings = [*reversed(profile.headings), "something new"]
    found = choose(headings, profile.files[0])
    assert found == profile


def test_a_plain_table_is_known_by_its_headings() -> None:
    assert choose(["Title", "Start", "Venue"], "csv").kind == "session"
    assert choose(["Name", "Phone", "Company"], "csv").kind == "contact"
    assert choose(["Venue", "Lat", "Lon", "Capacity"], "csv").kind == "venue"
    assert choose(["eocdesk venue id", "x"], "csv").kind == "venue"


def test_headings_that_could_be_two_things_are_asked_about() -> None:
    with pytest.raises(Refused, match=r"could be “.*” or “.*”: say which") as refused:
        choose(["Name", "Address"], "csv")
    assert refused.value.field == "profile"


@pytest.mark.parametrize("headings", [["a", "b", "c"], ["Title", "x", "y", "z"], ["Title"]])
def test_headings_nobody_knows_are_refused_by_name(headings: list[str]) -> None:
    with pytest.raises(Refused, match=f"No profile knows the headings “{headings[0]}”"):
        choose(headings, "csv")
    with pytest.raises(Refused, match="no headings"):
        choose([], "csv")


def test_a_profile_whose_columns_are_not_there_names_them() -> None:
    with pytest.raises(Refused, match=r"needs the column “desc”.* and “rt”, which the file does not have"):
        choose(["id", "sport", "name"], "json", "la28-sessions")


def test_a_kind_is_a_profile_too_and_an_unknown_name_says_what_there_is() -> None:
    assert named("Venue") == "venue"
    with pytest.raises(Refused, match=r"There are session, venue, .*la28-sessions.*must end in .toml") as refused:
        named("la29")
    assert refused.value.field == "profile"


def test_a_profile_of_ones_own_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('label="Mine"\nsource="mine"\nkind="session"\n[fields]\ntitle={column="What"}\n')
    found = choose(["What", "When"], "csv", str(path))
    assert (found.name, found.source) == ("mine", "mine")
    with pytest.raises(Refused, match="cannot be read"):
        named(str(tmp_path / "gone.toml"))


def test_a_roster_is_known_by_what_only_a_roster_has() -> None:
    assert choose(["Volunteer", "Skills", "Languages", "Country"], "csv").kind == "resource"
    assert choose(["Name", "Capacity", "Latitude", "Longitude"], "csv").kind == "venue"
    assert choose(["Name", "Role", "Languages", "Mobile"], "csv").kind == "contact"
