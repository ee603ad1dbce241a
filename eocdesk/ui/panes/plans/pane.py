"""The plans pane: what proposes itself beside all plans, what is at work and what is over; a person acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from eocdesk.models import Activation, Plan
from eocdesk.models.fields import ids_of
from eocdesk.store.queries import events, plans, tasks, titles
from eocdesk.store.queries.plan_versions import versions
from eocdesk.store.queries.plans import ACTIVE
from eocdesk.ui.actions import Action
from eocdesk.ui.board import BoardList, BoardPane, Deed, Page, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.plans import telling
from eocdesk.ui.panes.plans.acting import Acting
from eocdesk.ui.panes.plans.looks import Looks
from eocdesk.ui.panes.plans.pages import AT_WORK, PAST, PLANS, PROPOSED, pages
from eocdesk.ui.panes.plans.proposed import ProposedList
from eocdesk.ui.panes.plans.telling import Known

NAME = "plans"


class PlansPane(BoardPane):
    """Four lists, one card."""

    listens = frozenset(
        {"plan", "trigger", "action", "activation", "task", "request"}
        | {"alert", "observation", "threat", "venue", "session"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.looks = Looks(context.setting.now, context.setting.zone)
        self.asking = Asking(context, self)
        self.acting = Acting(context, self.asking, self._proposal)
        super().__init__(context, parent)
        self._clock.timeout.connect(self._minute)

    def make_pages(self) -> Sequence[Page]:
        return pages(self.looks)

    def make_list(self, page: Page) -> BoardList:
        if page.name != PROPOSED:
            return BoardList(self.context, page)
        self.proposed = ProposedList(self.context, page)
        return self.proposed

    def make_deeds(self) -> Sequence[Deed]:
        return self.acting.deeds()

    def pane_actions(self) -> list[Action]:
        group, icon = "Plans", "mdi6.clipboard-list-outline"
        return [
            Action("plans.new", "Write a plan", self.write, "", icon, group=group, words="contingency"),
            Action("plans.examples", "Take in the example plans", self.acting.take_in, "", icon, group=group),
            Action("plans.all", "Show all plans", self.show_plans, "", icon, group=group, words="activate rehearse"),
            Action("plans.work", "Show plans at work", self.show_work, "", "mdi6.run-fast", group=group),
            Action("plans.past", "Show past activations", self.show_past, "", "mdi6.history", group=group),
        ]

    async def tell(self, kind: str, record: bytes) -> Told | None:
        desk = self.context.desk
        if kind == "proposal":
            one = self.proposed.of(record)
            if one is None:
                return None
            return telling.tell_proposal(one, await desk.read(plans.actions, record), self.looks)
        if kind == "activation":
            row, whole = await desk.read(plans.activation, record), await desk.read(events.record, Activation, record)
            if row is None or whole is None:
                return None
            given = await desk.read(_given, ids_of(whole.tasks))
            return telling.tell_activation(row, whole, given, self.looks)
        return await self._tell_plan(record)

    async def _tell_plan(self, record: bytes) -> Told | None:
        desk = self.context.desk
        row, whole = await desk.read(plans.one, record), await desk.read(events.record, Plan, record)
        if row is None or whole is None:
            return None
        return telling.tell_plan(
            row,
            whole,
            Known(
                await desk.read(plans.triggers, record),
                await desk.read(plans.actions, record),
                await desk.read(plans.activations, record),
                await desk.read(versions, record),
            ),
            tuple((await desk.read(titles.titles, "venue", ids_of(whole.venues))).items()),
            self.looks,
            exercise=desk.event is not None and bool(desk.event.exercise),
        )

    def show_record(self, kind: str, record: bytes) -> None:
        """An activation stands at work or in the past: the page where it is."""
        if kind == "activation":
            self.context.start(self._show_activation(record), name="show an activation")
            return
        super().show_record(kind, record)

    async def _show_activation(self, record: bytes) -> None:
        row = await self.context.desk.read(plans.activation, record)
        if row is None:
            return
        self.head.line.clear()
        self.show_page(AT_WORK if row.state == ACTIVE else PAST)
        self.list.show_record(record)
        self.shelf.open_card()

    def open(self, record: bytes) -> None:
        """Enter: the form of a plan; of what proposes itself or was at work, its plan or nothing to type into."""
        if self.list.page.name == PLANS:
            super().open(record)
        else:
            self.act("show_plan")

    def begin(self) -> None:
        if self.list.page.name == PLANS:
            self.acting.take_in()
        else:
            self.show_page(PLANS)

    def write(self) -> None:
        """The form of a new plan."""
        self.context.navigator.edit_record("plan")

    def show_plans(self) -> None:
        """The page of all plans."""
        self._come(PLANS)

    def show_work(self) -> None:
        """The page of what is at work."""
        self._come(AT_WORK)

    def show_past(self) -> None:
        """The page of what is over."""
        self._come(PAST)

    def _come(self, page: str) -> None:
        self.context.navigator.show_pane(NAME)
        self.show_page(page)

    def _proposal(self, plan: bytes) -> Any:
        return self.proposed.of(plan)

    @Slot()
    def _minute(self) -> None:
        """What is crossed, and what is quiet, ends by the clock."""
        if self.isVisible():
            self.proposed.read_again()


def _given(connection: Any, ids: Iterable[bytes]) -> tuple[tuple[bytes, str, bool], ...]:
    """The tasks that were given and still stand: id, words, whether done."""
    found = (tasks.one(connection, one) for one in ids)
    return tuple((row.id, f"{row.number} {row.title}".strip(), row.done is not None) for row in found if row)
