"""What a person is told when something did not work, and where: beside the field, in the banner, as a report."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from eocdesk.models.errors import Refused, Unavailable


@runtime_checkable
class Beside(Protocol):
    """A form or pane that shows a refusal beside the field it is about."""

    def refuse(self, sentence: str, field: str | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Way:
    """Where a passing sentence leads: the button's word and the record it shows."""

    word: str
    kind: str
    record: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """A bug, as it is copied and sent: the sentence for the person, the text for the maker."""

    sentence: str
    text: str


class Messages(QObject):
    """The one mouth. Panes say things here; the window shows them."""

    noted = Signal(str)
    """A passing sentence: done, copied, exported."""
    offered = Signal(str, object)
    """A passing sentence and the Way to what it is about."""
    refused = Signal(str)
    """A refusal with no field to stand beside."""
    trouble = Signal(object)
    """The sentences that hold now (tuple of str): the banner. Empty: all is well again."""
    back = Signal(str)
    """Said once when a trouble ended."""
    broken = Signal(object)
    """A Report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._troubles: dict[str, str] = {}
        self._acts: set[str] = set()
        """Troubles that acts ran into: they hold until one is saved."""

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is in the banner now."""
        return tuple(self._troubles.values())

    def note(self, sentence: str) -> None:
        """Say in passing that something was done."""
        self.noted.emit(sentence)

    def offer(self, sentence: str, way: Way) -> None:
        """Say in passing what calls, with a button that leads there."""
        self.offered.emit(sentence, way)

    def tell(self, error: BaseException, beside: object = None) -> None:
        """Route a failure: refused beside its field, unavailable in the banner, a bug as a report."""
        if isinstance(error, Refused):
            if isinstance(beside, Beside):
                beside.refuse(error.sentence, error.field)
            else:
                self.refused.emit(error.sentence)
        elif isinstance(error, Unavailable):
            self._acts.add(error.sentence)
            self._troubles[error.sentence] = error.sentence
            self.trouble.emit(self.troubles)  # each time: whoever dismissed the banner must hear of this act too
        else:
            self.broken.emit(report_of(error))

    def saved(self) -> None:
        """Something was saved: what kept acts from being done before does not hold any more."""
        gone = self._acts & set(self._troubles)
        self._acts.clear()
        for subject in gone:
            del self._troubles[subject]
        if gone:
            self.trouble.emit(self.troubles)
            self.back.emit("What is done is saved again.")

    def fails(self, subject: str, sentence: str) -> None:
        """Something does not work now; said once however often it fails."""
        if self._troubles.get(subject) != sentence:
            self._troubles[subject] = sentence
            self.trouble.emit(self.troubles)

    def works(self, subject: str, sentence: str = "") -> None:
        """It works again; said once."""
        if self._troubles.pop(subject, None) is not None:
            self.trouble.emit(self.troubles)
            if sentence:
                self.back.emit(sentence)


def report_of(error: BaseException) -> Report:
    """The bug in one plain sentence and in full."""
    text = "".join(traceback.format_exception(error))
    return Report("Something in eocdesk broke. What you entered is kept; the desk goes on.", text)
