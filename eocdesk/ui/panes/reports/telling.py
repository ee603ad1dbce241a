"""What the card tells of an issued paper, a form, a kind of paper or an entry of the trail, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from eocdesk.store.queries.access import TrailRow
from eocdesk.store.queries.forms import Written
from eocdesk.store.queries.handover import CODE as HANDOVER
from eocdesk.store.queries.holding import withdrawn
from eocdesk.store.queries.paper_board import FormRow, IssuedRow
from eocdesk.ui.board import Badge, Line, Part, Told
from eocdesk.ui.panes.reports import looks
from eocdesk.ui.panes.reports.looks import Looks
from eocdesk.ui.panes.reports.papers_list import PaperRow

_PARTS = {"draft": "accent", "submitted": "warn", "approved": "ok", "superseded": "muted"}
_DEEDS = {
    "draft": ("fill", "preview", "submit", "about", "drop"),
    "submitted": ("approve", "fill", "preview", "send_back"),
    "approved": ("preview", "fill", "correct"),
    "superseded": ("preview", "fill"),
}
_LONGEST = 160
_FIRST = 12


def tell_issued(row: IssuedRow, trail: Sequence[TrailRow], told: Looks) -> Told:
    """Which version it is, who prepared and approved it, its digest, who has seen it."""
    facts = (
        ("Data as of", told.moment(row.as_of)),
        ("Issued", told.moment(row.issued)),
        ("Prepared by", row.prepared_by or "Not named"),
        ("Approved", told.approved(row)),
        ("Digest", row.digest[: looks.SHORT] or f"{row.sha256[: looks.SHORT]} (of the file)"),
    )
    gone = withdrawn(row.changed)
    parts = (
        Part("What changed", text="" if gone else row.changed),
        Part("Seen and let out", _went(trail, told), empty="By nobody."),
    )
    late = gone or ("" if row.newest else "A later version replaces this one.")
    deeds = ("open", *(() if row.approved_by or row.form else ("approve",)), *(("correct",) * row.newest))
    return Told(
        "summary",
        row.id,
        row.name,
        "",
        row.marking,
        row.audience,
        (
            Badge(row.stage.capitalize() or "Update"),
            Badge("Withdrawn", "bad") if gone else Badge("Approved" if row.approved_by else "Not approved", "muted"),
        ),
        facts,
        tuple(part for part in parts if part.lines or part.text or part.empty),
        () if gone else deeds,
        late,
    )


def tell_form(row: FormRow, lines: Sequence[Written], told: Looks) -> Told:
    """How far it has come, what stands in it."""
    facts = (
        ("Begun", f"{told.moment(row.made_at)} by {row.made_by}" if row.made_by else told.moment(row.made_at)),
        ("Prepared by", _signed(row.prepared_by, row.prepared_at, told)),
        ("Approved by", _signed(row.approved_by, row.approved_at, told)),
    )
    written = [line for line in lines if line.text.strip() or line.unchanged]
    shown = tuple(Line(_short(line), f"Block {line.key}", part="bad" * line.disputed) for line in written[:_FIRST])
    more = (Line(f"and {len(written) - _FIRST} more"),) if len(written) > _FIRST else ()
    parts = (
        Part("What changed", text=row.changed),
        Part("What stands in it", (*shown, *more), empty="Nothing yet. Press F to fill it in."),
    )
    warning = "Two desks wrote a block differently. Choose among the conflicts which stands." if row.disputed else ""
    return Told(
        "form",
        row.id,
        looks.name(row),
        row.number,
        row.marking,
        row.audience,
        (Badge(looks.STATES.get(row.state, row.state), _PARTS.get(row.state, "muted")), Badge(looks.called(row.code))),
        tuple(fact for fact in facts if fact[1]),
        tuple(part for part in parts if part.lines or part.text or part.empty),
        tuple(deed for deed in _DEEDS.get(row.state, ("preview",)) if (row.code, deed) != (HANDOVER, "correct")),
        warning,
    )


def tell_paper(row: PaperRow) -> Told:
    """What it is made from, and how it can be had."""
    filled = "What people filled in last stands in it; what is missing stays empty." if row.filled else ""
    parts = (
        Part(
            "Made from", text=" ".join(word for word in (f"{row.source}, as of the moment you choose.", filled) if word)
        ),
        Part(
            "What may stand in it",
            text="Everything this desk holds, marked as its highest. Release it lower, and what is above is left out "
            "and counted on the pages.",
        ),
    )
    deeds = ("preview", *(("blank",) * row.blank), *(("fill",) * (row.filled and row.fills)), "release")
    return Told("paper", row.id, row.title, looks.called(row.code), parts=parts, deeds=deeds)


def tell_entry(row: TrailRow, told: Looks) -> Told:
    """Who did what with which paper."""
    facts = (
        ("When", told.moment(row.written)),
        ("Who", ", ".join(word for word in (row.author, row.position) if word)),
        ("Let out at", looks.marking(row.released)),
        ("Left out", f"{row.withheld} records" if row.withheld else "nothing"),
        ("Pages", str(row.pages) if row.pages else ""),
        ("To", row.sent_to),
        ("Digest", row.digest[: looks.SHORT]),
    )
    doors = [Line("The issued paper", "", "summary", row.summary)] if row.summary else []
    doors += [Line("The form", "", "form", row.form)] if row.form else []
    return Told(
        "access",
        row.id,
        row.what or looks.called(row.code),
        "",
        row.marking,
        row.audience,
        (Badge(looks.WAYS.get(row.way, row.way), "muted" if row.way == "viewed" else "accent"),),
        tuple(fact for fact in facts if fact[1]),
        (Part("Belongs to", tuple(doors)),) if doors else (),
    )


def _went(trail: Sequence[TrailRow], told: Looks) -> tuple[Line, ...]:
    shown = tuple(
        Line(f"{looks.WAYS.get(one.way, one.way)} by {one.author or 'nobody named'}", told.moment(one.written))
        for one in trail[:_FIRST]
    )
    return (*shown, Line(f"and {len(trail) - _FIRST} times before")) if len(trail) > _FIRST else shown


def _short(line: Written) -> str:
    said = " ".join(line.text.replace("\t", " · ").split()) or "No change since the last one"
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _signed(name: str, when: int | None, told: Looks) -> str:
    return ", ".join(word for word in (name, told.moment(when)) if word) if name else ""
