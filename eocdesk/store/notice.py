"""What one committed act changed, for those who listen: ids, never content, never "all"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eocdesk.models.change import Act


@dataclass(frozen=True, slots=True)
class Notice:
    """Sent after the commit. `ids` are (kind, id); `origin` is who asked, so that a pane knows its own."""

    act: Act
    ids: frozenset[tuple[str, bytes]]
    origin: object = None

    def of(self, kind: str) -> frozenset[bytes]:
        """The ids of one kind."""
        return frozenset(record for known, record in self.ids if known == kind)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records it touched."""
        return frozenset(kind for kind, _ in self.ids)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A command done: its notice, and what the command gave back."""

    notice: Notice
    value: Any = None
