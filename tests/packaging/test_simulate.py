"""The long simulation's launcher: what is asked for is played, all of it is counted, what breaks is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import simulate

# Speaks as tests/simulation/long.py does; the seed 3 breaks.
PLAYED = """
import argparse, json, sys
parser = argparse.ArgumentParser()
for name in ("--seed", "--seasons", "--step", "--hubs"):
    parser.add_argument(name, type=int)
told = parser.parse_args()
for at in range(told.seasons):
    seed = told.seed + at * told.step
    broke = "BrokenError: lost" if seed == 3 else ""
    print(json.dumps({"seed": seed, "desk days": 50, "seconds": 1.0, "broke": broke, "totals": {"gesture": 1000}}))
    if broke:
        print(json.dumps({"seed": seed, "broke": broke, "steps": [["gesture", 2, 77]]}))
        sys.exit(1)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "tests" / "simulation"
    folder.mkdir(parents=True)
    (folder / "long.py").write_text(PLAYED)
    return tmp_path


def test_as_many_desk_days_as_asked_are_played_and_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate.simulate(["DAYS=240", "SEED=10"], root, workers=2) == 0
    out = capsys.readouterr().out
    assert "gesture      5,000" in out
    assert "250 desk-days in 5 seasons from seed 10" in out


def test_what_breaks_is_shown_with_its_seed_and_its_steps(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate.simulate(["DAYS=200", "SEED=1"], root, workers=2) == 1
    out = capsys.readouterr().out
    assert "BROKEN with seed 3: BrokenError: lost" in out
    assert "gesture 2 77" in out


def test_a_process_that_ends_early_is_no_success(root: Path) -> None:
    (root / "tests" / "simulation" / "long.py").write_text("raise SystemExit(5)")
    assert simulate.simulate(["DAYS=50"], root, workers=1) == 1


@pytest.mark.parametrize("word", ["DAY=5", "DAYS", "DAYS=many"])
def test_wrong_use_is_said(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate.simulate([word]) == 2
    assert "DAYS=number" in capsys.readouterr().err


def test_what_make_was_not_told_has_its_default() -> None:
    assert simulate.wanted(["DAYS=", "SEED="]) == {"DAYS": simulate.DAYS, "SEED": simulate.SEED, "HUBS": 2}


@pytest.mark.parametrize(("seasons", "workers", "shares"), [(5, 2, [3, 2]), (1, 4, [1]), (4, 2, [2, 2])])
def test_the_seasons_are_shared_out(seasons: int, workers: int, shares: list[int]) -> None:
    assert simulate.share(seasons, workers) == shares
