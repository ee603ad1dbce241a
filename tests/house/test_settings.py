"""Rules about the tools' own settings: nothing is exempt, each exception says why, locks answer."""

from __future__ import annotations

import ast
import configparser
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, modules

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Where a room may use what the contract keeps from the others.
MAY = {
    "importlinter:contract:qt": {"ui", "cli"},
    "importlinter:contract:sql": {"models", "store"},
}


def rooms() -> set[str]:
    """The folders of the package that hold code."""
    return {path.relative_to(ROOT / "eocdesk").parts[0] for path in modules("eocdesk")} - {"__init__.py", "__main__.py"}


def contracts() -> configparser.ConfigParser:
    told = configparser.ConfigParser()
    told.read_string((ROOT / ".importlinter").read_text(encoding="utf-8"))
    return told


def test_types_are_checked_strictly_and_nothing_of_ours_is_exempt() -> None:
    mypy = PROJECT["tool"]["mypy"]
    assert mypy["strict"] is True
    known = {"strict", "python_version", "files", "warn_unreachable", "untyped_calls_exclude", "overrides"}
    assert set(mypy) <= known
    assert mypy["untyped_calls_exclude"] == ["pmtiles"]
    for override in mypy["overrides"]:
        assert set(override) == {"module", "ignore_missing_imports"}
        ours = [name for name in override["module"] if re.match(r"(eocdesk|tests|\*)", name)]
        assert not ours, f"our own modules are checked like all others: {ours}"


def test_every_rule_of_ruff_is_on_and_each_one_off_says_why() -> None:
    lint = PROJECT["tool"]["ruff"]["lint"]
    assert lint["select"] == ["ALL"]
    assert "exclude" not in PROJECT["tool"]["ruff"]
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    codes = [*lint["ignore"], *(code for listed in lint["per-file-ignores"].values() for code in listed)]
    silent = [code for code in codes if not re.search(rf'"{code}".*# \w+', text)]
    assert not silent, f"off without a reason: {silent}"


def test_warnings_are_errors() -> None:
    pytest = PROJECT["tool"]["pytest"]["ini_options"]
    assert pytest["filterwarnings"][0] == "error"
    assert pytest["qt_log_level_fail"] == "WARNING"
    assert pytest["xfail_strict"] is True


def test_the_layers_name_every_room() -> None:
    layers = contracts()["importlinter:contract:layers"]["layers"]
    assert rooms() <= {re.sub(r"[()]", "", word) for word in layers.replace("|", " ").split()}


def test_each_contract_watches_every_room_it_could() -> None:
    for contract, may in MAY.items():
        watched = set(contracts()[contract]["source_modules"].split())
        unwatched = rooms() - may - {module.removeprefix("eocdesk.") for module in watched}
        assert not unwatched, f"{contract} does not watch {unwatched}"


def pins(lock: Path) -> dict[str, list[str]]:
    """The versions a lock file holds of each package."""
    held: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        held.setdefault(canonicalize_name(name), []).append(version)
    return held


def test_the_locks_answer_everything_that_is_asked_for() -> None:
    asked = {
        "run": PROJECT["project"]["dependencies"],
        "build": PROJECT["build-system"]["requires"],
        "dev": PROJECT["dependency-groups"]["dev"],
    }
    unanswered = []
    for lock, lines in asked.items():
        held = pins(ROOT / "packaging" / "locks" / f"{lock}.txt")
        for need in map(Requirement, lines):
            versions = held.get(canonicalize_name(need.name), [])
            if not any(version in need.specifier for version in versions):
                unanswered.append(f"{lock}.txt: {need}")
    assert not unanswered, "run `make lock`:\n" + "\n".join(unanswered)


def test_every_pin_has_its_hash() -> None:
    for lock in (ROOT / "packaging" / "locks").glob("*.txt"):
        for entry in re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8")):
            assert entry.startswith("#") or "--hash=sha256:" in entry, f"{lock.name}: {entry}"


def test_the_desk_imports_only_what_it_asks_for() -> None:
    """A package that is there because another, or a test, needs it may be gone tomorrow."""
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    tops = {top for top, holders in packages_distributions().items() if asked & set(map(canonicalize_name, holders))}
    tops |= {"PySide6QtAds"}  # its wheel does not list what it holds
    unasked = [
        f"{path.relative_to(ROOT)} imports {top}"
        for path in modules("eocdesk")
        for top in sorted(imported(path) - tops - sys.stdlib_module_names - {"eocdesk"})
    ]
    assert not unasked, "\n".join(unasked)


def imported(path: Path) -> set[str]:
    """The top names of everything a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    taken = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return {name.partition(".")[0] for name in plain | taken}
