"""The bench of meetings: engines interleaved, one that fails is said and holds up no other, gates decide the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bench_sync
import pytest
from peers.engines import STEPS, Desk, Engine, Step
from peers.fetched import AbsentError
from peers.processes import FailedError

from eocdesk.ui.bench.figures import Figure


class Timed(Desk):
    """An engine that takes so long for every step, or fails."""

    def __init__(self, name: str, seconds: float, absent: str = "", fails_in: int = 99) -> None:
        super().__init__(name, f"about {name}")
        self.seconds = seconds
        self.absent = absent
        self.fails_in = fails_in

    def fetch(self, _home: Path) -> None:
        if self.absent:
            raise AbsentError(self.absent)


Ran = list[tuple[str, bool]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Rounds that are noted instead of run: (engine, whether its bytes were counted)."""
    noted: Ran = []

    def round_of(engine: Timed, folder: Path, count: int, *, counted: bool = False) -> list[Step]:
        assert not list(folder.iterdir())
        noted.append((engine.name, counted))
        if sum(name == engine.name for name, _ in noted) >= engine.fails_in:
            raise FailedError("the driver broke off")
        return [Step(name, count, engine.seconds, 7 if counted else None) for name in STEPS]

    @contextmanager
    def postgres() -> Iterator[None]:
        yield None

    monkeypatch.setattr(bench_sync, "round_of", round_of)
    monkeypatch.setattr(bench_sync, "postgres", postgres)
    return noted


def given(monkeypatch: pytest.MonkeyPatch, *engines: Engine) -> None:
    monkeypatch.setattr(bench_sync, "all_engines", lambda _address: list(engines))


WORDS = ["meetings", "--records", "100", "--rounds", "2"]


def test_rounds_are_interleaved_and_begin_with_another_engine_each(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, Timed("eocdesk", 1), Timed("PouchDB", 20), Timed("Anki", 3))
    assert bench_sync.main(WORDS) == 0
    assert [name for name, counted in ran if counted] == ["eocdesk", "PouchDB", "Anki"]
    assert [name for name, counted in ran if not counted] == [
        "eocdesk",
        "PouchDB",
        "Anki",
        "PouchDB",
        "Anki",
        "eocdesk",
    ]


def test_a_gate_that_is_missed_is_the_end(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, Timed("eocdesk", 1), Timed("PouchDB", 9))
    assert bench_sync.main(WORDS) == 1


def test_an_engine_that_cannot_be_had_or_breaks_is_said_and_the_others_are_measured(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engines = (Timed("eocdesk", 1), Timed("PouchDB", 20, fails_in=2), Timed("Anki", 3, absent="no wheel here"))
    given(monkeypatch, *engines)
    assert bench_sync.main(WORDS) == 0
    out = capsys.readouterr().out
    assert "PouchDB is missing: the driver broke off" in out
    assert "Anki is missing: no wheel here" in out
    assert sum(name == "eocdesk" for name, _ in ran) == 3
    assert sum(name == "PouchDB" for name, _ in ran) == 2


def test_where_this_program_breaks_the_run_has_failed(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, Timed("eocdesk", 1, fails_in=1), Timed("PouchDB", 20))
    assert bench_sync.main(WORDS) == 1


def test_scripts_are_told_in_json(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, Timed("eocdesk", 1))
    slow = Figure("live", "entry to seen", 2000, "ms", 1000)
    monkeypatch.setattr(bench_sync, "MEASURES", {"meetings": None, "live": lambda _address: iter([slow])})
    assert bench_sync.main(["--records", "100", "--rounds", "1", "--json"]) == 1, "the bar of the figure is missed"
    told = json.loads(capsys.readouterr().out)
    assert told["meetings"][0]["bytes"]["eocdesk"]["push"] == 7
    assert told["figures"][0]["holds"] is False


@pytest.mark.parametrize("words", [["sing"], ["meetings", "--only", "Quux"]])
def test_what_there_is_not_is_said(
    words: list[str], ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, Timed("eocdesk", 1))
    assert bench_sync.main(words) == 2
    assert "There is no" in capsys.readouterr().err
    assert not ran


def test_large_sizes_are_run_once_unless_more_is_asked() -> None:
    assert bench_sync.sizes_of(None) == [(10_000, 3), (100_000, 1)]
    assert bench_sync.sizes_of([500, 20_000]) == [(500, 3), (20_000, 1)]


def test_engines_are_chosen_by_the_beginning_of_their_names() -> None:
    engines: list[Engine] = [Timed("eocdesk", 1), Timed("eocdesk, PostgreSQL", 1), Timed("Anki", 1)]
    assert [one.name for one in bench_sync.chosen(engines, ["EOC"])] == ["eocdesk", "eocdesk, PostgreSQL"]
    assert bench_sync.chosen(engines, []) == engines
