"""What opens a desk is set, changed and printed from the command line, in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk import cli
from eocdesk.cli.locks import NEW
from eocdesk.store import keys
from tests.kit.desks import make_desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed desk."""
    make_desk(tmp_path / "desk").close()
    return tmp_path / "desk"


def run(folder: Path, *words: str) -> int:
    """The exit code of a command on the desk."""
    return cli.main(["--data", str(folder), *words])


def test_a_desk_is_locked_and_unlocked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(NEW, "correct horse")
    assert run(folder, "passphrase") == 0
    assert run(folder, "verify") == 3
    assert "locked with a passphrase" in capsys.readouterr().err
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    assert run(folder, "verify") == 0
    assert run(folder, "passphrase", "--remove") == 0
    monkeypatch.delenv(keys.VARIABLE)
    assert run(folder, "verify") == 0


def test_where_nothing_can_be_typed_it_says_what_to_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "passphrase") == 1
    assert NEW in capsys.readouterr().err


def test_a_recovery_key_is_printed_once_and_opens_the_desk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(NEW, "correct horse")
    assert run(folder, "passphrase") == 0
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    capsys.readouterr()
    assert run(folder, "recovery-key") == 0
    words = capsys.readouterr().out.strip()
    monkeypatch.setenv(keys.VARIABLE, words)
    assert run(folder, "verify") == 0


def test_a_recovery_key_goes_onto_a_page(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(NEW, "correct horse")
    assert run(folder, "passphrase") == 0
    monkeypatch.setenv(keys.VARIABLE, "correct horse")
    assert run(folder, "recovery-key", "--out", str(tmp_path / "no" / "key.pdf")) == 1
    assert run(folder, "recovery-key", "--out", str(tmp_path / "key.pdf")) == 0
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")
    assert "lock it away" in capsys.readouterr().out


def test_a_desk_whose_key_lies_open_gets_no_recovery_key(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "recovery-key") == 1
    assert "passphrase first" in capsys.readouterr().err
