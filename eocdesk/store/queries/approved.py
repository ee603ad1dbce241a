"""What was approved stays so: the paper a form was issued as, its words as they stood in it, what came late."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

from eocdesk.models.errors import Unavailable
from eocdesk.models.marking import WORDS, Tlp, parse_tlp
from eocdesk.models.marking import audience as audience_of
from eocdesk.store import local, rows
from eocdesk.store.queries import forms, holding
from eocdesk.store.queries.forms import Blocks, FormLine, Written
from eocdesk.store.queries.situation import Labels
from eocdesk.store.seeing import open_on

Kept: TypeAlias = Callable[[str], bytes]
"""What is kept under a SHA-256; Unavailable where it is not here."""
OVER = ("approved", "superseded")
"""A form in one of these states says for good what its paper says."""


class Issued(NamedTuple):
    """The paper a form was approved as. Moments in ms UTC; `sha256` and `content` name its bytes."""

    id: bytes
    form: bytes
    code: str
    title: str
    number: int
    version: int
    as_of: int
    issued: int
    sha256: str
    content: str
    marking: str
    audience: str
    withdrawn: str = ""
    """By which purge, when and by whom its pages and words were taken out; empty where they were not."""
    here: bool = True
    """Whether it was issued on this desk, which knew then what stands in it."""

    @property
    def name(self) -> str:
        """`Situation Report 4, version 2`; its title may be as strictly marked as the paper."""
        return f"{self.title or 'Situation Report'} {self.numbered}"

    @property
    def numbered(self) -> str:
        """`4, version 2`."""
        return str(self.number) + (f", version {self.version}" if self.version > 1 else "")

    def is_open_to(self, release: str, audience: str) -> bool:
        """Whether all of it may be read at this release by who is on these lists; where neither is said it may."""
        return is_open_to(self.marking, self.audience, release, audience)


def is_open_to(marking: str, lists: str, release: str, audience: str) -> bool:
    """Whether all of what is so marked and for these lists may be read; they must name each, for nothing is left out.

    Where neither a release nor an audience is said it may.
    """
    if not release and not audience:
        return True
    most = parse_tlp(release) if release else Tlp.RED
    named = {one for one in lists.split(",") if one}
    return WORDS.get(marking, Tlp.RED) <= most and named <= set(audience_of(audience).split(","))


_PAPER = (
    "SELECT id, form, coalesce(nullif(code, ''), 'situation'), coalesce(title, ''), number, coalesce(version, 1), "
    "coalesce(as_of, made_at), made_at, coalesce(sha256, ''), coalesce(content, ''), marking, coalesce(audience, ''), "
    "coalesce(changed, ''), made_on "
    "FROM main.summary WHERE form = ? AND number IS NOT NULL ORDER BY made_at DESC, id DESC LIMIT 1"
)


def paper_of(connection: Connection, form: bytes) -> Issued | None:
    """The paper a form was issued as last, or None.

    Also where a paper is being drawn that may not show it: what it says is left out block by block then.
    """
    found = connection.exec_driver_sql(_PAPER, (form,)).first()
    if found is None:
        return None
    here, paper = found[-1] in local.own_devices(connection), Issued(*found)
    return paper._replace(withdrawn=holding.withdrawn(paper.withdrawn), here=here)


def plain(lines: tuple[Written, ...]) -> list[list[object]]:
    """What stands in a form as plain values, to be kept with its paper."""
    return [
        [line.id.hex(), line.key, line.place, line.text, line.unchanged, line.marking, line.audience] for line in lines
    ]


def written(content: bytes) -> tuple[Written, ...] | None:
    """What stood in a form when its paper was made; None where an older version kept it without."""
    try:
        return tuple(
            Written(bytes.fromhex(record), key, place, text, unchanged, marking, audience, disputed=False)
            for record, key, place, text, unchanged, marking, audience in json.loads(content)["blocks"]
        )
    except (ValueError, TypeError, KeyError, LookupError):
        return None


def submitted_on(connection: Connection, form: bytes) -> bytes:
    """The device on which a form was submitted; empty where it is not known."""
    found = rows.load(connection, "form", [form]).get(form)
    heads = () if found is None else found.heads.get("prepared_at", ())
    return heads[-1].dev if heads else b""


def blocks(connection: Connection, form: FormLine, kept: Kept | None, labels: Labels) -> Blocks:
    """What stands in each block of a form; of an approved one as it was approved, whatever came since.

    What may not be seen, as it was marked then or as it is marked now, is left out and counted; what was purged since
    is left out. Gathers the markings of the form and of all that stands in it, now and then.
    """
    labels.take(forms.labels_of(connection, form.id))
    then = as_approved(connection, form, kept)
    if then is None:
        return forms.blocks_of(connection, form.id)
    gone = _purged(connection, form.id)
    shown = _shown(connection, form, tuple(line for line in then if line.id not in gone))
    labels.take([(line.marking, line.audience) for line in shown])
    return forms.gathered(shown)


def _shown(connection: Connection, form: FormLine, then: tuple[Written, ...]) -> tuple[Written, ...]:
    """The lines whose frozen words may be seen and whose records may: either may be the stricter."""
    here = {record for record, _ in forms.every_block(connection, form.id)}
    seen = open_on(connection)
    shown = []
    for line in then:
        if line.id in here and (seen is None or seen.sight.shows(line.marking, line.audience)):
            shown.append(line)
        elif seen is not None:
            seen.leave_out("block", line.id)
    return tuple(shown)


def _purged(connection: Connection, form: bytes) -> set[bytes]:
    """The blocks whose words were taken out for good, as of now: no moment that is drawn brings them back."""
    found = connection.exec_driver_sql("SELECT id, coalesce(text, '') FROM main.block WHERE form = ?", (form,))
    return {record for record, text in found if holding.withdrawn(text)}


def as_approved(connection: Connection, form: FormLine, kept: Kept | None) -> tuple[Written, ...] | None:
    """What stood in an approved form; None of another one, and where what was kept is not here or says it not."""
    paper = paper_of(connection, form.id) if form.state in OVER and kept is not None else None
    if paper is None or kept is None or not paper.content:
        return None
    try:
        return written(kept(paper.content))
    except Unavailable:
        return None


def late(connection: Connection, form: FormLine, kept: Kept) -> tuple[str, ...]:
    """The blocks of an approved form that say something else by now: written or struck elsewhere, come since."""
    then = as_approved(connection, form, kept)
    if then is None:
        return ()
    before = {line.id: (line.key, line.text, line.unchanged) for line in then}
    now = {line.id: (line.key, line.text, line.unchanged) for line in forms.written(connection, form.id)}
    differ = [(before.get(one) or now[one])[0] for one in before.keys() | now.keys() if before.get(one) != now.get(one)]
    return tuple(sorted(set(differ)))
