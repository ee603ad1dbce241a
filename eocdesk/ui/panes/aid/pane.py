"""The aid pane: a board of requests beside offers, resources, arrivals and costs; most acts are one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from eocdesk.models import Fill, Offer, Request, Resource
from eocdesk.models.record import Record
from eocdesk.store.queries import aid, aid_matches, events
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardList, BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.aid import telling
from eocdesk.ui.panes.aid.acting import Acting
from eocdesk.ui.panes.aid.costs import COSTS, CostsList, Papers
from eocdesk.ui.panes.aid.costs import page as costs_page
from eocdesk.ui.panes.aid.looks import Looks
from eocdesk.ui.panes.aid.pages import ARRIVALS, OFFERS, REQUESTS, RESOURCES, pages

NAME = "aid"


class AidPane(BoardPane):
    """Five lists, one card."""

    listens = frozenset({"request", "offer", "resource", "fill", "agency", "contact", "venue", "incident"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.acting = Acting(context, self.asking, self._current)
        self.papers = Papers(context, self)
        super().__init__(context, parent)
        self.papers.setParent(self)

    def make_pages(self) -> Sequence[Page]:
        return (*pages(self.looks), costs_page())

    def make_list(self, page: Page) -> BoardList:
        if page.name != COSTS:
            return super().make_list(page)
        self.costs = CostsList(self.context, page)
        return self.costs

    def make_deeds(self) -> Sequence[Deed]:
        return (*self.acting.deeds(), *self.papers.deeds())

    def note(self) -> str:
        """Of the costs, their sum."""
        return self.costs.note() if self.list is self.costs else super().note()

    def pane_actions(self) -> list[Action]:
        group = "Aid"
        return [
            Action(
                "aid.ask", "Ask for aid", self.ask_for, "", "mdi6.hand-extended-outline", group=group, words="213RR"
            ),
            Action("aid.offer", "Take in an offer of aid", self.take_in, "", "mdi6.gift-outline", group=group),
            Action("aid.offers", "Show offers of aid", self.show_offers, "", "mdi6.gift-outline", group=group),
            Action(
                "aid.resources",
                "Show resources",
                self.show_resources,
                "",
                "mdi6.account-hard-hat-outline",
                group=group,
                words="crews volunteers roster status 210",
            ),
            Action(
                "aid.arrivals",
                "Show arrivals",
                self.show_arrivals,
                "",
                "mdi6.truck-check-outline",
                group=group,
                words="check in demobilise 211 221",
            ),
            Action(
                "aid.costs",
                "Show what aid costs",
                self.show_costs,
                "",
                "mdi6.cash-multiple",
                group=group,
                words="money partner nation price",
            ),
            Action("aid.costs.print", "Print what aid costs", self.papers.print_costs, "", "mdi6.printer", group=group),
        ]

    async def tell(self, kind: str, record: bytes) -> Told | None:
        if kind == "cost":
            return self.costs.tell(record)
        desk, now = self.context.desk, self.context.setting.now()
        classes: dict[str, type[Record]] = {"request": Request, "offer": Offer, "resource": Resource, "fill": Fill}
        whole = await desk.read(events.record, classes[kind], record)
        if isinstance(whole, Request):
            row = await desk.read(aid.request, record)
            fills = await desk.read(aid.fills_of, record)
            found = await desk.read(aid_matches.candidates, record, now)
            return None if row is None else telling.tell_request(row, whole, fills, found, self.looks, now)
        if isinstance(whole, Offer):
            offer = await desk.read(aid.offer, record)
            fills = await desk.read(aid.fills_of, record, "offer")
            return None if offer is None else telling.tell_offer(offer, whole, fills, self.looks)
        if isinstance(whole, Resource):
            resource = await desk.read(aid.resource, record)
            fills = await desk.read(aid.fills_of, record, "resource")
            return None if resource is None else telling.tell_resource(resource, whole, fills, self.looks)
        fill = await desk.read(aid.fill, record)
        if fill is None or not isinstance(whole, Fill):
            return None
        return telling.tell_fill(fill, whole, self.looks, now)

    def ask_for(self) -> None:
        """The form of a new request."""
        self.context.navigator.edit_record("request")

    def take_in(self) -> None:
        """The form of a new offer."""
        self.context.navigator.edit_record("offer")

    def show_offers(self) -> None:
        """The page of offers."""
        self._come(OFFERS)

    def show_resources(self) -> None:
        """The page of resources."""
        self._come(RESOURCES)

    def show_arrivals(self) -> None:
        """The page of arrivals."""
        self._come(ARRIVALS)

    def show_costs(self) -> None:
        """The page of costs."""
        self._come(COSTS)

    def begin(self) -> None:
        if self.list.page.name in (REQUESTS, OFFERS, RESOURCES):
            self.add()
        elif self.list.page.name == COSTS:
            self.show_page(REQUESTS)
            self.take_focus()

    def open(self, record: bytes) -> None:
        """Enter: the form; costs are reckoned and have none."""
        if self.list.page.name != COSTS:
            super().open(record)

    def _come(self, page: str) -> None:
        self.context.navigator.show_pane(NAME)
        self.show_page(page)

    def _current(self) -> Told | None:
        return self.card.told
