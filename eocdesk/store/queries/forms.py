"""Forms that people fill: which there are, what stands in their blocks, what was issued of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection

ROWS = "[]"
"""What the key of a row of a table block ends with."""
CELL = "\t"
"""What stands between the cells of a row."""
Cells: TypeAlias = tuple[str, ...]
Blocks: TypeAlias = Mapping[str, "str | tuple[Cells, ...]"]
"""What stands in each block by its key: a text, or the rows of a key that ends in `[]`."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form and how far it has come. Moments in ms UTC."""

    id: bytes
    event: bytes
    code: str
    number: str
    title: str
    state: str
    stage: str
    period: bytes | None
    incident: bytes | None
    person: str
    position: str
    since: int | None
    until: int | None
    corrects: bytes | None
    changed: str
    prepared_by: str
    prepared_as: str
    prepared_at: int | None
    approved_by: str
    approved_as: str
    approved_at: int | None
    taken_by: str
    taken_as: str
    taken_at: int | None
    marking: str
    audience: str
    made_at: int


@dataclass(frozen=True, slots=True)
class Written:
    """What one block, or one row of a block, says."""

    id: bytes
    key: str
    place: int
    text: str
    unchanged: bool
    marking: str
    audience: str
    disputed: bool
    """Two desks wrote it without knowing of each other, and nobody has chosen yet."""

    @property
    def cells(self) -> Cells:
        """Of a row, its cells."""
        return tuple(self.text.split(CELL))


@dataclass(frozen=True, slots=True)
class Paper:
    """One issued paper. Moments in ms UTC."""

    id: bytes
    event: bytes
    code: str
    number: int
    version: int
    as_of: int
    title: str
    stage: str
    form: bytes | None
    highlights: str
    remarks: str
    marking: str
    audience: str


_FORM = (
    "id, event, code, number, title, state, stage, period, incident, coalesce(person, ''), coalesce(position, ''), "
    "since, until, corrects, coalesce(changed, ''), coalesce(prepared_by, ''), coalesce(prepared_as, ''), "
    "prepared_at, coalesce(approved_by, ''), coalesce(approved_as, ''), approved_at, coalesce(taken_by, ''), "
    "coalesce(taken_as, ''), taken_at, marking, coalesce(audience, ''), made_at"
)
_PAPER = (
    "id, event, coalesce(nullif(code, ''), 'situation'), number, coalesce(version, 1), coalesce(as_of, made_at), "
    "coalesce(title, ''), coalesce(stage, 'update'), form, coalesce(highlights, ''), coalesce(remarks, ''), marking, "
    "coalesce(audience, '')"
)


def one(connection: Connection, form: bytes) -> FormLine | None:
    """A form, or None where it is not here or was struck."""
    found = connection.exec_driver_sql(f"SELECT {_FORM} FROM form WHERE id = ? AND struck IS NOT 1", (form,)).first()
    return None if found is None else FormLine(*found)


def forms_of(connection: Connection, event: bytes, code: str = "") -> tuple[FormLine, ...]:
    """The forms of an event, of one kind or of all, the newest first."""
    found = connection.exec_driver_sql(
        f"SELECT {_FORM} FROM form WHERE event = ? AND (? = '' OR code = ?) AND struck IS NOT 1 "
        "ORDER BY made_at DESC, id DESC",
        (event, code, code),
    )
    return tuple(FormLine(*row) for row in found)


def latest(connection: Connection, event: bytes, code: str, *states: str) -> FormLine | None:
    """The newest form of a kind that is in one of these states; without any, in whatever state."""
    return next((one for one in forms_of(connection, event, code) if not states or one.state in states), None)


