"""The window has everything its helpers count on."""

from __future__ import annotations

import inspect

from eocdesk.ui.shell import Shell
from tests.kit.windows import Room


def test_the_window_has_all_its_helpers_work_with(room: Room) -> None:
    parts = set(inspect.get_annotations(Shell))
    verbs = {name: one for name, one in vars(Shell).items() if not name.startswith("_") and inspect.isfunction(one)}
    assert len(parts) > 5
    assert len(verbs) > 3
    for name in parts:
        assert getattr(room.window, name) is not None
    for name, verb in verbs.items():
        wanted = list(inspect.signature(verb).parameters)[1:]
        found = getattr(room.window, name)
        if name != "close":  # Qt's own
            assert list(inspect.signature(found).parameters) == wanted
