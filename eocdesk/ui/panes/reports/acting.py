"""What can be done with paper from its board: forms pass from hand to hand, papers are drawn, corrected, let out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from eocdesk.commands.approvals import SendBack, SubmitForm
from eocdesk.commands.command import Command
from eocdesk.commands.forms import AmendForm, DropForm, OpenForm
from eocdesk.commands.reports import ApproveSummary
from eocdesk.models import Entry, Form, Refused, clock, defaults_of
from eocdesk.models.marking import Tlp
from eocdesk.store.queries import approved, forms, paper_board
from eocdesk.ui.board import Deed, Told
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.reports.wanting import SUBJECT, Wanting
from eocdesk.ui.showing import Showing

if TYPE_CHECKING:
    from eocdesk.desk.briefing_set import Kind
    from eocdesk.ui.filling.window import FormWindow
    from eocdesk.ui.panes.reports.set_window import SetWindow

SITUATION = "situation"
_AGAIN = "This paper is TLP:RED. Whoever approves it has seen that: press Approve again to approve it."
_AGAIN_WITHIN = 2 * 60_000


class Acting(QObject):
    """The deeds of the pane."""

    def __init__(self, context: Context, asking: Asking, wanting: Wanting, showing: Showing) -> None:
        super().__init__()
        self._context, self._asking, self._wanting, self._showing = context, asking, wanting, showing
        self.windows: dict[bytes, FormWindow] = {}
        self.set_window: SetWindow | None = None
        self._asked: tuple[bytes, int] = (b"", 0)  # the TLP:RED paper that waits for a second press, since when

    def deeds(self) -> Sequence[Deed]:
        """All of them; the card offers those that can be done now."""
        return (
            Deed("open", "Open", self._open, "mdi6.file-eye-outline", "O", primary=True),
            Deed("correct", "Correct…", self._correct, "mdi6.file-edit-outline", "C"),
            Deed("fill", "Fill in", self._fill, "mdi6.file-document-edit-outline", "F", primary=True),
            Deed("preview", "Preview", self._preview, "mdi6.file-eye-outline", "P", primary=True),
            Deed("submit", "Submit", self._submit, "mdi6.send-check-outline", "S"),
            Deed("approve", "Approve", self._approve, "mdi6.seal", "Y", primary=True),
            Deed("send_back", "Send back…", self._send_back, "mdi6.undo-variant", "B"),
            Deed("about", "What it is about…", self._about, "mdi6.form-select", "A"),
            Deed("drop", "Drop", self._drop, "mdi6.delete-outline", "X"),
            Deed("blank", "Blank form", self._blank, "mdi6.file-outline", "K"),
            Deed("release", "Release lower…", self._release, "mdi6.eye-off-outline", "R"),
        )

    # forms

    def _fill(self, told: Told) -> None:
        if told.kind == "form":
            self.fill(told.id)
        else:
            self.begin(told.id.decode(), told.title)

    def fill(self, form: bytes) -> None:
        """The window in which a form is filled; the one that is open, where there is one."""
        from eocdesk.ui.filling.window import Acts, FormWindow  # noqa: PLC0415  not at every start

        window = self.windows.get(form)
        if window is None:
            whole = (self._look, self._submitted, self.send_back, self._approved, self.correct_form)
            acts = Acts(*whole, self.about)
            window = FormWindow(self._context, form, acts)
            window.closed.connect(self._window_gone)
            self.windows[form] = window
        window.show()
        window.raise_()
        window.activateWindow()

    def open_report(self) -> None:
        """The next situation report, or the one that is being written."""
        self._context.start(self._open_report(), name="situation report")

    async def _open_report(self) -> None:
        from eocdesk.desk import approving  # noqa: PLC0415  typesetting: not at every start

        self.fill(await approving.open_report(self._context.desk))

    def _preview(self, told: Told) -> None:
        if told.kind == "form":
            self._context.start(self._look(told.id), name="preview")
        else:
            self._draw(told)

    async def _look(self, form: bytes) -> None:
        from eocdesk.desk import approving  # noqa: PLC0415  likewise

        await self._showing.made(await approving.look(self._context.desk, form))

    def _submit(self, told: Told) -> None:
        self._context.start(self._submitted(told.id), name="submit")

    async def _submitted(self, form: bytes) -> None:
        await self._context.desk.do(SubmitForm(form))
        self._context.messages.note("Submitted. Another person approves it.")

    def _approve(self, told: Told) -> None:
        work = self._approved(told.id) if told.kind == "form" else self._approved_issued(told)
        self._context.start(work, name="approve")

    async def _approved(self, form: bytes) -> None:
        from eocdesk.desk import approving  # noqa: PLC0415  likewise

        try:
            made = await approving.approve(self._context.desk, form, self._word(form))
        except Refused as error:
            if error.field != "confirmed":
                raise
            self._asked = (form, clock.now())
            raise Refused(_AGAIN) from error
        self._context.messages.note(f"{made.called} is approved and kept.")
        await self._showing.made(made.paper)

    def _word(self, paper: bytes) -> str:
        """RED where approving this paper was tried just now, and said to need a second press."""
        asked, self._asked = self._asked, (b"", 0)
        return Tlp.RED.word if asked[0] == paper and clock.now() - asked[1] < _AGAIN_WITHIN else ""

    def _send_back(self, told: Told) -> None:
        self.send_back(told.id)

    def send_back(self, form: bytes) -> None:
        """Give it back; the reason is asked."""
        self._asking.ask("Send back: why?", Entry, ("reason",), partial(_sent_back, form))

    def _about(self, told: Told) -> None:
        self.about(told.id)

    def about(self, form: bytes) -> None:
        """Change what a draft is about, or mark it more strictly; the fields are asked."""
        self._context.start(self._ask_about(form), name="form")

    async def _ask_about(self, form: bytes) -> None:
        found = await self._context.desk.read(forms.one, form)
        if found is None:
            raise Refused("This form is not on this desk.")
        names = ("stage" if found.code == SITUATION else "title", *SUBJECT, "position", "marking")
        then = partial(self._amended, form, names, found.marking)
        called = found.title or found.code
        self._wanting.ask(f"{called}: about what?", names, then, {name: getattr(found, name) for name in names})

    async def _amended(self, form: bytes, names: Sequence[str], marking: str, values: dict[str, Any]) -> None:
        said = {name: values.get(name, known) for name, known in defaults_of(Form).items() if name in names}
        now = said.pop("marking")  # what was cleared, or is as in any new form, is said too
        if not said.get("title", "as it is"):
            raise Refused("Say what it is called.", "title")
        await self._context.desk.do(AmendForm(form, said, None if now == marking else now))

    def _drop(self, told: Told) -> None:
        self._do(DropForm(told.id))

    @Slot(bytes)
    def _window_gone(self, form: bytes) -> None:
        self.windows.pop(bytes(form), None)

    # many at once

    def print_set(self, name: str) -> None:
        """The window of the briefing set, or of blank forms; the one that is open, where there is one."""
        self._context.start(self._print_set(name), name="briefing set")

    async def _print_set(self, name: str) -> None:
        kinds = await self._context.desk.read(_kinds)
        from eocdesk.ui.panes.reports.set_window import SetWindow  # noqa: PLC0415  likewise

        if self.set_window is None or not isValid(self.set_window):
            self.set_window = SetWindow(self._context, kinds, name)
        self.set_window.show_list(name)
        self.set_window.show()
        self.set_window.raise_()
        self.set_window.activateWindow()

    # issued

    def _open(self, told: Told) -> None:
        self.open_issued(told.id)

    def open_issued(self, record: bytes) -> None:
        """Its pages as they were issued."""
        self._context.start(self._open_issued(record), name="open report")

    async def _open_issued(self, record: bytes) -> None:
        row = await self._context.desk.read(paper_board.issued, record)
        if row is not None:
            await self._showing.issued(row)

    async def _approved_issued(self, told: Told) -> None:
        word = self._word(told.id)
        if told.marking == Tlp.RED.word and not word:
            self._asked = (told.id, clock.now())
            raise Refused(_AGAIN)
        await self._context.desk.do(ApproveSummary(told.id, word))
        self._context.messages.note(f"{told.title} is approved.")

    def _correct(self, told: Told) -> None:
        if told.kind == "form":
            self.correct_form(told.id, "")
            return
        then = partial(self._corrected, told.id)
        self._wanting.ask(f"Correct {told.title}: what changed?", ("changed",), then)

    def correct_form(self, form: bytes, changed: str) -> None:
        """The next version of what a form was approved as; what changed is asked."""
        self._context.start(self._ask_correction(form, changed), name="correction")

    async def _ask_correction(self, form: bytes, changed: str) -> None:
        paper = await self._context.desk.read(approved.paper_of, form)
        if paper is None:
            raise Refused("This form was approved without pages: there is no paper to correct.")
        then = partial(self._corrected, paper.id)
        self._wanting.ask(f"Correct {paper.name}: what changed?", ("changed",), then, {"changed": changed})

    async def _corrected(self, summary: bytes, values: dict[str, Any]) -> None:
        from eocdesk.desk import approving  # noqa: PLC0415  likewise

        self.fill(await approving.correct(self._context.desk, summary, values.get("changed") or ""))

    # every kind of paper

    def _draw(self, told: Told) -> None:
        then = partial(self._drawn, told.id.decode())
        self._wanting.ask(f"{told.title}: of what?", SUBJECT, then)

    def _release(self, told: Told) -> None:
        then = partial(self._drawn, told.id.decode())
        names = ("marking", "audience", *SUBJECT)
        self._wanting.ask(f"{told.title}: released at", names, then, {"marking": "GREEN"})

    async def _drawn(self, code: str, values: dict[str, Any]) -> None:
        of = values.get("person") or values.get("position") or ""
        wanted: dict[str, Any] = {"code": code, "of": of, "release": values.get("marking") or ""}
        wanted["audience"] = values.get("audience") or ""
        for name in ("period", "incident", "since", "until"):
            if values.get(name) is not None:
                wanted[name] = values[name]
        await self._showing.paper(wanted)

    def _blank(self, told: Told) -> None:
        self._context.start(self._showing.paper({"code": told.id.decode(), "blank": True}), name="blank form")

    def begin(self, code: str, title: str) -> None:
        """A new form of that kind: what it is about is asked, then its window opens."""
        if code == SITUATION:
            self.open_report()
            return
        then = partial(self._begun, code, title)
        self._wanting.ask(f"{title}: about what?", SUBJECT, then)

    async def _begun(self, code: str, title: str, values: dict[str, Any]) -> None:
        event = self._context.desk.event
        if event is not None:
            given = {name: value for name, value in values.items() if value is not None and value != ""}
            done = await self._context.desk.do(OpenForm(event.id, code, {"title": title, **given}))
            self.fill(bytes(done.value))

    # all

    def _do(self, command: Command) -> None:
        self._context.start(self._done(command), name=command.title)

    async def _done(self, command: Command) -> None:
        await self._context.desk.do(command)


def _sent_back(form: bytes, values: dict[str, Any]) -> Command:
    return SendBack(form, values.get("reason") or "")


def _kinds(_connection: Any) -> tuple[Kind, ...]:
    """Read in the pool: what draws them is loaded only here."""
    from eocdesk.desk import briefing_set  # noqa: PLC0415  likewise

    return briefing_set.kinds()
