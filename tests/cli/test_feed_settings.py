"""What a machine asks the outside is said on its command line; a key is never among the words."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from eocdesk.desk import feed_keys, feeding
from eocdesk.desk.desk import Desk
from eocdesk.store import local
from tests.cli.conftest import Shell

SECRET = "canary-5f1c"  # noqa: S105  a test's own


def test_feeds_are_switched_on_one_left_out_and_asked_less_often(la28: Shell) -> None:
    assert la28("feed", "off").out.startswith("Feeds are not asked by themselves")
    assert la28("feed", "on").out.startswith("Feeds are asked while the desk is open.")
    assert "usgs  left out" in la28("feed", "off", "usgs").out
    assert "usgs  every 5 min" in la28("feed", "on", "usgs").out
    assert "usgs  every 30 min" in la28("feed", "every", "usgs", "30").out
    assert "asks for" in la28("feed", "every", "usgs", "0").sentence
    assert "There is no feed “tides”" in la28("feed", "off", "tides").sentence


def test_an_exercise_desk_is_told_apart(shell: Shell) -> None:
    assert shell("exercise").code == 0
    assert shell("feed", "on").out.startswith("Feeds are not asked by themselves")
    assert shell("feed", "on", "--in-exercise").out.startswith("Feeds are asked")


def test_an_address_of_ones_own_comes_and_goes(la28: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    own = replace(feeding.feed_of("usgs"), name="layers", own=True)
    monkeypatch.setattr(feeding, "known", lambda: (own,))
    place = "https://example.org/a.geojson"
    assert f"{place}  TLP:GREEN" in la28("feed", "add", "layers", place, "--marking", "green").out
    assert place not in la28("feed", "remove", "layers", place).out
    assert "is not asked there" in la28("feed", "remove", "layers", place).sentence
    assert "is no address" in la28("feed", "add", "layers", "example").sentence


def test_a_key_is_read_from_standard_input_and_can_be_forgotten(la28: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    air = replace(feeding.feed_of("usgs"), name="air", needs_key="AirNow")
    monkeypatch.setattr(feeding, "known", lambda: (air,))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    said = la28("feed", "key", "air")
    assert (said.code, SECRET in said.out + said.err) == (0, False)
    desk = Desk(la28.folder)
    assert feed_keys.find(desk, air) == SECRET
    desk.close()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert la28("feed", "key", "air").out == "The key is forgotten.\n"
    desk = Desk(la28.folder)
    assert desk.read_now(local.noted, "key of feed/") == {}
    desk.close()


def test_a_hubs_feeds_are_told_their_state_and_contact_without_a_window(la28: Shell) -> None:
    assert "none yet" in la28("feed", "on").out
    assert "State: CA. Contact: none." in la28("feed", "state", "ca").out
    assert "State: CA. Contact: ops@example.org." in la28("feed", "contact", "ops@example.org").out
    assert "is no state" in la28("feed", "state", "California").sentence
    assert "none yet" in la28("feed", "state").out
