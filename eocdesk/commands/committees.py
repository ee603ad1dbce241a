"""Keep a committee at work: who sits on it, when it meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.exchange import AddEngagement
from eocdesk.models import Committee, Refused
from eocdesk.models.fields import ids_of


@dataclass(frozen=True, slots=True)
class AddMembers:
    """Add people and partners to a committee; those who sit on it already stay once."""

    committee: bytes
    contacts: tuple[bytes, ...] = ()
    agencies: tuple[bytes, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add members"

    def do(self, work: Work) -> int:
        """How many were added; Refused where none were."""
        whole = work.must(Committee, self.committee)
        if not self.contacts and not self.agencies:
            raise Refused("Choose who sits on it.", "members")
        members, agencies = _joined(whole.members, self.contacts), _joined(whole.agencies, self.agencies)
        values = {"members": members or None, "agencies": agencies or None}
        entries.pointing(work, "committee", whole.event, values)
        added = len(members) - len(ids_of(whole.members)) + len(agencies) - len(ids_of(whole.agencies))
        if not added:
            raise Refused("They sit on it already.", "members")
        work.put("committee", self.committee, **values)
        return added


@dataclass(frozen=True, slots=True)
class AddMeeting:
    """Plan a meeting of a committee: its members take part, it is marked as the committee unless told otherwise."""

    committee: bytes
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a meeting"

    def do(self, work: Work) -> bytes:
        """The engagement's id."""
        whole = work.must(Committee, self.committee)
        values = {"kind": "committee", "committee": whole.id, **self.values}
        if values.get("starts") is None:
            raise Refused("Say when it meets.", "starts")
        if not str(values.get("title") or "").strip():
            values["title"] = f"{whole.name}: meeting"
        everybody = dict.fromkeys(((whole.chair,) if whole.chair is not None else ()) + tuple(ids_of(whole.members)))
        values.setdefault("people", [one.hex() for one in everybody] or None)
        values.setdefault("partners", whole.agencies or None)
        return AddEngagement(whole.event, values).do(work)


def _joined(held: object, more: Sequence[bytes]) -> list[str]:
    return [one.hex() for one in dict.fromkeys((*ids_of(held), *more))]
