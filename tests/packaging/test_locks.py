"""The locks: what they answer, and that nothing in them says where packages come from."""

from __future__ import annotations

from pathlib import Path

import locks
import pytest


def test_each_lock_answers_one_list_of_the_project() -> None:
    asked = locks.requirements()
    assert list(asked) == ["run", "build", "dev"], "an earlier lock decides the version of what a later one shares"
    assert any(line.startswith("PySide6-Addons==") for line in asked["run"])
    assert all("==" in line or line.startswith("numpy") for line in asked["build"])


def test_a_package_that_two_locks_share_has_one_version() -> None:
    held: dict[tuple[str, str], set[str]] = {}
    for lock in locks.LOCKS.glob("*.txt"):
        for line in lock.read_text(encoding="utf-8").splitlines():
            if "==" in line and not line.startswith((" ", "#")):
                pin, _, marker = line.removesuffix(" \\").partition(" ; ")
                name, _, version = pin.partition("==")
                held.setdefault((name, marker), set()).add(version)
    assert not {name: versions for name, versions in held.items() if len(versions) > 1}


def test_locking_keeps_what_it_does_not_have_to_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a stand-in for uv that gives its own options back."""
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\nfor last; do :; done\necho "asked: $*" > "$last"\ncat >> "$last"\n')
    uv.chmod(0o755)
    monkeypatch.setattr(locks, "LOCKS", tmp_path)
    monkeypatch.setattr("locks.sys.executable", str(tmp_path / "python"))
    locks.lock("dev", ["pytest>=9"], ("run",), ("--upgrade",))
    written = (tmp_path / "dev.txt").read_text()
    assert written.startswith(locks.HEADER)
    assert "pytest>=9" in written
    for option in ("--generate-hashes", "--no-emit-index-url", "--universal", "--upgrade", "run.txt"):
        assert option in written


def test_a_system_that_would_find_no_wheel_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a stand-in for uv that refuses one system."""
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\ncase "$*" in *compile*) for last; do :; done; : > "$last";; *windows*) exit 1;; esac\n')
    uv.chmod(0o755)
    monkeypatch.setattr(locks, "LOCKS", tmp_path)
    monkeypatch.setattr("locks.sys.executable", str(tmp_path / "python"))
    assert locks.main(()) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(locks.PYTHONS)
    assert all("on windows" in line for line in told)
