"""Every setting: its type, its default, its sentence. Kept on this machine only."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eocdesk.models import Refused
from eocdesk.store.open import unavailable

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
FEEDS_OFF, FEEDS_ON, FEEDS_ALWAYS = "off", "on", "always"

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
    Setting("printer", "", "Printer", "The printer that is offered first; the one last printed on."),
    Setting("printer_sides", {}, "Sides", "Which sides of a sheet each printer prints on, by its name."),
    Setting("briefing_set", [], "Briefing set", "Which papers a briefing takes, in their order, each with its copies."),
    Setting("blank_forms", [], "Blank forms", "Which forms are printed empty for when everything is down, how many."),
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
    Setting(
        "mirror_folder",
        "",
        "Second copy",
        "A folder on another disk that gets every change as it is made; empty keeps none.",
        (),
        "Backup",
    ),
    Setting(
        "attachments_auto_mb",
        5,
        "Attachments fetched",
        "Up to which size others' attachments are fetched by themselves; larger ones when somebody opens them.",
        ((0, "when opened"), (1, "up to 1 MB"), (5, "up to 5 MB"), (25, "up to 25 MB"), (512, "all")),
    ),
    Setting("sounds", ON, "Sounds", "Whether flash entries and late acknowledgements are heard.", YES_NO, "Screen"),
    Setting("board_hours", 4, "Board looks ahead", "How many hours the board of what is next shows.", (), "Calendar"),
    Setting("views", {}, "Saved views", "Filters of the log kept under a name.", (), "Log"),
    Setting(
        "spelling",
        "en",
        "Spelling",
        "In which language the words of reports and forms are looked up, from the next one opened on; "
        "Ctrl+. offers what was meant.",
        (("off", "Off"), ("en", "English"), ("es", "Spanish"), ("fr", "French")),
    ),
    Setting("spelling_words", [], "Known words", "Words that are not asked about on this desk.", ()),
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
    Setting(
        "feeds",
        FEEDS_OFF,
        "Feeds",
        "Whether this desk asks by itself for warnings, fires and quakes; real ones in an exercise only if told so.",
        ((FEEDS_OFF, "Off"), (FEEDS_ON, "On"), (FEEDS_ALWAYS, "On, in exercises too")),
        "Feeds",
    ),
    Setting("feeds_off", [], "Feeds left out", "Feeds that are not asked, by name.", (), "Feeds"),
    Setting("feeds_minutes", {}, "Rhythm of feeds", "Minutes between two questions, by feed.", (), "Feeds"),
    Setting("feeds_own", {}, "Own feeds", "Addresses asked beside the known ones, by feed.", (), "Feeds"),
    Setting(
        "feed_contact",
        "",
        "Contact for feeds",
        "How sources reach whoever runs this desk, such as a mail.",
        (),
        "Feeds",
    ),
    Setting("feed_state", "", "State of feeds", "The state whose warnings are asked for, such as CA.", (), "Feeds"),
    Setting("layouts", {}, "Layouts", "Named arrangements of the panes.", (), "Screen"),
    Setting("windows", {}, "Windows", "Where the windows stood.", (), "Screen"),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The settings of one data folder; each change is on disk before it is said."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._values = self._read()

    def get(self, name: str) -> Any:
        """The value, or the default; one's own, so that changing it changes nothing here."""
        return deepcopy(self._values.get(name, _BY_NAME[name].default))

    def set(self, name: str, value: Any) -> None:
        """Keep a value; Refused where it is none of the choices, Unavailable where it cannot be kept."""
        setting = _BY_NAME[name]
        if not _fits(setting, value):
            raise Refused(f"{setting.label} cannot be “{value}”.", name)
        values = self._read()  # another program on this folder may have set others since
        if values.get(name, setting.default) != value:
            values[name] = deepcopy(value)
            try:
                self._write(values)
            except OSError as error:
                raise unavailable(error) from error
        self._values = values

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
            return {name: value for name, value in found.items() if name in _BY_NAME and _fits(_BY_NAME[name], value)}
        except (OSError, ValueError, AttributeError):
            return {}  # a desk starts with defaults rather than not at all

    def _write(self, values: dict[str, Any]) -> None:
        draft = self._path.with_name(f".{self._path.name}-{os.getpid()}")
        with draft.open("w", encoding="utf-8") as file:
            json.dump(values, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._path)  # noqa: PTH105  atomic on every system


def _fits(setting: Setting, value: Any) -> bool:
    """Whether a value is of the setting's type and among its choices."""
    if type(value) is not type(setting.default):
        return False
    return not setting.choices or value in [choice for choice, _ in setting.choices]
