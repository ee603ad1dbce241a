"""The first step of all: a Python is found, whatever it is called, or the person is told which to install."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD = "#!/bin/sh\nexit 1\n"
FIT = '#!/bin/sh\ncase "$1" in -c) exit 0;; esac\necho "$0 $*"\n'


def start(tmp_path: Path, programs: dict[str, str], **variables: str) -> subprocess.CompletedProcess[str]:
    """start.sh on a machine with only these programs, for a person who is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in {"id": "#!/bin/sh\necho 1000\n", **programs}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    for name in ("dirname", "env"):
        (folder / name).symlink_to(str(shutil.which(name)))
    command = ["/bin/sh", str(ROOT / "packaging" / "start.sh"), "bench", "log"]
    return subprocess.run(command, env={"PATH": str(folder), **variables}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["python3", "python3.11", "python3.12", "python3.13"])
def test_a_python_that_fits_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    done = start(tmp_path, {"python3": OLD, name: FIT})
    assert done.returncode == 0
    program, script, *words = done.stdout.split()
    assert Path(program).name == name
    assert Path(script).name == "bootstrap.py"
    assert words == ["bench", "log"]


def test_a_person_may_name_their_own(tmp_path: Path) -> None:
    done = start(tmp_path, {"python3": FIT, "mine": FIT}, PYTHON="mine")
    assert Path(done.stdout.split()[0]).name == "mine"


def test_without_one_that_fits_the_person_is_told_what_to_install(tmp_path: Path) -> None:
    done = start(tmp_path, {"python3": OLD})
    assert done.returncode == 3
    assert "apt-get install" in done.stderr
    assert "Python 3.11, 3.12 or 3.13" in done.stderr
