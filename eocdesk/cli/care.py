"""eocdesk verify, backup, restore."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from eocdesk.cli.desks import ask_passphrase, at_desk, put_json
from eocdesk.desk.desk import Desk
from eocdesk.desk.paths import backups, data_folder
from eocdesk.models import Refused, clock, ids
from eocdesk.models.errors import Damaged
from eocdesk.store import backup as backups_of
from eocdesk.store import checkpoints, early, salvage, verify


def verify_desk(asked: argparse.Namespace) -> int:
    """Walk the record; 0 sound, 1 damage named. With --rebuild the rows are made anew first, with --document a PDF."""
    if asked.document:
        from eocdesk.cli.proving import verify_document  # noqa: PLC0415  brings what draws paper

        return verify_document(asked)
    saved = rebuilt = None
    digest, unproven = "", 0
    try:
        with at_desk(asked) as desk:
            if asked.rebuild:
                saved, rebuilt = _rebuilt(desk)
            found = desk.read_now(verify.verify)
            found += desk.store.writer.local(verify.words).result()
            found += desk.read_now(verify.attachments, desk.folder)
            found += [verify.Finding("checkpoints", said) for said in desk.read_now(_contradictions)]
            digest, unproven = desk.read_now(verify.digest), desk.read_now(early.count)
    except Damaged as error:
        found = [verify.Finding("file", error.sentence)]
    if asked.json:
        damage = [{"at": finding.where, "reason": finding.sentence} for finding in found]
        told = {"sound": not found, "damage": damage, "digest": digest, "unproven": unproven}
        put_json(told | {"rebuilt": rebuilt, "backup": saved})
    else:
        for finding in found:
            print(f"{finding.where}: {finding.sentence}")
        if rebuilt is not None:
            print(f"{rebuilt} records made anew from the change log; a copy from before is in {saved}.")
        if unproven:
            print(f"Of {unproven} records the history is still coming: until it is here nothing proves them.")
        print("Damage was found." if found else f"Sound. Digest {digest[:16]}.")
    return 1 if found else 0


def _contradictions(connection: Any) -> list[str]:
    return list(checkpoints.contradictions(connection))


def _rebuilt(desk: Desk) -> tuple[str, int]:
    """Make the rows anew; where the copy from before lies, and how many records."""
    stamp = clock.at(clock.now()).strftime("%Y%m%dT%H%M%SZ")
    target = backups(desk.folder) / f"before-rebuild-{stamp}.eocdesk"
    desk.store.backup(target, proven=False)
    return str(target), desk.store.writer.local(verify.rebuild).result()


def backup(asked: argparse.Namespace) -> int:
    """Copy the desk into one file."""
    with at_desk(asked) as desk:
        note = desk.store.backup(Path(asked.file).absolute())
    print(f"{asked.file}: {note.changes} changes, {note.attachments} attachments, opened and verified.")
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Put a backup in the place of the desk; what was there is kept beside it."""
    folder = data_folder(asked.data)
    source = Path(asked.file).absolute()
    if not source.exists():
        raise Refused(f"There is no file “{asked.file}”.")
    if salvage.is_mirror(source):
        whose, count = salvage.salvage(source, folder, ask_passphrase)
        print(f"{folder} holds the {count} changes of the second copy of desk {ids.desk_code(whose.device)}.")
        print("It is a new device: join the hub again.")
        return 0
    note = backups_of.restore(source, folder, ask_passphrase)
    print(f"{folder} is as it was on {clock.iso(note.made)}, as a new device. What it held is kept beside it.")
    return 0
