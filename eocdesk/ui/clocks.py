"""Three clocks: the event's, UTC, the partner's; and the minute that everything else follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from eocdesk.models import clock

MINUTE = 60_000


class Ticker(QObject):
    """Tells each new minute within a tenth of a second. `now` may be another clock (a picture, a replay)."""

    minute = Signal()

    def __init__(self, now: Callable[[], int] = clock.now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._arm()

    def _arm(self) -> None:
        self._timer.start(MINUTE - clock.now() % MINUTE + 20)

    @Slot()
    def _tick(self) -> None:
        self._arm()
        self.minute.emit()


class Clocks(QWidget):
    """Clocks side by side; the partner's gives way on a small screen."""

    def __init__(self, ticker: Ticker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticker = ticker
        self._zones: tuple[tuple[str, str], ...] = ()
        self._faces: list[tuple[QLabel, QLabel]] = []
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for _ in range(3):
            face, name = QLabel(), QLabel()
            face.setProperty("role", "clock")
            name.setProperty("role", "muted")
            box.addWidget(face, 0, Qt.AlignmentFlag.AlignVCenter)
            box.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
            box.addSpacing(8)
            self._faces.append((face, name))
        self._narrow = False
        ticker.minute.connect(self.draw)
        self.set_zones("UTC")

    def set_zones(self, event: str, partner: str = "", partner_name: str = "") -> None:
        """The event's zone and, where there is one, the partner's with what it is called."""
        zones = [(event, "")] if event != "UTC" else []
        zones.append(("UTC", "UTC"))
        if partner:
            zones.append((partner, partner_name or partner.rpartition("/")[2].replace("_", " ")))
        self._zones = tuple(zones)
        self.draw()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the partner's clock out."""
        self._narrow = narrow
        self.draw()

    @Slot()
    def draw(self) -> None:
        """Show the minute it is."""
        now = self._ticker.now()
        home = clock.at(now, self._zones[0][0])
        for at, (face, name) in enumerate(self._faces):
            here = at < len(self._zones) and not (self._narrow and at > 1)
            face.setVisible(here)
            name.setVisible(here)
            if here:
                zone, called = self._zones[at]
                there = clock.at(now, zone)
                face.setText(f"{there:%H:%M}")
                name.setText(f"{called or there.tzname()}{_days(home, there)}")
                face.setAccessibleName(f"{name.text()} {there:%H:%M}")
                name.setToolTip(f"{there:%Y-%m-%d %H:%M} {zone}, UTC{there:%z}")


def _days(home: datetime, there: datetime) -> str:
    step = (there.date() - home.date()).days
    return f" {step:+d}".replace("-", "−") if step else ""
