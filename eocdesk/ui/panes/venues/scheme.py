"""The map's own address, eoc://, made known to WebEngine before the program begins."""

from __future__ import annotations

import importlib.util
import os
from functools import cache

from PySide6.QtCore import QCoreApplication, Qt

NAME = b"eoc"
HOST = "app"


@cache
def available() -> bool:
    """Whether WebEngine can be loaded on this machine; without it the map is drawn by Qt alone."""
    if importlib.util.find_spec("PySide6.QtWebEngineWidgets") is None:
        return False
    try:
        import PySide6.QtWebEngineCore  # noqa: PLC0415  a quarter of a second, and it may lack system libraries
        import PySide6.QtWebEngineWidgets  # noqa: F401, PLC0415  likewise, and only to see whether it is there
    except ImportError:
        return False
    return True


@cache
def register() -> bool:
    """Call before the QApplication is made; whether WebEngine is there. Calling it again does nothing."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium ends the whole program rather than run its sandbox as root; other users keep the sandbox.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    if not available():
        return False
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme  # noqa: PLC0415  only where it is there

    scheme = QWebEngineUrlScheme(NAME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(
        flag.SecureScheme | flag.LocalScheme | flag.LocalAccessAllowed | flag.CorsEnabled | flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)
    return True
