"""Profiles are read from their files, and what is wrong in one is said where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.interchange.profile.load import load, shipped
from eocdesk.models.errors import Refused

HEAD = 'label = "Mine"\nsource = "mine"\nkind = "session"\n'


def test_the_sources_that_are_promised_come_with_the_desk() -> None:
    names = {profile.name for profile in shipped()}
    assert names >= {"la28-sessions", "paris2024-schedule", "openfootball-matches", "san-mateo-dispatch", "seattle-911"}
    assert all(profile.headings for profile in shipped())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("label = ", "is not sound TOML"),
        ('label = "x"', "is not right"),
        (HEAD + "colour = 1", "colour"),
        (HEAD.replace("session", "party"), "kind “party” is none of"),
        (HEAD.replace('"mine"', '""'), "label and source must say something"),
        (HEAD + 'files = ["docx"]', "not docx"),
        (HEAD + '[fields]\nweather = { column = "w" }', r"\[fields.weather\]: a session has no such field"),
        (HEAD + "[fields]\nstruck = { value = true }", "no such field to fill"),
        (HEAD + "[fields]\ntitle = { }", "needs one of column, text or value"),
        (HEAD + '[fields]\ntitle = { column = "t", find = "(" }', "find is not an expression"),
        (HEAD + 'join = ["sport"]', "join names “sport”"),
        (HEAD + '[times]\nstart = "s"\npatterns = ["%Q"]', "“%Q” in the pattern"),
        (HEAD + '[times]\npatterns = ["iso"]', "needs start, range or day"),
        (HEAD + '[times]\nstart = "s"\nzone = "Mars"', "“Mars” is not a time zone"),
        (HEAD.replace("session", "venue") + '[times]\nstart = "s"', "has no meaning for a venue"),
    ],
)
def test_a_profile_that_is_not_right_says_what_is_wrong(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(Refused, match=why) as refused:
        load(path)
    assert refused.value.field == "profile"
    assert "“mine.toml”" in refused.value.sentence


def test_a_file_that_is_no_profile_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(Refused, match="too big to be a profile"):
        load(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="not sound TOML"):
        load(path)
