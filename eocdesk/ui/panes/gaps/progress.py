"""The page of progress: the picture over what is still to be done, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from eocdesk.models.clock import Moment
from eocdesk.store.queries import gaps
from eocdesk.store.queries.gap_progress import Progress, progress
from eocdesk.ui.board import Blank, BoardList, Page
from eocdesk.ui.kit import theme
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.gaps.looks import Looks
from eocdesk.ui.panes.gaps.pages import recommended

if TYPE_CHECKING:
    from eocdesk.ui.kit.tokens import Tokens
    from eocdesk.ui.panes.gaps.plot import ProgressPlot

PROGRESS = "progress"
_TALL = 240
"""px of the picture at the desk's size."""


def page(told: Looks) -> Page:
    """The page."""
    blank = Blank(
        "mdi6.chart-areaspline",
        "Nothing is left to do.",
        "Once a gap has recommendations, this page draws how many are done, in hand and overdue over time.",
        "Go to the gaps",
    )
    return recommended(told, (PROGRESS, "Progress", "mdi6.chart-areaspline"), blank, gaps.unfinished_keys)


class ProgressList(BoardList):
    """The picture is made when the page is first opened: drawing has a library of its own."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(context, page)
        self.plot: ProgressPlot | None = None
        self.progress = Progress()
        self._drawn: tuple[Progress, str, str] | None = None
        context.theme_changed.connect(self._retheme)

    async def read_keys(self, words: str, now: Moment) -> Sequence[int]:
        event = self.context.desk.event
        self.progress = Progress() if event is None else await self.context.desk.read(progress, event.id, now)
        if self.plot is not None:
            self._draw(self.plot)
        return await super().read_keys(words, now)

    def _say_empty(self, count: int) -> None:
        super()._say_empty(count)
        if not count and not self.words and not self.progress.moments and self.context.desk.event is not None:
            self._either.set_empty(empty=True, sentence="Nothing is named yet.", detail=self.page.blank.detail)

    def _draw(self, plot: ProgressPlot) -> None:
        plot.setVisible(bool(self.progress.moments))
        plot.setFixedHeight(round(_TALL * theme.of(self).scale))
        plot.show_progress(self.progress, self.context.setting.now(), self.context.zone)

    @Slot(object)
    def _retheme(self, tokens: Tokens) -> None:
        if self.plot is not None:
            self.plot.redraw(tokens)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot is None:
            from eocdesk.ui.panes.gaps.plot import ProgressPlot  # noqa: PLC0415  a drawing library: not at every start

            self.plot = ProgressPlot()
            box: Any = self.layout()
            if isinstance(box, QVBoxLayout):
                box.insertWidget(0, self.plot)
            self._draw(self.plot)
