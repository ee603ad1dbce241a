"""eocdesk passphrase, recovery-key: what opens this desk."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from eocdesk.cli.desks import at_desk, unwritten
from eocdesk.desk import outfile
from eocdesk.models import Refused, clock, ids
from eocdesk.store import keys, rekey

NEW = "EOCDESK_NEW_PASSPHRASE"


def passphrase(asked: argparse.Namespace) -> int:
    """Set, change or take off the passphrase of a closed desk."""
    with at_desk(asked) as desk:
        folder, key = desk.folder, desk.store.key
    if asked.remove:
        rekey.unlock(folder, key)
        print(f"{folder} opens without a passphrase. Its key lies in {keys.FILE} beside the database.")
        return 0
    rekey.lock(folder, key, _new())
    print(f"{folder} opens with the new passphrase alone. A recovery key made before is worth nothing any more.")
    print("Make a new one: eocdesk recovery-key --out FILE.pdf. Backups made before open with what opened them then.")
    return 0


def recovery_key(asked: argparse.Namespace) -> int:
    """Make a recovery key, printed once."""
    with at_desk(asked) as desk:
        folder, key, code = desk.folder, desk.store.key, ids.desk_code(desk.device)
        zone = desk.event.zone if desk.event else "UTC"
    out = Path(asked.out).absolute() if asked.out else None
    if out is not None and not out.parent.is_dir():
        raise Refused(f"There is no folder {out.parent}.")
    words = rekey.recovery(folder, key)
    if out is None:
        print(words)
        return 0
    from eocdesk.reports.recovery import recovery_page  # noqa: PLC0415  typesetting is slow to load
    from eocdesk.reports.typeset import pdf  # noqa: PLC0415  likewise

    page = pdf(recovery_page(words, code, str(folder), clock.now(), zone))
    try:
        outfile.put(out, page)
    except OSError as error:
        raise unwritten(f"Make the recovery key again: {out}", error) from error
    print(f"{out}: print it, lock it away, and delete the file.")
    return 0


def _new() -> str:
    """The new passphrase, typed twice, or from EOCDESK_NEW_PASSPHRASE."""
    given = os.environ.get(NEW)
    if given:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused(f"Set {NEW}, or run this where the passphrase can be typed.", "passphrase")
    first = getpass.getpass("New passphrase: ")
    if first != getpass.getpass("Once more: "):
        raise Refused("The two are not alike. Nothing was changed.", "passphrase")
    return first
