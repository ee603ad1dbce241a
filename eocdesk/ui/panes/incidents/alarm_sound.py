"""Tones that call: made as they are needed, played where there is something to play them on, else a beep."""

from __future__ import annotations

import io
import math
import shutil
import tempfile
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from weakref import finalize

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

RATE = 22_050
LOUD = 0.45
FLASH, WAITING, REMINDER = "flash", "waiting", "reminder"
NOTES: dict[str, tuple[tuple[float, float], ...]] = {
    FLASH: ((880.0, 0.13), (0.0, 0.05), (1174.7, 0.13), (0.0, 0.05), (1568.0, 0.22)),
    WAITING: ((659.3, 0.18), (0.0, 0.08), (659.3, 0.18)),
    REMINDER: ((523.3, 0.28),),
}
"""Hertz and seconds, one after the other; 0 is a rest. Told apart by how many they are and whether they rise."""
_UNHEARD = frozenset({"offscreen", "minimal", "minimalegl", "vnc"})
"""Platforms at which nobody sits."""
_FADE = 0.012


class Playable(Protocol):
    """A sound that is ready; Qt's QSoundEffect is one."""

    def play(self) -> object:
        """Let it be heard."""


class Player(QObject):
    """Plays a tone by its name; each is made once."""

    played = Signal(str)

    def __init__(self, load: Callable[[Path], Playable | None] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load or effect_of
        self._folder: Path | None = None
        self._ready: dict[str, Playable | None] = {}

    def play(self, name: str) -> None:
        """Let it be heard; without a device to play on, the machine's own beep."""
        if name not in self._ready:
            self._ready[name] = self._load(self._written(name))
        sound = self._ready[name]
        if sound is not None:
            sound.play()
        else:
            QApplication.beep()
        self.played.emit(name)

    def _written(self, name: str) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="eocdesk-sound-"))
            finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        file = self._folder / f"{name}.wav"
        file.write_bytes(tone(name))
        return file


def tone(name: str) -> bytes:
    """A tone as a WAV file: mono, 16 bits."""
    samples = array("h")
    for pitch, seconds in NOTES[name]:
        samples.extend(_note(pitch, seconds))
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return held.getvalue()


def effect_of(file: Path) -> Playable | None:
    """The file ready to be played, or None where nothing can play it."""
    if QGuiApplication.platformName() in _UNHEARD:
        return None
    return loaded(file)


def loaded(file: Path) -> Playable | None:
    """The same, whoever sits there."""
    try:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: PLC0415  fails where the machine has no libpulse
    except ImportError:
        return None
    if not QMediaDevices.audioOutputs():
        return None
    effect = QSoundEffect()
    effect.setSource(QUrl.fromLocalFile(str(file)))
    return effect


def _note(pitch: float, seconds: float) -> array[int]:
    count = round(RATE * seconds)
    fade = max(1, round(RATE * _FADE))
    made = array("h")
    for at in range(count):
        strength = LOUD * min(1.0, at / fade, (count - at) / fade)
        made.append(round(32_767 * strength * math.sin(2 * math.pi * pitch * at / RATE)))
    return made
