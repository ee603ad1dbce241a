"""What the pages of this pane have in common: each is read while it is the one in sight, and once more where asked."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from eocdesk.ui.pane import Context


class Page(QWidget):
    """One page."""

    name: ClassVar[str]
    title: ClassVar[str]
    live: ClassVar[bool] = True
    """Whether it follows what happens meanwhile; else it is read when one comes to it, and when asked."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._reading = self._again = self._has_read = False

    @property
    def is_ready(self) -> bool:
        """Whether it shows what there is."""
        return self._has_read and not self._reading

    def read(self) -> None:
        """Read what is shown; asked while it reads, it reads once more."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.context.start(self._read(), name=f"meetings: {self.name}")

    async def _read(self) -> None:
        try:
            await self.load()
            self._has_read = True
        finally:
            self._reading = False
        if self._again:
            self._again = False
            self.read()

    async def load(self) -> None:
        """Read and show."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The keyboard to the part one works with first."""
        raise NotImplementedError
