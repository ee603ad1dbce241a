"""The brief on the screen: one text with links, since hundreds of small widgets would hold the window up."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from eocdesk.ui.board import Line, Part, Told
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.badge import Badge as Pill
from eocdesk.ui.kit.badge import MarkingLabel
from eocdesk.ui.kit.card import Facts
from eocdesk.ui.kit.tokens import Tokens
from eocdesk.ui.kit.words import words

NOTHING = "No event is open."


class BriefView(QFrame):
    """Shows a Told; a line that leads somewhere is a link."""

    went = Signal(object)
    """The Line a person followed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.told: Told | None = None
        self._lines: list[Line] = []
        self._title, self._marking, self._facts = words("h1"), MarkingLabel(), Facts()
        self._marking.setToolTip("The highest marking of what stands here.")
        self._badges = QHBoxLayout()
        self.text = QTextBrowser()
        self._lay_out()
        self.text.anchorClicked.connect(self._follow)

    def show_told(self, told: Told | None, sentence: str = NOTHING) -> None:
        """Show this, or that there is nothing. The same again changes nothing; another text stays where it was read."""
        if told == self.told and told is not None:
            return
        self.told = told
        self._title.setText(sentence if told is None else told.title)
        self._marking.setVisible(told is not None)
        self._facts.show_facts([] if told is None else list(told.facts))
        self._show_badges(told)
        if told is not None:
            self.setAccessibleName(told.spoken)
            self._marking.show_marking(told.marking or "RED", told.audience)
        self.show_text()

    def show_text(self) -> None:
        """Set the text anew, in the colours of now."""
        self._lines = []
        parts = () if self.told is None else self.told.parts
        tokens = theme.of(self)
        bar = self.text.verticalScrollBar()
        read = bar.value()
        self.text.setHtml("".join(self._part(part, tokens) for part in parts))
        bar.setValue(read)

    def _part(self, part: Part, tokens: Tokens) -> str:
        head = (
            f'<p style="margin:{tokens.pad * 2}px 0 {tokens.pad // 2}px 0; color:{tokens.muted}; '
            f'font-size:{tokens.base - 2}px; font-weight:600">{escape(part.title.upper())}</p>'
        )
        if part.text:
            said = "<br>".join(escape(line) for line in part.text.split("\n"))
            return f'{head}<p style="margin:0">{said}</p>'
        if not part.lines:
            return f'{head}<p style="margin:0; color:{tokens.muted}">{escape(part.empty)}</p>'
        return head + "".join(self._line(line, tokens) for line in part.lines)

    def _line(self, line: Line, tokens: Tokens) -> str:
        said = escape(line.text)
        if line.kind and line.id:
            self._lines.append(line)
            said = f'<a href="{len(self._lines) - 1}" style="color:{tokens.accent}; text-decoration:none">{said}</a>'
        dot = getattr(tokens, line.part or "faint")
        detail = (
            f'<br><span style="color:{tokens.muted}; font-size:{tokens.base - 1}px">{escape(line.detail)}</span>'
            if line.detail
            else ""
        )
        indent = tokens.pad * 2
        return (
            f'<p style="margin:{tokens.pad // 2}px 0 0 {indent}px; text-indent:-{indent - 2}px">'
            f'<span style="color:{dot}">•</span>&nbsp;&nbsp;{said}{detail}</p>'
        )

    def _show_badges(self, told: Told | None) -> None:
        while (item := self._badges.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for badge in () if told is None else told.badges:
            self._badges.addWidget(Pill(badge.words, "soft" if badge.part in ("accent", "") else badge.part))
        self._badges.addStretch(1)

    def _lay_out(self) -> None:
        pad = theme.now().pad
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName("The brief")
        self.text.document().setDocumentMargin(0)
        self._badges.setContentsMargins(0, 0, 0, 0)
        self._badges.setSpacing(6)
        head, top = QWidget(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._marking)
        box = QVBoxLayout(head)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(pad)
        box.addLayout(top)
        box.addLayout(self._badges)
        box.addWidget(self._facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(pad * 2, pad, pad * 2, pad)
        whole.setSpacing(pad)
        whole.addWidget(head)
        whole.addWidget(self.text, 1)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        at = link.toString()
        if at.isdecimal() and int(at) < len(self._lines):
            self.went.emit(self._lines[int(at)])
