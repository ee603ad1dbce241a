"""The virtual environment in the checkout, made from the lock files: whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stop import Stop

Stamp = dict[str, str]
LOCKS = ("run", "build", "dev")
PIP = ("-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check", "install", "--progress-bar=off")


class Environment:
    """`.venv` of one checkout. `stamp` says what it was made from; `making` is there while it is not whole."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "eocdesk.json"
        self.making = self.folder / "eocdesk.making"
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")

    def program(self, name: str) -> Path:
        """The path of a command inside it."""
        return self.scripts / (f"{name}.exe" if os.name == "nt" else name)

    def variables(self) -> dict[str, str]:
        """What its commands run with: its own folder first, nothing of another Python's."""
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "PYTHONPATH"}}
        path = os.pathsep.join((str(self.scripts), kept.get("PATH", os.defpath)))
        return {**kept, "PATH": path, "VIRTUAL_ENV": str(self.folder), "PIP_ROOT_USER_ACTION": "ignore"}

    def ensure(self, *, dev: bool) -> None:
        """Makes it what the locks and the checkout say; Stop where that fails, and then it is as if never begun."""
        wanted = self.wanted(dev=dev)
        held = self.held()
        if all(held.get(name) == value for name, value in wanted.items()) and self.assets_are_there():
            return
        with self.whole_or_not_at_all(fresh=self.must_be_new(held)) as fresh:
            if fresh:
                print("eocdesk: setting up; the first time takes a few minutes", flush=True)
                venv.create(self.folder, with_pip=True, symlinks=os.name != "nt")
                held = {}
            self.fill(wanted, held)
            self.stamp.write_text(json.dumps({**held, **wanted, **self.about()}, indent=1), encoding="utf-8")

    def fill(self, wanted: Stamp, held: Stamp) -> None:
        """Installs each part that is not as wanted."""
        for lock in LOCKS:
            if lock in wanted and held.get(lock) != wanted[lock]:
                print(f"eocdesk: installing the packages of {lock}.txt", flush=True)
                file = self.root / "packaging" / "locks" / f"{lock}.txt"
                self.pip("--require-hashes", "--only-binary=:all:", "-r", str(file))
        print("eocdesk: installing eocdesk itself, its map and its fonts", flush=True)
        self.pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(self.root))

    def pip(self, *words: str) -> None:
        """One pip call; what pip says against it stays on the screen."""
        python = str(self.program("python"))
        done = subprocess.run([python, *PIP, *words], cwd=self.root, env=self.variables(), check=False)
        if done.returncode != 0:
            raise Stop("The packages could not be installed; what pip said stands above.")

    def wanted(self, *, dev: bool) -> Stamp:
        """What it should be made from: a hash for each lock, one for the project and its build."""
        locks = [lock for lock in LOCKS if dev or lock != "dev"]
        packaging = self.root / "packaging"
        assets = sorted(path for path in (packaging / "assets").iterdir() if path.is_file())
        project = [self.root / "pyproject.toml", packaging / "hatch_build.py", *assets]
        stamp = {lock: digest([packaging / "locks" / f"{lock}.txt"]) for lock in locks}
        return {**stamp, "project": digest(project), "place": str(self.folder)}

    def held(self) -> Stamp:
        """What it was made from; nothing where it is absent, unfinished or of a Python that is gone."""
        if self.making.exists() or not self.stamp.is_file():
            return {}
        try:
            told = json.loads(self.stamp.read_text(encoding="utf-8"))
        except ValueError:
            return {}
        if not isinstance(told, dict) or told.get("interpreter") != self.about()["interpreter"]:
            return {}
        return {str(name): str(value) for name, value in told.items()}

    def about(self) -> Stamp:
        """Which interpreter its `python` is: another one after an upgrade of the system finds no packages."""
        python = self.program("python")
        return {"interpreter": str(python.resolve()) if python.exists() else "gone"}

    def must_be_new(self, held: Stamp) -> bool:
        """True where nothing can be kept. One that a person made by hand, without our stamp, is filled up instead."""
        unfinished = self.making.exists() or not self.program("python").exists()
        moved = bool(held) and held.get("place") != str(self.folder)
        return unfinished or moved or (self.stamp.exists() and not held)

    def assets_are_there(self) -> bool:
        """The build was not wiped since (`git clean -x` takes it)."""
        return (self.root / "eocdesk" / "_vendor").is_dir() and self.program("eocdesk").exists()

    @contextmanager
    def whole_or_not_at_all(self, *, fresh: bool) -> Iterator[bool]:
        """A new one that fails is removed. An older one is kept where pip refused (no network, say) and changed
        nothing; after a kill or Ctrl+C nobody knows what is in it, so the mark stays and it is made anew next time.
        """
        if fresh and self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(exist_ok=True)
        self.making.touch()
        try:
            yield fresh
        except BaseException as trouble:
            if fresh:
                shutil.rmtree(self.folder, ignore_errors=True)
            elif isinstance(trouble, Stop):
                self.making.unlink()
            raise
        self.making.unlink()


def digest(files: list[Path]) -> str:
    """One hash over names and bytes."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def check_python() -> None:
    """Stop where this Python is not one the desk runs on."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        raise Stop(f"eocdesk runs on Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
