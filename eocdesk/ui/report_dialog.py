"""A bug, to be copied and sent; the desk goes on behind it."""

from __future__ import annotations

import platform

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from eocdesk import __version__
from eocdesk.ui.messages import Report

KEPT = 20


class ReportDialog(QDialog):
    """All that broke since it was last closed, newest last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.setWindowTitle("Something broke")
        self._reports: list[Report] = []
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "h1")
        detail = QLabel(
            "Copy the report and send it to whoever looks after this program. It holds no record of the log: "
            "only where in the program it broke."
        )
        detail.setWordWrap(True)
        detail.setProperty("role", "muted")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Report")
        self._copy = QPushButton("Copy report")
        self._copy.setProperty("kind", "primary")
        self._copy.clicked.connect(self.copy)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self._copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 20)
        box.setSpacing(10)
        for widget in (self._sentence, detail, self._text):
            box.addWidget(widget)
        box.addLayout(row)
        self.finished.connect(self.forget)
        self.resize(720, 480)

    @property
    def text(self) -> str:
        """The report as it is copied."""
        return self._text.toPlainText()

    def add(self, report: Report) -> None:
        """One more; the same one again is not told twice."""
        if any(known.text == report.text for known in self._reports):
            return
        self._reports = [*self._reports[-KEPT:], report]
        self._copy.setText("Copy report")
        self._sentence.setText(report.sentence)
        head = f"eocdesk {__version__}, Python {platform.python_version()}, {platform.platform()}"
        self._text.setPlainText("\n\n".join([head, *(known.text for known in self._reports)]))

    @Slot()
    def forget(self) -> None:
        """Closed: what broke until now has been seen."""
        self._reports = []

    @Slot()
    def copy(self) -> None:
        """To the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
        self._copy.setText("Copied")
