"""Two Anki collections that meet through Anki's own sync server; run by the Python that Anki is installed in."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

MODEL, DECK = "Basic", 1
FRONT, BACK = "Front", "Back"
USER, WORD = "bench", "bench"


def step(name: str, count: int, work: Callable[[], object]) -> None:
    """Times `work` once the run asks for it."""
    if not sys.stdin.readline():
        sys.exit(1)
    begun = time.perf_counter()
    work()
    print(json.dumps({"step": name, "count": count, "seconds": time.perf_counter() - begun}), flush=True)


class Copy:
    """A collection with its login."""

    def __init__(self, path: Path, url: str, *, first: bool) -> None:
        self.kept: Any = import_module("anki.collection").Collection(str(path))
        self.login: Any = self.kept.sync_login(USER, WORD, url)
        self.kept.close_for_full_sync()
        self.kept.full_upload_or_download(auth=self.login, server_usn=None, upload=first)
        self.kept.reopen(after_full_sync=True)

    def meet(self) -> None:
        """An ordinary sync, media left out."""
        self.kept.sync_collection(self.login, sync_media=False)

    def write(self, records: list[dict[str, Any]]) -> None:
        """Each record a note; its five fields are in the two that a basic note has."""
        asked: Any = import_module("anki.collection").AddNoteRequest
        model = self.kept.models.by_name(MODEL)
        made = []
        for record in records:
            note = self.kept.new_note(model)
            note[FRONT] = f"{record['title']} {record['owner']} {record['due']} {record['priority']}"
            note[BACK] = record["status"]
            made.append(asked(note=note, deck_id=DECK))
        self.kept.add_notes(made)

    def edit(self) -> None:
        """One field of every note."""
        notes = [self.kept.get_note(one) for one in self.kept.find_notes("")]
        for note in notes:
            note[BACK] = "closed"
        self.kept.update_notes(notes)

    def edited(self) -> int:
        """How many carry the edit."""
        return len(self.kept.find_notes(f"{BACK}:closed"))


def main(folder: Path, url: str, file: Path) -> None:
    """The round."""
    records = json.loads(file.read_text("utf-8"))
    a = Copy(folder / "a.anki2", url, first=True)
    b = Copy(folder / "b.anki2", url, first=False)
    count = len(records)
    step("ready", 0, lambda: None)
    step("write", count, lambda: a.write(records))
    step("push", count, a.meet)
    step("pull", count, b.meet)
    step("edit", count, a.edit)
    step("edit push", count, a.meet)
    step("edit pull", count, b.meet)
    step("no-op", 1, b.meet)
    sys.stdin.readline()
    print(json.dumps({"step": "check", "held": b.kept.note_count(), "edited": b.edited()}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
