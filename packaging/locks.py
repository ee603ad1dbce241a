"""Remakes the lock files: every package by version and hash, for each Python and each system."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "packaging" / "locks"
HEADER = "# Made by `make lock` from pyproject.toml; not edited by hand.\n"
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("x86_64-manylinux_2_34", "windows", "aarch64-apple-darwin", "x86_64-apple-darwin")
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


def prove(python: str, system: str) -> bool:
    """Every package has a wheel with a known hash for this Python on this system; uv says which has not."""
    uv = str(Path(sys.executable).with_name("uv"))
    files = [word for path in sorted(LOCKS.glob("*.txt")) for word in ("-r", str(path))]
    words = ("--dry-run", "--quiet", "--require-hashes", "--only-binary=:all:")
    where = ("--python-version", python, "--python-platform", system)
    with tempfile.TemporaryDirectory() as target:  # an empty place: what is installed here says nothing about there
        command = [uv, "pip", "install", *words, *where, "--target", target, *files]
        return subprocess.run(command, check=False).returncode == 0


def main(options: tuple[str, ...]) -> int:
    """Locks in the order in which one constrains the next; 1 where a system would find no wheel."""
    LOCKS.mkdir(exist_ok=True)
    done: tuple[str, ...] = ()
    for name, wanted in requirements().items():
        lock(name, wanted, done, options)
        done = (*done, name)
    lacking = [f"Python {python} on {system}" for python in PYTHONS for system in SYSTEMS if not prove(python, system)]
    for place in lacking:
        print(f"eocdesk: the locks cannot be installed with {place}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
