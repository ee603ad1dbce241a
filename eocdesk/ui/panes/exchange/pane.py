"""The exchange pane: engagements beside the lessons that came of them and the documents that are shared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from eocdesk.models import Engagement, Lesson, Product
from eocdesk.store.queries import events, exchange_board, threat_board, threats, titles
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.exchange import telling
from eocdesk.ui.panes.exchange.acting import Acting
from eocdesk.ui.panes.exchange.looks import Looks
from eocdesk.ui.panes.exchange.pages import DOCUMENTS, LESSONS, pages

NAME = "exchange"


class ExchangePane(BoardPane):
    """Three lists, one card."""

    listens = frozenset({"engagement", "lesson", "product", "dissemination", "agency", "contact", "gap", "committee"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.acting = Acting(context, self.asking)
        super().__init__(context, parent)

    def make_pages(self) -> Sequence[Page]:
        return pages(self.looks)

    def make_deeds(self) -> Sequence[Deed]:
        return self.acting.deeds()

    def pane_actions(self) -> list[Action]:
        group = "Exchange"
        return [
            Action(
                "exchange.engagement",
                "Add an engagement",
                self.add_engagement,
                "",
                "mdi6.earth",
                group=group,
                words="delegation meeting visit",
            ),
            Action(
                "exchange.lessons",
                "Show lessons",
                self.show_lessons,
                "",
                "mdi6.school-outline",
                group=group,
                words="adopted best practice",
            ),
            Action(
                "exchange.documents",
                "Show shared documents",
                self.show_documents,
                "",
                "mdi6.file-document-multiple-outline",
                group=group,
                words="strategy",
            ),
        ]

    async def tell(self, kind: str, record: bytes) -> Told | None:
        if kind == "engagement":
            return await self._tell_engagement(record)
        desk, now = self.context.desk, self.context.setting.now()
        if kind == "lesson":
            lesson = await desk.read(events.record, Lesson, record)
            told = await desk.read(exchange_board.lesson, record)
            return None if lesson is None or told is None else telling.tell_lesson(told, lesson, self.looks)
        product, row = await desk.read(events.record, Product, record), await desk.read(threat_board.product, record)
        if product is None or row is None:
            return None
        went = await desk.read(threats.sent_to, record)
        return telling.tell_document(row, product, went, self.looks, now)

    def add(self) -> None:
        if self.list.page.name == DOCUMENTS:
            self.context.navigator.edit_record("product", None, {"kind": "document"})
        else:
            super().add()

    def add_engagement(self) -> None:
        """The form of a new engagement."""
        self.context.navigator.edit_record("engagement")

    def show_lessons(self) -> None:
        """The page of lessons."""
        self._come(LESSONS)

    def show_documents(self) -> None:
        """The page of documents."""
        self._come(DOCUMENTS)

    async def _tell_engagement(self, record: bytes) -> Told | None:
        desk = self.context.desk
        whole = await desk.read(events.record, Engagement, record)
        row = await desk.read(exchange_board.engagement, record)
        if whole is None or row is None:
            return None
        names = {}
        whose = [whole.committee.hex()] if whole.committee is not None else []
        for kind, held in (("agency", whole.partners), ("contact", whole.people), ("committee", whose)):
            names[kind] = await desk.read(titles.titles, kind, [bytes.fromhex(one) for one in held or []])
        shared = await desk.read(exchange_board.shared_at, record)
        lessons = await desk.read(exchange_board.lessons_of, record)
        return telling.tell_engagement(row, whole, names, shared, lessons, self.looks)

    def _come(self, page: str) -> None:
        self.context.navigator.show_pane(NAME)
        self.show_page(page)
