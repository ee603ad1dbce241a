"""A paper written into a user's own PDF of its form, through the door of all paper; what goes out is noted."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eocdesk.commands.access import NoteAccess
from eocdesk.desk import papers
from eocdesk.desk.desk import Desk
from eocdesk.desk.papers import Paper
from eocdesk.models import Refused
from eocdesk.reports import fillable
from eocdesk.reports.fillable import Filled

_MOST = 30_000_000
_NAME = 80


@dataclass(frozen=True, slots=True)
class Own:
    """A paper in somebody's own form: what was drawn, what became of the file called `name`."""

    paper: Paper
    filled: Filled
    name: str

    @property
    def pdf(self) -> bytes:
        """The file."""
        return self.filled.pdf

    @property
    def file_name(self) -> str:
        """What it is called as a file."""
        return f"{self.paper.asked.code}-filled.pdf"

    @property
    def title(self) -> str:
        """What it is, in words."""
        return f"{self.paper.document.title}, filled into {self.name}"


def read(path: str | Path) -> bytes:
    """The bytes of a user's file; Refused where it cannot be read, is no file, or is too large to be a form."""
    name = Path(path).name
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):  # a pipe nobody writes into, or a device, has no end
            raise Refused(f"{name} is no file: name the PDF itself.", "fill")
        with Path(path).open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise Refused(f"{name} cannot be read ({error.strerror}).", "fill") from error
    if len(data) > _MOST:
        raise Refused(f"{name} is too large to be a form: 30 MB are the most.", "fill")
    return data


def fill(_connection: Any, paper: Paper, data: bytes, name: str, *, seen: bool = False) -> Own:
    """Write a paper into the PDF; takes up to seconds, so run it in the reading pool. Refused as reports.fillable says.

    With `seen` it is made as it is to be looked at and printed too (Filled.seen). Only what the paper says is written:
    what is above its release was never read for it.
    """
    if paper.asked.blank:
        raise Refused("A blank form has nothing to fill in. Take a paper with the desk’s records.", "fill")
    known = " ".join(Path(name).name.split())
    return Own(paper, fillable.fill(data, paper.document, paper.pdf, seen=seen), known[:_NAME] or "a form")


def noted(own: Own, way: str, sent_to: str) -> NoteAccess:
    """The entry of the trail: under the digest of the file itself, by which it is known again, without its name."""
    entry = papers.noted(own.paper, way, sent_to)
    return replace(
        entry,
        what=f"{entry.what}, filled into a form of their own",
        pages=own.filled.pages,
        digest=hashlib.sha256(own.pdf).hexdigest(),
    )


def let_out_now(desk: Desk, own: Own, way: str, sent_to: str, confirmed: str = "") -> None:
    """Note that it goes out; what is done with it comes after. Refused where TLP:RED is not confirmed. Blocks."""
    papers.may_go(own.paper, confirmed)
    desk.do_now(noted(own, way, sent_to))
