"""Words an entry can start from: those that come with the desk, and those its people saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from eocdesk.desk.settings import Settings
from eocdesk.models.errors import Refused
from eocdesk.models.incident import PRIORITIES, SEVERITIES
from eocdesk.models.resources import resource

NAME = "templates"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Template:
    """What it puts into an entry."""

    name: str
    text: str
    severity: int = 0
    priority: str = "routine"


class Templates:
    """By name; a saved one stands before a shipped one of the same name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def all(self) -> list[Template]:
        """The saved ones first, then the shipped, each by name."""
        saved = [_read(name, value) for name, value in sorted(self._saved().items())]
        names = {one.name.casefold() for one in saved}
        return [*saved, *(one for one in shipped() if one.name.casefold() not in names)]

    def named(self, name: str) -> Template | None:
        """The one of that name, letter case ignored."""
        return next((one for one in self.all if one.name.casefold() == name.casefold()), None)

    def is_saved(self, name: str) -> bool:
        """Whether a person saved it here."""
        return name in self._saved()

    def save(self, template: Template) -> None:
        """Keep it on this machine; Refused where it has no name or no words."""
        name = " ".join(template.name.split())
        if not template.text.strip():
            raise Refused("Type the words of the template first.", "text")
        if not name or len(name) > LONGEST:
            raise Refused(f"Give the template a name of up to {LONGEST} letters.", "name")
        value = {"text": template.text.strip(), "severity": template.severity, "priority": template.priority}
        self._settings.set(NAME, {**self._saved(), name: value})

    def forget(self, name: str) -> None:
        """Drop a saved one; Refused where none is called so."""
        wanted = next((known for known in self._saved() if known.casefold() == name.strip().casefold()), None)
        if wanted is None:
            raise Refused(f"No saved template is called “{name.strip()}”.", "name")
        self._settings.set(NAME, {known: value for known, value in self._saved().items() if known != wanted})

    def _saved(self) -> Mapping[str, Any]:
        found = self._settings.get(NAME)
        return found if isinstance(found, dict) else {}


@cache
def shipped() -> tuple[Template, ...]:
    """The ones that come with the desk."""
    return tuple(msgspec.json.decode(resource("log", "templates.json").read_bytes(), type=list[Template]))


def _read(name: str, value: Any) -> Template:
    """A saved one; a person may have written the settings by hand, so nothing of it is trusted."""
    if not isinstance(value, dict):
        return Template(name, str(value))
    severity, priority = value.get("severity"), value.get("priority")
    return Template(
        name,
        str(value.get("text") or ""),
        severity if severity in dict(SEVERITIES) else 0,
        priority if priority in dict(PRIORITIES) else "routine",
    )
