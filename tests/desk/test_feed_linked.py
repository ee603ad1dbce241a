"""Linked messages: of the same host alone, each once, a bounded number at a time, and what fails comes again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eocdesk.desk import feed_linked, feeding
from eocdesk.desk.feed_linked import MOST, choose
from eocdesk.models import Alert
from eocdesk.store.queries import events
from tests.desk.test_feeding import Watch
from tests.kit.desks import EVENT, bodies, make_desk
from tests.kit.feed_server import Play, source

LIST = "https://alerts.example.org/feeds/ca.atom"
XML = {"content-type": "application/xml"}


def message(key: str) -> bytes:
    return f"""<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{key}</identifier>
<sender>a@example.org</sender><sent>2028-07-19T03:00:00-07:00</sent><status>Exercise</status><msgType>Alert</msgType>
<info><category>Met</category><event>Heat</event></info></alert>""".encode()


def listed(*links: str) -> bytes:
    entries = "".join(f'<entry><link type="application/cap+xml" href="{link}"/></entry>' for link in links)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    desk = make_desk(tmp_path)
    with source() as there:
        cap = replace(feeding.feed_of("cap"), addresses=lambda _: [f"{there.url}/list"], floor_s=0)
        there.plays |= {f"/{key}": Play(message(key), headers=XML) for key in "abc"}
        yield Watch(desk, there, cap)
    desk.close()


def say(watch: Watch, *links: str, etag: str = "") -> None:
    watch.there.plays["/list"] = Play(listed(*links), headers={**XML, **({"etag": etag} if etag else {})})


def alerts(watch: Watch) -> set[str]:
    return {one.identifier for one in watch.desk.read_now(events.of_event, Alert, EVENT)}


def asked(watch: Watch) -> list[str]:
    found = [path for path, _ in watch.there.asked]
    watch.there.asked.clear()
    return found


def test_only_what_is_new_and_at_the_same_place_is_asked() -> None:
    links = ("a.xml", "/b.xml", "https://alerts.example.org/c.xml", "https://other.example.org/d", "http://[", "a.xml")
    choice = choose(links, LIST, {"https://alerts.example.org/b.xml"})
    assert choice.ask == ("https://alerts.example.org/feeds/a.xml", "https://alerts.example.org/c.xml")
    assert (choice.left, choice.foreign, len(choice.listed)) == (0, 2, 3)
    assert choice.warnings() == ["2 linked messages are at another host and are not asked for"]
    assert choose(["http://alerts.example.org/a"], LIST, ()).foreign == 1  # without protection


@given(st.lists(st.text(max_size=20), max_size=8))
def test_whatever_a_list_links_to_nothing_is_asked_elsewhere(links: list[str]) -> None:
    assert all(one.startswith("https://alerts.example.org") for one in choose(links, LIST, ()).ask)


def test_many_are_asked_in_several_turns() -> None:
    choice = choose([f"m{at}" for at in range(MOST + 7)], LIST, ())
    assert (len(choice.ask), choice.left) == (MOST, 7)
    assert choice.warnings() == ["7 linked messages are asked for next time"]
    assert choose([f"m{at}" for at in range(MOST + 7)], LIST, choice.ask).left == 0


def test_linked_messages_come_in_and_are_asked_once(watch: Watch) -> None:
    say(watch, "a", "b")
    took = watch.poll()
    assert (took.ok, took.read, took.changed) == (True, 2, 2)
    assert (alerts(watch), asked(watch)) == ({"a", "b"}, ["/list", "/a", "/b"])
    size = len(bodies(watch.desk))
    assert watch.poll().ok
    say(watch, "a", "b", "c")
    watch.poll()
    assert (alerts(watch), asked(watch)) == ({"a", "b", "c"}, ["/list", "/list", "/c"])
    assert len(bodies(watch.desk)) == size + 1


def test_one_that_does_not_come_is_said_and_asked_again_while_the_others_come_in(watch: Watch) -> None:
    watch.there.plays["/a"] = Play(status=404)
    say(watch, "a", "b", etag='"1"')
    took = watch.poll()
    assert not took.ok
    assert took.sentence == "1 linked message did not come. 127.0.0.1 answers 404."
    assert alerts(watch) == {"b"}
    watch.there.plays["/a"] = Play(message("a"), headers=XML)
    assert watch.poll().ok
    assert (alerts(watch), asked(watch)) == ({"a", "b"}, ["/list", "/a", "/b", "/list", "/a"])
    watch.poll()
    assert [headers.get("if-none-match") for _, headers in watch.there.asked] == ['"1"']


def test_a_source_that_is_busy_is_left_alone_with_what_came_kept(watch: Watch) -> None:
    watch.there.plays["/b"] = Play(status=429, headers={"retry-after": "600"})
    say(watch, "a", "b", "c")
    assert "asked too often" in watch.poll().sentence
    assert asked(watch) == ["/list", "/a", "/b"]
    assert not watch.poll().asked


def test_a_host_that_fails_again_and_again_is_asked_no_further(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eocdesk.desk.feed_asking.FAILED_MOST", 2)
    watch.there.plays |= {path: Play(status=500) for path in ("/a", "/b")}
    say(watch, "a", "b", "c")
    assert not watch.poll().ok
    assert asked(watch) == ["/list", "/a", "/b"]
    assert feed_linked.FAILED_MOST == 3


def test_one_that_is_no_message_is_said_once_and_not_asked_again(watch: Watch) -> None:
    watch.there.plays["/a"] = Play(b"<other/>", headers=XML)
    say(watch, "a")
    assert watch.poll().sentence == "It is XML, but no CAP alert."
    assert watch.poll().ok
    assert asked(watch) == ["/list", "/a", "/list"]
