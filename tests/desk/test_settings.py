"""Settings are kept as they are set, between programs and over a crash; a broken file is no reason not to start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eocdesk.desk.settings import FILE, SETTINGS, Settings
from eocdesk.models import Refused, Unavailable


def test_a_setting_is_on_disk_when_it_is_set(tmp_path: Path) -> None:
    Settings(tmp_path).set("person", "Zoë Łuc")
    assert Settings(tmp_path).get("person") == "Zoë Łuc"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'{"theme": ', b'"theme"'])
def test_a_broken_file_means_defaults_and_is_whole_again_at_the_next_setting(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.get("theme") == "light"
    settings.set("theme", "dark")
    assert json.loads((tmp_path / FILE).read_text("utf-8")) == {"theme": "dark"}


def test_values_of_another_type_or_none_of_the_choices_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    held = {"backup_minutes": "often", "backup_keep": None, "theme": "pink", "sounds": 1, "person": "K. Ito", "odd": 1}
    (tmp_path / FILE).write_text(json.dumps(held), "utf-8")
    settings = Settings(tmp_path)
    assert [settings.get(name) for name in ("backup_minutes", "backup_keep", "theme", "sounds")] == [
        60,
        24,
        "light",
        True,
    ]
    assert settings.get("person") == "K. Ito"


@pytest.mark.parametrize(("name", "value"), [("theme", "pink"), ("backup_minutes", 7), ("backup_keep", "all")])
def test_a_value_that_cannot_be_is_refused_and_the_old_one_stays(tmp_path: Path, name: str, value: object) -> None:
    settings = Settings(tmp_path)
    before = settings.get(name)
    with pytest.raises(Refused) as refused:
        settings.set(name, value)
    assert refused.value.field == name
    assert settings.get(name) == before


def test_two_programs_on_one_folder_do_not_undo_each_others_settings(tmp_path: Path) -> None:
    window, shell = Settings(tmp_path), Settings(tmp_path)
    shell.set("event", "LA28")
    window.set("theme", "dark")
    assert Settings(tmp_path).get("event") == "LA28"
    assert Settings(tmp_path).get("theme") == "dark"


def test_changing_what_was_got_changes_no_setting_until_it_is_set(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    views = settings.get("views")
    views["mine"] = "is:mine"
    assert settings.get("views") == {}
    assert Settings(tmp_path).get("views") == {}
    settings.set("views", views)
    views["late"] = "is:overdue"
    assert settings.get("views") == {"mine": "is:mine"}
    assert Settings(tmp_path).get("views") == {"mine": "is:mine"}


def test_a_folder_that_takes_no_setting_is_said_in_words(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "gone")
    with pytest.raises(Unavailable):
        settings.set("theme", "dark")
    assert settings.get("theme") == "light"


def test_every_setting_starts_as_one_of_its_choices_and_has_a_sentence() -> None:
    for setting in SETTINGS:
        assert setting.sentence.endswith("."), setting.name
        assert not setting.choices or setting.default in [value for value, _ in setting.choices], setting.name
