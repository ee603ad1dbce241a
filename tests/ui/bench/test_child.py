"""The child loads as the program does: nothing of the web engine before the window stands."""

from __future__ import annotations

import subprocess
import sys


def test_the_child_brings_in_the_screen_only_when_it_sits_down() -> None:
    words = "import sys; import eocdesk.ui.bench.child; print([m for m in sys.modules if m.startswith('PySide6')])"
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_sitting_down_brings_in_no_web_engine() -> None:
    words = "import sys; import eocdesk.ui.bench.sitting; print('PySide6.QtWebEngineCore' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"
