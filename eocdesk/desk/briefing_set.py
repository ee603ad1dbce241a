"""The briefing set and blank forms in quantity: papers made one after another, each through the door of all paper."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import outfile, papers, trail
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, Unavailable, clock
from eocdesk.models.clock import Moment
from eocdesk.models.marking import Tlp, highest
from eocdesk.models.sitrep import SITUATION
from eocdesk.reports.papers import MAKERS
from eocdesk.store.queries import events, forms, paper_board
from eocdesk.store.queries.approved import is_open_to
from eocdesk.store.queries.held import of_period
from eocdesk.store.queries.holding import withdrawn
from eocdesk.store.queries.paper_board import IssuedRow

_log = logging.getLogger(__name__)

FILLED, ISSUED, BLANK = "filled", "issued", "blank"
"""A paper as the records stand now; as it was issued last, else as they stand; with every block empty."""
SET, FORMS = "briefing_set", "blank_forms"
"""The two lists that are remembered, by the names of their settings."""
PLAN = "plan"
"""No paper of its own: the incident action plan where it has objectives, else those of its forms that are written."""
PLAN_TITLE = "Incident Action Plan, else its forms that are written"
MOST = 99
_OF_PLAN = ("ics-202", "ics-204", "ics-205", "ics-206", "ics-208")
_OF = {"calendar": "day"}
"""What a paper of the set is of, where it is not the whole."""
_BROKEN = "It could not be made. What went wrong is in the log of this program."


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: a paper's code, how it is wanted, how often; whether it is ticked."""

    code: str
    way: str = FILLED
    copies: int = 1
    on: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper that can stand in a list, and the ways it can be had."""

    code: str
    title: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What holds for all papers of one go: the strictest marking, for whom, the paper's size, the word for RED."""

    event: bytes
    release: str = ""
    audience: str = ""
    paper: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paper that was made and may go out. `note(way, sent_to)` is its entry of the trail."""

    item: Item
    title: str
    name: str
    pdf: bytes
    marking: Tlp
    digest: str
    withheld: str
    pages: int
    note: Callable[[str, str], NoteAccess]


class Sink(Protocol):
    """Where the papers go: a printer, a folder."""

    way: str

    def sent_to(self, piece: Piece) -> str:
        """What the trail says of where it went."""

    async def put(self, piece: Piece) -> None:
        """Let it out; Unavailable where nothing goes out any more."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A paper that was not made, and the sentence that says why."""

    item: Item
    title: str
    why: str
    red: bool = False
    """Whether the word RED lets it out."""


@dataclass(slots=True)
class Outcome:
    """What became of one go. `stopped` says why it ended early, `left` what was not reached then."""

    done: list[tuple[Piece, str]] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    stopped: str = ""
    left: tuple[Item, ...] = ()

    @property
    def rest(self) -> tuple[Item, ...]:
        """What may go out yet: what was not reached, and what waits for the word RED."""
        return (*(one.item for one in self.missed if one.red), *self.left)


Told = Callable[[int, int, str], None]
"""How many are done, of how many, what is being made."""


def kinds() -> tuple[Kind, ...]:
    """Everything that can stand in a list, forms by their number last."""
    every = sorted(MAKERS.values(), key=lambda maker: (maker.code.startswith("ics-"), maker.code))
    made = [Kind(PLAN, PLAN_TITLE, (FILLED,))]
    for one in every:
        first = (ISSUED, FILLED) if one.code == SITUATION else (FILLED,)
        made.append(Kind(one.code, one.title, (*first, *((BLANK,) * one.blank))))
    return tuple(made)


def chosen(desk: Desk, name: str) -> tuple[Item, ...]:
    """A remembered list, or what it begins as; all that could stand in it too comes after, without a tick."""
    known = {kind.code: kind for kind in kinds() if name == SET or BLANK in kind.ways}
    kept = [_kept(one, known) for one in desk.settings.get(name) or _first(name)]
    named = {one.code: one for one in kept if one is not None}
    way = {code: kind.ways[0] if name == SET else BLANK for code, kind in known.items()}
    return (*named.values(), *(Item(code, way[code], on=False) for code in known if code not in named))


