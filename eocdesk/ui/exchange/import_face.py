"""How the import looks: the files, what is asked, what was found, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QTabWidget, QVBoxLayout, QWidget

from eocdesk.models import Event
from eocdesk.store.queries.review import Unknown
from eocdesk.ui.exchange.asked import AskedForm
from eocdesk.ui.exchange.batch import FINDINGS, Batch, Piece
from eocdesk.ui.exchange.file_table import FileTable
from eocdesk.ui.exchange.findings import HEADINGS, FindingsView
from eocdesk.ui.exchange.review import Match, VenueReview
from eocdesk.ui.kit.empty import Emptiable, Empty
from eocdesk.ui.pane import Context

_REVIEW = "Venues to review"


class ImportFace(QWidget):
    """Says what a person pressed; shows what it is told."""

    choose = Signal()
    drop_chosen = Signal()
    begin = Signal()
    stop = Signal()
    leave = Signal()
    save = Signal()

    def __init__(self, context: Context, event: Event, match: Match, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileTable()
        self.asked = AskedForm()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("What was found")
        self.findings = {name: FindingsView(title) for name, title in FINDINGS}
        self.review = VenueReview(context, match)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("How far the file is")
        self._either = Emptiable(self._filled(), self._empty())
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addLayout(self._head(event))
        box.addWidget(self._either, 1)
        box.addWidget(self._bar)
        box.addLayout(self._foot())
        self._bar.hide()

    def _head(self, event: Event) -> QVBoxLayout:
        title = QLabel("Import")
        title.setProperty("role", "title")
        note = QLabel(f"Into {event.name or event.code}. Nothing is written before you press Import.")
        note.setProperty("role", "muted")
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(title)
        head.addWidget(note)
        return head

    def _empty(self) -> Empty:
        detail = (
            "Calendars (ics), cards (vcf), places (geojson), tables (csv, tsv, xlsx, json), indicators (STIX, KEV), "
            "alerts, fires and quakes (CAP, NWS, WFIGS, CAL FIRE, USGS, AirNow)."
        )
        return Empty(
            "mdi6.file-import-outline", "Drop files here, or choose them.", detail, "Choose files …", self.choose.emit
        )

    def _filled(self) -> QWidget:
        more = self._button("Add files …", self.choose)
        self._remove = self._button("Take off the list", self.drop_chosen)
        self._copy = self._button("Copy", self._copy_shown)
        self._save = self._button("Save as a table …", self.save)
        for button in (self._copy, self._save):
            button.setProperty("kind", "quiet")
        beside = QHBoxLayout()
        beside.addWidget(more)
        beside.addWidget(self._remove)
        beside.addStretch(1)
        corner = QWidget()
        corners = QHBoxLayout(corner)
        corners.setContentsMargins(0, 0, 0, 0)
        corners.addWidget(self._copy)
        corners.addWidget(self._save)
        self.tabs.setCornerWidget(corner)
        self.tabs.currentChanged.connect(self._tab_changed)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.files)
        box.addLayout(beside)
        box.addWidget(self.asked)
        box.addWidget(self.tabs, 1)
        box.addStretch(0)
        return body

    def _foot(self) -> QHBoxLayout:
        self.stop_button = self._button("Cancel", self.stop)
        self.close_button = self._button("Close", self.leave)
        self.import_button = self._button("Import", self.begin)
        self.import_button.setProperty("kind", "primary")
        foot = QHBoxLayout()
        foot.addWidget(self._sentence, 1)
        for button in (self.stop_button, self.close_button, self.import_button):
            foot.addWidget(button)
        return foot

    # what it shows

    def show_batch(self, batch: Batch, under_way: Piece | None, *, busy: bool) -> None:
        """The files as they stand, and everything found in them."""
        self._either.set_empty(empty=not batch.pieces and not self.review.words)
        self.files.show_pieces(batch.pieces, under_way)
        for name, view in self.findings.items():
            view.found.show_lines(batch.findings(name))
        self._lay_tabs()
        self.stop_button.setVisible(busy)
        self.import_button.setEnabled(not busy and bool(batch.ready()))
        self._remove.setEnabled(not busy)
        if not busy:
            self._bar.hide()
            self.say(batch.sentence())

    def show_progress(self, name: str, done: int, total: int) -> None:
        """How far the file under way is; a total of nought is not known yet."""
        self._bar.show()
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        of = f" of {total:,}" if total else ""
        self.say(f"{name}: {done:,}{of} rows" if done else f"{name}: reading …")

    def show_unknown(self, unknown: Sequence[Unknown]) -> None:
        """The venues that wait for a person."""
        self.review.show_unknown(unknown)
        self._lay_tabs()
        self._either.set_empty(empty=not self.files.rowCount() and not unknown)

    def show_result(self) -> None:
        """It is done: the venues that wait come forward, else what was refused."""
        if self.review.words:
            self.tabs.setCurrentWidget(self.review)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence at the foot."""
        self._sentence.setProperty("role", "error" if wrong else "muted")
        self._sentence.style().unpolish(self._sentence)
        self._sentence.style().polish(self._sentence)
        self._sentence.setText(sentence)

    @property
    def sentence(self) -> str:
        """What is said at the foot."""
        return self._sentence.text()

    def shown_rows(self) -> list[tuple[str, ...]]:
        """The headings and rows of the tab that is open."""
        view = self.tabs.currentWidget()
        return [HEADINGS, *view.rows()] if isinstance(view, FindingsView) else [HEADINGS]

    def _lay_tabs(self) -> None:
        """A tab for each list that says something, with how much; the one that is open stays open."""
        wanted: list[tuple[QWidget, str, int]] = [
            (self.findings[name], title, self.findings[name].found.rowCount()) for name, title in FINDINGS
        ]
        wanted.append((self.review, _REVIEW, len(self.review.words)))
        for place, (widget, title, count) in enumerate(wanted):
            at = self.tabs.indexOf(widget)
            if at < 0:
                at = self.tabs.insertTab(place, widget, title)
            self.tabs.setTabText(at, f"{title} ({count:,})" if count else title)
            self.tabs.setTabVisible(at, count > 0)
        if not self.tabs.isTabVisible(self.tabs.currentIndex()):
            first = next((at for at in range(self.tabs.count()) if self.tabs.isTabVisible(at)), 0)
            self.tabs.setCurrentIndex(first)
        self.tabs.setVisible(any(count for _, _, count in wanted))
        self._tab_changed()

    @Slot()
    def _tab_changed(self) -> None:
        listed = isinstance(self.tabs.currentWidget(), FindingsView)
        self._copy.setVisible(listed)
        self._save.setVisible(listed)

    @Slot()
    def _copy_shown(self) -> None:
        view = self.tabs.currentWidget()
        if isinstance(view, FindingsView):
            view.copy()
            count = len(view.rows())
            self.say("1 line copied." if count == 1 else f"{count:,} lines copied.")

    def _button(self, title: str, pressed: Any) -> QPushButton:
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button
