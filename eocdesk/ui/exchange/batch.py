"""The files of one import window: what was found in each, and what came of it, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eocdesk.commands.imports import Report

FINDINGS = (
    ("refused", "Refused"),
    ("warnings", "Warnings"),
    ("kept", "Kept as a person wrote it"),
    ("missing", "Gone from the file"),
)
_FOR_SCRIPTS = re.compile(r"\s*\(--[a-z][^)]*\)")
_PLACE = re.compile(r"^(?P<at>[^:“]{1,60}\d[^:“]{0,20}): (?P<words>.+)$", re.DOTALL)


def plain(sentence: str) -> str:
    """A sentence without what only the command line understands."""
    return _FOR_SCRIPTS.sub("", sentence)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of what was found: in which file, where in it, what."""

    file: str
    at: str
    words: str


@dataclass(slots=True)
class Piece:
    """One file. `report` None: not looked at yet; `done`: it was written, not only looked at."""

    path: Path
    report: Report | None = None
    done: bool = False
    said: dict[str, str] = field(default_factory=dict)
    """Format and profile, as a person said them for this file."""

    @property
    def asks(self) -> dict[str, str]:
        """What a person could say for more of it to come in, and the first sentence that asks for it."""
        found: dict[str, str] = {}
        for refusal in self.report.refused if self.report else ():
            if refusal.asks:
                found.setdefault(refusal.asks, plain(refusal.reason))
        return found

    @property
    def empty(self) -> bool:
        """Whether nothing of it would come in."""
        report = self.report
        return report is not None and report.added + report.changed + report.unchanged == 0


@dataclass(slots=True)
class Batch:
    """The files in the order they were given."""

    pieces: list[Piece] = field(default_factory=list)

    def add(self, paths: Sequence[Path]) -> None:
        """Take these in; one that is there already is looked at again, one that came in starts anew."""
        for path in paths:
            known = next((piece for piece in self.pieces if piece.path == path), None)
            if known is not None:
                self.pieces.remove(known)
            self.pieces.append(Piece(path))

    def waiting(self) -> list[Piece]:
        """Those that were not looked at yet."""
        return [piece for piece in self.pieces if piece.report is None]

    def ready(self) -> list[Piece]:
        """Those of which something would come in."""
        return [piece for piece in self.pieces if piece.report is not None and not piece.done and not piece.empty]

    def forget(self, names: Sequence[str]) -> None:
        """What was found is old: these were said anew, so whoever asked for them is looked at again."""
        for piece in self.pieces:
            if not piece.done and piece.report is not None and piece.asks.keys() & set(names):
                piece.report = None

    def asks(self) -> dict[str, str]:
        """What is asked about any of the files that are not in yet, and why."""
        found: dict[str, str] = {}
        for piece in self.pieces:
            if not piece.done:
                found = {**piece.asks, **found}
        return found

    def findings(self, name: str) -> list[Finding]:
        """Everything of one of FINDINGS, file by file."""
        return [line for piece in self.pieces if piece.report for line in _lines(piece.path.name, piece.report, name)]

    def sentence(self) -> str:
        """Where it stands, in words."""
        if not self.pieces:
            return ""
        written = [piece.report for piece in self.pieces if piece.done and piece.report]
        looked = [piece.report for piece in self.pieces if not piece.done and piece.report]
        parts = []
        if written:
            parts.append(f"{_files(len(written))} in: {_counts(written)}.")
        if looked:
            them = "it" if len(looked) == 1 else "them"
            parts.append(f"{_files(len(looked))} looked at, nothing of {them} written: {_counts(looked)}.")
        return " ".join(parts)


def _lines(file: str, report: Report, name: str) -> list[Finding]:
    if name == "refused":
        return [Finding(file, refusal.at, plain(refusal.reason)) for refusal in report.refused]
    lines: list[str] = getattr(report, name)
    return [_placed(file, line) for line in lines]


def _placed(file: str, line: str) -> Finding:
    found = _PLACE.match(line)
    return Finding(file, found["at"], found["words"]) if found else Finding(file, "", line)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _counts(reports: Sequence[Report]) -> str:
    refused = sum(len(report.refused) for report in reports)
    numbers = (
        (sum(report.added for report in reports), "added"),
        (sum(report.changed for report in reports), "changed"),
        (sum(report.unchanged for report in reports), "unchanged"),
        (refused, "refused"),
    )
    read = sum(report.read for report in reports)
    return f"{read:,} read, " + ", ".join(f"{count:,} {word}" for count, word in numbers)
