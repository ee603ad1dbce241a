"""The trial: counts per folder; a row or a file that goes missing is a fault, and so is a change on reading again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import trial

# A desk that speaks the command line of the real one; what it does with a file is in the file's name.
DESK = """#!{python}
import json, sys
words = sys.argv[3:]
if words[0] == "event":
    sys.exit(0)
files = words[1:words.index("--event")]
if any("crash" in file for file in files):
    raise RuntimeError("broken")
seen = set()
for file in files:
    again = file in seen
    seen.add(file)
    if "polite" in file:
        print("eocdesk: This is a mistake in eocdesk.", file=sys.stderr)
    if "silent" in file:
        continue
    told = dict(file=file, format="x", read=3, added=2, changed=0, unchanged=0, refused=[dict(at="2", reason="r")],
                warnings=["w"])
    if again and "flips" in file:
        told.update(added=0, changed=1, unchanged=1)
    elif again and "forgets" in file:
        told.update(added=0, unchanged=3, refused=[])
    elif again:
        told.update(added=0, unchanged=2)
    if "lost" in file and not again:
        told["added"] = 1
    print("halb" if "words" in file else json.dumps(told))
sys.exit(1)
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "eocdesk"
    path.write_text(DESK.format(python=sys.executable))
    path.chmod(0o755)
    return path


def files(tmp_path: Path, *names: str) -> Path:
    data = tmp_path / "data"
    for name in names:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("x")
    return data


def test_counts_are_told_for_each_folder(program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = files(tmp_path, "README.md", "a/one.csv", "a/deep/two.csv", "b/three.ics")
    assert trial.trial(program, data) == 0
    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()[:4]}
    assert rows["folder"] == list(trial.COLUMNS)
    assert rows["a"][:-1] == ["2", "6", "4", "0", "0", "2", "2", "0"]
    assert rows["b"][:-1] == rows["."][:-1] == ["1", "3", "2", "0", "0", "1", "1", "0"]
    assert all(float(row[-1]) >= 0 for name, row in rows.items() if name != "folder")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("lost.csv", "3 read, 2 accounted for"),
        ("silent.csv", "silent.csv: no answer"),
        ("crash.csv", "it broke"),
        ("polite.csv", "it broke"),
        ("words.csv", "not a line of JSON"),
        ("flips.csv", "read again it changed 1 of 3"),
        ("forgets.csv", "1 refused, read again 0"),
    ],
)
def test_what_goes_missing_is_a_fault_that_names_its_file(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, fault: str
) -> None:
    data = files(tmp_path, "a/good.csv", f"a/{name}")
    assert trial.trial(program, data) == 1
    out = capsys.readouterr().out
    assert fault in out
    assert name in out


def test_what_a_second_reading_changes_is_counted(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trial.trial(program, files(tmp_path, "a/flips.csv", "a/good.csv", "b/flips.csv"))
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:3]]
    assert [row[-2] for row in rows] == ["1", "1"]


def test_the_files_beside_one_that_crashes_are_still_counted(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trial.trial(program, files(tmp_path, "a/crash.csv", "a/good.csv"))
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["a", "1"]


def test_an_empty_folder_is_said(program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    assert trial.trial(program, tmp_path / "data") == 2
    assert "no file in" in capsys.readouterr().err
