"""What was measured as one table: a line a step and engine, beside PouchDB and Anki, and the gates that must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from peers.engines import STEPS, Step

MINE = "eocdesk"
BESIDE = ("PouchDB", "Anki")
GATES: Mapping[str, Mapping[str, float]] = {
    "push": {"PouchDB": 10.0, "Anki": 2.5},
    "pull": {"PouchDB": 5.0, "Anki": 1.0},
    "edit push": {"PouchDB": 10.0},
    "edit pull": {"PouchDB": 5.0, "Anki": 0.45},
}
"""How many times as many records a second as that engine; decided with the prototype's measures."""
HEADS = ("step", "engine", "records/s", "least", "most", "kB", "x PouchDB", "x Anki", "gate")
_NO_OP = "no-op"


@dataclass(slots=True)
class Results:
    """Everything one size gave: the steps of each round by engine, and why an engine is not there."""

    count: int
    rounds: dict[str, list[list[Step]]] = field(default_factory=dict)
    carried: dict[str, list[Step]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def rates(self, engine: str, step: str) -> list[float]:
        """Records a second of each round; of the step that carries nothing, meetings a second."""
        found = [one for steps in self.rounds.get(engine, ()) for one in steps if one.name == step]
        return [one.count / one.seconds for one in found if one.seconds]

    def bytes_of(self, engine: str, step: str) -> int | None:
        """Bytes both ways, in the round through the counting way."""
        return next((one.carried for one in self.carried.get(engine, ()) if one.name == step), None)

    def ratio(self, engine: str, step: str, beside: str) -> float | None:
        """How many times the other's figure: of the medians, both from interleaved rounds."""
        mine, theirs = self.rates(engine, step), self.rates(beside, step)
        return median(mine) / median(theirs) if mine and theirs else None

    def gates(self) -> list[tuple[str, str, str, float, float | None]]:
        """(engine, step, beside, what it must be, what it is) for each figure of ours that has a gate."""
        return [
            (engine, step, beside, least, self.ratio(engine, step, beside))
            for engine in self.rounds
            if engine.startswith(MINE)
            for step, gates in GATES.items()
            for beside, least in gates.items()
        ]

    def held(self) -> bool:
        """Whether every gate that could be looked at holds."""
        return all(ratio is None or ratio >= least for *_, least, ratio in self.gates())

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        rounds = {name: [[asdict(step) for step in steps] for steps in told] for name, told in self.rounds.items()}
        carried = {name: {step.name: step.carried for step in steps} for name, steps in self.carried.items()}
        return {"count": self.count, "rounds": rounds, "bytes": carried, "missing": self.missing}


def table(results: Results, about: Mapping[str, str]) -> str:
    """The whole of it, in columns, with what must be known of each engine below."""
    lines = columns(HEADS, (_row(results, step, engine) for step in STEPS for engine in results.rounds))
    told = [f"{engine}: {about[engine]}" for engine in results.rounds if about.get(engine)]
    told += [f"{engine} is missing: {why}" for engine, why in results.missing.items()]
    title = f"{results.count:,} records of 5 fields, A to server to B, then one field of each edited; median of rounds"
    return "\n".join([title, "", *lines, "", *told])


def columns(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows under their heads, as wide as their widest cells."""
    every = [tuple(heads), *map(tuple, rows)]
    widths = [max(len(row[at]) for row in every) for at in range(len(heads))]
    lines = ["  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in every]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def _row(results: Results, step: str, engine: str) -> tuple[str, ...]:
    rates = results.rates(engine, step)
    if not rates:
        return (step, engine, "none", *[""] * 6)
    beside = [results.ratio(engine, step, other) for other in BESIDE]
    told = [f"{rate:,.0f}" for rate in (median(rates), min(rates), max(rates))]
    if step == _NO_OP:
        told = [f"{1000 / rate:,.1f} ms" for rate in (median(rates), max(rates), min(rates))]
    return (
        step,
        engine,
        *told,
        _kilobytes(results.bytes_of(engine, step)),
        *("" if one is None else f"{one:.2f}" for one in beside),
        _gate(results, step, engine),
    )


def _kilobytes(carried: int | None) -> str:
    if carried is None:
        return ""
    return f"{carried / 1000:,.0f}" if carried >= 1000 else f"{carried / 1000:.1f}"  # noqa: PLR2004  a kilobyte


def _gate(results: Results, step: str, engine: str) -> str:
    """What it must be and whether it is; nothing where there is no gate, or nothing to look at."""
    told = []
    for mine, which, beside, least, ratio in results.gates():
        if (mine, which) == (engine, step) and ratio is not None:
            told.append(f"{least:g}x {beside}" + (" holds" if ratio >= least else " MISSED"))
    return ", ".join(told)
