"""Remakes the lock files: every package by version and hash, for each Python and each system."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "packaging" / "locks"
HEADER = "# Made by `make lock` from pyproject.toml; not edited by hand.\n"
# Wheels only: nothing is compiled, and no code of a source package runs, on the machine that installs.
# No line may name an address: a site installs from the registry, mirror or folder that its own pip is set up for.
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--only-binary=:all:",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def requirements() -> dict[str, list[str]]:
    """What pyproject.toml asks for, by the lock that answers."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "run": told["project"]["dependencies"],
        "build": told["build-system"]["requires"],
        "dev": told["dependency-groups"]["dev"],
    }


def lock(name: str, wanted: list[str], after: tuple[str, ...], options: tuple[str, ...] = ()) -> None:
    """Writes locks/NAME.txt; a package that an earlier lock holds too gets the same version there."""
    target = LOCKS / f"{name}.txt"
    earlier = [f"--constraint={LOCKS / f'{other}.txt'}" for other in after]
    quiet = subprocess.DEVNULL
    command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", *OPTIONS, *options, *earlier]
    subprocess.run([*command, "-", "-o", str(target)], input="\n".join(wanted), text=True, check=True, stdout=quiet)
    pins = target.read_text(encoding="utf-8")
    target.write_text(HEADER + pins.removeprefix(HEADER), encoding="utf-8", newline="\n")


def main(options: tuple[str, ...]) -> None:
    """Locks in the order in which one constrains the next."""
    LOCKS.mkdir(exist_ok=True)
    done: tuple[str, ...] = ()
    for name, wanted in requirements().items():
        lock(name, wanted, done, options)
        done = (*done, name)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
