"""Run a hub: one process that listens once all is ready, and stops in order when it is told to."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn

from eocdesk.models import Refused, Unavailable
from eocdesk.server import log, metrics, tls
from eocdesk.server.app import App
from eocdesk.server.beside import Beside
from eocdesk.server.patience import Patient
from eocdesk.server.settings import Settings, sound
from eocdesk.store.hub import people_accounts
from eocdesk.store.hub.file_room import GB, FileRoom
from eocdesk.store.hub.hub import Hub

STOP_S = 4
"""Seconds that what is being answered has when the hub stops."""
HEAD_S = 30
"""Seconds an idle connection is kept."""
CONNECTIONS = 5_000
_WAITING = 512

Say = Callable[[str], None]


def serve(asked: Settings, say: Say) -> int:
    """Run until SIGTERM or SIGINT; 0. Refused and Unavailable where it cannot begin.

    `say` is given the lines for whoever started it, the last of them once the hub answers.
    """
    settings = sound(asked)
    settings.folder.mkdir(parents=True, exist_ok=True)
    with _listening(settings) as listening:  # first of all: a port that is taken makes no hub
        certificate = _certificate(settings)
        context = certificate.context() if settings.encrypted else None
        hub = Hub.open(settings.folder, settings.database, settings.name)
        handler = log.start(verbose=settings.verbose)
        try:
            if settings.restored:
                hub.renew_epoch()
                say("Every desk reads and sends anew from its next meeting on. Leave --restored out from now on.")
            tls.note_served(settings.folder, certificate)
            _first_administrator(hub, say)
            room = FileRoom(hub, settings.files, settings.quota_gb * GB)
            beside = Beside(settings, hub, certificate)
            app = App(hub, lambda: certificate.der, metrics_token=_figures(settings), room=room, feeds=beside.told)

            def ready() -> None:
                say(_ready(settings, listening, certificate))
                beside.start(listening.getsockname()[1])

            try:
                _Server(_config(app, context), app, ready).run(sockets=[listening])
            finally:
                beside.stop()
                app.close()
        finally:
            hub.close()
            log.stop(handler)
    return 0


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """The socket, bound and not yet listening: nobody is let in before the hub can answer."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named TCP, for asyncio sends at once (TCP_NODELAY) on such sockets alone: else each answer is 40 ms late.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two programs share the port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((settings.host.strip("[]"), settings.port))
        except (OSError, OverflowError) as error:
            raise _unbound(settings, error) from error
        yield made
    finally:
        made.close()


def _unbound(settings: Settings, error: Exception) -> Refused:
    where = f"Port {settings.port} of {settings.host}"
    reason = getattr(error, "errno", None)
    if reason == errno.EADDRINUSE:
        return Refused(f"{where} is taken by another program, a hub perhaps. Stop it, or give another with --port.")
    if reason in (errno.EACCES, errno.EPERM):
        return Refused(f"{where} may not be used by this account. Give a port above 1023 with --port.")
    if reason == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return Refused(f"“{settings.host}” is no address of this machine. Give one with --host, or 0.0.0.0 for all.")
    return Refused(f"{where} cannot be used ({error}).")


def _certificate(settings: Settings) -> tls.Certificate:
    if settings.certificate is not None and settings.key is not None:
        supplied = tls.Certificate(settings.certificate, settings.key)
        supplied.context()
        return supplied
    names = [] if settings.host in ("0.0.0.0", "::", "") else [settings.host.strip("[]")]  # noqa: S104  compared only
    return tls.own(settings.folder, names)


def _figures(settings: Settings) -> str | None:
    return None if settings.metrics_open else metrics.token(settings.folder)


def _first_administrator(hub: Hub, say: Say) -> None:
    with hub.reading() as c:
        if people_accounts.any_accounts(c):
            return
    phrase = people_accounts.new_phrase()
    kept = people_accounts.hashed(phrase)
    with hub.writing() as c:
        if people_accounts.any_accounts(c):
            return  # another process of this hub was quicker
        people_accounts.set_account(c, people_accounts.FIRST, "administrator", kept, by="first start")
    say(f"The first administrator is “{people_accounts.FIRST}”, with the passphrase {phrase}")
    say("Write it down now: it is not shown again. “eocdesk hub-account” makes a new one on this machine.")


def _ready(settings: Settings, listening: socket.socket, certificate: tls.Certificate) -> str:
    host = settings.host.strip("[]")
    if host in ("0.0.0.0", "::", ""):  # noqa: S104  compared only
        host = socket.gethostname()
    scheme, at = "https" if settings.encrypted else "http", f"[{host}]" if ":" in host else host
    line = f"eocdesk hub listens on {scheme}://{at}:{listening.getsockname()[1]}"
    return f"{line} (certificate {certificate.fingerprint})" if settings.encrypted else line


def _config(app: App, context: Any) -> uvicorn.Config:
    """Uvicorn as the hub wants it: our log and not its own, no more than it can bear, ours to stop."""
    config = uvicorn.Config(
        app.asgi,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        http=Patient,
        backlog=_WAITING,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=HEAD_S,
        timeout_graceful_shutdown=STOP_S,
    )
    config.load()
    config.ssl = context  # made by us: uvicorn's own takes files alone and allows old versions
    return config


class _Server(uvicorn.Server):
    """A server that says when it is ready, ends the lines of those who listen, and hands the signal to nobody else."""

    def __init__(self, config: uvicorn.Config, app: App, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._app = app
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin; then say so."""
        await super().startup(sockets)
        if not self.started:
            raise Unavailable("The hub could not begin to listen.")
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self._app.live.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Uvicorn would raise the signal once more at the end, and the hub would not be closed."""
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.force_exit = self.should_exit  # asked twice, it does not wait
        self.should_exit = True
