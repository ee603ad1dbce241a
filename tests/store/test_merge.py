"""The merge is one function of the set of changes: order, repetition and partial knowledge do not matter."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from eocdesk.models import Act, Change, Op
from eocdesk.models.fields import Field, Meets
from eocdesk.store.merge import STRUCK, Held, Key, conflicts_of, disputed, fold, shown, values_of

ACT = Act(b"a" * 16, "Write")
SCOPE = b"s" * 16
OTHER = b"t" * 16
DEVICES = [bytes([letter]) * 16 for letter in b"ABC"]
FIELDS = ("title", "severity", "owner")


def change(dev: bytes, n: int, hlc: int, fields: dict[str, object], base: dict[str, list[tuple[bytes, int]]]) -> Change:
    return Change(SCOPE, dev, n, b"", hlc, "incident", b"r" * 16, int(Op.SET), fields, base, ACT, (b"", "AMBER", ""))


@dataclass
class Copy:
    """A model of one desk: what it has seen of one record, and its heads by the definition."""

    dev: bytes
    seen: list[Change] = field(default_factory=list)
    n: int = 0

    def heads(self, name: str) -> list[tuple[bytes, int]]:
        return sorted(oracle(self.seen, name))

    def write(self, names: list[str], value: int, hlc: int) -> Change:
        self.n += 1
        base = {name: self.heads(name) for name in names if self.heads(name)}
        if self.heads(STRUCK):
            base[STRUCK] = self.heads(STRUCK)
        made = change(self.dev, self.n, hlc, dict.fromkeys(names, value), base)
        self.seen.append(made)
        return made


def oracle(changes: list[Change], name: str) -> set[tuple[bytes, int]]:
    """Heads by definition: the changes that wrote the field and that no change names as a parent."""
    wrote = {(c.dev, c.n) for c in changes if name in c.fields}
    named = {tuple(dot) for c in changes if name in c.fields for dot in c.base.get(name, ())}
    return wrote - named


STEP = st.tuples(
    st.integers(0, 2),
    st.lists(st.sampled_from(FIELDS), min_size=1, max_size=3, unique=True),
    st.integers(0, 2),
    st.integers(0, 50),
    st.booleans(),
)


def history(steps: list[tuple[int, list[str], int, int, bool]]) -> list[Change]:
    """Three desks that write and now and then hear of each other; their clocks are worth nothing."""
    copies = [Copy(dev) for dev in DEVICES]
    for who, names, value, hlc, hears in steps:
        copy = copies[who]
        if hears:
            other = copies[(who + 1) % 3]
            copy.seen.extend(c for c in other.seen if c not in copy.seen)
        copy.write(names, value, hlc)
    found: list[Change] = []
    for copy in copies:
        found.extend(c for c in copy.seen if c not in found)
    return found


@given(st.lists(STEP, min_size=1, max_size=14), st.randoms(use_true_random=False))
def test_any_order_and_repetition_gives_the_same_record(
    steps: list[tuple[int, list[str], int, int, bool]], rng: random.Random
) -> None:
    changes = history(steps)
    straight = fold([(c, 1) for c in changes])
    mixed = changes * 2
    rng.shuffle(mixed)
    again = fold([(c, 1) for c in mixed])
    for name in FIELDS:
        assert straight.fields.get(name, Held()).heads == again.fields.get(name, Held()).heads
        assert straight.fields.get(name, Held()).values == again.fields.get(name, Held()).values
    assert straight.made == again.made
    assert straight.revived == again.revived


@given(st.lists(STEP, min_size=1, max_size=14))
def test_heads_are_the_changes_no_other_names_as_parent(steps: list[tuple[int, list[str], int, int, bool]]) -> None:
    changes = history(steps)
    whole = fold([(c, 1) for c in changes])
    for name in FIELDS:
        assert {(h.dev, h.n) for h in whole.fields.get(name, Held()).heads} == oracle(changes, name)


@given(st.lists(STEP, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_a_part_first_and_the_rest_later_is_the_same_as_all_at_once(
    steps: list[tuple[int, list[str], int, int, bool]], rng: random.Random
) -> None:
    """The dead of the first part are all the second part needs to know of parents that had not come."""
    changes = history(steps)
    rng.shuffle(changes)
    cut = rng.randint(0, len(changes))
    first = fold([(c, 1) for c in changes[:cut]])
    dead = {name: held.dead for name, held in first.fields.items()}
    whole = fold([(c, 1) for c in changes], dead)
    assert {n: h.heads for n, h in whole.fields.items()} == {
        n: h.heads for n, h in fold([(c, 1) for c in changes]).fields.items()
    }


def test_two_people_editing_different_fields_both_win() -> None:
    a, b, _ = DEVICES
    first = change(a, 1, 10, {"title": "smoke", "severity": 1, "owner": ""}, {})
    hers = change(a, 2, 20, {"title": "smoke at gate 4"}, {"title": [(a, 1)]})
    his = change(b, 1, 5, {"severity": 3}, {"severity": [(a, 1)]})
    known, _ = values_of(fold([(first, 1), (hers, 1), (his, 1)]), {name: Field(name) for name in FIELDS})
    assert known == {"title": "smoke at gate 4", "severity": 3, "owner": ""}


def test_two_writing_the_same_field_at_once_keeps_both_and_asks() -> None:
    a, b, _ = DEVICES
    declared = {name: Field(name) for name in FIELDS}
    first = change(a, 1, 10, {"title": "smoke"}, {})
    hers = change(a, 2, 20, {"title": "smoke at gate 4"}, {"title": [(a, 1)]})
    his = change(b, 1, 15, {"title": "smoke at gate 5"}, {"title": [(a, 1)]})
    whole = fold([(his, 1), (hers, 1), (first, 1)])
    assert values_of(whole, declared)[0]["title"] == "smoke at gate 4"
    assert conflicts_of(whole, declared)["title"].values == ("smoke at gate 4", "smoke at gate 5")
    settled = change(b, 2, 30, {"title": "smoke at gates 4 and 5"}, {"title": [(a, 2), (b, 1)]})
    after = fold([(settled, 1), (first, 1), (hers, 1), (his, 1)])
    assert conflicts_of(after, declared) == {}
    assert values_of(after, declared)[0]["title"] == "smoke at gates 4 and 5"


def test_equal_values_written_at_once_are_no_conflict() -> None:
    a, b, _ = DEVICES
    one, two = change(a, 1, 1, {"title": "SoFi"}, {}), change(b, 1, 2, {"title": "SoFi"}, {})
    assert conflicts_of(fold([(one, 1), (two, 1)]), {"title": Field("Title")}) == {}


def test_a_change_that_comes_after_its_successor_supersedes_its_own_parents() -> None:
    a, _, _ = DEVICES
    one = change(a, 1, 1, {"title": "one"}, {})
    two = change(a, 2, 2, {"title": "two"}, {"title": [(a, 1)]})
    three = change(a, 3, 3, {"title": "three"}, {"title": [(a, 2)]})
    whole = fold([(three, 1), (one, 1), (two, 1)])
    assert whole.fields["title"].values == ("three",)


def test_a_strike_and_an_edit_that_did_not_know_of_it_leave_the_record_visible_and_ask() -> None:
    a, b, _ = DEVICES
    declared = {"title": Field("Title"), STRUCK: Field("Struck")}
    first = change(a, 1, 1, {"title": "fan fest"}, {})
    strike = change(a, 2, 5, {STRUCK: True}, {"title": [(a, 1)]})
    edit = change(b, 1, 4, {"title": "fan fest, moved"}, {"title": [(a, 1)]})
    whole = fold([(first, 1), (strike, 1), (edit, 1)])
    assert values_of(whole, declared)[0][STRUCK] is False
    assert STRUCK in conflicts_of(whole, declared)
    knew = change(b, 1, 6, {"title": "fan fest, moved"}, {"title": [(a, 1)], STRUCK: [(a, 2)]})
    assert values_of(fold([(first, 1), (strike, 1), (knew, 1)]), declared)[0][STRUCK] is True


def test_who_saw_a_record_struck_does_not_bring_it_back_though_it_was_struck_once_more_meanwhile() -> None:
    a, b, _ = DEVICES
    declared = {"title": Field("Title"), STRUCK: Field("Struck")}
    first = change(a, 1, 1, {"title": "fan fest"}, {})
    strike = change(a, 2, 2, {STRUCK: True}, {"title": [(a, 1)]})
    again = change(a, 3, 5, {STRUCK: True}, {"title": [(a, 1)], STRUCK: [(a, 2)]})
    knew = change(b, 1, 4, {"title": "fan fest, moved"}, {"title": [(a, 1)], STRUCK: [(a, 2)]})
    whole = fold([(one, 1) for one in (first, strike, again, knew)])
    assert values_of(whole, declared)[0][STRUCK] is True
    assert STRUCK not in conflicts_of(whole, declared)
    back = change(b, 1, 4, {STRUCK: False}, {"title": [(a, 1)], STRUCK: [(a, 2)]})
    beside = change(b, 2, 6, {"title": "fan fest, moved"}, {"title": [(a, 1)], STRUCK: [(b, 1)]})
    whole = fold([(one, 1) for one in (first, strike, back, again, beside)])
    assert STRUCK in conflicts_of(whole, declared), "it had been taken back when this was written"
    assert values_of(fold([(one, 1) for one in (first, again, knew)]), declared)[0][STRUCK] is False, "who knows"


def test_two_who_strike_at_once_agree() -> None:
    a, b, _ = DEVICES
    declared = {"title": Field("Title"), STRUCK: Field("Struck")}
    first = change(a, 1, 1, {"title": "fan fest"}, {})
    strikes = [change(dev, 2, 5, {STRUCK: True}, {"title": [(a, 1)]}) for dev in (a, b)]
    whole = fold([(one, 1) for one in (first, *strikes)])
    assert values_of(whole, declared)[0][STRUCK] is True
    assert STRUCK not in conflicts_of(whole, declared)


def test_who_strikes_knowing_of_an_edit_decides_though_another_struck_without_knowing_of_it() -> None:
    a, b, c = DEVICES
    declared = {"title": Field("Title"), STRUCK: Field("Struck")}
    first = change(a, 1, 1, {"title": "fan fest"}, {})
    strike = change(a, 2, 2, {STRUCK: True}, {"title": [(a, 1)]})
    edit = change(b, 1, 3, {"title": "fan fest, moved"}, {"title": [(a, 1)]})
    knew = change(c, 1, 4, {STRUCK: True}, {"title": [(b, 1)]})  # the first strike is where it may not see
    whole = fold([(one, 1) for one in (first, strike, edit, knew)])
    assert values_of(whole, declared)[0][STRUCK] is True
    assert STRUCK not in conflicts_of(whole, declared)
    beside = change(b, 2, 5, {"title": "fan fest, again"}, {"title": [(b, 1)]})
    whole = fold([(one, 1) for one in (first, strike, edit, knew, beside)])
    assert STRUCK in conflicts_of(whole, declared), "of this neither knew"


def test_members_of_a_set_are_there_if_any_desk_put_them_there() -> None:
    assert shown(Meets.UNION, (["b", "a"], ["c", "a"])) == ["a", "b", "c"]
    assert shown(Meets.UNION, (True, False)) is False
    assert shown(Meets.UNION, (5, ["a"], None, {"b": 1})) == ["a"]
    assert not disputed(Meets.UNION, (["a"], ["b"]))


def test_a_dragged_position_takes_the_newest_and_asks_nobody() -> None:
    assert shown(Meets.NEWEST, (2.0, 1.0)) == 2.0
    assert not disputed(Meets.NEWEST, (2.0, 1.0))


def test_a_record_that_moved_lives_where_it_entered_last() -> None:
    a, _, _ = DEVICES
    first = change(a, 1, 1, {"title": "one"}, {})
    leave = Change(SCOPE, a, 2, b"", 2, "incident", b"r" * 16, int(Op.LEAVE), {}, {}, ACT, (b"", "AMBER", ""))
    fields = {"title": "one", "marking": "RED"}
    base = {"title": [(a, 1)]}
    enter = Change(
        OTHER, a, 1, b"", 3, "incident", b"r" * 16, int(Op.ENTER), fields, base, ACT, (b"", "RED", ""), SCOPE
    )
    for order in ([first, leave, enter], [enter, leave, first], [leave, enter, first]):
        whole = fold([(c, 1) for c in order])
        assert whole.scope == OTHER
        assert whole.fields["title"].heads[0].dot == Key(OTHER, a, 1)
        assert len(whole.fields["title"].heads) == 1
    assert fold([(leave, 1), (first, 1)]).scope == b""


@given(st.lists(STEP, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_of_what_is_written_once_every_word_stays_until_one_of_them_is_chosen_in_any_order(
    steps: list[tuple[int, list[str], int, int, bool]], rng: random.Random
) -> None:
    """Told apart by values: what replaces one of its own known parents' values settles, all else stands beside."""
    changes = history(steps)
    straight = fold([(c, 1) for c in changes], once=lambda _: FIELDS)
    mixed = changes * 2
    rng.shuffle(mixed)
    again = fold([(c, 1) for c in mixed], once=lambda _: FIELDS)
    by_dot = {(c.dev, c.n): c for c in changes}
    for name in FIELDS:
        held = straight.fields.get(name, Held())
        assert (held.heads, held.values) == (
            again.fields.get(name, Held()).heads,
            again.fields.get(name, Held()).values,
        )
        for change in (c for c in changes if name in c.fields):
            if (change.dev, change.n) not in {(head.dev, head.n) for head in held.heads}:
                heirs = [c for c in changes if name in c.fields and (change.dev, change.n) in c.base.get(name, ())]
                assert any(
                    heir.fields[name] in [by_dot[dot].fields[name] for dot in heir.base[name]] for heir in heirs
                ), "only a settlement takes a word written once away"


