"""eocdesk import and export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, misuse, put_json
from eocdesk.commands.imports import Report
from eocdesk.desk import exchange
from eocdesk.models import clock

SHOWN = 20
FIRST_YEAR, LAST_YEAR = 1900, 2199


def import_files(asked: argparse.Namespace) -> int:
    """Import each file as an act of its own; 1 where anything was refused."""
    if asked.year is not None and not FIRST_YEAR <= asked.year <= LAST_YEAR:
        raise Misuse(f"--year takes a year from {FIRST_YEAR} to {LAST_YEAR}.")
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        with misuse():
            given = exchange.Given(asked.format, asked.profile, asked.zone, asked.year, asked.dry_run)
            exchange.check(given)
            if asked.zone:
                clock.zone_named(asked.zone)
        refused = False
        for name in asked.files:
            report = exchange.import_file(desk, opened, Path(name), given, _progress(asked, name))
            refused = refused or bool(report.refused)
            _say(asked, name, report)
    return 1 if refused else 0


def _progress(asked: argparse.Namespace, name: str) -> exchange.Progress | None:
    if asked.json or not sys.stderr.isatty():
        return None

    def told(done: int, total: int) -> None:
        print(f"\r{Path(name).name}: {done:,} of {total:,}", end="" if done < total else "\n", file=sys.stderr)

    return told


def as_json(name: str, report: Report) -> dict[str, Any]:
    """One file's report for scripts; the keys are stable."""
    return {
        "file": name,
        "format": report.format,
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": [{"at": refusal.at, "reason": refusal.reason} for refusal in report.refused],
        "warnings": report.warnings,
        "kept": report.kept,
        "missing": report.missing,
    }


def _say(asked: argparse.Namespace, name: str, report: Report) -> None:
    if asked.json:
        put_json(as_json(name, report))
        return
    print(f"{name} ({report.format}): {report.sentence()}", flush=True)
    for refusal in report.refused:
        print(f"  refused, {refusal.at}: {refusal.reason}")
    for title, lines in (("warning", report.told()), ("kept", report.kept), ("missing", report.missing)):
        for line in lines[:SHOWN]:
            print(f"  {title}: {line}")
        if len(lines) > SHOWN:
            print(f"  {title}: and {len(lines) - SHOWN} more; --json says all")


def export_file(asked: argparse.Namespace) -> int:
    """Write the event's records in a format."""
    with at_desk(asked) as desk:
        opened = event(desk, asked)
        with misuse():
            limit = exchange.Limit(asked.marking, asked.audience or "")
            exchange.write(desk, opened, asked.format, Path(asked.out), limit, asked.whole or "")
    return 0
