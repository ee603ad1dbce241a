"""A right as a person gives it: what for, in which event, up to which marking, until when, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eocdesk.models import Event, Refused
from eocdesk.models.marking import WORDS
from eocdesk.models.right import Right, Role
from eocdesk.ui.kit.editors import ChoiceEditor, LineEditor, MomentEditor
from eocdesk.ui.kit.moments import Lean, shown
from eocdesk.ui.kit.section import grid
from eocdesk.ui.pane import Context

ROLES = tuple((role.value, role.value.capitalize()) for role in Role)
MARKINGS = (("", "What the role sees"), *((word, f"Up to {tlp.label}") for word, tlp in WORDS.items()))
_FAR = "Empty: until it is taken back."


class RightForm(QWidget):
    """Five lines. `right` refuses what makes no sense."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.role = ChoiceEditor("Role", ROLES, empty=False)
        self.event_editor = ChoiceEditor("Event", ((b"", "All events"),), empty=False)
        self.marking = ChoiceEditor("Marking", MARKINGS, empty=False)
        self.until = MomentEditor("Until", context.setting, Lean.FUTURE, _FAR)
        self.until.line.setPlaceholderText(_FAR)
        self.why = LineEditor("Reason for the right")
        self.why.line.setPlaceholderText("Stands in the hub's trail")
        self._events: tuple[tuple[bytes, str], ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(
            grid(
                [
                    ("As a", self.role),
                    ("In", self.event_editor),
                    ("Marking", self.marking),
                    ("Until", self.until),
                    ("Because", self.why),
                ]
            )
        )

    def offer_events(self, events: Sequence[Event]) -> None:
        """The events there are; what was chosen stays."""
        found = tuple((one.id, one.name or one.code) for one in events)
        if found != self._events:
            self._events = found
            self.event_editor.offer(((b"", "All events"), *found))

    def right(self) -> Right:
        """As it is typed. Refused where it has no reason, or ends before it begins."""
        until, why = self.until.value(), str(self.why.value())
        if until is not None and until <= self.context.setting.now():
            raise Refused("This right would have ended already.", "until")
        if not why:
            raise Refused("Say why: it stands in the trail for those who come after.", "why")
        role, event, marking = (one.value() for one in (self.role, self.event_editor, self.marking))
        return Right(str(role), event or b"", str(marking or ""), "", until, why)

    def clear(self) -> None:
        """As new, but for role and event: the next one is often the same."""
        self.until.set_value(None)
        self.why.set_value("")

    def focus_on(self, field: str | None) -> None:
        """The keyboard to what was refused."""
        wrong = {"why": self.why, "until": self.until, "event": self.event_editor}.get(field or "")
        if wrong is not None:
            wrong.setFocus()


def told(right: Right, events: Sequence[Event], zone: str) -> tuple[str, str]:
    """(what for and where, the rest) of a right in words."""
    names = {one.id: one.name or one.code for one in events}
    where = names.get(right.event, f"event {right.event.hex()[:8]}") if right.event else "all events"
    more = [f"up to {WORDS[right.ceiling].label}" if right.ceiling in WORDS else ""]
    more += ["for all audiences" if right.audiences == "*" else f"for {right.audiences}" if right.audiences else ""]
    more += [f"until {shown(right.until, zone)}" if right.until is not None else "", right.why]
    return f"{right.role.capitalize()} in {where}", " · ".join(filter(None, more)) or "no end"
