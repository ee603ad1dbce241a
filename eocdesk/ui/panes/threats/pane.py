"""The threats pane: the picture of threats beside reports and products; most acts are one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from eocdesk.desk.viewing import Viewing
from eocdesk.models import Indicator, Inquiry, Product, Report, System, Threat
from eocdesk.models.record import Record
from eocdesk.store.queries import events, indicators, inquiries, naming, threats
from eocdesk.store.queries import threat_board as board
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.threats import questions, signs, systems, telling
from eocdesk.ui.panes.threats.acting import Acting
from eocdesk.ui.panes.threats.looks import Looks
from eocdesk.ui.panes.threats.pages import PRODUCTS, REPORTS, pages

NAME = "threats"


class ThreatsPane(BoardPane):
    """Six lists, one card."""

    listens = frozenset(
        {
            "threat",
            "report",
            "product",
            "inquiry",
            "system",
            "indicator",
            "dissemination",
            "agency",
            "venue",
            "session",
            "task",
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.viewing = Viewing(context.desk)
        self.acting = Acting(context, self.asking, self.on_card, self)
        super().__init__(context, parent)

    def on_card(self) -> Told | None:
        """What the card shows now."""
        return self.card.told

    def make_pages(self) -> Sequence[Page]:
        return pages(self.looks)

    def make_deeds(self) -> Sequence[Deed]:
        return self.acting.deeds()

    def pane_actions(self) -> list[Action]:
        doors = (
            ("take", "Take a report", self.take, "mdi6.eye-plus-outline", "SAR tip"),
            ("raise", "Raise a threat", self.name_threat, "mdi6.shield-alert-outline", ""),
            ("ask", "Ask a partner for information", self.ask, "mdi6.comment-question-outline", "question RFI request"),
            ("reports", "Show reports", self.show_reports, "mdi6.eye-outline", ""),
            ("products", "Show products", self.show_products, "mdi6.file-document-outline", "bulletin assessment"),
            ("systems", "Show systems and their vulnerabilities", self.show_systems, "mdi6.server-network", "KEV CVE"),
            ("indicators", "Show indicators", self.show_indicators, "mdi6.fingerprint", "STIX IOC"),
        )
        return [
            Action(f"threats.{name}", title, run, "", icon, group="Threats", words=words)
            for name, title, run, icon, words in doors
        ]

    async def tell(self, kind: str, record: bytes) -> Told | None:
        desk = self.context.desk
        classes: dict[str, type[Record]] = {
            "threat": Threat,
            "report": Report,
            "product": Product,
            "inquiry": Inquiry,
            "system": System,
            "indicator": Indicator,
        }
        whole = await desk.read(events.record, classes[kind], record)
        if isinstance(whole, Report | Product) and (why := await self.viewing.look(whole, self)):
            return telling.tell_nothing(whole, why)
        if isinstance(whole, Threat):
            return await self._tell_threat(whole)
        if isinstance(whole, Report):
            report = await desk.read(board.report, record)
            return None if report is None else telling.tell_report(report, whole, self.looks)
        if isinstance(whole, Inquiry):
            inquiry = await desk.read(inquiries.inquiry, record)
            return None if inquiry is None else questions.tell(inquiry, whole, self.looks)
        return await self._tell_product(whole) if isinstance(whole, Product) else await self._tell_sign(whole)

    async def _tell_sign(self, whole: Record | None) -> Told | None:
        """A system or an indicator."""
        read = self.context.desk.read
        if isinstance(whole, System):
            system = await read(indicators.system, whole.id)
            return None if system is None else systems.tell(system, whole)
        if isinstance(whole, Indicator):
            sign = await read(indicators.indicator, whole.id)
            return None if sign is None else signs.tell(sign, whole, self.looks)
        return None

    async def _tell_product(self, whole: Product) -> Told | None:
        desk, now, record = self.context.desk, self.context.setting.now(), whole.id
        product = await desk.read(board.product, record)
        if product is None:
            return None
        sent = await desk.read(threats.sent_to, record)
        versions = await desk.read(board.versions_of, record)
        left = await desk.read(threats.with_earlier, record)
        return telling.tell_product(product, whole, sent, self.looks, now, versions, left)

    async def _tell_threat(self, whole: Threat) -> Told | None:
        read, record = self.context.desk.read, whole.id
        threat = await read(board.threat, record)
        reports = await read(board.reports_of, record)
        products = await read(board.products_of, record)
        asked = await read(inquiries.inquiries_of, record)
        risk = await read(board.at_risk_of, record)
        if threat is None:
            return None
        tasks = await read(naming.tasks_on, whole.event, threat.number)
        of = telling.OfThreat(reports, products, asked, tasks, risk)
        return telling.tell_threat(threat, whole, of, self.looks)

    def open(self, record: bytes) -> None:
        """What the card may not show is not opened either."""
        told = self.card.told
        if told is None or told.id != record or told.title != telling.UNSEEN:
            super().open(record)

    def add(self) -> None:
        if self.list.page.name == REPORTS:
            self.acting.take()
        elif self.list.page.name == questions.QUESTIONS:
            self.acting.ask()
        else:
            super().add()

    def take(self) -> None:
        """The intake sheet, on the page of reports."""
        self._come(REPORTS)
        self.acting.take()

    def name_threat(self) -> None:
        """The form of a new threat."""
        self.context.navigator.edit_record("threat")

    def show_reports(self) -> None:
        """The page of reports."""
        self._come(REPORTS)

    def show_products(self) -> None:
        """The page of products."""
        self._come(PRODUCTS)

    def ask(self) -> None:
        """A question to a partner, on the page of questions."""
        self._come(questions.QUESTIONS)
        self.acting.ask()

    def show_systems(self) -> None:
        """The page of systems."""
        self._come(systems.SYSTEMS)

    def show_indicators(self) -> None:
        """The page of indicators."""
        self._come(signs.INDICATORS)

    def _come(self, page: str) -> None:
        self.context.navigator.show_pane(NAME)
        self.show_page(page)
