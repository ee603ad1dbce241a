"""Every setting: its type, its default, its sentence. Kept on this machine only."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eocdesk.models import Refused

FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it starts as, what it may be, what it does in a sentence."""

    name: str
    default: Any
    label: str
    sentence: str
    choices: tuple[tuple[Any, str], ...] = ()
    group: str = "Desk"


ON = True
YES_NO = ((True, "On"), (False, "Off"))

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "light",
        "Theme",
        "How the screen looks.",
        (("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")),
        "Screen",
    ),
    Setting("event", "", "Event", "The event this desk opens with, by its code."),
    Setting("person", "", "Officer", "Who sits here; asked at the first start, changed with F2."),
    Setting("position", "", "Position", "In which position; signed into every act."),
    Setting("paper", "letter", "Paper", "The size summaries are printed on.", (("letter", "US Letter"), ("a4", "A4"))),
    Setting(
        "backup_minutes",
        60,
        "Backup every",
        "How many minutes pass between automatic backups; 0 makes none.",
        ((0, "never"), (15, "15 minutes"), (60, "hour"), (240, "4 hours"), (1440, "day")),
        "Backup",
    ),
    Setting(
        "backup_keep", 24, "Backups kept", "How many automatic backups are kept; the oldest go first.", (), "Backup"
    ),
    Setting("backup_folder", "", "Backup folder", "Where backups go; empty is the data folder.", (), "Backup"),
    Setting("sounds", ON, "Sounds", "Whether flash entries and late acknowledgements are heard.", YES_NO, "Screen"),
    Setting("board_hours", 4, "Board looks ahead", "How many hours the board of what is next shows.", (), "Calendar"),
    Setting("views", {}, "Saved views", "Filters of the log kept under a name.", (), "Log"),
    Setting("templates", {}, "Entry templates", "Words an entry can start from, by name.", (), "Log"),
    Setting(
        "compose_stays",
        ON,
        "After logging",
        "Whether the line an entry is written on stays open for the next one.",
        ((True, "Stay open"), (False, "Close")),
        "Log",
    ),
    Setting("mute", {}, "Muted", "Until when sounds are muted, and by whom.", (), "Log"),
    Setting("base_map", "", "Base map", "The added map file that is shown over the desk's own.", (), "Map"),
    Setting("layouts", {}, "Layouts", "Named arrangements of the panes.", (), "Screen"),
    Setting("windows", {}, "Windows", "Where the windows stood.", (), "Screen"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The settings of one data folder; each change is on disk before it is said."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._values: dict[str, Any] = {}
        try:
            found = json.loads(self._path.read_text("utf-8"))
            self._values = {name: value for name, value in found.items() if name in _BY_NAME}
        except (OSError, ValueError, AttributeError):
            self._values = {}  # a desk starts with defaults rather than not at all

    def get(self, name: str) -> Any:
        """The value, or the default."""
        return self._values.get(name, _BY_NAME[name].default)

    def set(self, name: str, value: Any) -> None:
        """Keep a value; Refused where it is none of the choices."""
        setting = _BY_NAME[name]
        if setting.choices and value not in {choice for choice, _ in setting.choices}:
            raise Refused(f"{setting.label} cannot be “{value}”.", name)
        if self._values.get(name, setting.default) == value:
            return
        self._values[name] = value
        draft = self._path.with_suffix(".part")
        draft.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), "utf-8")
        os.replace(draft, self._path)  # noqa: PTH105  atomic on every system
