"""Parcels of this desk: written for those it knows, read from a stick, and what came of it in words with a mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eocdesk.store import peers

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.sync.parcel_reading import Report
    from eocdesk.sync.parcel_writing import Written

Told = Callable[[int, int], None]
"""Hears how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what came of it; `state` is ok, warn, fail, or empty where it only tells."""

    words: str
    state: str = ""


def called(desk: Desk) -> str:
    """What others call this desk: its name at the hub, else its letters."""
    card = desk.read_now(peers.card_of, desk.device)
    return card.name if card is not None and card.name else f"Desk {desk.code}"


def write(
    desk: Desk, target: Path, only: tuple[str, ...] = (), told: Told | None = None, *, new: bool = False
) -> Written:
    """Write what this desk holds for the desks it knows, or `only` for those; `new`: only what is new since last.

    Blocks. Refused where it is for nobody, Unavailable where the disk does not take it; then nothing was written.
    """
    from eocdesk.sync import parcel_writing  # noqa: PLC0415  a desk that writes none loads nothing of this

    order = parcel_writing.Order(target, called(desk), exercise=desk.exercise, only=only, new=new)
    return parcel_writing.write(desk.store, order, told)


def read(desk: Desk, source: Path, told: Told | None = None) -> Report:
    """Take in a parcel, and the files that continue it beside it. Blocks. Refused where it does not open here."""
    from eocdesk.sync import parcel_reading  # noqa: PLC0415  likewise

    report = parcel_reading.read(desk.store, source, exercise=desk.exercise, told=told)
    if report.withdrawn:
        desk.gave_up()
    return report


def of_written(written: Written) -> list[Line]:
    """What was written, for whom, and who is left out."""
    names = ", ".join(str(path) for path in written.files)
    count = "1 change" if written.changes == 1 else f"{written.changes:,} changes"
    lines = [Line(f"{names}: {count} for {', '.join(sorted(written.readers))}. Nobody else can read it.", "ok")]
    if written.late:
        late = ", ".join(sorted(written.late))
        lines.append(Line(f"Not for {late}: what is known of them is too old. Meet the hub, or pair.", "warn"))
    if written.stays:
        lines.append(Line(written.stays, "warn"))
    return lines


def of_read(report: Report) -> list[Line]:
    """What came in, then what is to be looked at: refused, waiting, missing."""
    marks = dict.fromkeys(report.refused, "fail") | dict.fromkeys([*report.waiting, *report.missing], "warn")
    lines = [Line(sentence, marks.get(sentence, "")) for sentence in report.sentences()]
    return [Line(lines[0].words, "ok"), *lines[1:]] if report.whole else lines
