"""The map's own address."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtWebEngineCore import QWebEngineUrlScheme

from eocdesk.ui.panes.venues import scheme

FIRST = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
{before}
spec = spec_from_file_location("scheme", {file!r})
scheme = module_from_spec(spec)
spec.loader.exec_module(scheme)
print(scheme.available(), scheme.register(), scheme.register())
"""


def ran(before: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FIRST.format(before=before, file=scheme.__file__)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return done.stdout.strip()


@pytest.mark.usefixtures("qapp")
def test_it_is_known_to_the_web_engine_as_local_and_secure() -> None:
    known = QWebEngineUrlScheme.schemeByName(scheme.NAME)
    assert known.syntax() == QWebEngineUrlScheme.Syntax.Host
    wanted = QWebEngineUrlScheme.Flag.LocalScheme | QWebEngineUrlScheme.Flag.SecureScheme
    assert known.flags() & wanted == wanted


@pytest.mark.parametrize(
    "before",
    [
        "sys.modules['PySide6.QtWebEngineWidgets'] = None",  # the package is not installed
        "sys.modules['PySide6.QtWebEngineCore'] = None",  # it is, but its libraries are missing
    ],
)
def test_without_web_engine_it_is_said_to_be_missing_and_nothing_breaks(before: str) -> None:
    assert ran(before) == "False False False"
