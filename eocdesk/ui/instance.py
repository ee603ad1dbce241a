"""One window for one data folder: a second start raises the first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 700


class Instance(QObject):
    """`is_first` decides who opens; the first one hears of the others by `raised`."""

    raised = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "eocdesk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """True: this one opens. False: another one runs and has been asked to come forward."""
        if self._call():
            return False
        QLocalServer.removeServer(self._name)  # what a killed one left behind
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._called)
        if not server.listen(self._name):
            return True  # no sockets here: the database's own locks still keep two writers apart
        self._server = server
        return True

    def stop(self) -> None:
        """Others may open from now on."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(b"raise\n")
        socket.waitForBytesWritten(PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    @Slot()
    def _called(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()
