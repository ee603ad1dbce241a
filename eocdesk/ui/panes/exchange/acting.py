"""What can be done with the exchange from its board: each deed is one command, in a small form where it needs more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from eocdesk.commands.carrying import CarryLessons
from eocdesk.commands.command import Command
from eocdesk.commands.exchange import AddLesson, AmendEngagement, DecideLesson, GapOfLesson
from eocdesk.commands.products import AcknowledgeProduct, ApproveProduct, Disseminate
from eocdesk.models import Committee, Dissemination, Engagement, Lesson
from eocdesk.models.ids import NIL
from eocdesk.store.queries import events
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context


class Acting:
    """The deeds of the pane."""

    def __init__(self, context: Context, asking: Asking) -> None:
        self._context, self._asking = context, asking

    def deeds(self) -> Sequence[Deed]:
        """All of them; the card offers those that can be done now."""
        return (
            Deed("learn", "Add a lesson…", self._learn, "mdi6.school-outline", "L", primary=True),
            Deed("minutes", "Minutes…", self._minutes, "mdi6.text-box-edit-outline", "M"),
            Deed("gap_at", "Name a gap…", self._gap_at, "mdi6.texture-box"),
            Deed("adopt", "Adopt", self._adopt, "mdi6.check", "A", primary=True),
            Deed("adapt", "Adapt…", partial(self._decide, "adapted"), "mdi6.tune-variant", "D"),
            Deed("reject", "Reject…", partial(self._decide, "rejected"), "mdi6.close", "X"),
            Deed("gap_of", "Make it a gap", self._gap_of, "mdi6.texture-box", "G"),
            Deed("carry", "Carry over…", self._carry, "mdi6.calendar-arrow-right", "C"),
            Deed("approve", "Approve", self._approve, "mdi6.check", "Y", primary=True),
            Deed("share", "Share…", self._share, "mdi6.send-outline", "S", primary=True),
            Deed("acknowledge", "Acknowledged…", self._acknowledge, "mdi6.check-all", "K"),
            Deed("at_products", "Show among products", self._at_products, "mdi6.shield-alert-outline"),
        )

    def _do(self, command: Command) -> None:
        self._context.start(self._done(command), name=command.title)

    async def _done(self, command: Command) -> None:
        await self._context.desk.do(command)

    def _learn(self, told: Told) -> None:
        event = self._context.desk.event
        if event is not None:
            names = ("title", "observed", "taken", "observed_at", "agency")
            self._asking.ask(f"Lesson of: {told.title}", Lesson, names, partial(_learned, event.id, told.id))

    def _minutes(self, told: Told) -> None:
        self._context.start(self._ask_minutes(told), name="minutes")

    async def _ask_minutes(self, told: Told) -> None:
        whole = await self._context.desk.read(events.record, Engagement, told.id)
        if whole is not None:
            names, prefill = ("shared", "minutes"), {"shared": whole.shared, "minutes": whole.minutes}
            self._asking.ask(f"Minutes: {told.title}", Engagement, names, partial(AmendEngagement, told.id), prefill)

    def _gap_at(self, told: Told) -> None:
        self._context.navigator.edit_record("gap", None, {"engagement": told.id})

    def _adopt(self, told: Told) -> None:
        self._do(DecideLesson(told.id, "adopted"))

    def _decide(self, adoption: str, told: Told) -> None:
        make = partial(_decided, told.id, adoption)
        self._asking.ask(f"{adoption.capitalize()}: {told.title}. Why?", Lesson, ("reason",), make)

    def _gap_of(self, told: Told) -> None:
        self._do(GapOfLesson(told.id))

    def _carry(self, told: Told) -> None:
        self._asking.ask(f"Carry over: {told.title}", Lesson, ("event",), partial(_carried, told.id))

    def _approve(self, told: Told) -> None:
        self._do(ApproveProduct(told.id))

    def _share(self, told: Told) -> None:
        self._asking.ask(f"Share: {told.title}", Committee, ("agencies",), partial(_shared, told.id))

    def _acknowledge(self, told: Told) -> None:
        names = ("agency", "acknowledged_by")
        self._asking.ask(f"Acknowledged: {told.title}", Dissemination, names, partial(_acknowledged, told.id))

    def _at_products(self, told: Told) -> None:
        self._context.navigator.show_record("product", told.id)


def _learned(event: bytes, engagement: bytes, values: dict[str, Any]) -> Command:
    return AddLesson(event, {**values, "engagement": engagement})


def _decided(lesson: bytes, adoption: str, values: dict[str, Any]) -> Command:
    return DecideLesson(lesson, adoption, values.get("reason") or "")


def _carried(lesson: bytes, values: dict[str, Any]) -> Command:
    return CarryLessons((lesson,), values.get("event") or b"")


def _shared(product: bytes, values: dict[str, Any]) -> Command:
    return Disseminate(product, tuple(bytes.fromhex(one) for one in values.get("agencies") or ()))


def _acknowledged(product: bytes, values: dict[str, Any]) -> Command:
    return AcknowledgeProduct(product, values.get("agency") or NIL, values.get("acknowledged_by") or "")
