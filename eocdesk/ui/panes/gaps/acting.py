"""What can be done with gaps from their board: each deed is one command, in a small form where it needs more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from eocdesk.commands.carrying import BringOver
from eocdesk.commands.command import Command
from eocdesk.commands.gaps import AmendGap, CarryOver, CloseGap, RateCapability, ReopenGap
from eocdesk.commands.recommendations import AddEvidence, MoveRecommendation, Recommend, Serve
from eocdesk.commands.records import Amend
from eocdesk.models import Agreement, Capability, Evidence, Gap, Recommendation, Refused
from eocdesk.store.queries import events
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.gaps.committees import Deeds

BRING = "Bring over gaps and lessons of another event"


class Acting:
    """The deeds of the pane. `current` is what the card tells."""

    def __init__(self, context: Context, asking: Asking, current: Callable[[], Told | None]) -> None:
        self._context, self._asking, self._current = context, asking, current

    def deeds(self) -> Sequence[Deed]:
        """All of them; the card offers those that can be done now."""
        return (
            Deed("recommend", "Recommend…", self._recommend, "mdi6.lightbulb-on-outline", "R", primary=True),
            Deed("close", "Close…", self._close, "mdi6.check", "C"),
            Deed("risk", "Accept the risk…", self._accept_risk, "mdi6.shield-check-outline"),
            Deed("reopen", "Open again", self._reopen, "mdi6.refresh"),
            Deed("evidence", "Add evidence…", self._evidence, "mdi6.link-plus", "E"),
            Deed("give", "Give to a committee…", self._give, "mdi6.account-tie-outline", "O"),
            Deed("carry", "Carry over…", self._carry, "mdi6.calendar-arrow-right"),
            Deed("accept", "Accept", partial(self._move, "accepted"), "mdi6.check", "A", primary=True),
            Deed("take_up", "In work", partial(self._move, "in work"), "mdi6.hammer-wrench", "W"),
            Deed("finish", "Done", partial(self._move, "done"), "mdi6.check-all", "D", primary=True),
            Deed("progress", "Progress…", self._progress, "mdi6.progress-check", "P"),
            Deed("reject", "Reject…", self._reject, "mdi6.close"),
            Deed("serve", "Take", self._serve, "mdi6.plus"),
            Deed("rate", "Set the level…", self._rate, "mdi6.gauge", "L", primary=True),
            Deed("gap_of", "Name a gap…", self._gap_of, "mdi6.texture-box", "G"),
            Deed("renew", "Renew…", self._renew, "mdi6.calendar-refresh-outline", "Y", primary=True),
            *Deeds(self._context, self._asking).deeds(),
        )

    def bring(self) -> None:
        """Ask of which event all that is open comes here."""
        event = self._context.desk.event
        if event is not None:
            dialog = self._asking.ask(BRING, Gap, ("event",), partial(_brought, event.id))
            dialog.warn("Its open gaps come with what is still recommended, its lessons to be considered here.")

    def do(self, command: Command) -> None:
        """Do it; what is refused is said."""
        self._context.start(self._done(command), name=command.title)

    async def _done(self, command: Command) -> None:
        await self._context.desk.do(command)

    def _recommend(self, told: Told) -> None:
        names = ("title", "owner", "agency", "due", "text")
        self._asking.ask(f"Recommend: {told.title}", Recommendation, names, partial(_recommended, told.id))

    def _close(self, told: Told) -> None:
        self._asking.ask(f"Close: {told.title}. What came of it?", Gap, ("outcome",), partial(_closed, told.id))

    def _accept_risk(self, told: Told) -> None:
        self._asking.ask(f"Accept the risk: {told.title}. Why?", Gap, ("outcome",), partial(_accepted, told.id))

    def _reopen(self, told: Told) -> None:
        self.do(ReopenGap(told.id))

    def _evidence(self, told: Told) -> None:
        names = ("words", "incident", "entry", "engagement", "document")
        self._asking.ask(f"Evidence: {told.title}", Evidence, names, partial(_shown, told.kind, told.id))

    def _give(self, told: Told) -> None:
        self._asking.ask(f"Whose is it: {told.title}", Gap, ("committee",), partial(_given, told.id))

    def _carry(self, told: Told) -> None:
        self._asking.ask(f"Carry over: {told.title}", Gap, ("event",), partial(_carried, told.id))

    def _move(self, state: str, told: Told) -> None:
        self.do(MoveRecommendation(told.id, state))

    def _progress(self, told: Told) -> None:
        make = partial(_moved, told.id, "in work")
        self._asking.ask(f"Progress: {told.title}", Recommendation, ("progress", "note"), make)

    def _reject(self, told: Told) -> None:
        make = partial(_moved, told.id, "rejected")
        self._asking.ask(f"Reject: {told.title}. Why?", Recommendation, ("note",), make)

    def _serve(self, line: Told) -> None:
        """The resource of the line serves the recommendation on the card."""
        advice = self._current()
        if advice is not None and advice.kind == "recommendation":
            self._context.start(self._served(advice.id, line.id), name="a resource that serves")

    async def _served(self, advice: bytes, resource: bytes) -> None:
        whole = await self._context.desk.read(events.record, Recommendation, advice)
        held = [bytes.fromhex(one) for one in (whole.resources or [])] if whole is not None else []
        await self._context.desk.do(Serve(advice, (*held, resource)))

    def _rate(self, told: Told) -> None:
        self._context.start(self._ask_rate(told), name="rate a capability")

    async def _ask_rate(self, told: Told) -> None:
        whole = await self._context.desk.read(events.record, Capability, told.id)
        if whole is not None:
            prefill = {"present": whole.present, "target": whole.target, "note": whole.note}
            names, make = ("present", "target", "note"), partial(_rated, told.id)
            self._asking.ask(f"Level: {told.title}", Capability, names, make, prefill)

    def _gap_of(self, told: Told) -> None:
        self._context.navigator.edit_record("gap", None, {told.kind: told.id})

    def _renew(self, told: Told) -> None:
        make = partial(Amend, "agreement", told.id)
        self._asking.ask(f"Renew: {told.title}", Agreement, ("expires", "signed"), make)


def _recommended(gap: bytes, values: dict[str, Any]) -> Command:
    return Recommend(gap, values)


def _closed(gap: bytes, values: dict[str, Any]) -> Command:
    return CloseGap(gap, values.get("outcome") or "")


def _accepted(gap: bytes, values: dict[str, Any]) -> Command:
    return CloseGap(gap, values.get("outcome") or "", accepted=True)


def _shown(kind: str, record: bytes, values: dict[str, Any]) -> Command:
    if kind == "recommendation":
        return AddEvidence(recommendation=record, **values)
    return AddEvidence(gap=record, **values)


def _brought(event: bytes, values: dict[str, Any]) -> Command:
    return BringOver(values.get("event") or b"", event)


def _given(gap: bytes, values: dict[str, Any]) -> Command:
    if not values.get("committee"):
        raise Refused("Choose the committee.", "committee")
    return AmendGap(gap, {"committee": values["committee"]})


def _carried(gap: bytes, values: dict[str, Any]) -> Command:
    return CarryOver((gap,), values.get("event") or b"")


def _moved(record: bytes, state: str, values: dict[str, Any]) -> Command:
    return MoveRecommendation(record, state, values.get("progress"), values.get("note") or "")


def _rated(record: bytes, values: dict[str, Any]) -> Command:
    return RateCapability(record, values.get("present"), values.get("target"), values.get("note") or "")