def remember(desk: Desk, name: str, items: Iterable[Item]) -> None:
    """Keep a list for the next time on this desk; Unavailable as settings say."""
    desk.settings.set(name, [{"code": i.code, "way": i.way, "copies": i.copies, "on": i.on} for i in items])


def _first(name: str) -> list[dict[str, Any]]:
    if name == FORMS:
        most = {"ics-213": 20, "ics-214": 20, "ics-211": 10, "ics-213rr": 10, "ics-201": 5}
        return [{"code": code, "way": BLANK, "copies": copies} for code, copies in most.items()]
    ways = {SITUATION: ISSUED}
    codes = (SITUATION, "handover", PLAN, "calendar", "contacts", "call-down")
    return [{"code": code, "way": ways.get(code, FILLED)} for code in codes]


def _kept(said: Any, known: Mapping[str, Kind]) -> Item | None:
    """A line of the settings' file, which anybody may have written."""
    if not isinstance(said, dict) or said.get("code") not in known:
        return None
    kind, way, copies = known[said["code"]], said.get("way"), said.get("copies", 1)
    copies = copies if isinstance(copies, int) and 1 <= copies <= MOST else 1
    return Item(kind.code, way if way in kind.ways else kind.ways[0], copies, bool(said.get("on", True)))


# making


async def run(
    desk: Desk,
    items: Sequence[Item],
    wish: Wish,
    sink: Sink,
    told: Told = lambda *_: None,
    go_on: Callable[[], bool] = lambda: True,
) -> Outcome:
    """Make each paper that is ticked and let it out, in order. What cannot be made is said by name, the rest goes out.

    It ends early where `go_on` says so between two papers, or nothing goes out any more.
    """
    made = Outcome()
    wanted = await _spread(desk, [item for item in items if item.on], wish, made)
    for at, item in enumerate(wanted):
        told(at, len(wanted), title(item))
        if not go_on():
            made.stopped, made.left = "Stopped.", tuple(wanted[at:])
            break
        piece = await _tried(desk, item, wish, made)
        if piece is None:
            continue
        try:
            sent_to = sink.sent_to(piece)
            await desk.do(piece.note(sink.way, sent_to))
            await sink.put(piece)
        except Refused as error:
            made.missed.append(Missed(item, title(item), error.sentence))
            continue
        except Unavailable as error:
            made.stopped, made.left = error.sentence, tuple(wanted[at:])
            break
        made.done.append((replace(piece, pdf=b""), sent_to))
    told(len(wanted), len(wanted), "")
    return made


async def piece_of(desk: Desk, item: Item, wish: Wish) -> Piece:
    """One paper of a list. Refused where it may not be had so, Unavailable where its pages are not here."""
    if item.way == ISSUED:
        row = await desk.read(_last, wish.event, item.code)
        if row is not None:
            _may_be_released(row, wish)
            return _issued(item, row, await desk.kept_file(row.sha256))
    blank = item.way == BLANK
    more: dict[str, Any] = {"of": "" if blank else _OF.get(item.code, ""), "blank": blank}
    if item.code == SITUATION and not blank:
        more["draft"] = True  # it has no number
    if wish.paper:
        more["paper"] = wish.paper
    asked = papers.wanted(desk, item.code, event=wish.event, release=wish.release, audience=wish.audience, **more)
    paper = await desk.read(papers.make, asked)
    left = papers.counted(paper.withheld) if paper.withheld else ""
    noted = partial(papers.noted, paper)
    title, pages = paper.document.title, paper.pages
    return Piece(item, title, paper.file_name, paper.pdf, paper.marking, paper.digest, left, pages, noted)


