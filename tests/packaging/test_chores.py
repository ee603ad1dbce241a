"""The chores: the exercise is made once, no display means files, every step of the tests is run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from chores import HALVES, RULES, Chores, has_display
from environment import Environment


class Said(Chores):
    """Notes each command instead of starting it, and writes the files that the desk would."""

    def __init__(self, root: Path) -> None:
        super().__init__(Environment(root))
        self.calls: list[tuple[str, ...]] = []
        self.codes: dict[str, int] = {}
        self.writes = True

    def call(self, name: str, *words: str, display: bool = True) -> int:
        self.calls.append((name, *words) if display else (name, *words, "offscreen"))
        for flag in ("--picture", "--out"):
            if flag in words and self.writes:
                Path(words[words.index(flag) + 1]).write_text("drawn")
        return next((code for word, code in self.codes.items() if word in (name, *words)), 0)

    def told(self, name: str, *words: str) -> tuple[int, str]:
        return self.call(name, *words, display=False), f"{name} said this"


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("chores.sys.platform", "linux")
    return Said(tmp_path)


def test_without_a_display_the_window_and_the_summary_become_files(
    said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said.run() == 0
    assert (said.out / "desk.png").exists()
    assert (said.out / "situation-summary.pdf").exists()
    assert all(call[-1] == "offscreen" for call in said.calls if "open" in call)
    assert "desk.png" in capsys.readouterr().out


def test_a_picture_that_was_not_written_is_said(said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    said.run()
    said.writes = False
    assert said.run() == 1, "the files of the run before do not count"
    assert "desk.png was not written" in capsys.readouterr().err


def test_with_a_display_the_window_opens_on_the_exercise(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert said.run() == 0
    assert said.calls[-1] == ("eocdesk", "--data", str(said.out / "exercise-data"), "open")


def test_the_exercise_is_made_once_and_again_after_a_run_cut_short(said: Said) -> None:
    said.codes = {"exercise": 3}
    assert said.run() != 0
    said.codes = {}
    said.run()
    said.run()
    assert sum("exercise" in call for call in said.calls) == 2


def test_every_step_runs_and_the_first_failure_is_the_answer(said: Said) -> None:
    said.codes = {"mypy": 2, "pytest": 1}
    assert said.test() == 2
    assert len(said.calls) == len(RULES) + len(HALVES)


def test_no_test_stands_outside_the_halves_and_each_half_is_told(
    said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said.test() == 0
    drawn, other = sorted(call for call in said.calls if call[0] == "pytest")
    rooms = [word for word in (*drawn, *other) if word.startswith("tests/")]
    left_out = [word.removeprefix("--ignore=") for word in (*drawn, *other) if word.startswith("--ignore=")]
    assert {"tests/ui", "tests/journeys"} <= {*rooms}
    assert rooms == left_out, "what one half has the other leaves out, and nothing else"
    assert "tests" in {*drawn, *other}
    assert capsys.readouterr().out.count("pytest said this") == len(HALVES)


def test_a_command_told_gives_its_code_and_all_it_said(tmp_path: Path) -> None:
    class Own(Chores):
        def command(self, name: str, *words: str) -> list[str]:
            del name
            return [sys.executable, "-c", *words]

    program = "import sys; print('one'); print('two', file=sys.stderr, flush=True); sys.exit(3)"
    code, said = Own(Environment(tmp_path)).told("python", program)
    assert code == 3
    assert {"one", "two"} == set(said.split())


def test_the_check_alone_runs_the_house_tests(said: Said) -> None:
    assert said.check() == 0
    assert said.calls[-1] == ("pytest", "-q", "tests/house", "offscreen")


def test_the_simulation_and_its_mutants_are_programs_of_their_own(said: Said) -> None:
    said.simulate(["DAYS=10"])
    said.mutants([])
    assert [call[1:] for call in said.calls] == [
        (str(said.root / "packaging" / "simulate.py"), "DAYS=10"),
        (str(said.root / "packaging" / "mutants.py"),),
    ]


def test_the_measures_of_meetings_are_a_program_of_their_own(said: Said) -> None:
    said.bench_sync(["live", "--json"])
    assert said.calls[-1][1:] == (str(said.root / "packaging" / "bench_sync.py"), "live", "--json")


def test_a_folder_to_try_is_meant_from_where_the_person_stands(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said.trial("DATA=files")
    assert said.calls[-1][-1] == str(tmp_path / "files")


@pytest.mark.parametrize(
    ("variables", "system", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":1"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_display_is_found_where_there_is_one(variables: dict[str, str], system: str, *, there: bool) -> None:
    assert has_display(variables, system) is there
