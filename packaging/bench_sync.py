"""Measures how copies meet beside the engines that run here: `make bench-sync`, all of it on the loopback."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from peers import absence, durable, live, scopes
from peers.cluster import postgres
from peers.engines import Engine, all_engines, round_of
from peers.fetched import AbsentError
from peers.processes import FailedError
from peers.table import MINE, Results, table

from eocdesk.ui.bench.figures import Figure
from eocdesk.ui.bench.figures import table as table_of

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "out" / "peers"
"""Where the other engines lie once they are fetched: they are no part of the product."""
COUNTS, ROUNDS = (10_000, 100_000), (3, 1)
"""Records, and rounds of each."""
WRONG_USE = 2

LISTENING = (live.Sizes(300, 30), live.Sizes(1000, 10))
ENTRIES, SCOPES = 200, 200
AWAY = absence.Sizes(100_000, 10_000)

Address = Callable[[], str] | None
Work = Callable[[Address], Iterator[Figure]]
MEASURES: Mapping[str, Work | None] = {
    "meetings": None,  # beside the other engines, in a table of its own
    "live": lambda address: (one for size in LISTENING for one in live.figures(size, address)),
    "durable": lambda _: durable.figures(ENTRIES),
    "scopes": lambda address: scopes.figures(SCOPES, address),
    "absence": lambda address: absence.figures(AWAY, address),
}


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """What was asked."""
    parser = argparse.ArgumentParser(
        prog="bench_sync.py", description="Measures how copies meet, beside other engines."
    )
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"{', '.join(MEASURES)} (default: all)")
    parser.add_argument(
        "--records", type=int, action="append", metavar="N", help="how many (default: 10000 and 100000)"
    )
    parser.add_argument("--rounds", type=int, metavar="R", help="rounds of each (default: 3, and 1 of the large)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="these engines alone")
    parser.add_argument("--json", action="store_true", help="print JSON for scripts")
    return parser.parse_args(list(words))


def main(words: Sequence[str]) -> int:
    """0 where all that has a bar holds and this program came through, 1 where not, 2 where the words make no sense."""
    asked = arguments(words)
    wanted = asked.measures or list(MEASURES)
    if unknown := [name for name in wanted if name not in MEASURES]:
        say(f"There is no measure {', '.join(unknown)}. There are {', '.join(MEASURES)}.")
        return WRONG_USE
    with ExitStack() as stack:
        address = stack.enter_context(postgres())
        if address is None:
            say("PostgreSQL's server is not installed here, so the hub is measured on a file alone")
        engines = chosen(all_engines(address), asked.only)
        if not engines:
            say(f"There is no engine {', '.join(asked.only)}.")
            return WRONG_USE
        sizes = [(count, asked.rounds or rounds) for count, rounds in sizes_of(asked.records)]
        results = meetings(engines, sizes) if "meetings" in wanted else []
        figures = [
            figure for name, work in MEASURES.items() if name in wanted and work for figure in told(name, work, address)
        ]
    about = {engine.name: engine.about for engine in engines}
    show(results, figures, about, as_json=asked.json)
    return 0 if came_through(results) and not any(figure.holds is False for figure in figures) else 1


def told(name: str, work: Work, address: Address) -> list[Figure]:
    """The figures of one measure."""
    say(f"measuring {name}")
    return list(work(address))


def show(results: list[Results], figures: list[Figure], about: Mapping[str, str], *, as_json: bool) -> None:
    """Everything, for people or for scripts."""
    if as_json:
        told = {"meetings": [one.as_json() for one in results], "figures": [one.as_json() for one in figures]}
        print(json.dumps(told))
        return
    parts = [table(one, about) for one in results]
    parts += [table_of(figures)] if figures else []
    print("\n\n".join(parts))


def came_through(results: list[Results]) -> bool:
    """Whether this program is in every table, and every gate holds."""
    here = not any(name.startswith(MINE) for one in results for name in one.missing)
    return here and all(one.held() for one in results)


def meetings(engines: list[Engine], sizes: list[tuple[int, int]]) -> list[Results]:
    """Every engine at every size."""
    missing = fetch(engines)
    there = [engine for engine in engines if engine.name not in missing]
    return [measured(there, count, rounds, missing) for count, rounds in sizes]


def sizes_of(counts: list[int] | None) -> list[tuple[int, int]]:
    """(records, rounds) of each size."""
    if not counts:
        return list(zip(COUNTS, ROUNDS, strict=True))
    return [(count, ROUNDS[0] if count <= COUNTS[0] else ROUNDS[1]) for count in counts]


def chosen(engines: list[Engine], names: list[str]) -> list[Engine]:
    """Those named; a name's beginning will do, in any case; all where none is named."""
    wanted = tuple(name.lower() for name in names)
    return [engine for engine in engines if not wanted or engine.name.lower().startswith(wanted)]


def fetch(engines: list[Engine]) -> dict[str, str]:
    """Why each engine that cannot be had here is missing."""
    missing = {}
    for engine in engines:
        say(f"fetching {engine.name}")
        try:
            engine.fetch(HOME)
        except (AbsentError, OSError) as error:
            missing[engine.name] = str(error)
    return missing


def measured(engines: list[Engine], count: int, rounds: int, missing: dict[str, str]) -> Results:
    """Interleaved rounds, each beginning with another engine; before them one that counts bytes and warms up."""
    results = Results(count, {engine.name: [] for engine in engines}, {}, dict(missing))
    for turn in range(-1, rounds):
        order = engines[turn % len(engines) :] + engines[: turn % len(engines)] if turn >= 0 else engines
        for engine in order:
            if engine.name in results.missing:
                continue
            say(f"{count:,} records, {f'round {turn + 1}' if turn >= 0 else 'bytes'}: {engine.name}")
            try:
                with tempfile.TemporaryDirectory(prefix="eocdesk-bench-", ignore_cleanup_errors=True) as folder:
                    steps = round_of(engine, Path(folder), count, counted=turn < 0)
            except (FailedError, OSError) as error:
                results.missing[engine.name] = str(error)
                continue
            if turn < 0:
                results.carried[engine.name] = steps
            else:
                results.rounds[engine.name].append(steps)
    return results


def say(words: str) -> None:
    """What takes minutes says what it does."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
