"""The printers of this machine as this desk remembers them: the one last printed on, which sides each prints."""

from __future__ import annotations

from typing import Final

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from eocdesk.desk.settings import Settings
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.ui.messages import Messages

ONE, LONG, SHORT = "one", "long", "short"
SIDES: Final = (
    (ONE, "One side"),
    (LONG, "Both sides, turned over the long edge"),
    (SHORT, "Both sides, turned over the short edge"),
)
_MODES = {
    ONE: QPrinter.DuplexMode.DuplexNone,
    LONG: QPrinter.DuplexMode.DuplexLongSide,
    SHORT: QPrinter.DuplexMode.DuplexShortSide,
}


class Printers:
    """What is offered first, and what is kept once somebody printed."""

    def __init__(self, settings: Settings, messages: Messages) -> None:
        self._settings, self._messages = settings, messages

    @property
    def names(self) -> list[str]:
        """Those that are set up on this machine now."""
        return list(QPrinterInfo.availablePrinterNames())

    @property
    def first(self) -> str:
        """The one last printed on, where it is there yet; else this machine's own first choice."""
        names, kept = self.names, str(self._settings.get("printer"))
        usual = QPrinterInfo.defaultPrinterName()
        return kept if kept in names else usual if usual in names else next(iter(names), "")

    def sides_of(self, name: str) -> tuple[tuple[str, str], ...]:
        """The (value, words) a printer can do; one side alone where it is not known."""
        can = set(QPrinterInfo.printerInfo(name).supportedDuplexModes()) if name else set()
        return tuple((value, said) for value, said in SIDES if value == ONE or _MODES[value] in can)

    def sides(self, name: str) -> str:
        """What was printed on that printer last."""
        kept = self._settings.get("printer_sides").get(name, ONE)
        return kept if kept in _MODES else ONE

    def ready(self, name: str = "", sides: str = "") -> QPrinter:
        """A printer to print on: that one, else the one that is offered first, as it was left last."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        wanted = name or self.first
        if wanted:
            printer.setPrinterName(wanted)
            side = sides or self.sides(wanted)
            if side in dict(self.sides_of(wanted)):
                printer.setDuplex(_MODES[side])
        return printer

    def keep(self, printer: QPrinter) -> None:
        """Remember it. A full disk is said, and keeps nobody from printing."""
        name = printer.printerName()
        if not name or printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
            return
        side = next((value for value, mode in _MODES.items() if mode == printer.duplex()), ONE)
        try:
            self._settings.set("printer", name)
            self._settings.set("printer_sides", self._settings.get("printer_sides") | {name: side})
        except (Refused, Unavailable) as error:
            self._messages.tell(error)
