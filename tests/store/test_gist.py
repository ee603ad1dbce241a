"""What holds a record now gives the record that all of its changes give, and is less where much was written over."""

from __future__ import annotations

from hypothesis import given

from eocdesk.models import Change
from eocdesk.models.ids import scope_id
from eocdesk.store import project
from eocdesk.store.gist import gist
from eocdesk.store.merge import Key
from tests.kit.hubs import AMBER, GREEN, Pen, made
from tests.kit.stories import STEPS, Step, Story


def folded(changes: list[Change]) -> project.Projected:
    """By what is needed alone."""
    told = gist(changes, project.once_of)
    dead: dict[str, frozenset[Key]] = {}
    for at, names in told:
        one = changes[at]
        for name in names:
            dead[name] = dead.get(name, frozenset()) | {Key(one.scope, one.dev, one.n)}
    return project.of(changes[0].rec, [(changes[at], 5) for at, _ in told], dead)


@given(STEPS)
def test_what_is_needed_gives_the_same_row_heads_and_conflicts_as_everything(steps: list[Step]) -> None:
    story = Story(GREEN).go(steps)
    for record in story.records:
        changes = [one for one in story.changes if one.rec == record]
        whole, part = project.of(record, [(one, 5) for one in changes]), folded(changes)
        assert part.state == whole.state
        assert {name: (held.heads, held.values) for name, held in part.conflicts.items()} == {
            name: (held.heads, held.values) for name, held in whole.conflicts.items()
        }


def test_of_a_field_written_over_and_over_the_last_and_the_making_are_needed() -> None:
    story = Story(GREEN).go([(0, 0, ["title"], value, False) for value in range(20)])
    changes = [one for one in story.changes if one.rec == story.records[0]]
    assert gist(changes, project.once_of) == [(0, ["title"]), (20, [])]


def test_of_a_record_that_is_struck_everything_is_needed_for_who_knew_of_it() -> None:
    """The second desk wrote on without knowing of the strike; what it wrote was written over by one who knew."""
    story = Story(GREEN).go([(1, 0, ["title"], 1, False), (0, 0, ["struck"], 1, False), (0, 0, ["title"], 2, True)])
    changes = [one for one in story.changes if one.rec == story.records[0]]
    assert [at for at, _ in gist(changes, project.once_of)] == list(range(len(changes)))
    assert folded(changes).state == project.of(changes[0].rec, [(one, 5) for one in changes]).state


def test_of_a_record_whose_making_is_not_here_the_first_is_needed() -> None:
    pen = Pen()
    bodies = [pen.write(GREEN, {"title": str(n)}, rec=b"r" * 16, base={"title": [(pen.dev, n)]}) for n in range(4)]
    changes = [project.decode(body) for body in bodies]
    assert [at for at, _ in gist(changes, project.once_of)] == [0, 3]


def test_of_a_record_that_moved_everything_is_needed() -> None:
    pen = Pen()
    first = pen.write(GREEN, made(GREEN, title="a"), rec=b"r" * 16)
    again = pen.write(GREEN, {"title": "b"}, rec=b"r" * 16, base={"title": [(pen.dev, 1)]})
    leave, enter = pen.move(b"r" * 16, GREEN, AMBER, 1, title="b")
    changes = [project.decode(body) for body in (first, again, leave)]
    assert [at for at, _ in gist(changes, project.once_of)] == [0, 1, 2]
    assert gist([project.decode(enter)], project.once_of) == [(0, [])]
    assert project.decode(enter).left == scope_id(*GREEN)
