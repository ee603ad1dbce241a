"""A desk that offers itself to the desks of its room: it answers those that prove their key, with what they may see."""

from __future__ import annotations

import hmac
import os
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from eocdesk import __version__
from eocdesk.models import Refused, clock
from eocdesk.models.card import Card
from eocdesk.models.change import DEVICE
from eocdesk.store import meeting, signing
from eocdesk.store.kept import Store
from eocdesk.store.tables import SCHEMA
from eocdesk.sync.access import Asking, Challenge, Proof, Token, proof_of
from eocdesk.sync.giving import Giver, labels_in
from eocdesk.sync.intake import Intake, keep_shown
from eocdesk.sync.lan import Greeted, Greeting, Here, Knock, bound, here_of
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Reach, Since, Standing, Taken, Welcome, chosen
from eocdesk.sync.trust import Keys, Trust, trusted

_LIFE = 15 * 60_000
_MINUTE = 60_000
_MOMENT = 8
_LEAST = 1
"""The lowest schema whose changes are taken: unknown kinds and fields are kept."""


class StrangerError(Exception):
    """Who asks has not proven who it is."""


class Host:
    """This desk as others of the room meet it. Its answers block: they are given in threads.

    Challenges and tokens are kept by nobody: they carry their own seal, so no flood of them crowds out a visitor.
    """

    def __init__(self, store: Store, name: str, *, exercise: bool) -> None:
        self._certificate, self._key = _certificate()
        self._store = store
        self._name = name
        self._exercise = exercise
        self._secret = os.urandom(32)
        self._used: dict[bytes, int] = {}

    @property
    def certificate(self) -> bytes:
        """As visitors see it (DER)."""
        return ssl.PEM_cert_to_DER_cert(self._certificate.decode())

    def context(self) -> ssl.SSLContext:
        """What it serves with."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        with tempfile.TemporaryDirectory(prefix="eocdesk-") as folder:  # OpenSSL reads them from files alone
            paths = Path(folder, "certificate.pem"), Path(folder, "key.pem")
            for path, text in zip(paths, (self._certificate, self._key), strict=True):
                path.touch(mode=0o600)
                path.write_bytes(text)
            made.load_cert_chain(*paths)
        return made

    def knock(self, knock: Knock) -> Here:
        """Who is here: the device alone, no name."""
        trust, keys = trusted(self._store)
        said = here_of(knock.nonce, self.certificate, exercise=self._exercise)
        return Here(trust.dev, self._exercise, signing.sign(keys.key, said))

    def greet(self, greeting: Greeting) -> Greeted:
        """Cards of a visitor; those a hub of ours signed are kept."""
        trust, _ = trusted(self._store)
        shown = trust.checked(greeting.cards)
        if shown.by_hub:
            self._store.writer.local(partial(keep_shown, trust, shown)).result()
        return Greeted(clock.now())

    def challenge(self, asking: Asking) -> Challenge:
        """A number to be signed within a minute, once."""
        until = clock.now() + _MINUTE
        said = os.urandom(16) + until.to_bytes(_MOMENT, "big")
        return Challenge(said + self._seal(b"challenge" + asking.dev + said), clock.now())

    def token(self, proof: Proof) -> Token:
        """A token for who signed its challenge; StrangerError for everybody else, in the same words."""
        trust, _ = trusted(self._store)
        card = trust.known(proof.dev)
        asked = proof_of(bound(trust.dev, self.certificate), proof.nonce)
        if card is None or not self._fresh(proof) or not signing.holds(card.key, asked, proof.signature):
            raise StrangerError
        now = clock.now()
        self._used = {nonce: until for nonce, until in self._used.items() if until >= now} | {
            proof.nonce: now + _MINUTE
        }
        said = proof.dev + (now + _LIFE).to_bytes(_MOMENT, "big")
        return Token((said + self._seal(b"token" + said)).hex(), now + _LIFE, now)

    def _fresh(self, proof: Proof) -> bool:
        said, seal = proof.nonce[:-32], proof.nonce[-32:]
        sealed = hmac.compare_digest(seal, self._seal(b"challenge" + proof.dev + said))
        return sealed and clock.now() <= int.from_bytes(said[16:], "big") and proof.nonce not in self._used

    def _seal(self, said: bytes) -> bytes:
        return hmac.digest(self._secret, said, "sha256")

    def visitor(self, token: str) -> bytes:
        """The device that was given this token; StrangerError where none was, or it is too old."""
        try:
            plain = bytes.fromhex(token)
        except ValueError:
            raise StrangerError from None
        said, seal = plain[:-32], plain[-32:]
        if not hmac.compare_digest(seal, self._seal(b"token" + said)):
            raise StrangerError
        if int.from_bytes(said[DEVICE:], "big") < clock.now():
            raise StrangerError
        return said[:DEVICE]

    def hello(self, dev: bytes, hello: Hello) -> Welcome:
        """Begin."""
        trust, _, _ = self._met(dev)
        return Welcome(chosen(hello.speaks), trust.dev, self._name, b"", __version__, SCHEMA, _LEAST, clock.now())

    def heads(self, dev: bytes) -> Heads:
        """What is here that the visitor may see."""
        trust, _, _ = self._met(dev)
        held = self._store.readers.now(meeting.standing, may=partial(trust.sees, dev))
        return Heads({scope: Standing(labels, digest, 0, chains) for scope, (labels, digest, chains) in held.items()})

    def push(self, dev: bytes, page: Page) -> Taken:
        """Take what follows; what waits for something earlier is named."""
        trust, _, card = self._met(dev)
        known = {scope: labels for scope, (labels, _, _) in self._store.readers.now(meeting.standing).items()}
        gain = Intake(self._store, trust, card).take(page, known | labels_in(page))
        durable = [Reach(*chain, n) for chain, n in gain.reach.items()]
        wanted = [Reach(*chain, n) for chain, n in gain.waiting.items()]
        return Taken(durable, [], wanted, clock.now())

    def pull(self, dev: bytes, since: Since) -> Pulled:
        """The next changes of each scope the visitor may see."""
        trust, keys, _ = self._met(dev)
        return Giver(self._store, trust, keys).pulled(dev, since, clock.now())

    def _met(self, dev: bytes) -> tuple[Trust, Keys, Card]:
        """What is known at this moment: a desk that was revoked meanwhile is refused at once."""
        trust, keys = trusted(self._store)
        card = trust.known(dev)
        if card is None:
            raise Refused("This desk does not know the one that asks any more.")
        return trust, keys, card


def _certificate() -> tuple[bytes, bytes]:
    """A certificate of the moment and its key, both PEM: what it is worth, the device's signature over it says."""
    from cryptography import x509  # noqa: PLC0415  a desk that offers nothing needs none
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415  likewise
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  likewise
    from cryptography.x509.oid import NameOID  # noqa: PLC0415  likewise

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "eocdesk")])
    start = datetime.now(UTC) - timedelta(days=2)  # clocks of a room may be a day apart
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=400))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return built.public_bytes(serialization.Encoding.PEM), private
