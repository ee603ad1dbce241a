"""What can be done with threats from their board: each deed is one command, asked for in a small form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from eocdesk.commands.command import Command
from eocdesk.commands.inquiries import AnswerInquiry, AskInformation
from eocdesk.commands.products import (
    AcknowledgeProduct,
    ApproveProduct,
    ChaseProduct,
    Disseminate,
    NewVersion,
    RecallProduct,
    WriteProduct,
)
from eocdesk.commands.purge import PurgeReport
from eocdesk.commands.threats import AssessReport, AssessThreat, RaiseThreat, TakeReport, TaskPartner
from eocdesk.desk import purging
from eocdesk.desk.purge_reach import reach
from eocdesk.models import (
    Activation,
    Committee,
    Contact,
    Dissemination,
    Inquiry,
    Product,
    Refused,
    Report,
    Task,
    Threat,
    Unavailable,
)
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import events, threats
from eocdesk.store.queries.linked import linked
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.threats.purging import Asked, PurgeDialog

INTAKE = (
    "kind",
    "title",
    "text",
    "venue",
    "place",
    "happened",
    "told_by",
    "reliability",
    "credibility",
    "predicate",
    "identifying",
    "marking",
)
_ASSESSED = ("level", "likelihood", "confidence", "state", "summary")


class Acting:
    """The deeds of the pane."""

    def __init__(
        self, context: Context, asking: Asking, on_card: Callable[[], Told | None], home: QWidget | None = None
    ) -> None:
        """`on_card`: what the card shows, which a deed beside one of its lines is done to."""
        self._context, self._asking, self._on_card, self._home = context, asking, on_card, home
        self.purging: PurgeDialog | None = None

    def deeds(self) -> Sequence[Deed]:
        """All of them; the card offers those that can be done now."""
        return (
            Deed("assess", "Assess…", self._assess, "mdi6.scale-balance", "A", primary=True),
            Deed("write", "Write a product…", self._write, "mdi6.file-document-edit-outline", "W"),
            Deed("ask", "Ask a partner…", self._ask_of, "mdi6.comment-question-outline", "Q"),
            Deed("task", "Task a partner…", self._task, "mdi6.clipboard-check-outline", "G"),
            Deed("answer", "Answered…", self._answer, "mdi6.comment-check-outline", "R", primary=True),
            Deed("raise", "Raise a threat…", self._raise, "mdi6.shield-alert-outline", "T", primary=True),
            Deed("belongs", "Belongs to a threat…", self._belongs, "mdi6.link-variant", "B"),
            Deed("no_nexus", "No nexus…", self._no_nexus, "mdi6.close", "X"),
            Deed("purge", "Purge…", self._purge, "mdi6.delete-forever-outline", "P"),
            Deed("approve", "Approve", self._approve, "mdi6.check", "Y", primary=True),
            Deed("disseminate", "Disseminate…", self._disseminate, "mdi6.send-outline", "D"),
            Deed("acknowledge", "Acknowledged…", self._acknowledge, "mdi6.check-all", "K"),
            Deed("read", "Acknowledged…", self._read, "mdi6.check-all"),
            Deed("chase", "Asked again…", self._chase, "mdi6.bell-ring-outline", "C"),
            Deed("version", "New version…", self._version, "mdi6.file-replace-outline", "V"),
            Deed("recall", "Recall…", self._recall, "mdi6.undo"),
        )

    def take(self) -> None:
        """The intake sheet of a report."""
        event = self._context.desk.event
        if event is not None:
            self._asking.ask("Take a report", Report, INTAKE, partial(_taken, event.id))

    def ask(self) -> None:
        """A question to a partner."""
        event = self._context.desk.event
        if event is not None:
            names = ("question", "agency", "due", "threat", "marking")
            self._asking.ask("Ask a partner", Inquiry, names, partial(AskInformation, event.id))

    def _ask_of(self, told: Told) -> None:
        event = self._context.desk.event
        if event is not None:
            make = partial(_asked, event.id, told.id)
            self._asking.ask(f"Ask about {told.number}", Inquiry, ("question", "agency", "due"), make)

    def _task(self, told: Told) -> None:
        """An investigation or a protective measure; who leads on the threat is proposed."""
        lead = next((value for name, value in told.facts if name == "Lead"), "")
        make, first = partial(_tasked, told.id), {"owner": lead} if lead else None
        self._asking.ask(f"Task a partner on {told.number}", Task, ("title", "owner", "due", "note"), make, first)

    def _answer(self, told: Told) -> None:
        names, prefill = ("answer", "marking"), {"marking": told.marking}
        self._asking.ask(f"Answer to {told.number}", Inquiry, names, partial(_answered, told.id), prefill)

    def _assess(self, told: Told) -> None:
        self._context.start(self._ask_assess(told), name="assess a threat")

    async def _ask_assess(self, told: Told) -> None:
        whole = await self._context.desk.read(events.record, Threat, told.id)
        if whole is not None:
            now = {name: getattr(whole, name) for name in _ASSESSED}
            self._asking.ask(f"Assess: {told.title}", Threat, _ASSESSED, partial(AssessThreat, told.id), now)

    def _write(self, told: Told) -> None:
        event = self._context.desk.event
        if event is not None:
            names, prefill = ("kind", "title", "text", "due"), {"title": told.title}
            self._asking.ask(
                f"Write a product of {told.number}", Product, names, partial(_written, event.id, told.id), prefill
            )

    def _raise(self, told: Told) -> None:
        event = self._context.desk.event
        if event is not None:
            names = ("title", "nature", "level", "likelihood", "confidence", "summary")
            make = partial(_raised, event.id, told.id)
            self._asking.ask(f"Raise a threat from {told.number}", Threat, names, make, {"title": told.title})

    def _belongs(self, told: Told) -> None:
        self._asking.ask(f"{told.title} belongs to", Report, ("threat",), partial(_belonging, told.id))

    def _no_nexus(self, told: Told) -> None:
        self._asking.ask(f"No nexus: {told.title}. Why?", Activation, ("reason",), partial(_unrelated, told.id))

    def _purge(self, told: Told) -> None:
        self._context.start(self._ask_purge(told), name="purge a report")

    async def _ask_purge(self, told: Told) -> None:
        """The form says what still names it; at a hub two who lead order it there."""
        read = self._context.desk.read
        held, found = await read(reach, told.id, self._context.desk.store.attachment), await read(linked)
        hub = "" if found.revoked else found.name
        do = partial(self._purge_at_hub if hub else self._purge_here, told.id)
        if self.purging is not None and Shiboken.isValid(self.purging):
            self.purging.close()
        self.purging = PurgeDialog(self._context, told.number, held, hub, do, self._home)
        self.purging.show()

    async def _purge_here(self, report: bytes, asked: Asked) -> None:
        await self._context.desk.do(PurgeReport(report, asked.reason, asked.second, asked.along))

    async def _purge_at_hub(self, report: bytes, asked: Asked) -> None:
        """A hub that is away is said in the form: nothing else has failed."""
        try:
            await purging.purge(self._context.desk, report, asked.reason, asked.first, asked.other, asked.along)
        except Unavailable as error:
            raise Refused(error.sentence) from error

    def _approve(self, told: Told) -> None:
        command = ApproveProduct(told.id)
        self._context.start(self._done(command), name=command.title)

    async def _done(self, command: Command) -> None:
        await self._context.desk.do(command)

    def _disseminate(self, told: Told) -> None:
        self._context.start(self._ask_disseminate(told), name="disseminate a product")

    async def _ask_disseminate(self, told: Told) -> None:
        """Of TLP:RED one named person of one partner at a time; else several; who had the old one is proposed."""
        whole = await self._context.desk.read(events.record, Product, told.id)
        if whole is None:
            return
        title, had = f"Disseminate: {told.title}", await self._context.desk.read(threats.with_earlier, told.id)
        if whole.marking == Tlp.RED.word:
            first = {"agency": had[0].agency} if had else None
            self._asking.ask(title, Contact, ("agency", "name"), partial(_told_person, told.id, whole.due), first)
            return
        proposed = {"agencies": [one.agency.hex() for one in had]} if had else None
        self._asking.ask(title, Committee, ("agencies",), partial(_told_partners, told.id, whole.due), proposed)

    def _acknowledge(self, told: Told) -> None:
        names = ("agency", "acknowledged_by")
        self._asking.ask(f"Acknowledged: {told.title}", Dissemination, names, partial(_acknowledged, told.id))

    def _read(self, partner: Told) -> None:
        """The partner of a line acknowledged the product on the card."""
        product = self._on_card()
        if product is not None and product.kind == "product":
            make = partial(_read_by, product.id, partner.id)
            self._asking.ask(f"Acknowledged by {partner.title}", Dissemination, ("acknowledged_by",), make)

    def _chase(self, told: Told) -> None:
        self._asking.ask(f"Asked again: {told.title}", Dissemination, ("agency",), partial(_chased, told.id))

    def _version(self, told: Told) -> None:
        self._context.start(self._begin_version(told), name="a new version")

    async def _begin_version(self, told: Told) -> None:
        """The draft is there at once; its form opens over it."""
        done = await self._context.desk.do(NewVersion(told.id))
        made, _number = done.value
        self._context.navigator.show_record("product", made)
        self._context.navigator.edit_record("product", made)

    def _recall(self, told: Told) -> None:
        self._asking.ask(f"Recall: {told.title}. Why?", Product, ("reason",), partial(_recalled, told.id))


def _taken(event: bytes, values: dict[str, Any]) -> Command:
    return TakeReport(event, values)


def _asked(event: bytes, threat: bytes, values: dict[str, Any]) -> Command:
    return AskInformation(event, {**values, "threat": threat})


def _tasked(threat: bytes, values: dict[str, Any]) -> Command:
    return TaskPartner(threat, values)


def _answered(inquiry: bytes, values: dict[str, Any]) -> Command:
    return AnswerInquiry(inquiry, values.get("answer") or "", values.get("marking"))


def _written(event: bytes, threat: bytes, values: dict[str, Any]) -> Command:
    return WriteProduct(event, {**values, "threat": threat})


def _raised(event: bytes, report: bytes, values: dict[str, Any]) -> Command:
    return RaiseThreat(event, values, report)


def _belonging(report: bytes, values: dict[str, Any]) -> Command:
    if not values.get("threat"):
        raise Refused("Choose the threat it belongs to.", "threat")
    return AssessReport(report, values["threat"])


def _unrelated(report: bytes, values: dict[str, Any]) -> Command:
    return AssessReport(report, None, values.get("reason") or "")


def _told_person(product: bytes, due: int | None, values: dict[str, Any]) -> Command:
    agency = values.get("agency")
    return Disseminate(product, (agency,) if agency else (), due, "", (values.get("name") or "",))


def _told_partners(product: bytes, due: int | None, values: dict[str, Any]) -> Command:
    agencies = tuple(bytes.fromhex(one) for one in values.get("agencies") or ())
    return Disseminate(product, agencies, due)


def _acknowledged(product: bytes, values: dict[str, Any]) -> Command:
    return AcknowledgeProduct(product, values.get("agency") or b"", values.get("acknowledged_by") or "")


def _read_by(product: bytes, agency: bytes, values: dict[str, Any]) -> Command:
    return AcknowledgeProduct(product, agency, values.get("acknowledged_by") or "")


def _chased(product: bytes, values: dict[str, Any]) -> Command:
    return ChaseProduct(product, values.get("agency") or b"")


def _recalled(product: bytes, values: dict[str, Any]) -> Command:
    return RecallProduct(product, values.get("reason") or "")
