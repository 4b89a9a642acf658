"""Work is bounded: what is n times as large takes about n times as long, whatever it says.

Growth is compared at two sizes, in processor time: four times the size of something linear takes
four times as long, of something quadratic sixteen times.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import itertools
import json
import pkgutil
import random
import re
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from example import ROLE, SECTIONS, Example
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import read
from typer.testing import CliRunner

import jdgen
from jdgen.build.check import check
from jdgen.build.files import Order
from jdgen.cli import app
from jdgen.compare import sequences
from jdgen.compare.pairing import Piece, pair
from jdgen.compare.sequences import longest_rising, matching
from jdgen.compare.statements import sentences
from jdgen.compare.words import mark_words, tokens
from jdgen.formats.blocks import Heading, Span, slugs
from jdgen.formats.escaping import escape, escape_pipes, one_line, paragraphs
from jdgen.formats.markdown import UnknownMarkup, inline_fault, parse
from jdgen.formats.word.widths import column_widths
from jdgen.model.text import facts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIZE: Final = 6_000
_SOON: Final = 0.003
"""What a pattern takes for so many characters is linear if it is less than this, in seconds."""
_MOST: Final = 8
"""How many times as long four times as much may take."""

# What texts are made of to be slow to read: what markup, YAML and patterns treat in a way of its
# own, by itself and in the pairs that begin something and never end it.
UNITS: Final = (
    *" \t\n\r~*_<>&#[]()\\{}.-01aAé`|!:'\",=?%+@/£$\u00a0", "\r\n", "\n ", "{{", "{{a", "}}", "a ",
    "a.", "A. ", "St. ", "e.g. ", "a-", "a@", "<a", "<a@", "&a", "&#1", "[a", "](", "a_", "_ ",
    "![", "a:", "a'", "'a", "\"'", ". ", '." ', " #", " # ", "- ", "-\t", "1. ", "1.", "http://",
    'x="', '<span lang="', "- \u00a0", "£1,", "1,", "up to ", "a.a", "a\n", "\n\n", "**a", "a**b",
    "> ", "*a_", "<!--", "<![CDATA[", "[a](b", "[a]: b\n", "# a\n", "- a\n", "```", "\\{{",
    "a.2027-", "a.2027-01-01", ".yaml", "labels.", "a b c ",
)  # fmt: skip
_AROUND: Final = (("", ""), ("", "\0"), ("<", ">"), ("[", "\0"), (". ", ""), ("a.", "\0"))
"""What stands before and after many of them: what begins something that never ends, or ends it."""


def processor_time(work: Callable[[], Any]) -> float:
    gc.disable()  # or what other tests have left in memory is looked at, too
    start = time.process_time()
    work()
    gc.enable()
    return time.process_time() - start


def grows_too_fast(work: Callable[[int], Any], size: int, soon: float) -> bool:
    """Tell whether a quarter of a size takes much less than a quarter of the time.

    What takes little time at all isn't looked at. Noise makes things slower, never quicker, so that
    the least of several times is the true one.
    """
    if processor_time(lambda: work(size)) < soon:
        return False
    for _ in range(3):
        part, whole = (processor_time(lambda n=n: work(n)) for n in (size // 4, size))
        if whole < max(soon, _MOST * part):
            return False
    return True


# --- patterns -------------------------------------------------------------------------------------

_METHODS: Final = "match|fullmatch|search|finditer|findall|sub|split"
_FOLDER: Final = Path(jdgen.__file__).parent


def patterns() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """Go through every pattern of the package, with each way in which it is used."""
    sources = {path: path.read_text("utf-8") for path in _FOLDER.rglob("*.py")}
    everywhere = "\n".join(sources.values())
    for module in pkgutil.walk_packages(jdgen.__path__, "jdgen."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        own = sources[Path(loaded.__file__ or "")]
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern):
                used = re.findall(
                    rf"\b{name}\.({_METHODS})\b", own if name[0] == "_" else everywhere
                )
                yield from ((f"{module.name}.{name}", value, method) for method in set(used))
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(
                    ast.Attribute(ast.Name("re"), method), [ast.Constant(str(said)), *_]
                ) if re.fullmatch(_METHODS, method):
                    name = f"{path.relative_to(_FOLDER)}:{node.lineno}"
                    yield name, re.compile(said), method


def use(pattern: re.Pattern[Any], method: str, text: str) -> None:
    said: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    if method == "finditer":
        list(pattern.finditer(said))
    elif method == "sub":
        pattern.sub(said[:0], said)
    else:
        getattr(pattern, method)(said)


def test_no_pattern_goes_back_and_forth_over_a_text() -> None:
    found = list(patterns())
    assert len(found) > 45
    slow = [
        (name, method, beginning, unit, end)
        for name, pattern, method in found
        for unit in UNITS
        for beginning, end in _AROUND
        if grows_too_fast(
            lambda size, p=pattern, m=method, b=beginning, u=unit, e=end: use(
                p, m, b + u * (size // len(u)) + e
            ),
            _SIZE,
            _SOON,
        )
    ]
    assert not slow


# --- whole functions ------------------------------------------------------------------------------

_TEXT: Final = 40_000


def drawn(words: int, of: int, seed: int = 1) -> list[str]:
    """Return so many words, of so few different ones."""
    lots = random.Random(seed)  # noqa: S311 - a text, no secret
    return [f"w{lots.randrange(of)}" for _ in range(words)]


def changed(words: list[str]) -> str:
    """Return the words as a text that differs in two places."""
    third = len(words) // 3
    return " ".join([*words[:third], "new", *words[third : 2 * third], "other", *words[-third:]])


def parse_or_refuse(text: str) -> None:
    with contextlib.suppress(UnknownMarkup):
        parse(text)


TEXT_WORK: Final[dict[str, Callable[[str], Any]]] = {
    "escape": escape,
    "escape_pipes": escape_pipes,
    "one_line": one_line,
    "paragraphs": paragraphs,
    "sentences": lambda text: sentences(one_line(text)),
    "tokens": tokens,
    "facts": facts_in,
    "inline_fault": inline_fault,
    "parse": parse_or_refuse,
    "marked": lambda text: mark_words(f"{text[::4]} end", f"start {text[::4]}"),
    "widths": lambda text: column_widths([["A", "B"], [text, "c"]], 9000),
    "read a block": lambda text: read(f"a: |\n  {text}".replace("\n", "\n  ").encode(), "f"),
    "read in quotes": lambda text: read(f"a: {json.dumps(text)}\n".encode(), "f"),
    "read a name": lambda text: read(f"{json.dumps(text)}: b\n".encode(), "f"),
    "read plain": lambda text: read(f"a: x{text}\n".encode(), "f"),
    "read anything": lambda text: read(text.encode(), "f"),
}


@pytest.mark.parametrize("name", TEXT_WORK)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(name: str) -> None:
    work = TEXT_WORK[name]
    slow = [
        unit
        for unit in UNITS
        if grows_too_fast(lambda size, u=unit: work(u * (size // len(u))), _TEXT, 0.15)
    ]
    assert not slow


# --- differences ----------------------------------------------------------------------------------


@pytest.mark.parametrize("of", [2, 10, 1000])
def test_the_words_of_long_texts_are_compared_in_about_their_length(of: int) -> None:
    def work(words: int) -> None:
        mark_words(" ".join(drawn(words, of)), changed(drawn(words, of)))
        mark_words(" ".join(drawn(words, of)), " ".join(drawn(words, of, seed=2)))

    assert not grows_too_fast(work, 12_000, 0.05)


@pytest.mark.parametrize("of", [2, 10, 1000])
def test_what_differs_in_a_long_text_is_marked_where_it_stands(of: int) -> None:
    words = drawn(9_000, of)
    spans = mark_words(" ".join(words), changed(words))
    assert [span.text.strip() for span in spans if span.mark == "added"] == ["new", "other"]
    assert not [span for span in spans if span.mark == "removed"]


@given(
    st.lists(st.sampled_from("abcd"), max_size=60).map(" ".join),
    st.lists(st.sampled_from("abcd"), max_size=60).map(" ".join),
)
def test_texts_of_some_hundred_words_are_compared_as_a_whole(first: str, second: str) -> None:
    mine, others = tokens(first * 4), tokens(second * 4)
    blocks = SequenceMatcher(None, mine, others, autojunk=False).get_matching_blocks()
    assert list(matching(mine, others)) == [tuple(block) for block in blocks if block.size]


@given(*[st.lists(st.integers(0, 30), max_size=40)] * 2)
@settings(max_examples=300)
def test_what_long_sequences_have_in_common_is_in_both_and_in_order(
    first: list[int], second: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:  # as if they were long
        patch.setattr(sequences, "_SHORT", 9)
        patch.setattr(sequences, "_GAP", 4)
        blocks = list(matching(first, second))
    at = other = 0
    for i, j, size in blocks:
        assert size > 0
        assert (i >= at, j >= other) == (True, True)
        assert first[i : i + size] == second[j : j + size]
        at, other = i + size, j + size
    assert at <= len(first)
    assert other <= len(second)
    if first == second:
        assert sum(size for *_, size in blocks) == len(first)


ITEMS: Final[dict[str, Callable[[int], tuple[str, str]]]] = {
    "all alike": lambda _: ("Keep the risk log.", "Keep the log of the board."),
    "numbered": lambda at: (f"Keep the log {at}.", f"Keep the log {at}x."),
    "in a chain": lambda at: (f"a{at} a{at + 1} plan here", f"a{at + 1} a{at + 2} plan there"),
    "of few words": lambda at: (
        " ".join(drawn(6, 10, seed=at)),
        " ".join(drawn(6, 10, seed=-at - 1)),
    ),
    "each its own": lambda at: (f"a{at} b{at} c{at} d{at}", f"a{at} b{at} c{at} e{at}"),
}


@pytest.mark.parametrize("kind", ITEMS)
def test_pairing_items_takes_about_their_number(kind: str) -> None:
    def work(number: int) -> None:
        both = [ITEMS[kind](at) for at in range(number)]
        pair(*([Piece("duties", "", "", "", said[at]) for said in both] for at in (0, 1)))

    assert not grows_too_fast(work, 3_000, 0.1)


@pytest.mark.parametrize("step", [1, -1, 7])
def test_the_longest_rise_is_found_in_about_its_length(step: int) -> None:
    def work(number: int) -> None:
        longest_rising([at * step % number for at in range(number)])

    assert not grows_too_fast(work, 40_000, 0.02)
    assert longest_rising([3, 1, 2, 5, 4]) == [1, 2, 4]


def test_headings_of_one_text_are_named_in_about_their_number() -> None:
    assert not grows_too_fast(
        lambda number: slugs([Heading(2, (Span("Duties"),))] * number), 8_000, 0.02
    )
    texts = ["a", "a", "a 1", "a", "a 1", "a-1-1", "b"]
    assert slugs([Heading(2, (Span(text),)) for text in texts]) == [
        "a", "a-1", "a-1-1", "a-2", "a-1-2", "a-1-1-1", "b"
    ]  # fmt: skip


# --- templates ------------------------------------------------------------------------------------

_ROUND: Final = "it takes more than 1,000,000 steps, in loops or in what names itself again"
_DEEP: Final = "it goes too deep: something in it names itself again and again"
_LONG: Final = "it makes a text or list that is more than 1,000,000 long"
_WIDE: Final = "a text can't be made as wide as a number says"
_MUCH: Final = "it writes more than 40,000,000 characters"
_NUMBER: Final = "it makes a number too large to be any"
_DOUBLED: Final = "{% set ns = namespace(x=['a']) %}{% for _ in range(60) %}{% set ns.x = "

TEMPLATES: Final = {
    "loops in loops that write nothing": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", _ROUND
    ),
    "loops in loops that write": (
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ title }}{% endfor %}{% endfor %}",
        _ROUND,
    ),
    "what it has written, again and again": (
        ("{% set x %}{% for a in range(90000) %}{{ title }}, again.{% endfor %}{% endset %}"
        "{% for a in range(900) %}{{ x }}{% endfor %}"),
        _MUCH,
    ),
    "its own words, again and again": (
        "{% for a in range(900) %}{% for a in range(900) %}" + "word " * 20 + "{% endfor %}"
        "{% endfor %}",
        _MUCH,
    ),
    "a recursive loop": (
        ("{% for a in range(3) recursive %}{% if loop.depth < 60 %}{{ loop(range(3)) }}{% endif %}"
        "{% endfor %}"),
        _ROUND,
    ),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        _ROUND,
    ),
    "a macro that calls itself": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", _DEEP),
    "a template that includes itself": ("{% include 'own.md.j2' %}", _DEEP),
    "a template that extends itself": ("{% extends 'own.md.j2' %}", _DEEP),
    "a template that imports itself": ("{% import 'own.md.j2' as x with context %}{{ x }}", _DEEP),
    "a template that includes itself twice": (
        ("{% set n = (n|default(40)) - 1 %}{% if n %}{% include 'own.md.j2' %}"
        "{% include 'own.md.j2' %}{% endif %}"),
        _ROUND,
    ),
    "a block that prints itself twice": (
        ("{% block a scoped %}{% set ns = ns|default(namespace(n=0)) %}{{ self.a() }}{{ self.a() }}"
        "{% endblock %}"),
        _DEEP,
    ),
    "a text times a number": ("{{ 'x' * 10**9 }}", _LONG),
    "a number times a list": ("{{ 10**9 * [1] }}", _LONG),
    "a text that doubles": (
        ("{% set ns = namespace(x='x') %}{% for _ in range(60) %}{% set ns.x = ns.x + ns.x %}"
        "{% endfor %}{{ ns.x }}"),
        _LONG,
    ),
    "a list that doubles": (_DOUBLED + "ns.x + ns.x %}{% endfor %}", _LONG),
    "a list in a list, printed": (_DOUBLED + "[ns.x, ns.x] %}{% endfor %}{{ ns.x }}", _ROUND),
    "a list in a list, joined": (_DOUBLED + "[ns.x, ns.x] %}{% endfor %}{{ ns.x|join }}", _ROUND),
    "a list in a list, as text": (_DOUBLED + "[ns.x, ns.x] %}{% endfor %}{{ ns.x|upper }}", _ROUND),
    "a list in a list, compared": (
        _DOUBLED + "[ns.x, ns.x] %}{% endfor %}{{ ns.x == [[ns.x], 1] }}", _ROUND
    ),
    "a list in a list, tested": (
        _DOUBLED + "[ns.x, ns.x] %}{% endfor %}{{ ns.x is eq(ns.x[0]) }}", _ROUND
    ),
    "a list in a list, formatted": (
        _DOUBLED + "[ns.x, ns.x] %}{% endfor %}{{ '%s' % (ns.x,) }}", _ROUND
    ),
    "a list in a list, in a name": (
        ("{% set ns = namespace(x=(1,)) %}{% for _ in range(60) %}{% set ns.x = (ns.x, ns.x) %}"
        "{% endfor %}{{ {ns.x: 1} }}"),
        _ROUND,
    ),
    "a long list, looked through": (
        ("{% set long = range(99999)|list %}{% for a in range(9999) %}"
        "{% if 'x' in long %}{% endif %}{% endfor %}"),
        _ROUND,
    ),
    "loops inside loops over a few values": (
        "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] %}" * 12 + "{% endfor %}" * 12,
        _ROUND,
    ),
    "a long text, changed": (
        ("{% set long = 'ab' * 400000 %}{% for a in range(9999) %}{{ long.replace('z', 'y')[1] }}"
        "{% endfor %}"),
        _ROUND,
    ),
    "a text that a replacement makes long": (
        "{% set a = 'x' * 9999 %}{{ a.replace('x', a) }}", _LONG
    ),
    "a text that joining makes long": (
        "{% set a = 'x' * 9999 %}{{ a.join(range(999)|list) }}", _LONG
    ),
    "a wide number": ("{{ '%1000000000d' % 1 }}", _WIDE),
    "a number as wide as another": ("{{ '%*d' % (1000000000, 1) }}", _WIDE),
    "a wide format": ("{{ '{:>1000000000}'.format('x') }}", _WIDE),
    "a format in a format": ("{{ '{:>{}}'.format('x', 1000000000) }}", _WIDE),
    "a wide text": (
        "{{ 'x'.center(1000000000) }}", "access to attribute 'center' of 'str' object is unsafe"
    ),
    "a number of many bytes": (
        "{{ 1.to_bytes(1000000000) }}{{ (1).to_bytes(1000000000) }}", None
    ),
    "a power": ("{{ 9 ** (9 ** 9) }}", _NUMBER),
    "a number that squares itself": (
        ("{% set ns = namespace(x=9) %}{% for _ in range(60) %}{% set ns.x = ns.x * ns.x %}"
        "{% endfor %}"),
        _NUMBER,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_takes_all_time_or_memory(name: str, example: Example) -> None:
    source, message = TEMPLATES[name]
    base = (example.root / "templates/standard/layout.yaml").read_text("utf-8")
    documents = base[base.index("documents:") :].replace(
        "    title: Job description\n", "    title: Job description\n    template: own.md.j2\n", 1
    )
    example.layout(documents)
    start = "" if "extends" in source else "# {{ heading }}\n\n"
    example.write("templates/ours/own.md.j2", f"{start}{source}\n")
    [problem] = example.problems(layout="ours")
    assert problem.place.file == "templates/ours/own.md.j2"
    assert problem.place.line in {1, 3}
    if message:
        assert problem.message == f"the template fails: {message}"


def test_what_documents_and_templates_usually_do_is_within_the_budget(example: Example) -> None:
    entries = "".join(f"    - Lays slab {number}.\n" for number in range(20_000))
    example.role("", sections=f"sections:\n  purpose: Lays.\n  duties:\n{entries}")
    assert "Lays slab 19999." in example.markdown()


# --- workspaces -----------------------------------------------------------------------------------


def some_roles(example: Example, number: int) -> None:
    for at in range(number):
        example.write(
            f"families/works/roles/r{at}.yaml", f"{ROLE}{SECTIONS}reports_to: {{role: paviour}}\n"
        )
        example.write(f"vacancies/v{at}.yaml", f"role: r{at}\n")


def many_levels(example: Example, number: int) -> None:
    for at in range(number):
        example.write(
            f"families/works/levels/L{at}.yaml", f"title: L\nrank: {at + 2}\ngrades: ['4']\n"
        )


def chained_layouts(example: Example, number: int) -> None:
    for at in range(number):
        base = f"l{at + 1}" if at + 1 < number else "standard"
        example.write(f"templates/l{at}/layout.yaml", f"title: L\nextends: {base}\n")


def managers_in_a_line(example: Example, number: int) -> None:
    for at in range(number):
        above = f"reports_to: {{role: r{at + 1}}}\n" if at + 1 < number else ""
        example.write(f"families/works/roles/r{at}.yaml", f"{ROLE}{SECTIONS}{above}")


def wrong_ids(example: Example, number: int) -> None:
    entries = "".join(f"    - {{id: a{at}, text: Does {at}.}}\n" for at in range(number))
    example.level(f"sections:\n  accountabilities:\n{entries}")
    example.role(f"omit: [{', '.join(f'b{at}' for at in range(number))}]\n")


def wrong_facts(example: Example, number: int) -> None:
    example.organisation("facts:\n" + "".join(f"  f{at}: x\n" for at in range(number)))
    entries = "".join(f"    - 'x {{{{ organisation.g{at} }}}}'\n" for at in range(number))
    example.role("", sections=f"sections:\n  purpose: x\n  duties:\n{entries}")


def fields_unknown(example: Example, number: int) -> None:
    example.role("".join(f"zz{at}: x\n" for at in range(number)))


WORKSPACES: Final = {
    some_roles: 80, many_levels: 300, chained_layouts: 300, managers_in_a_line: 200,
    wrong_ids: 800, wrong_facts: 800, fields_unknown: 2_000,
}  # fmt: skip


@pytest.mark.parametrize("written", WORKSPACES)
def test_checking_a_workspace_takes_about_the_number_of_what_it_holds(
    written: Callable[[Example, int], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = itertools.count()
    made: dict[int, Example] = {}

    def work(number: int) -> None:
        if number not in made:
            folder = tmp_path / str(next(folders))
            folder.mkdir()
            monkeypatch.chdir(folder)
            made[number] = Example(folder)
            written(made[number], number)
        check(made[number].library(), Order(["standard"], where_fit=True))

    size = WORKSPACES[written]
    work(size // 4)
    assert not grows_too_fast(work, size, 0.8)


def test_a_line_of_managers_ends(example: Example) -> None:
    managers_in_a_line(example, 5_000)
    example.vacancy("reports_to: {role: r0}\n")
    [problem] = example.problems()
    assert problem.message == "the reporting line goes on for more than 7 managers"
    example.vacancy("reports_to: {role: r4993}\nresponsible_for: Two others\n")
    assert example.word()


def test_a_chain_of_layouts_ends(example: Example) -> None:
    chained_layouts(example, 1_000)
    for name, base in (("l0", 20), ("l900", 920)):
        [problem] = example.problems(layout=name)
        assert problem.place.file == f"templates/l{base}/layout.yaml"
        assert problem.message == "this layout extends another, and so on, more than 20 times"
    assert example.markdown(layout="l980")


def test_layouts_in_a_circle_are_named(example: Example) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", "a")):
        example.write(f"templates/{name}/layout.yaml", f"title: L\nextends: {base}\n")
    [problem] = example.problems(layout="a")
    assert problem.message == 'the layout "a" extends itself'


def facts_of_facts(times: int, number: int, last: str = "x") -> str:
    """Return facts each of which names the next one, so many times."""
    named = "".join(
        f"  f{at}: '{f'{{{{ organisation.f{at + 1} }}}}' * times}'\n" for at in range(number)
    )
    return f"facts:\n{named}  f{number}: {last}\n"


def test_facts_of_facts_do_not_grow_without_end(example: Example) -> None:
    example.role("team: '{{ organisation.f0 }}'\n")
    example.organisation(facts_of_facts(10, 12))
    assert {problem.message for problem in example.problems()} == {
        "texts name facts that are more than 10,000,000 characters in all"
    }
    example.organisation(facts_of_facts(1, 3_000))
    assert {problem.message for problem in example.problems()} == {
        "facts name other facts more than 20 deep"
    }
    example.organisation(facts_of_facts(2, 15))
    assert "x" * 2**15 in example.markdown()


def test_conditions_on_facts_of_facts_end(example: Example) -> None:
    example.organisation(facts_of_facts(2, 60))
    example.role(
        "",
        sections="sections:\n  purpose: x\n  duties:\n"
        "    - {text: y, when: {organisation.f0: [x]}}\n",
    )
    assert example.problems()


# --- memory ---------------------------------------------------------------------------------------


def out_of_memory(*_: object, **__: object) -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("where", "name", "file"),
    [
        ("jdgen.workspace.loading", "read", "families/organisation.yaml"),
        ("jdgen.compose.job", "merge", "vacancies/one.yaml"),
        ("jdgen.documents.document", "parse", "vacancies/one.yaml"),
        ("jdgen.build.files", "files_of", "vacancies/one.yaml"),
    ],
)
def test_running_out_of_memory_is_a_message(
    where: str, name: str, file: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module(where), name, out_of_memory)
    done = CliRunner().invoke(app, ["build", "vacancies/one.yaml", "--root", str(example.root)])
    assert done.exit_code == 1
    first, *others, last = done.stderr.splitlines()
    wanted = "1:1: there is not enough memory for what is made of this file; split it, or give"
    assert first == f"{file}:{wanted} jdgen more memory"
    assert all(wanted in other for other in others)  # where none of the files can be read
    assert last.endswith("; nothing was written.")


def test_running_out_of_memory_elsewhere_is_a_message_too(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jdgen.build.output.Writing.stage", out_of_memory)
    done = CliRunner().invoke(app, ["build", "vacancies/one.yaml", "--root", str(example.root)])
    assert (done.exit_code, done.stderr) == (
        1,
        "There is not enough memory; nothing was written.\n",
    )
