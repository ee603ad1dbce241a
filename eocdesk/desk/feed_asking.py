"""Ask one feed now, at all its addresses, page by page; what goes wrong is in the words and in what is kept."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from eocdesk import __version__
from eocdesk.desk import feed_keys
from eocdesk.desk.feed_linked import FAILED_MOST, choose
from eocdesk.desk.feed_rules import Rules, rules
from eocdesk.desk.feeding import Took, depends, keep_state, state_of, taken, where
from eocdesk.models import Event, Refused, Unavailable, clock

if TYPE_CHECKING:
    import httpx

    from eocdesk.desk.desk import Desk
    from eocdesk.feeds.feed import Feed

PAGES = 50
"""Of one address at one time."""
_FAR = 2 * 86_400_000
_UNSET = "It has no address to ask yet: a setting it needs is empty."
_SAME = "Nothing new since it was last asked."
_HIDDEN = "…"
_MISTAKE = "This is a mistake in eocdesk; it is in the log."

_log = logging.getLogger(__name__)


async def poll(desk: Desk, event: Event, feed: Feed, http: httpx.AsyncClient | None = None) -> Took:
    """Ask a feed now, unless its source wants to be left alone yet. What goes wrong is in the words, never raised."""
    from eocdesk.feeds.fetch import client  # noqa: PLC0415  heavy

    state = state_of(desk, feed, event.id)
    now, told = clock.now(), rules(desk)
    left = max(int(state.get("tried", 0)) + feed.floor_s * 1000, int(state.get("later", 0))) - now
    if 0 < left <= _FAR:  # a clock that was put back does not silence a feed
        return Took(feed.name, f"Asked a moment ago; again in {-(-left // 1000)} s.", asked=False)
    try:
        keyed = await _keyed(desk, feed)
        addresses = feed.addresses(where(desk, event.id, feed, keyed))
    except (Unavailable, Refused) as error:
        return Took(feed.name, error.sentence, ok=False, asked=False)
    if feed.needs_key and not feed.own and not keyed:
        return Took(feed.name, f"It needs a key. Give it with: eocdesk feed key {feed.name}", asked=False)
    if not addresses:
        return Took(feed.name, _UNSET, asked=False)
    if http is not None:
        return await _Asking(desk, event, feed, http, told, keyed, state).all(addresses)
    async with client(told.contact, __version__) as own:
        return await _Asking(desk, event, feed, own, told, keyed, state).all(addresses)


async def _keyed(desk: Desk, feed: Feed, host: str = "") -> str:
    """The key of a feed, or of a host of a feed with addresses of its own; a keyring may take its time."""
    if not (host if feed.own else feed.needs_key):
        return ""
    return await asyncio.wrap_future(desk.store.readers.run(feed_keys.find, desk, feed, host))


@dataclass
class _Asking:
    """One feed being asked."""

    desk: Desk
    event: Event
    feed: Feed
    http: httpx.AsyncClient
    told: Rules
    key: str
    state: dict[str, Any]
    took: Took = field(init=False)
    later: int = 0
    _silent: dict[str, str] = field(default_factory=dict)
    _done: dict[str, list[str]] = field(default_factory=dict)
    """Of each address the linked messages that came, while they are listed."""

    async def all(self, addresses: list[str]) -> Took:
        """At each address; a host that did not answer is not asked a second time."""
        from eocdesk.feeds.fetch import LaterError  # noqa: PLC0415  heavy

        self.took = Took(self.feed.name, _SAME)
        over = await asyncio.wrap_future(self.desk.store.readers.run(depends, self.desk, self.event, self.feed))
        same = self.state.get("over") == over
        held: dict[str, list[str]] = dict(self.state.get("kept", {})) if same else {}
        self._done = dict(self.state.get("linked", {})) if same else {}
        for address in addresses:
            if _host(address) in self._silent:
                continue
            try:
                await self._address(address, held)
            except LaterError as error:
                self.later = max(self.later, clock.now() + error.wait * 1000)
                self._failed(address, error.sentence)
            except (Unavailable, Refused) as error:
                self._failed(address, error.sentence)
            except Exception:  # noqa: BLE001  whatever it is, the other feeds go on and this one is tried again
                _log.exception("the feed %s failed", self.feed.name)
                self._failed(address, _MISTAKE)
        shown = {self._shown(one) for one in addresses}
        self._done = {one: done for one, done in self._done.items() if one in shown}
        self._keep({one: kept for one, kept in held.items() if one in shown}, over)
        return self.took

    def _failed(self, address: str, sentence: str) -> None:
        self._silent[_host(address)] = sentence
        self.took = replace(self.took, ok=False, sentence=sentence)

    async def _address(self, address: str, held: dict[str, list[str]]) -> None:
        """One address and its further pages. Its etag is kept only where it was all in one, and good.

        Of several pages the first may stand as it was while the next is new.
        """
        from eocdesk.feeds.fetch import Kept, fetch  # noqa: PLC0415  heavy

        key = await _keyed(self.desk, self.feed, _host(address)) if self.feed.own else self.key
        signed = self.feed.headers(key) if key and self.feed.headers is not None else None
        shown = self._shown(address)
        before = Kept(*held.get(shown, ()))
        place = address if self.feed.since is None else self.feed.since(address, before.added)
        marking = self.told.own.get(self.feed.name, {}).get(address, "")
        for page in range(PAGES):
            answer = await fetch(self.http, self.feed, place, before if page == 0 else Kept(), signed=signed)
            if answer.data is None:
                return
            one = await taken(self.desk, self.event, self.feed, answer.data, self._shown(place), marking)
            self.took = _both(self.took, one)
            if not one.ok:
                return
            whole = await self._linked(answer.data, place, marking)
            following = self.feed.more(answer.data, place) if self.feed.more is not None else ""
            marks = (answer.kept.etag, answer.kept.modified) if whole and page == 0 and not following else ("", "")
            before = Kept(*marks, answer.kept.added or before.added)
            held[shown] = [before.etag, before.modified, before.added]
            if not following:
                return
            place = following
            if place.partition("/")[0] != address.partition("/")[0] or _host(place) != _host(address):
                raise Unavailable(f"{_host(address)} sends to another place for its next page. It was not asked.")

    async def _linked(self, data: bytes, place: str, marking: str) -> bool:
        """The messages that an answer only names, one after the other; whether none of them is still to come.

        One that came is not asked again while it is listed: such messages are replaced by others, never changed.
        """
        from eocdesk.feeds.fetch import LaterError, fetch  # noqa: PLC0415  heavy

        if self.feed.links is None:
            return True
        links = await asyncio.wrap_future(self.desk.store.readers.run(self.feed.links, data))
        shown, failed = self._shown(place), []
        done = set(self._done.get(shown, ()))
        choice = choose(links, place, done)
        try:
            for address in choice.ask:
                try:
                    answer = await fetch(self.http, self.feed, address)
                except LaterError:
                    raise
                except Unavailable as error:
                    failed.append(error.sentence)
                    if len(failed) == FAILED_MOST:
                        break
                    continue
                if answer.data is not None:
                    one = await taken(self.desk, self.event, self.feed, answer.data, address, marking)
                    self.took = _both(self.took, one)
                done.add(address)
        finally:
            self._done[shown] = sorted(done & choice.listed)
        self.took = replace(self.took, warnings=self.took.warnings + choice.warnings())
        if failed:
            many = "1 linked message" if len(failed) == 1 else f"{len(failed)} linked messages"
            raise Unavailable(f"{many} did not come. {failed[0]}")
        return not choice.left

    def _shown(self, address: str) -> str:
        """The address without the key, as it may be kept and shown."""
        if not self.key:
            return address
        return address.replace(self.key, _HIDDEN).replace(quote(self.key, safe=""), _HIDDEN)

    def _keep(self, held: dict[str, list[str]], over: str) -> None:
        now, ok = clock.now(), self.took.ok
        state = self.state | {"tried": now, "kept": held, "over": over, "later": self.later, "title": self.feed.title}
        state |= {"linked": self._done}
        state |= {"every": self.told.every(self.feed), "failures": 0 if ok else int(state.get("failures", 0)) + 1}
        state |= {"good": now, "sentence": ""} if ok else {"sentence": self.took.sentence}
        keep_state(self.desk, self.feed, self.event.id, state)


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


def _both(one: Took, other: Took) -> Took:
    sentence = other.sentence if one.sentence == _SAME or not other.ok else one.sentence
    return Took(
        one.name,
        sentence,
        one.ok and other.ok,
        read=one.read + other.read,
        changed=one.changed + other.changed,
        refused=one.refused + other.refused,
        warnings=one.warnings + other.warnings,
    )
