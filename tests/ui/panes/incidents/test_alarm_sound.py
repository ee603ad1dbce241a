"""Tones are made at run time, told apart, and a machine without sound still says something."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.ui.panes.incidents.alarm_sound import FLASH, NOTES, RATE, Player, effect_of, tone


@pytest.mark.parametrize("name", list(NOTES))
def test_a_tone_is_a_sound_file_of_its_length_that_does_not_click(name: str) -> None:
    with wave.open(io.BytesIO(tone(name))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        samples = array("h", file.readframes(file.getnframes()))
    assert abs(len(samples) / RATE - sum(seconds for _, seconds in NOTES[name])) < 0.01
    assert max(samples) > 8_000
    assert abs(samples[0]) < 300
    assert abs(samples[-1]) < 300


def test_each_call_sounds_otherwise() -> None:
    assert len({tone(name) for name in NOTES}) == len(NOTES)


class Loudspeaker:
    """Plays nothing and counts."""

    def __init__(self, file: Path) -> None:
        self.made_of = file.read_bytes()
        self.played = 0

    def play(self) -> None:
        self.played += 1


def test_a_tone_is_made_once_and_played_each_time(qtbot: QtBot) -> None:
    made: list[Loudspeaker] = []

    def load(file: Path) -> Loudspeaker:
        made.append(Loudspeaker(file))
        return made[-1]

    player = Player(load)
    with qtbot.waitSignals([player.played, player.played]):
        player.play(FLASH)
        player.play(FLASH)
    assert [(one.made_of, one.played) for one in made] == [(tone(FLASH), 2)]


def test_without_a_loudspeaker_the_machine_beeps_and_nothing_breaks(qtbot: QtBot) -> None:
    player = Player(lambda _file: None)
    with qtbot.waitSignal(player.played) as played:
        player.play(FLASH)
    assert played.args == [FLASH]


@pytest.mark.usefixtures("qapp")
def test_at_a_screen_nobody_sees_no_loudspeaker_is_looked_for(tmp_path: Path) -> None:
    assert effect_of(tmp_path / "x.wav") is None


CHILD = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from eocdesk.ui.panes.incidents.alarm_sound import loaded
app = QApplication([])
sys.modules["PySide6.QtMultimedia"] = None
print(loaded(Path("none.wav")))
del sys.modules["PySide6.QtMultimedia"]
print("asked", loaded(Path("none.wav")) is None or "ready")
"""


def test_a_machine_with_or_without_qt_multimedia_goes_on() -> None:
    """In a process of its own: the sound system says what it misses on its own channels."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 0
    without, with_it = told.stdout.splitlines()
    assert without == "None"
    assert with_it.startswith("asked ")
