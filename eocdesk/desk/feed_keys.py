"""Keys that sources ask for: in the system's keyring, or in the desk's encrypted database where there is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from eocdesk.models import Refused, Unavailable
from eocdesk.store import local
from eocdesk.store.keys import NO_KEYRING

if TYPE_CHECKING:
    from eocdesk.desk.desk import Desk
    from eocdesk.feeds.feed import Feed

_SERVICE = "eocdesk feeds"
_LONGEST = 2_000


def keep(desk: Desk, feed: Feed, key: str, host: str = "") -> None:
    """Keep the key of a feed, or of one host of a feed with addresses of its own; empty forgets it. Blocks."""
    if not feed.needs_key and not feed.own:
        raise Refused(f"The feed {feed.name} needs no key.", "feed")
    if feed.own and not host:
        raise Refused(f"The feed {feed.name} may ask several places. Say for which host the key is.", "host")
    if len(key) > _LONGEST or not key.isprintable():
        raise Refused("This is no key: it is one line of letters.", "key")
    name = _name(feed, host)
    if _in_keyring(desk, name, key) or not key:
        desk.store.writer.local(lambda connection: local.forget(connection, name)).result()
    else:
        desk.store.writer.local(lambda connection: local.put(connection, name, key)).result()


def find(desk: Desk, feed: Feed, host: str = "") -> str:
    """The key, or nothing. Blocks; Unavailable where the keyring does not open."""
    name = _name(feed, host if feed.own else "")
    found = desk.read_now(local.get, name, "")
    return str(found) if found or os.environ.get(NO_KEYRING) else _from_keyring(desk, name)


def _name(feed: Feed, host: str) -> str:
    return f"key of feed/{feed.name}/{host.lower()}"


def _place(desk: Desk, name: str) -> str:
    """Two data folders of one machine keep keys apart."""
    return f"{desk.folder.resolve()}: {name}"


def _in_keyring(desk: Desk, name: str, key: str) -> bool:
    if os.environ.get(NO_KEYRING):
        return False
    import keyring  # noqa: PLC0415  slow to load and seldom needed
    from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415

    place = _place(desk, name)
    try:
        if key:
            keyring.set_password(_SERVICE, place, key)
        else:
            keyring.delete_password(_SERVICE, place)
        return (keyring.get_password(_SERVICE, place) or "") == key
    except PasswordDeleteError:
        return True
    except (KeyringError, OSError, RuntimeError):
        return False


def _from_keyring(desk: Desk, name: str) -> str:
    import keyring  # noqa: PLC0415  likewise
    from keyring.errors import KeyringError, NoKeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(_SERVICE, _place(desk, name)) or ""
    except NoKeyringError:
        return ""
    except (KeyringError, OSError, RuntimeError) as error:
        raise Unavailable(f"The system's keyring does not open ({error}).") from error
