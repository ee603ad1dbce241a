"""Ready to leave: every check with its sentence, looked at again at will, printed or saved."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, Qt, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from shiboken6 import isValid

from eocdesk.desk import ready
from eocdesk.desk.ready import Check, State
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.column import fill
from eocdesk.ui.kit.form import scrolled
from eocdesk.ui.kit.headed import MARKS, Headed, page_of
from eocdesk.ui.kit.icons import IconLabel
from eocdesk.ui.kit.moments import shown
from eocdesk.ui.kit.words import words
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.meetings.page import Page

_PAPERS = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
_DOTS = 150


class ReadyPage(Page):
    """The verdict, then what has to be put right, what is to be known, and what is well."""

    name = "ready"
    title = "Ready to leave"
    live = False  # it opens map files and looks at every attachment

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: tuple[Check, ...] = ()
        self.previews: list[QWidget] = []
        self._at = 0
        self.again_button = QPushButton("Look again")
        self.again_button.clicked.connect(self.read)
        self.print_button = QPushButton("Print or save…")
        self.print_button.clicked.connect(self.preview)
        self._head = Headed("mdi6.clipboard-check-outline", (self.again_button, self.print_button))
        checks = QWidget()
        self._grid = QGridLayout(checks)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.now().pad + 2)
        self._grid.setVerticalSpacing(theme.now().pad + 2)
        self._grid.setColumnStretch(2, 1)
        fill(self, scrolled(page_of(self._head, checks)))

    async def load(self) -> None:
        """Look at everything."""
        desk = self.context.desk
        if not self.found:
            self._head.say("Asking the hub, then looking…")
        await ready.ask_hub(desk, self.context.setting.now())
        self._at = self.context.setting.now()
        self.found = await desk.read(ready.checks, desk, self._at)
        verdict = ready.verdict(self.found)
        self._head.mark(verdict.state)
        self._head.say(verdict.sentence, f"Looked at {shown(self._at, self.context.zone, seconds=True)}")
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        order = (State.FAIL, State.WARN, State.OK)
        for row, one in enumerate(sorted(self.found, key=lambda one: order.index(one.state))):
            self._show(row, one)

    def _show(self, row: int, one: Check) -> None:
        icon, part, word = MARKS[one.state]
        mark = IconLabel(icon, part, 17)
        mark.setAccessibleName(word)
        title = words("strong", one.title)
        title.setWordWrap(False)
        said = words("", one.sentence)
        said.setAccessibleName(f"{word}: {one.title}. {one.sentence}")
        for column, widget in enumerate((mark, title, said)):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)

    def take_focus(self) -> None:
        """The button that looks again."""
        self.again_button.setFocus()

    @Slot()
    def preview(self) -> None:
        """The page as it will be on paper; printed or saved from there."""
        if self.found:
            self.context.start(self._preview(), name="ready to leave: print")

    async def _preview(self) -> None:
        from eocdesk.ui.printing import PdfPreview  # noqa: PLC0415  paper: not at every start

        desk = self.context.desk
        text = ready.as_text(self.found, desk, f"{shown(self._at, self.context.zone)} {self.context.zone}")
        pdf = as_pdf(text, str(desk.settings.get("paper")))
        made = PdfPreview(pdf, "Ready to leave", self.context.messages, f"ready-{desk.code}.pdf")
        made.live_in(self.context)
        self.previews.append(made)
        made.destroyed.connect(self._preview_gone)
        made.show()

    @Slot()
    def _preview_gone(self) -> None:
        self.previews = [one for one in self.previews if isValid(one)]


def as_pdf(text: str, paper: str) -> bytes:
    """Plain words on paper of that size."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(data)
    writer.setTitle(text.partition("\n")[0])
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(_PAPERS.get(paper, QPageSize.PageSizeId.Letter)))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = theme.font(theme.now())
    font = type(font)(font.family())
    font.setPointSizeF(10.5)
    document.setDefaultFont(font)
    document.setPlainText(text)
    document.print_(writer)
    return bytes(QByteArray(data.data()).data())
