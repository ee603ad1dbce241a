"""System libraries: the right names for each release, and the exact command when we may not install."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import libraries
import pytest
from stop import UNAVAILABLE, Stop

DEBIAN_12, DEBIAN_13, UBUNTU_22, UBUNTU_24 = (2, 36), (2, 41), (2, 35), (2, 39)


@pytest.mark.parametrize("glibc", [DEBIAN_12, UBUNTU_22])
def test_older_releases_keep_the_old_names(glibc: tuple[int, int]) -> None:
    names = libraries.wanted(glibc)
    assert {"libasound2", "libglib2.0-0"} <= {*names}
    assert not [name for name in names if "t64" in name]


@pytest.mark.parametrize("glibc", [DEBIAN_13, UBUNTU_24])
def test_newer_releases_have_the_renamed_ones(glibc: tuple[int, int]) -> None:
    names = libraries.wanted(glibc)
    assert {"libasound2t64", "libglib2.0-0t64"} <= {*names}
    assert not {"libasound2", "libglib2.0-0"} & {*names}


def test_only_what_is_missing_is_asked_for() -> None:
    assert libraries.missing(("libgl1", "libegl1", "libnss3"), frozenset({"libegl1", "bash"})) == ("libgl1", "libnss3")


def test_a_system_without_glibc_counts_as_too_old() -> None:
    assert libraries.glibc_version(("glibc", "2.36")) == DEBIAN_12
    assert libraries.glibc_version(("", "")) < libraries.WHEELS_FROM


def test_a_person_who_is_not_root_is_told_the_exact_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dpkg-query"
    program.write_text("#!/bin/sh\nprintf 'installed libgl1\\nconfig-files libegl1\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Stop) as stopped:
        libraries.ensure()
    told = stopped.value.sentence.split()
    assert stopped.value.code == UNAVAILABLE
    assert "apt-get" in told
    assert "libegl1" in told, "removed but not purged is not installed"
    assert "libgl1" not in told


def test_a_system_of_another_family_is_told_what_to_look_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    libraries.ensure()
    assert "libnss3" in capsys.readouterr().out


def test_an_old_system_is_refused_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries.platform, "libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(Stop, match=r"glibc 2\.34"):
        libraries.ensure()


def test_the_tests_server_is_taken_as_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "15" / "bin" / "postgres"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(libraries, "SERVERS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/dpkg-query" if name == "dpkg-query" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    libraries.ensure_server()
    assert capsys.readouterr().out == ""
    program.unlink()
    with pytest.raises(Stop, match="The hub's tests need PostgreSQL"):
        libraries.ensure_server()


@pytest.mark.parametrize("there", [None, "/usr/bin/dpkg-query"])
def test_a_machine_without_a_server_for_the_tests_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], there: str | None
) -> None:
    monkeypatch.setattr(libraries, "SERVERS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: there if name == "dpkg-query" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if there is None:
        libraries.ensure_server()
        assert "PostgreSQL's server" in capsys.readouterr().out
        return
    with pytest.raises(Stop, match="apt-get install --yes --no-install-recommends postgresql"):
        libraries.ensure_server()
