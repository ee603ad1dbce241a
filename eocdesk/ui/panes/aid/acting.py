"""What can be done with aid from its board: each deed is one command, asked for in a small form where it needs more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from eocdesk.commands.aid import LEVELS, CancelRequest, DeclineRequest, Forward, MoveRequest
from eocdesk.commands.command import Command
from eocdesk.commands.fills import Assign, CheckIn, Demobilise, Dispatch, FallThrough, FillRequest
from eocdesk.commands.offers import AcceptOffer, DeclineOffer, EndOffer
from eocdesk.commands.resources import SetResource
from eocdesk.models import Fill, Offer, Request, Resource
from eocdesk.store.queries import aid
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context


class Acting:
    """The deeds of the pane. `current` is what the card tells."""

    def __init__(self, context: Context, asking: Asking, current: Callable[[], Told | None]) -> None:
        self._context, self._asking, self._current = context, asking, current

    def deeds(self) -> Sequence[Deed]:
        """All of them; the card offers those that can be done now."""
        return (
            Deed("approve", "Approve", partial(self._move, "approved"), "mdi6.check", "A", primary=True),
            Deed("receive", "Received", partial(self._move, "received"), "mdi6.inbox-arrow-down", "R", primary=True),
            Deed("fill", "Fill…", self._fill, "mdi6.puzzle-plus-outline", "F"),
            Deed("forward", "Forward…", self._forward, "mdi6.arrow-up-bold-outline", "U"),
            Deed("source", "Sourced", partial(self._move, "sourced"), "mdi6.magnify"),
            Deed("order", "Ordered…", self._order, "mdi6.cart-outline", "O", primary=True),
            Deed("sent", "En route", partial(self._move, "en route"), "mdi6.truck-fast-outline"),
            Deed("arrive", "Arrived", partial(self._move, "arrived"), "mdi6.map-marker-check-outline"),
            Deed("put_to_work", "Assigned", partial(self._move, "assigned"), "mdi6.clipboard-check-outline"),
            Deed("release", "Released", partial(self._move, "released"), "mdi6.exit-run"),
            Deed("decline", "Decline…", partial(self._why, "Decline", Request, DeclineRequest), "mdi6.close"),
            Deed("cancel", "Cancel…", partial(self._why, "Cancel", Request, CancelRequest), "mdi6.cancel"),
            Deed("redraft", "Back to draft…", self._redraft, "mdi6.pencil-outline"),
            Deed("fill_from", "Fill from this", self._fill_from, "mdi6.puzzle-plus-outline"),
            Deed("accept", "Accept", self._accept, "mdi6.check", "Y", primary=True),
            Deed("accept_part", "Accept a part…", self._accept_part, "mdi6.check-underline"),
            Deed("decline_offer", "Decline…", partial(self._why, "Decline", Offer, DeclineOffer), "mdi6.close"),
            Deed("withdraw", "Withdrawn…", partial(self._why, "Withdrawn", Offer, EndOffer), "mdi6.undo"),
            Deed("check_in", "Check in…", self._check_in, "mdi6.login", "C", primary=True),
            Deed("set_out", "En route", self._set_out, "mdi6.truck-fast-outline"),
            Deed(
                "falls_through", "Does not come…", partial(self._why, "Does not come", Fill, FallThrough), "mdi6.close"
            ),
            Deed("assign", "Assign…", self._assign, "mdi6.clipboard-check-outline", "S", primary=True),
            Deed("demobilise", "Demobilise…", self._demobilise, "mdi6.exit-run", "D"),
            Deed("free", "Available again", self._free, "mdi6.refresh"),
            Deed("make_available", "Available", partial(self._status, "available"), "mdi6.check"),
            Deed("out_of_service", "Out of service…", self._out, "mdi6.wrench-outline"),
        )

    def _do(self, command: Command) -> None:
        self._context.start(self._done(command), name=command.title)

    async def _done(self, command: Command) -> None:
        await self._context.desk.do(command)

    def _move(self, state: str, told: Told) -> None:
        self._do(MoveRequest(told.id, state))

    def _why(self, what: str, record: Any, command: Callable[[bytes, str], Command], told: Told) -> None:
        make = partial(_with_reason, command, told.id)
        self._asking.ask(f"{what}: {told.title}. Why?", record, ("note",), make)

    def _order(self, told: Told) -> None:
        names = ("supplier", "eta", "cost", "note")
        self._asking.ask(f"Ordered: {told.title}", Request, names, partial(_move_with, told.id, "ordered"))

    def _redraft(self, told: Told) -> None:
        title = f"Back to draft: {told.title}. Why?"
        self._asking.ask(title, Request, ("note",), partial(_move_with, told.id, "draft"))

    def _forward(self, told: Told) -> None:
        self._context.start(self._ask_forward(told), name="forward a request")

    async def _ask_forward(self, told: Told) -> None:
        row = await self._context.desk.read(aid.request, told.id)
        if row is None:
            return
        at = LEVELS.index(row.level) if row.level in LEVELS else 0
        above = LEVELS[min(at + 1, len(LEVELS) - 1)]
        prefill = {"level": above, "mission": row.mission}
        names, make = ("level", "mission", "note"), partial(_forwarded, told.id, above)
        self._asking.ask(f"Forward: {told.title}", Request, names, make, prefill)

    def _fill(self, told: Told) -> None:
        self._context.start(self._ask_fill(told), name="fill a request")

    async def _ask_fill(self, told: Told) -> None:
        row = await self._context.desk.read(aid.request, told.id)
        names = ("words", "offer", "resource", "quantity", "eta", "note")
        prefill = {"quantity": max(row.left, 1) if row is not None else 1}
        self._asking.ask(f"Fill: {told.title}", Fill, names, partial(_filled, told.id), prefill)

    def _fill_from(self, line: Told) -> None:
        """Of the request on the card, from the offer or resource the line stands for: what it has, as it is needed."""
        request = self._current()
        if request is not None and request.kind == "request":
            from_offer = line.kind == "offer"
            self._do(FillRequest(request.id, line.id if from_offer else None, None if from_offer else line.id))

    def _accept(self, told: Told) -> None:
        self._do(AcceptOffer(told.id))

    def _accept_part(self, told: Told) -> None:
        names = ("quantity", "note")
        self._asking.ask(f"Accept a part: {told.title}", Offer, names, partial(_accepted, told.id))

    def _set_out(self, told: Told) -> None:
        self._do(Dispatch(told.id))

    def _check_in(self, told: Told) -> None:
        names, prefill = ("checked_in_at", "arrived"), {"checked_in_at": "Staging Area"}
        self._asking.ask(f"Check in: {told.title}", Fill, names, partial(_checked_in, told.id), prefill)

    def _assign(self, told: Told) -> None:
        title = f"Assign: {told.title}"
        if told.kind == "resource":
            make, names = partial(_set, told.id, "assigned"), ("assigned_to", "place", "note")
            self._asking.ask(title, Resource, names, make)
            return
        self._asking.ask(title, Resource, ("assigned_to",), partial(_assigned, told.id))

    def _demobilise(self, told: Told) -> None:
        names, prefill = ("released", "note"), {"released": self._context.setting.now()}
        self._asking.ask(f"Demobilise: {told.title}", Fill, names, partial(_demobilised, told.id), prefill)

    def _free(self, told: Told) -> None:
        self._do(Demobilise(told.id, home=False))

    def _status(self, status: str, told: Told) -> None:
        self._do(SetResource(told.id, status))

    def _out(self, told: Told) -> None:
        names = ("note", "place")
        self._asking.ask(f"Out of service: {told.title}", Resource, names, partial(_set, told.id, "out of service"))


def _with_reason(command: Callable[[bytes, str], Command], record: bytes, values: dict[str, Any]) -> Command:
    return command(record, values.get("note") or "")


def _move_with(record: bytes, state: str, values: dict[str, Any]) -> Command:
    told = {"note": "", "supplier": "", **values}
    return MoveRequest(record, state, **told)


def _forwarded(record: bytes, above: str, values: dict[str, Any]) -> Command:
    level = values.get("level") or above
    return Forward(record, level, values.get("mission") or "", values.get("note") or "")


def _filled(request: bytes, values: dict[str, Any]) -> Command:
    return FillRequest(request, **{"quantity": 1, **values})  # one is what the form begins with


def _accepted(offer: bytes, values: dict[str, Any]) -> Command:
    return AcceptOffer(offer, values.get("quantity", 1), values.get("note") or "")


def _checked_in(fill: bytes, values: dict[str, Any]) -> Command:
    return CheckIn(fill, values.get("checked_in_at") or "", values.get("arrived"))


def _assigned(fill: bytes, values: dict[str, Any]) -> Command:
    return Assign(fill, values.get("assigned_to") or "")


def _demobilised(fill: bytes, values: dict[str, Any]) -> Command:
    return Demobilise(fill, values.get("note") or "", values.get("released"))


def _set(resource: bytes, status: str, values: dict[str, Any]) -> Command:
    return SetResource(resource, status, values.get("place"), values.get("assigned_to"), values.get("note") or "")
