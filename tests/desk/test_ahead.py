"""What is loaded ahead needs no screen, and it is what the screen would load."""

from __future__ import annotations

import gc
import subprocess
import sys

from eocdesk.desk import ahead


def test_loading_ahead_brings_in_no_screen() -> None:
    words = (
        "import sys; from eocdesk.desk import ahead; ahead.load(); "
        "screen = [m for m in sys.modules if m.startswith(('PySide6', 'eocdesk.ui'))]; "
        "print(not screen, 'eocdesk.store.work' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "True"]


def test_what_draws_paper_is_not_loaded_for_the_start_and_needs_no_screen() -> None:
    words = (
        "import sys; from eocdesk.desk import ahead; ahead.load(); early = 'typst' in sys.modules; "
        "ahead.load_paper(); screen = [m for m in sys.modules if m.startswith(('PySide6', 'eocdesk.ui'))]; "
        "print(early, not screen, 'typst' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "True", "True"]


def test_garbage_is_looked_for_seldom_at_the_start() -> None:
    before = gc.get_threshold()
    try:
        ahead.calm()
        assert gc.get_threshold()[0] == ahead.NEW_OBJECTS
    finally:
        gc.set_threshold(*before)
