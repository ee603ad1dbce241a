"""Forms and reports that people fill: open one, write its blocks and rows; it stands still once it is submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eocdesk.commands import entries
from eocdesk.commands.command import Work
from eocdesk.commands.records import fit
from eocdesk.models import Block, Event, Form, Incident, Period, Refused, ids
from eocdesk.models.marking import highest
from eocdesk.models.sitrep import NOT_CARRIED, SITUATION
from eocdesk.store.queries import forms
from eocdesk.store.queries.forms import CELL, ROWS, Blocks, Written

STEP = 1 << 20
"""Between two rows, so that another finds its place without moving them."""
HEAD = ("title", "stage", "period", "incident", "person", "position", "since", "until")
"""What a form is about; it changes while the form is a draft."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Begin a form. `after` is an earlier one whose texts are carried over, each with its marking; `blocks` stand over.

    `values` are fields of the form: title, stage, period, incident, person, position, since, until. `marks` are the
    markings of blocks that are marked more strictly than the form.
    """

    event: bytes
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=dict)
    after: bytes | None = None
    marking: str | None = None
    audience: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return "Open a form"

    def do(self, work: Work) -> bytes:
        """The form's id. It is marked at least as what it is about, and as the form it goes on from."""
        work.must(Event, self.event)
        code = " ".join(self.code.split())
        if not code:
            raise Refused("Say which form it is.", "code")
        values = _head(work, self.event, self.values)
        marking, audience = entries.labels(work, self.event, values.get("incident"), self.marking, self.audience)
        carried: tuple[Written, ...] = ()
        if self.after is not None:
            before = work.must(Form, self.after)
            if (before.event, before.code) != (self.event, code):
                raise Refused("A form goes on from one of its own kind and event.", "after")
            marking = highest([marking, before.marking]).word
            audience = audience or before.audience or ""
            stale = NOT_CARRIED if code == SITUATION else frozenset[str]()
            carried = tuple(line for line in work.read(forms.written, self.after) if line.key not in stale)
        carried = tuple(line for line in carried if line.key not in self.blocks)
        form = opened(work, self.event, code, values, (marking, audience), carried)
        write_blocks(work, form, self.blocks, self.marks)
        return form


@dataclass(frozen=True, slots=True)
class AmendForm:
    """Change what a draft is about, or mark it more strictly: what stands in it is taken along."""

    form: bytes
    values: Mapping[str, Any]
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Amend a form"

    def do(self, work: Work) -> bytes:
        """The form's id."""
        found = draft(work, self.form)
        values = _head(work, found.event, self.values)
        if self.marking is not None:
            values["marking"] = fit("form", {"marking": self.marking})["marking"]
            if highest([values["marking"]]) < highest([found.marking]):
                raise Refused(f"This form is marked TLP:{found.marking} for what it shows. Open another.", "marking")
            for line in work.read(forms.written, self.form):
                work.put("block", line.id, marking=highest([line.marking, values["marking"]]).word)
        work.put("form", self.form, **values)
        return self.form


@dataclass(frozen=True, slots=True)
class FillBlock:
    """Write a block of a draft, or tick that it has not changed since the last one. None leaves that half as it is.

    A block has one record whoever fills it: what two desks write alone is asked about, not lost.
    `marking` may be stricter than the form's.
    """

    form: bytes
    key: str
    text: str | None = None
    unchanged: bool | None = None
    marking: str | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Fill in a block"

    def do(self, work: Work) -> bytes:
        """The block's id."""
        found = draft(work, self.form)
        key = _key(self.key, rows=False)
        said: dict[str, Any] = {}
        if self.text is not None:
            said["text"] = self.text
        if self.unchanged is not None:
            said["unchanged"] = self.unchanged
        values = fit("block", said)
        record = block_id(found.event, self.form, key)
        held = work.get(Block, record)
        marks = [found.marking] if self.marking is None else [found.marking, self.marking]
        if held is None:
            if not values.get("text", "").strip() and not values.get("unchanged"):
                return record  # nothing was there and nothing was said
            values |= {"event": found.event, "form": self.form, "key": key}
        elif self.marking is None:
            marks.append(held.marking)
        values |= fit("block", {"marking": highest(marks).word, "audience": found.audience or ""})
        work.put("block", record, struck=False, **values)
        return record


@dataclass(frozen=True, slots=True)
class AddRow:
    """Add a row to a table block of a draft, at its end or before another row."""

    form: bytes
    key: str
    cells: Sequence[str]
    before: bytes | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Add a row"

    def do(self, work: Work) -> bytes:
        """The row's id."""
        found = draft(work, self.form)
        key = _key(self.key, rows=True)
        row = _row(work, found, key, self.cells, 0)
        work.put("block", row, place=_place(work, self.form, key, row, self.before))
        return row


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Write the cells of a row of a draft anew."""

    row: bytes
    cells: Sequence[str]

    @property
    def title(self) -> str:
        """What it is called."""
        return "Change a row"

    def do(self, work: Work) -> bytes:
        """The row's id."""
        _of_draft(work, self.row)
        work.put("block", self.row, **fit("block", {"text": _joined(self.cells)}))
        return self.row


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a row of a draft before another one of its block, or to the end."""

    row: bytes
    before: bytes | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return "Move a row"

    def do(self, work: Work) -> bytes:
        """The row's id."""
        found, row = _of_draft(work, self.row)
        if self.before != self.row:
            work.put("block", self.row, place=_place(work, found.id, row.key, self.row, self.before))
        return self.row


@dataclass(frozen=True, slots=True)
class StrikeRow:
    """Strike a row of a draft."""

    row: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Strike a row"

    def do(self, work: Work) -> bytes:
        """The row's id."""
        _of_draft(work, self.row)
        work.put("block", self.row, struck=True)
        return self.row


