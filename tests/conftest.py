"""What every test stands on: no display asked for, no network, a fixed place to write."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

os.environ.setdefault("EOCDESK_NO_KEYRING", "1")  # never a key of the tests in the person's own keyring
os.environ.pop("EOCDESK_PASSPHRASE", None)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

pytest_plugins = [
    "tests.kit.desks",
    "tests.kit.postgres",
    "tests.kit.hubs",
    "tests.kit.people",
    "tests.kit.servers",
    "tests.kit.ways",
]

# On a change the same examples every time, few enough to be quick; at a desk others each time, to find more.
_SLOW = (HealthCheck.too_slow,)
settings.register_profile(
    "ci", derandomize=True, max_examples=50, deadline=None, database=None, suppress_health_check=_SLOW
)
settings.register_profile("desk", max_examples=50, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "desk"))

FIRST = "test_pyside.py"
CHROMIUM = "PySide6.QtWebEngineCore"


def pytest_configure() -> None:
    """Somebody always hears Qt: pytest-qt hears during tests alone, and PySide crashes where a late word finds nobody.

    A thread of Chromium that tells while pytest-qt lets go would call a handler that is gone.
    """
    qInstallMessageHandler(_unheard)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started in the background: programs of the tests would
        signal.signal(signal.SIGINT, signal.default_int_handler)  # inherit that, and none could be stopped by Ctrl+C


def _unheard(_kind: QtMsgType, _where: QMessageLogContext, _words: str) -> None:
    """Said between two tests."""


_ENDED: list[pytest.Session] = []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Known when all is said."""
    _ENDED.append(session)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """End at once where Chromium ran, as the program does (eocdesk.__main__): its threads outlive the application."""
    if _ENDED and CHROMIUM in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(_ENDED[-1].exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The guard of the PySide6 release comes before all others, whatever the random order."""
    items.sort(key=lambda item: item.path.name != FIRST)


@pytest.fixture(autouse=True)
def _nothing_warned_of(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that the test did not expect fails it; one that it did is checked, then `caplog.clear()`."""
    yield
    records = (*caplog.get_records("setup"), *caplog.get_records("call"))
    warned = [f"{r.name}: {r.getMessage()}" for r in records if r.levelno >= logging.WARNING]
    if warned:
        pytest.fail("unexpected in the log: " + "; ".join(warned), pytrace=False)
