"""Muting holds until its time, survives a start, and the settings' switch is told apart from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eocdesk.desk.settings import FILE, Settings
from eocdesk.ui.panes.incidents import alarm_mute
from eocdesk.ui.panes.incidents.alarm_mute import FOR_GOOD

LA = "America/Los_Angeles"
NOW = 1_847_646_000_000  # 2028-07-19 12:00 in Los Angeles
HOUR = 3_600_000


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_sounds_are_heard_unless_somebody_says_otherwise(settings: Settings) -> None:
    hearing = alarm_mute.read(settings)
    assert hearing.is_heard(NOW)
    assert hearing.words(NOW, LA) == ""
    assert hearing.sentence(NOW, LA) == "Sounds are on"


def test_a_mute_holds_over_a_start_and_ends_by_itself(settings: Settings, tmp_path: Path) -> None:
    alarm_mute.mute(settings, NOW + HOUR, "L. Chen")
    hearing = alarm_mute.read(Settings(tmp_path))
    assert not hearing.is_heard(NOW)
    assert hearing.words(NOW, LA) == "Muted to 13:00"
    assert hearing.sentence(NOW, LA) == "Sounds are muted by L. Chen until 13:00"
    assert hearing.is_heard(NOW + HOUR)
    assert hearing.words(NOW + HOUR, LA) == ""


def test_a_mute_for_good_holds_until_it_is_lifted(settings: Settings) -> None:
    alarm_mute.mute(settings, FOR_GOOD, "L. Chen")
    hearing = alarm_mute.read(settings)
    assert hearing.is_muted(NOW + 999 * HOUR)
    assert hearing.words(NOW, LA) == "Muted"
    alarm_mute.unmute(settings)
    assert alarm_mute.read(settings).is_heard(NOW)


def test_the_switch_in_the_settings_is_seen_to_be_turned_once(settings: Settings) -> None:
    assert alarm_mute.turned(settings) is None
    settings.set("sounds", value=False)
    assert alarm_mute.read(settings).words(NOW, LA) == "Sounds off"
    assert alarm_mute.turned(settings) is False
    alarm_mute.noted(settings)
    assert alarm_mute.turned(settings) is None
    alarm_mute.mute(settings, NOW, "L. Chen")
    assert alarm_mute.turned(settings) is None
    alarm_mute.unmute(settings)  # its own entry says so
    assert alarm_mute.turned(settings) is None
    assert alarm_mute.read(settings).is_heard(NOW)


@pytest.mark.parametrize("written", [{"until": "tomorrow", "by": 7}, ["x"]])
def test_settings_written_by_hand_mute_nothing(tmp_path: Path, written: object) -> None:
    (tmp_path / FILE).write_text(json.dumps({"mute": written}), "utf-8")
    settings = Settings(tmp_path)
    assert alarm_mute.read(settings).is_heard(NOW)
    assert alarm_mute.turned(settings) is None