def test_of_what_is_written_once_nothing_is_said_while_what_it_replaces_has_not_come() -> None:
    a, b, _ = DEVICES
    first = change(a, 1, 1, {"title": "one"}, {})
    later = change(b, 1, 2, {"title": "two"}, {"title": [(a, 1)]})
    alone = fold([(later, 1)], once=lambda _: FIELDS)
    assert alone.fields["title"].values == ("two",)
    both = fold([(later, 1), (first, 1)], once=lambda _: FIELDS)
    assert both.fields["title"].values == ("two", "one")
    assert fold([(later, 1), (first, 1)]).fields["title"].values == ("two",)


ONCE = {name: Field(name, meets=Meets.ONCE) for name in ("text", "author")}


def entry(dev: bytes, n: int, hlc: int, person: str, **said: object) -> Change:
    fields = said | {"event": b"", "marking": "AMBER", "audience": ""}
    made = change(dev, n, hlc, fields, {})
    return structs.replace(made, act=Act(b"a" * 16, "Write", person))


@given(st.permutations(range(3)))
def test_who_makes_again_what_another_wrote_is_not_read_under_that_name(order: list[int]) -> None:
    a, b, c = DEVICES
    first = entry(a, 1, 10, "L. Chen", text="Gate 3 closed", author="L. Chen")
    forged = entry(b, 1, 20, "Nobody", text="All quiet", author="L. Chen")
    later = change(c, 1, 30, {"text": "False alarm"}, {"text": [(a, 1)]})
    changes = [first, forged, later]
    whole = fold([(changes[at], 1) for at in order], once=lambda _: tuple(ONCE))
    known, _ = values_of(whole, ONCE)
    assert (known["text"], whole.made_by, whole.made[2]) == ("Gate 3 closed", "L. Chen", a)
    assert len(conflicts_of(whole, ONCE)["text"].values) == 3, "all of them are there to be settled"


@given(st.permutations(range(3)))
def test_a_record_is_of_whose_words_a_settlement_chose(order: list[int]) -> None:
    a, b, c = DEVICES
    first = entry(a, 1, 10, "L. Chen", text="Gate 3 closed", author="L. Chen")
    other = entry(b, 1, 20, "M. Diaz", text="Gate 4 closed", author="M. Diaz")
    both: list[tuple[bytes, int]] = [(a, 1), (b, 1)]
    chosen = change(c, 1, 30, {"text": "Gate 4 closed", "author": "M. Diaz"}, {"text": both, "author": both})
    changes = [first, other, chosen]
    whole = fold([(changes[at], 1) for at in order], once=lambda _: tuple(ONCE))
    assert (values_of(whole, ONCE)[0]["text"], whole.made_by, whole.made[2]) == ("Gate 4 closed", "M. Diaz", b)
