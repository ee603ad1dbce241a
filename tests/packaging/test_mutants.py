"""The hunt for seeded faults: each goes into a copy, is caught or told as missed, and one out of date is loud."""

from __future__ import annotations

from pathlib import Path

import mutants
import pytest

LONG = """
import json, sys
from eocdesk.sums import add
broke = "" if add(2, 2) == 4 else "BrokenError: sums"
print(json.dumps({"seed": 1, "broke": broke, "totals": {}}))
sys.exit(1 if broke else 0)
"""
LIST = """
[[mutant]]
name = "sums go down"
file = "eocdesk/sums.py"
old = "a + b"
new = "a - b"

[[mutant]]
name = "the other way round"
file = "eocdesk/sums.py"
old = "return a"
new = "return 0 + a"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {
        "eocdesk/__init__.py": "",
        "eocdesk/sums.py": "def add(a, b):\n    return a + b\n",
        "tests/simulation/long.py": LONG,
        "tests/simulation/mutants.toml": LIST,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_a_fault_is_caught_and_a_harmless_one_is_told_as_missed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mutants.mutants([], root) == 1
    out = capsys.readouterr().out
    assert "sums go down" in out
    assert "BrokenError: sums" in out
    assert "MISSED" in out
    assert "1 of 2 caught" in out


def test_the_tree_itself_stays_as_it_was(root: Path) -> None:
    before = (root / "eocdesk" / "sums.py").read_text()
    assert mutants.mutants(["down"], root) == 0
    assert (root / "eocdesk" / "sums.py").read_text() == before


def test_a_mutant_whose_text_is_gone_fails_loudly(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "eocdesk" / "sums.py").write_text("def add(a, b):\n    return b + a\n")
    assert mutants.mutants([], root) == 2
    assert "sums go down: its text stands 0 times in eocdesk/sums.py" in capsys.readouterr().err


def test_a_simulation_that_falls_over_itself_has_caught_nothing(root: Path) -> None:
    (root / "tests" / "simulation" / "long.py").write_text("import nowhere")
    assert mutants.mutants([], root) == 1


def test_where_the_simulation_finds_nothing_the_tests_it_names_are_asked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "tests" / "simulation" / "long.py").write_text("")
    (root / "tests" / "test_sums.py").write_text(
        "from eocdesk.sums import add\n\n\ndef test_two_and_two():\n    assert add(2, 2) == 4\n"
    )
    named = LIST.replace('new = "', 'tests = ["tests/test_sums.py"]\nnew = "')
    (root / "tests" / "simulation" / "mutants.toml").write_text(named)
    assert mutants.mutants([], root) == 1
    out = capsys.readouterr().out
    assert "the test test_sums.py::test_two_and_two" in out
    assert "1 of 2 caught" in out


def test_tests_that_fall_over_a_name_or_are_gone_have_caught_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "tests" / "simulation" / "long.py").write_text("")
    path = root / "tests" / "test_sums.py"
    path.write_text("def test_two_and_two():\n    assert nowhere == 4\n")
    named = LIST.replace('new = "', 'tests = ["tests/test_sums.py"]\nnew = "')
    (root / "tests" / "simulation" / "mutants.toml").write_text(named)
    assert mutants.mutants(["down"], root) == 1
    path.unlink()
    assert mutants.mutants(["down"], root) == 2
    assert "sums go down: there is no tests/test_sums.py" in capsys.readouterr().err


def test_every_mutant_of_the_list_stands_in_the_tree() -> None:
    """So that the hunt does not go stale between two long runs."""
    every = mutants.read(mutants.ROOT / mutants.LIST)
    assert len(every) >= 20
    assert not mutants.lost(every, mutants.ROOT)