@dataclass(frozen=True, slots=True)
class DropForm:
    """Strike a draft that nobody needs; it stays in the log."""

    form: bytes

    @property
    def title(self) -> str:
        """What it is called."""
        return "Drop a draft"

    def do(self, work: Work) -> bytes:
        """The form's id."""
        draft(work, self.form)
        work.put("form", self.form, struck=True)
        return self.form


def block_id(event: bytes, form: bytes, key: str) -> bytes:
    """The id of a single block of a form, the same on every desk."""
    return ids.source_id(event, "block", "form/" + form.hex(), key)


def draft(work: Work, form: bytes) -> Form:
    """The form; Refused where it may not be written any more."""
    found = standing(work, form)
    if found.state == "submitted":
        raise Refused("This form has been submitted. Send it back before it is changed.", "state")
    if found.state != "draft":
        raise Refused(f"This form is {found.state} and stays as it is. Write a correction.", "state")
    return found


def stands_still(work: Work, kind: str, record: bytes, fields: Mapping[str, Any]) -> None:
    """Refused where an act that is taken back would change what was submitted, approved or issued.

    `fields` is what the act wrote: a form is not opened any more once it is submitted, and what was sent back is
    submitted anew, by who has read what stands in it now.
    """
    if kind == "summary":
        raise Refused("What was issued stays issued. Write a correction.")
    form = work.get(Block, record) if kind == "block" else None
    owner = form.form if form is not None else record if kind == "form" else None
    found = None if owner is None else work.get(Form, owner)
    if found is not None and found.state in ("approved", "superseded"):
        raise Refused(f"This form is {found.state} and stays as it is. Write a correction.")
    if found is None:
        return
    if found.state != "draft" and (kind == "block" or "code" in fields):
        raise Refused("This form has been submitted. Send it back before it is changed.")
    if kind == "form" and fields.get("state") == "draft" and found.prepared_by:
        raise Refused("This form was sent back. Submit it again, so that its words of now are signed.")


def standing(work: Work, form: bytes) -> Form:
    found = work.must(Form, form)
    if found.struck:
        raise Refused("This form has been dropped.", "form")
    return found


def _of_draft(work: Work, row: bytes) -> tuple[Form, Block]:
    found = work.must(Block, row)
    if found.form is None or not found.key.endswith(ROWS):
        raise Refused("This is no row of a form.", "row")
    return draft(work, found.form), found


def _head(work: Work, event: bytes, values: Mapping[str, Any]) -> dict[str, Any]:
    for one in sorted(values.keys() - set(HEAD)):
        raise Refused("This changes by an act of its own.", one)
    fitted = fit("form", dict(values))
    entries.of_event(work, Period, fitted.get("period"), event, "period")
    entries.of_event(work, Incident, fitted.get("incident"), event, "incident")
    since, until = fitted.get("since"), fitted.get("until")
    if since is not None and until is not None and until < since:
        raise Refused("The end is before the start.", "until")
    return fitted


def opened(
    work: Work,
    event: bytes,
    code: str,
    values: Mapping[str, Any],
    labels: tuple[str, str],
    carried: Sequence[Written] = (),
) -> bytes:
    """A new draft with what is carried over from an earlier one; its id."""
    marking, audience = labels
    marked = fit("form", {"marking": marking, "audience": audience})
    form = work.add("form", event=event, code=code, number=work.number("form"), **{**values, **marked})
    found = work.must(Form, form)
    for place, line in enumerate(carried, 1):
        if line.key.endswith(ROWS):
            _row(work, found, line.key, line.cells, place * STEP, line.marking)
        elif line.text.strip():
            FillBlock(form, line.key, line.text, marking=line.marking).do(work)
    return form


def write_blocks(work: Work, form: bytes, blocks: Blocks, marks: Mapping[str, str]) -> None:
    """Write blocks of a new draft, single ones and tables."""
    found = work.must(Form, form)
    for key, said in blocks.items():
        if isinstance(said, str):
            if said.strip():
                FillBlock(form, key, said, marking=marks.get(key)).do(work)
            continue
        for place, cells in enumerate(said, 1):
            _row(work, found, _key(key, rows=True), cells, place * STEP, marks.get(key, ""))


def _row(work: Work, form: Form, key: str, cells: Sequence[str], place: int, marking: str = "") -> bytes:
    word = highest([form.marking, marking] if marking else [form.marking]).word
    values = fit("block", {"text": _joined(cells), "marking": word, "audience": form.audience or ""})
    return work.add("block", event=form.event, form=form.id, key=key, place=place, **values)


def _joined(cells: Sequence[str]) -> str:
    return CELL.join(cell.replace(CELL, " ").strip() for cell in cells)


def _key(key: str, *, rows: bool) -> str:
    key = "".join(key.split())
    if not key or key.endswith(ROWS) is not rows:
        raise Refused(f"“{key}” is no {'table' if rows else 'single'} block of a form.", "key")
    return key


def _place(work: Work, form: bytes, key: str, row: bytes, before: bytes | None) -> int:
    """Where a row goes; where there is no room left between two, the rows of the block are spread anew."""
    lines = [line for line in work.read(forms.written, form) if line.key == key and line.id != row]
    at = next((index for index, line in enumerate(lines) if line.id == before), len(lines))
    low = lines[at - 1].place if at else 0
    if at == len(lines):
        return low + STEP
    high = lines[at].place
    if high - low > 1:
        return (low + high) // 2
    for index, line in enumerate(lines):
        work.put("block", line.id, place=(index + 1 + (index >= at)) * STEP)
    return (at + 1) * STEP
