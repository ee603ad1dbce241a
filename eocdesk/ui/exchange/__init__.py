"""The windows in which files come in and go out."""

from __future__ import annotations

from eocdesk.ui.exchange.drop import FileDrop
from eocdesk.ui.exchange.export_dialog import ExportDialog
from eocdesk.ui.exchange.import_dialog import ImportDialog

__all__ = ["ExportDialog", "FileDrop", "ImportDialog"]
