"""A source of feeds on loopback that replays answers and misbehaves as it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Play:
    """What is answered: `cut` promises more than it sends, `silent` waits until the test is over."""

    data: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    cut: bool = False
    silent: bool = False


@dataclass
class Source:
    """Where it listens, what it answers by path, and what it was asked (path, headers)."""

    url: str = ""
    plays: dict[str, Play] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def source() -> Iterator[Source]:
    """A source, gone at the end."""
    told = Source()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            play = told.plays[self.path]
            if play.silent:
                told.over.wait()
                return
            etag = play.headers.get("etag")
            status = 304 if etag and self.headers.get("if-none-match") == etag else play.status
            data = b"" if status == 304 else play.data
            self.send_response(status)
            for name, value in play.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data) + (10 if play.cut else 0)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        told.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
