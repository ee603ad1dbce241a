"""What asks the outside beside a hub: a desk of its own, let in with a right for that alone, where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eocdesk.models import enrolment
from eocdesk.models.right import Right, Role
from eocdesk.server import tls
from eocdesk.store.hub import people
from eocdesk.sync.protocol import Fed

if TYPE_CHECKING:
    from eocdesk.desk.feed_hub import HubFeeds
    from eocdesk.server.settings import Settings
    from eocdesk.store.hub.hub import Hub

_BY = "serve --feeds"


class Beside:
    """The hub's feeds, or nothing where they were not asked for."""

    def __init__(self, settings: Settings, hub: Hub, certificate: tls.Certificate) -> None:
        self._settings = settings
        self._hub = hub
        self._certificate = certificate
        self._feeds: HubFeeds | None = None

    def start(self, port: int) -> None:
        """Begin, once the hub answers at that port."""
        if self._settings.feeds is None:
            return
        from eocdesk.desk.feed_hub import FOLDER, HubFeeds  # noqa: PLC0415  a hub without feeds loads no desk

        self._feeds = HubFeeds(self._settings.folder / FOLDER, self._code, self._settings.feeds)
        self._feeds.start(self._url(port))

    def stop(self) -> None:
        """End."""
        if self._feeds is not None:
            self._feeds.stop()

    def told(self) -> list[Fed]:
        """What desks are told of it."""
        found = self._feeds.ages() if self._feeds is not None else []
        return [
            Fed(event, age.name, age.title, age.last_good, age.last_try, age.every_s, age.sentence)
            for event, age in found
        ]

    def _url(self, port: int) -> str:
        host = self._settings.host.strip("[]")
        if host in ("0.0.0.0", "::", ""):  # noqa: S104  compared only
            host = "127.0.0.1"
        return f"{'https' if self._settings.encrypted else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"

    def _code(self) -> str:
        with self._hub.writing() as c:
            secret = people.make_code(c, Right(Role.FEEDS.value), people.HOUR, by=_BY, name="Feeds of the hub")
        return enrolment.Code(secret, enrolment.pin_of(self._certificate.der)).text
