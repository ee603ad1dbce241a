"""What can be done with plans: each deed is one command, asked for in a small form where it needs more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from eocdesk.commands.activations import Activate, Decline, StandDown
from eocdesk.commands.command import Command
from eocdesk.commands.plan_examples import LoadPlans, examples
from eocdesk.commands.plans import ApprovePlan, MoveAction, NewVersion, WithdrawPlan
from eocdesk.desk.proposing import Proposal
from eocdesk.models import Activation, Plan
from eocdesk.models.fields import ids_of
from eocdesk.store.queries import events, plans
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.plans import looks

QUIET_MS = 2 * 3_600_000
"""How long “not now” is quiet unless another time is said."""


class Acting:
    """The deeds of the pane. `proposal` gives why a plan proposes itself now, or None."""

    def __init__(self, context: Context, asking: Asking, proposal: Callable[[bytes], Proposal | None]) -> None:
        self._context, self._asking, self._proposal = context, asking, proposal

    def deeds(self) -> Sequence[Deed]:
        """All of them; the card offers those that can be done now."""
        return (
            Deed("activate", "Activate…", partial(self._activate, rehearsal=False), "mdi6.play", "A", primary=True),
            Deed("decline", "Not now…", self._decline, "mdi6.bell-sleep-outline", "D"),
            Deed("stand_down", "Stand down…", self._stand_down, "mdi6.stop", "S", primary=True),
            Deed("approve", "Approve", self._approve, "mdi6.check", "Y", primary=True),
            Deed("rehearse", "Rehearse…", partial(self._activate, rehearsal=True), "mdi6.school-outline", "R"),
            Deed("new_version", "New version", self._new_version, "mdi6.source-branch-plus", "V"),
            Deed("add_action", "Add an action", partial(self._add, "action"), "mdi6.playlist-plus", "C"),
            Deed("add_trigger", "Add a trigger", partial(self._add, "trigger"), "mdi6.bell-plus-outline", "T"),
            Deed("earlier", "Earlier", partial(self._shift, -1), "mdi6.arrow-up"),
            Deed("later", "Later", partial(self._shift, 1), "mdi6.arrow-down"),
            Deed("withdraw", "Withdraw", self._withdraw, "mdi6.archive-outline"),
            Deed("show_plan", "Show the plan", self._show_plan, "mdi6.clipboard-list-outline", "P"),
        )

    def take_in(self) -> None:
        """The example plans, as drafts."""
        event = self._context.desk.event
        if event is not None:
            self._do(LoadPlans(event.id, examples()))

    def _do(self, command: Command) -> None:
        self._context.start(self._done(command), name=command.title)

    async def _done(self, command: Command) -> None:
        await self._context.desk.do(command)

    def _activate(self, told: Told, *, rehearsal: bool) -> None:
        self._context.start(self._ask_activate(told, rehearsal=rehearsal), name="activate a plan")

    async def _ask_activate(self, told: Told, *, rehearsal: bool) -> None:
        plan = await self._context.desk.read(events.record, Plan, told.id)
        if plan is None:
            return
        asked = await self._context.desk.read(plans.actions, told.id)
        why = self._proposal(told.id)
        crossed = () if why is None else why.keys
        where = [one.hex() for one in why.venues] if why is not None else []
        prefill = {"reason": "" if why is None else why.reason, "venues": where or plan.venues}
        word = "Rehearse" if rehearsal else "Activate"
        make = partial(_activated, told.id, crossed, rehearsal=rehearsal)
        dialog = self._asking.ask(f"{word}: {told.title}", Activation, ("reason", "venues"), make, prefill)
        dialog.warn(f"This writes {looks.follows(asked)}{', each marked REHEARSAL' if rehearsal else ''}.")

    def _decline(self, told: Told) -> None:
        why = self._proposal(told.id)
        prefill = {"until": self._context.setting.now() + QUIET_MS}
        make = partial(_declined, told.id, () if why is None else why.keys, prefill["until"])
        self._asking.ask(f"Not now: {told.title}. Why?", Activation, ("reason", "until"), make, prefill)

    def _stand_down(self, told: Told) -> None:
        self._asking.ask(f"Stand down: {told.title}. How did it go?", Activation, ("outcome",), partial(_over, told.id))

    def _approve(self, told: Told) -> None:
        self._do(ApprovePlan(told.id))

    def _withdraw(self, told: Told) -> None:
        self._do(WithdrawPlan(told.id))

    def _shift(self, step: int, told: Told) -> None:
        self._do(MoveAction(told.id, step))

    def _new_version(self, told: Told) -> None:
        self._context.start(self._begin_version(told), name="new version of a plan")

    async def _begin_version(self, told: Told) -> None:
        done = await self._context.desk.do(NewVersion(told.id))
        self._context.navigator.show_record("plan", done.value)

    def _add(self, kind: str, told: Told) -> None:
        self._context.navigator.edit_record(kind, None, {"plan": told.id})

    def _show_plan(self, told: Told) -> None:
        self._context.start(self._go_to_plan(told), name="show a plan")

    async def _go_to_plan(self, told: Told) -> None:
        plan: bytes | None = told.id
        if told.kind == "activation":
            row = await self._context.desk.read(plans.activation, told.id)
            plan = row.plan if row is not None else None
        if plan is not None:
            self._context.navigator.show_record("plan", plan)


def _activated(plan: bytes, crossed: tuple[str, ...], values: dict[str, Any], *, rehearsal: bool) -> Command:
    return Activate(plan, values.get("reason") or "", rehearsal, tuple(ids_of(values.get("venues"))), None, crossed)


def _declined(plan: bytes, crossed: tuple[str, ...], until: int, values: dict[str, Any]) -> Command:
    return Decline(plan, values.get("reason") or "", values.get("until") or until, crossed)


def _over(activation: bytes, values: dict[str, Any]) -> Command:
    return StandDown(activation, values.get("outcome") or "")
