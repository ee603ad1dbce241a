"""Named arrangements of the panes, kept on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eocdesk.desk.settings import Settings
from eocdesk.models.errors import Refused
from eocdesk.ui.kit.dock_host import DockHost

LAST = ""
"""The name of the arrangement the window was closed with."""


class Layouts:
    """Of one window; `room` is its name: main, wall 1."""

    def __init__(self, settings: Settings, host: DockHost, room: str = "main") -> None:
        self._settings = settings
        self._host = host
        self._room = room
        self._first = host.state()

    @property
    def names(self) -> Sequence[str]:
        """The arrangements a person has named, by name."""
        return sorted(name for name in self._mine() if name != LAST)

    def save(self, name: str) -> None:
        """Keep how it stands; Refused without a name."""
        if not name.strip():
            raise Refused("Give the layout a name.", "name")
        self._keep(name.strip(), self._host.state())

    def save_last(self) -> None:
        """Keep how it stands for the next start."""
        self._keep(LAST, self._host.state())

    def restore(self, name: str) -> None:
        """Arrange as kept; Refused where there is none of that name, or it cannot be read."""
        kept = self._mine().get(name)
        if kept is None:
            raise Refused(f"There is no layout “{name}”.", "name")
        if not self._restored(kept):
            raise Refused(f"The layout “{name}” cannot be read any more. Save it again.", "name")

    def restore_last(self) -> bool:
        """Arrange as it was closed; False where nothing was kept."""
        kept = self._mine().get(LAST)
        return kept is not None and self._restored(kept)

    def forget(self, name: str) -> None:
        """Keep it no longer; Refused where there is none of that name."""
        mine = self._mine()
        if name == LAST or mine.pop(name, None) is None:
            raise Refused(f"There is no layout “{name}”.", "name")
        self._write(mine)

    def reset(self) -> None:
        """As delivered."""
        self._host.restore(self._first)

    def _restored(self, kept: Any) -> bool:
        """False for an arrangement of other panes too: those it knows nothing of would be out of sight."""
        fits = isinstance(kept, dict) and sorted(kept.get("panes", ())) == sorted(self._host.names)
        return fits and self._host.restore(str(kept.get("state", "")))

    def _mine(self) -> dict[str, Any]:
        return dict(self._settings.get("layouts").get(self._room, {}))

    def _keep(self, name: str, state: str) -> None:
        self._write(self._mine() | {name: {"panes": list(self._host.names), "state": state}})

    def _write(self, mine: dict[str, Any]) -> None:
        self._settings.set("layouts", {**self._settings.get("layouts"), self._room: mine})
