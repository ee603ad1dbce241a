"""Who asks: a challenge signed by the device's key gives a token of a quarter of an hour, checked at every request."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from eocdesk.models import clock
from eocdesk.models.clock import Moment
from eocdesk.store import signing
from eocdesk.store.hub import people, people_accounts, people_trail
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice
from eocdesk.sync.access import Challenge, Proof, Token, proof_of

ANSWERED_WITHIN = 60_000
"""How long a challenge may be answered, ms."""
LASTS = 15 * 60_000
"""How long a token is believed, ms."""
PURGE = "purge"
STRANGER = "The hub does not know this desk. Join with an enrolment code."
_RANDOM, _TIME, _SEAL = 16, 8, 32
_DEV = 16


class UnauthorisedError(Exception):
    """Nobody this hub would answer; one sentence."""


class Door:
    """Challenges and tokens, sealed with a key made from the hub's own: every process of one hub believes them."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._secret = hashlib.sha256(b"eocdesk door 1" + hub.key).digest()

    def challenge(self, dev: bytes) -> Challenge:
        """Something to sign; for whoever asks, so that nobody learns which devices there are. Nothing is kept of it."""
        now = clock.now()
        open_ = secrets.token_bytes(_RANDOM) + (now + ANSWERED_WITHIN).to_bytes(_TIME, "big")
        return Challenge(open_ + self._seal(b"challenge", open_, dev), now)

    def token(self, proof: Proof, place: str) -> Token:
        """A token for who signed a challenge of ours in time and first; UnauthorisedError else, and in the trail."""
        try:
            return self._token(proof)
        except UnauthorisedError as error:
            with self._hub.writing() as c:
                people_trail.note_refusal(c, str(error), who=proof.dev.hex()[:32], place=place, dev=_known(proof.dev))
            raise

    def _token(self, proof: Proof) -> Token:
        now = clock.now()
        open_, seal = proof.nonce[: _RANDOM + _TIME], proof.nonce[_RANDOM + _TIME :]
        if not hmac.compare_digest(seal, self._seal(b"challenge", open_, proof.dev)):
            raise UnauthorisedError("This is no challenge of this hub. Ask for one.")
        until = int.from_bytes(open_[_RANDOM:], "big")
        if until < now:
            raise UnauthorisedError("This challenge is too old. Ask for another.")
        with self._hub.reading() as c:
            device = people.device(c, proof.dev)
        message = proof_of(self._hub.id, proof.nonce)
        if device is None or not signing.holds(device.key, message, proof.signature):
            raise UnauthorisedError(STRANGER)
        with self._hub.writing() as c:
            if not people_accounts.spend(c, seal, until):
                raise UnauthorisedError("This challenge was answered already. Ask for another.")
        order = PURGE if device.revoked is not None else ""
        return Token(self._made(device, now + LASTS), now + LASTS, now, order)

    def _made(self, device: HubDevice, until: Moment) -> str:
        open_ = device.dev + until.to_bytes(_TIME, "big")
        sealed = open_ + self._seal(b"token", open_, device.key)
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def device(self, header: str | None) -> HubDevice:
        """The device whose token this `Authorization` is, revoked ones too; UnauthorisedError where it is none."""
        scheme, _, words = (header or "").partition(" ")
        if scheme.lower() != "bearer":
            raise UnauthorisedError("Say who you are: ask for a challenge, sign it, and send the token.")
        try:
            token = base64.urlsafe_b64decode(words.strip() + "=" * (-len(words.strip()) % 4))
        except ValueError:
            token = b""
        if len(token) != _DEV + _TIME + _SEAL:
            raise UnauthorisedError("This is no token of this hub.")
        open_, seal = token[: _DEV + _TIME], token[_DEV + _TIME :]
        with self._hub.reading() as c:
            device = people.device(c, open_[:_DEV])
        if device is None or not hmac.compare_digest(seal, self._seal(b"token", open_, device.key)):
            raise UnauthorisedError("This is no token of this hub.")
        if int.from_bytes(open_[_DEV:], "big") < clock.now():
            raise UnauthorisedError("This token is too old. Ask for a challenge.")
        return device

    def _seal(self, what: bytes, open_: bytes, bound: bytes) -> bytes:
        return hmac.digest(self._secret, b"\0".join((what, open_, bound)), "sha256")


def _known(dev: bytes) -> bytes | None:
    return dev if len(dev) == _DEV else None