def written(connection: Connection, form: bytes) -> tuple[Written, ...]:
    """Everything that stands in a form: single blocks and rows, each block's rows in their order."""
    found = connection.exec_driver_sql(
        "SELECT id, key, coalesce(place, 0), coalesce(text, ''), coalesce(unchanged, 0), marking, "
        "coalesce(audience, ''), id IN (SELECT rec FROM conflict WHERE field = 'text') "
        "FROM block WHERE form = ? AND struck IS NOT 1 ORDER BY key, 3, made_at, id",
        (form,),
    )
    return tuple(
        Written(record, key, place, text, bool(unchanged), marking, audience, bool(disputed))
        for record, key, place, text, unchanged, marking, audience, disputed in found
    )


def every_block(connection: Connection, form: bytes) -> list[tuple[bytes, str]]:
    """(id, key) of each block and row a form ever had, struck ones too."""
    found = connection.exec_driver_sql("SELECT id, key FROM block WHERE form = ? ORDER BY key, id", (form,))
    return [(record, key) for record, key in found]


def gathered(lines: tuple[Written, ...]) -> dict[str, str | tuple[Cells, ...]]:
    """The same by key: the text of a single block, the rows of a table block."""
    made: dict[str, str | tuple[Cells, ...]] = {}
    for line in lines:
        if line.key.endswith(ROWS):
            before = made.get(line.key, ())
            made[line.key] = (*(before if isinstance(before, tuple) else ()), line.cells)
        else:
            made[line.key] = line.text
    return made


def blocks_of(connection: Connection, form: bytes) -> dict[str, str | tuple[Cells, ...]]:
    """`{"3": "Keep Figueroa open.", "7[]": (("Engine", "2"), ("Medic", "4"))}`."""
    return gathered(written(connection, form))


def labels_of(connection: Connection, form: bytes) -> list[tuple[str, str]]:
    """(marking, audience) of the form and of all that stands in it."""
    found = connection.exec_driver_sql(
        "SELECT marking, coalesce(audience, '') FROM form WHERE id = ? UNION "
        "SELECT marking, coalesce(audience, '') FROM block WHERE form = ? AND struck IS NOT 1",
        (form, form),
    )
    return [(marking, audience) for marking, audience in found]


def issued_paper(connection: Connection, summary: bytes) -> Paper | None:
    """An issued paper, or None."""
    found = connection.exec_driver_sql(
        f"SELECT {_PAPER} FROM summary WHERE id = ? AND struck IS NOT 1 AND number IS NOT NULL", (summary,)
    ).first()
    return None if found is None else Paper(*found)


def papers_of(connection: Connection, event: bytes, code: str) -> tuple[Paper, ...]:
    """What was issued of one kind, the highest number and version first."""
    found = connection.exec_driver_sql(
        f"SELECT {_PAPER} FROM summary WHERE event = ? AND coalesce(nullif(code, ''), 'situation') = ? "
        "AND struck IS NOT 1 AND number IS NOT NULL ORDER BY number DESC, coalesce(version, 1) DESC, made_at DESC",
        (event, code),
    )
    return tuple(Paper(*row) for row in found)


def before(connection: Connection, form: bytes) -> str:
    """What the paper issued before this form is called, `no. 26`; empty where there is none."""
    found = one(connection, form)
    if found is None:
        return ""
    known = papers_of(connection, found.event, found.code)
    own = next((paper.number for paper in known if paper.form == form or paper.id == found.corrects), None)
    number = next((paper.number for paper in known if own is None or paper.number < own), None)
    return "" if number is None else f"no. {number}"


def is_taken(connection: Connection, event: bytes, code: str, number: int, version: int) -> bool:
    """Whether a paper of this kind, number and version was issued."""
    return any((one.number, one.version) == (number, version) for one in papers_of(connection, event, code))


def correction_of(connection: Connection, summary: bytes) -> FormLine | None:
    """The form in which an issued paper is being corrected, or was, or None."""
    found = connection.exec_driver_sql(
        f"SELECT {_FORM} FROM form WHERE corrects = ? AND struck IS NOT 1 ORDER BY made_at LIMIT 1", (summary,)
    ).first()
    return None if found is None else FormLine(*found)
