"""Certificates made for a test, and a listener on loopback that answers as it is told."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True)
class Certificate:
    """One of a hub's own making."""

    der: bytes
    file: Path

    def context(self) -> ssl.SSLContext:
        """For who shows it."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.file)
        return made


@pytest.fixture
def certificate(tmp_path: Path) -> Callable[..., Certificate]:
    """Make one, valid from `since` for `days`."""

    def make(name: str = "hub", since: int = 0, days: int = 10) -> Certificate:
        key = ec.generate_private_key(ec.SECP256R1())
        begins = dt.datetime.now(dt.UTC) + dt.timedelta(days=since)
        named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        made = (
            x509.CertificateBuilder()
            .subject_name(named)
            .issuer_name(named)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + dt.timedelta(days=days))
            .sign(key, hashes.SHA256())
        )
        file = tmp_path / f"{name}.pem"
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file.write_bytes(key.private_bytes(*plain) + made.public_bytes(serialization.Encoding.PEM))
        return Certificate(made.public_bytes(serialization.Encoding.DER), file)

    return make


Answer = tuple[int, dict[str, str], bytes]


class Listener:
    """Answers each request as `answer(path, headers, body)` says; what is asked is kept in `asked`."""

    def __init__(self, answer: Callable[[str, dict[str, str], bytes], Answer | None]) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._answer = answer
        self._busy: set[asyncio.Task[None] | None] = set()

    @contextlib.asynccontextmanager
    async def open(self, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
        """The address while it listens."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls)
        port = server.sockets[0].getsockname()[1]
        try:
            yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        finally:
            server.close()
            await asyncio.gather(*(task for task in self._busy if task is not None))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._busy.add(asyncio.current_task())
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            path = head[0].split(" ")[1]
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            body = await self._body(reader, headers)
            self.asked.append((path, headers))
            answer = self._answer(path, headers, body)
            if answer is None:
                await reader.read()  # a black hole: until the other side goes away
            else:
                status, more, data = answer
                lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(data)}", "connection: close"]
                lines += [f"{name}: {value}" for name, value in more.items()]
                writer.write("\r\n".join([*lines, "", ""]).encode() + data)
                await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    async def _body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return await reader.readexactly(int(headers.get("content-length", "0")))
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return body
