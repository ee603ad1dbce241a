"""The driver of Anki, in front of a stand-in for its library: every record a note, one field edited, steps in order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from peers import workload
from peers.engines import HERE, READY, STEPS

# What the driver uses of Anki, kept in files beside the collections: a sync copies notes from one side to the other.
LIBRARY = """
import json, pathlib, types

class AddNoteRequest(types.SimpleNamespace):
    pass

class Note(dict):
    pass

class Models:
    def by_name(self, name):
        assert name == "Basic"
        return name

class Collection:
    def __init__(self, path):
        self.server = pathlib.Path(path).with_name("server.json")
        self.notes, self.models = [], Models()

    def sync_login(self, user, word, url):
        assert url.endswith("/")
        return user

    def close_for_full_sync(self): pass
    def reopen(self, after_full_sync): pass
    def full_upload_or_download(self, auth, server_usn, upload): pass
    def new_note(self, model): return Note()
    def add_notes(self, asked): self.notes += [one.note for one in asked]
    def find_notes(self, words): return [at for at, n in enumerate(self.notes) if not words or n["Back"] == "closed"]
    def get_note(self, at): return self.notes[at]
    def update_notes(self, notes): pass
    def note_count(self): return len(self.notes)

    def sync_collection(self, auth, sync_media):
        assert sync_media is False
        if self.notes and not self.server.exists() or any(n["Back"] == "closed" for n in self.notes):
            self.server.write_text(json.dumps(self.notes))
        self.notes = json.loads(self.server.read_text())
"""


def test_the_steps_are_done_in_order_and_the_second_copy_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "anki").mkdir()
    (tmp_path / "anki" / "__init__.py").touch()
    (tmp_path / "anki" / "collection.py").write_text(LIBRARY)
    words = [sys.executable, str(HERE / "anki_client.py"), str(tmp_path), "http://there/"]
    done = subprocess.run(
        [*words, str(workload.written(tmp_path, 7))],
        input="\n" * 9,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["step"] for one in told] == [READY, *STEPS, "check"], done.stderr
    assert told[-1] == {"step": "check", "held": 7, "edited": 7}
