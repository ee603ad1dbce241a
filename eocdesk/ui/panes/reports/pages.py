"""The pages of the reports pane: what was issued, forms on their way, every paper there is, the trail."""

from __future__ import annotations

from eocdesk.store.queries import access, paper_board
from eocdesk.store.queries.access import TrailRow
from eocdesk.store.queries.paper_board import FormRow, IssuedRow
from eocdesk.ui.board import Blank, Page
from eocdesk.ui.kit.columns import Column
from eocdesk.ui.panes.reports import looks
from eocdesk.ui.panes.reports.looks import Looks
from eocdesk.ui.panes.reports.papers_list import PaperRow

ISSUED, FORMS, PAPERS, TRAIL = "issued", "forms", "papers", "trail"
PAPER = "paper"
"""What the rows of the third page are: no records, but kinds of paper."""


def pages(told: Looks) -> tuple[Page, ...]:
    """All four."""
    return (_issued(told), _forms(told), _papers(), _trail(told))


def _issued(told: Looks) -> Page:
    columns = (
        Column("Paper", _name, stretch=True, key=True, tip=_name),
        Column("Data as of", told.as_of, width=140),
        Column("Prepared by", _prepared, width=160, narrow=740, tip=_prepared),
        Column("Approved", told.approved, width=190, narrow=560, tip=told.approved),
        Column("Marking", _marking, width=150, quiet=True, narrow=900),
    )
    blank = Blank(
        "mdi6.file-chart-outline",
        "No situation report has been issued yet.",
        "It is numbered, made from the records as they stand at that moment, and kept as it was.",
        "New situation report",
    )
    return Page(
        ISSUED,
        "Issued",
        "summary",
        columns,
        blank,
        paper_board.issued_keys,
        paper_board.issued_rows,
        looks.look_issued,
        add="New situation report",
        hint="Find by title or digest…",
        icon="mdi6.file-chart-outline",
    )


def _forms(told: Looks) -> Page:
    columns = (
        Column("Number", _number, width=84, quiet=True, narrow=620),
        Column("Form", looks.name, stretch=True, key=True, tip=looks.name),
        Column("State", looks.state, width=100),
        Column("Filled", _filled, width=70, quiet=True, narrow=620),
        Column("Begun", told.begun, width=130, quiet=True, narrow=740),
        Column("Prepared by", _writer, width=150, narrow=860, tip=_writer),
    )
    blank = Blank(
        "mdi6.file-document-edit-outline",
        "No form has been begun.",
        "A situation report with all its sections, objectives, messages, plans: filled together, handed in, approved "
        "by another person.",
        "Begin a situation report",
    )
    return Page(
        FORMS,
        "Forms",
        "form",
        columns,
        blank,
        paper_board.form_keys,
        paper_board.form_rows,
        looks.look_form,
        add="Begin a form",
        hint="Find forms…",
        icon="mdi6.file-document-edit-outline",
    )


def _papers() -> Page:
    columns = (
        Column("Paper", _title, stretch=True, key=True, tip=_title),
        Column("Code", _code, width=110, quiet=True, narrow=420),
        Column("Made from", _source, width=190, quiet=True, narrow=560),
    )
    blank = Blank("mdi6.printer-outline", "There is nothing to print.")
    icon = "mdi6.printer-outline"
    return Page(PAPERS, "Print", PAPER, columns, blank, add="Briefing set…", hint="Find a paper…", icon=icon)


def _trail(told: Looks) -> Page:
    columns = (
        Column("When", told.went, width=130),
        Column("Paper", _what, stretch=True, key=True, tip=_what),
        Column("How", _way, width=80),
        Column("Who", _who, width=160, narrow=560, tip=_who),
        Column("Let out at", _released, width=130, quiet=True, narrow=740),
        Column("To", _sent_to, width=160, quiet=True, narrow=900, tip=_sent_to),
    )
    blank = Blank(
        "mdi6.shoe-print",
        "Nothing has been looked at or let out.",
        "Each look at marked paper, each print and each copy stands here for good: who, when, at which marking.",
    )
    return Page(
        TRAIL,
        "Trail",
        "access",
        columns,
        blank,
        access.trail_keys,
        access.trail_rows,
        looks.look_trail,
        hint="Find by paper, person, digest…",
        icon="mdi6.shoe-print",
    )


def _name(row: IssuedRow) -> str:
    return row.name


def _prepared(row: IssuedRow) -> str:
    return row.prepared_by or "Not named"


def _marking(row: IssuedRow) -> str:
    return looks.marking(row.marking)


def _number(row: FormRow) -> str:
    return row.number


def _filled(row: FormRow) -> str:
    return str(row.blocks) if row.blocks else "–"


def _writer(row: FormRow) -> str:
    return row.prepared_by or row.made_by


def _title(row: PaperRow) -> str:
    return row.title


def _code(row: PaperRow) -> str:
    return row.code


def _source(row: PaperRow) -> str:
    return row.source


def _what(row: TrailRow) -> str:
    return row.what


def _way(row: TrailRow) -> str:
    return looks.WAYS.get(row.way, row.way)


def _who(row: TrailRow) -> str:
    return ", ".join(word for word in (row.author, row.position) if word)


def _released(row: TrailRow) -> str:
    return looks.marking(row.released)


def _sent_to(row: TrailRow) -> str:
    return row.sent_to
