"""A measured figure beside its bar and its floor, and how a run of them is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `floor` is the least the same machine needs in the same run; a missing bar is only told."""

    measure: str
    what: str
    value: float
    unit: str = "ms"
    bar: float | None = None
    floor: float | None = None
    floor_is: str = ""
    more: bool = False
    """Whether more is better: rows a second."""

    @property
    def holds(self) -> bool | None:
        """Whether it is within its bar; None where there is no bar."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.more else self.value <= self.bar

    @property
    def ratio(self) -> float | None:
        """How many times its floor it costs."""
        if not self.floor or not self.value:
            return None
        return self.floor / self.value if self.more else self.value / self.floor

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {**asdict(self), "holds": self.holds, "ratio": self.ratio}


HEADS = ("measure", "what", "value", "bar", "", "floor", "ratio", "the floor is")


def table(figures: Iterable[Figure]) -> str:
    """The figures in columns."""
    rows = [HEADS, *map(_row, figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    bar = "" if figure.bar is None else f"{'≥' if figure.more else '<'} {plain(figure.bar)}"
    verdict = {None: "", True: "holds", False: "MISSED"}[figure.holds]
    floor = "" if figure.floor is None else plain(figure.floor)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.1f}x"
    value = f"{plain(figure.value)} {figure.unit}"
    return figure.measure, figure.what, value, bar, verdict, floor, ratio, figure.floor_is


def plain(value: float) -> str:
    """Three figures are enough."""
    if value >= 100:  # noqa: PLR2004  no decimals from here
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"  # noqa: PLR2004  three figures


def quantile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0 to 1) of them do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def took(work: Callable[[], object]) -> float:
    """Milliseconds of doing it once."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000