async def _tried(desk: Desk, item: Item, wish: Wish, made: Outcome) -> Piece | None:
    try:
        piece = await piece_of(desk, item, wish)
        papers.confirmed_red(piece.marking, wish.confirm)
    except (Refused, Unavailable) as error:
        red = isinstance(error, Refused) and error.field == "confirmed"
        made.missed.append(Missed(item, title(item), error.sentence, red))
    except Exception:  # noqa: BLE001  one paper that breaks takes none of the others with it
        _log.exception("A paper of the set could not be made: %s", item.code)
        made.missed.append(Missed(item, title(item), _BROKEN))
    else:
        return piece
    return None


async def _spread(desk: Desk, items: Sequence[Item], wish: Wish, made: Outcome) -> list[Item]:
    """The plan is the whole one, or those of its forms that are written and not in the list by themselves."""
    spread: list[Item] = []
    named = {item.code for item in items}
    for item in items:
        if item.code != PLAN:
            spread.append(item)
            continue
        codes = await desk.read(plan_of, wish.event, clock.now())
        spread += [replace(item, code=code) for code in codes if code not in named]
        if not codes:
            why = "Neither objectives nor any form of the plan is written for this period."
            made.missed.append(Missed(item, title(item), why))
    return spread


def plan_of(connection: Any, event: bytes, now: Moment) -> tuple[str, ...]:
    """The codes of what there is of the plan of the period that runs."""
    period = events.period_at(connection, event, now)
    running = None if period is None else period.id
    found = tuple(
        code
        for code in _OF_PLAN
        if any(
            line.text.strip()
            for form in of_period(connection, event, code, running)
            for line in forms.written(connection, form.id)
        )
    )
    aims = period is not None and (period.objectives or "").strip()
    return ("iap",) if aims or "ics-202" in found else found


def _last(connection: Any, event: bytes, code: str) -> IssuedRow | None:
    known = forms.papers_of(connection, event, code)
    return paper_board.issued(connection, known[0].id) if known else None


def _may_be_released(row: IssuedRow, wish: Wish) -> None:
    """Refused where its pages may not go out so: what is frozen leaves nothing out, what was purged is gone."""
    if gone := withdrawn(row.changed):
        raise Refused(f"{row.name} was withdrawn. {gone}")
    if not is_open_to(row.marking, row.audience, wish.release, wish.audience):
        marking = highest([row.marking])
        said = f"{marking.label} for {row.audience}" if row.audience else marking.label
        raise Refused(
            f"{row.name} was issued as {said}. Take it as the records stand now, with what is above left out."
        )


def _issued(item: Item, row: IssuedRow, pdf: bytes) -> Piece:
    version = f"-v{row.version}" if row.version > 1 else ""
    name = f"{row.code}-{row.number}{version}.pdf"
    marking = highest([row.marking])  # one that is not known is the strictest
    noted = partial(trail.of_issued, row)
    return Piece(item, row.name, name, pdf, marking, row.digest, "", trail.pages_of(pdf), noted)


def title(item: Item) -> str:
    """What the paper of a line is called."""
    return MAKERS["iap" if item.code == PLAN else item.code].title


# letting out


class Folder:
    """A file for each paper, numbered in the order of the set; a file is there whole or not at all."""

    way = papers.EXPORTED

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder, self._count = desk, folder, 0

    def sent_to(self, piece: Piece) -> str:
        """The file it goes into, counted on."""
        self._count += 1
        return f"file {self._count:02}-{piece.name}"

    async def put(self, piece: Piece) -> None:
        """Write it, away from the screen."""
        name = f"{self._count:02}-{piece.name}"
        await asyncio.wrap_future(self._desk.store.readers.run(_written, self._folder, name, piece.pdf))


def _written(folder: Path, name: str, data: bytes) -> None:
    try:
        folder.mkdir(exist_ok=True)
        outfile.put(folder / name, data)
    except OSError as error:
        raise Unavailable(f"{folder / name} could not be written: {error.strerror}. What was written stays.") from error
