"""Templates and addresses that mean harm, or were mistyped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stored import FAMILY, LAYOUT, LEVEL, ORGANISATION, ROLE, VACANCY
from trial import said

if TYPE_CHECKING:
    from example import Example


TEMPLATE = "templates/standard/document.md.j2"


ENCODINGS = {
    "Windows-1252": (
        "# A\n\nCafé\n".encode("cp1252"),
        "3:4: this character is not saved as UTF-8 (byte 0xE9)",
    ),
    "UTF-16 LE": ("# A\n".encode("utf-16"), "1:1: the file is saved as UTF-16"),
    "UTF-16 BE": (b"\xfe\xff" + "# A\n".encode("utf-16-be"), "1:1: the file is saved as UTF-16"),
    "invisible": (b"# A\n\na \x07 b\n", "3:3: an invisible character (U+0007)"),
    "no text": (b"\0" * 40, "1:1: this is not a text file"),
}


NAMING = {
    "used": "{{% extends '{name}' %}}",
    "included": "{{% extends 'standard/document.md.j2' %}}\n"
    "{{% block title %}}{{{{ super() }}}}{{% include '{name}' %}}{{% endblock %}}",
    "imported": "{{% extends 'standard/document.md.j2' %}}\n"
    "{{% block title %}}{{{{ super() }}}}{{% import '{name}' as a %}}{{% endblock %}}",
}


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("encoding", "naming"),
    [*((each, "used") for each in ENCODINGS), *(("Windows-1252", each) for each in NAMING)],
)
def test_a_template_that_is_no_utf_8_is_named_with_its_place(
    encoding: str, naming: str, command: str, example: Example
) -> None:
    data, message = ENCODINGS[encoding]
    example.layout("")
    example.write("templates/ours/document.md.j2", NAMING[naming].format(name="other.md.j2"))
    (example.root / "templates/ours/other.md.j2").write_bytes(data)
    code, [problem] = said(command, "one", "--layout", "ours")

    assert code == 1
    assert problem.startswith(f"templates/ours/other.md.j2:{message}")
    assert "UTF-8" in problem or "type the words around it again" in problem


DEEP = {
    "parentheses": "{{ " + "(" * 100 + "1" + ")" * 100 + " }}",
    "many parentheses": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "lists": "{{ " + "[" * 150 + "]" * 150 + " }}",
    "loops": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
    "many loops": "{% for a in [1] %}" * 200 + "{% endfor %}" * 200,
    "conditions": "{% if 1 %}" * 120 + "{% endif %}" * 120,
    "more conditions": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "filters": "{{ a" + "|upper" * 3000 + " }}",
    "attributes": "{{ a" + ".a" * 3000 + " }}",
    "sums": "{{ 1" + " + 1" * 3000 + " }}",
    "signs": "{{ " + "- " * 3000 + "1 }}",
}


VAST = {
    "digits": "{{ " + "9" * 5000 + " }}",
    "hexadecimal": "{{ 0x" + "f" * 5000 + " }}",
    "power": "{{ 10 ** 10000 }}",
    "power of powers": "{{ 2 ** 2000 ** 2000 ** 2000 }}",
    "product": "{% set a = 9 ** 1000 %}{{ a * a * a * a }}",
    "range": "{% for a in range(10 ** 9) %}{% endfor %}",
    "long text": "{{ 'a' * 10 ** 9 }}",
    "long list": "{{ [1] * 10 ** 9 }}",
    "wide number": "{{ '%1000000000d' % 1 }}",
    "wide fraction": "{{ '%.100000000f' % 1 }}",
    "width as a value": "{{ '%*d' % (1000000000, 1) }}",
    "fraction": "{{ 1e308 ** 2 }}",
}


WRONG = {
    "divided": "{{ 1 / 0 }}",
    "added": "{{ none + 1 }}",
    "called": "{{ title() }}",
    "without end": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "surrogate": "{{ '\\ud800' }}",
    "a number as a template": "{% include 1 %}",
    "no template": "{% include 'nothing' %}",
    "itself": "{% include 'document.md.j2' %}",
    "a folder": "{% include '/standard' %}",
    "a Word file": "{% include 'standard/house-style.docx' %}",
}


def _in_template(text: str, name: str, example: Example) -> tuple[int, list[str]]:
    """Return the line of a text in the template of a name, and what is wrong with the documents."""
    source = (example.root / TEMPLATE).read_text(encoding="utf-8")
    layout = (example.root / LAYOUT).read_text(encoding="utf-8")
    kind = "\n  job-description:\n"
    assert layout.count(kind) == 1
    example.write(LAYOUT, layout.replace(kind, f"{kind}    template: {name}\n"))
    title = "# {{ heading }}"
    example.write(f"templates/standard/{name}", source.replace(title, f"\n\n{text}\n"))
    code, problems = said("show", "one", "--layout", "standard")
    assert code == 1
    return source[: source.index(title)].count("\n") + 3, problems


@pytest.mark.parametrize("case", [*DEEP, *VAST])
def test_what_is_too_deep_or_too_large_in_a_template_is_a_message_at_its_line(
    case: str, example: Example
) -> None:
    line, [problem, *_] = _in_template({**DEEP, **VAST}[case], "document.md.j2", example)

    assert problem.startswith(f"{TEMPLATE}:{line}:1: the template fails: ")
    wanted = ["nested too deep"] if case in DEEP else ["too large", "1,000,000 long", "as wide as"]
    assert any(words in problem for words in wanted), problem


@pytest.mark.parametrize("case", WRONG)
def test_whatever_is_wrong_in_a_template_of_any_name_is_a_message_at_its_line(
    case: str, example: Example
) -> None:
    name = "letter.txt"
    line, [problem] = _in_template(WRONG[case].replace("document.md.j2", name), name, example)

    if case == "a Word file":
        assert problem.startswith("templates/standard/house-style.docx:1:")
    elif case == "surrogate":
        assert problem.startswith(
            f"templates/standard/{name}:1:1: the template writes an invisible"
        )
    else:
        assert problem.startswith(f"templates/standard/{name}:{line}:1: the template fails: ")


def test_a_template_that_goes_on_without_end_in_many_lines_is_named_at_the_innermost(
    example: Example,
) -> None:
    example.layout("")
    deep = "{% for a in [1] %}\n" * 25 + "{% endfor %}\n" * 25
    example.write("templates/ours/document.md.j2", f"# A\n\n{deep}")
    code, [problem] = said("check", "--layout", "ours")

    assert code == 1
    found = re.match(r"templates/ours/document\.md\.j2:(\d+):1: the template fails: ", problem)
    assert found
    assert 20 <= int(found[1]) <= 28


@pytest.mark.parametrize("way", ["missing", "folder", "empty"])
def test_a_template_that_is_not_there_or_empty_is_named(way: str, example: Example) -> None:
    example.layout("")
    path = example.root / "templates/ours/document.md.j2"
    if way == "folder":
        path.mkdir()
    elif way == "empty":
        path.write_bytes(b"")
    else:
        (example.root / TEMPLATE).unlink()
    code, problems = said("build", "one", "--layout", "ours")

    assert code == 1
    assert problems
    assert all(re.match(r"templates/(ours|standard)/", problem) for problem in problems)


ADDRESSES = [
    r"\\fileserver\hr\form.docx",
    r"C:\form.docx",
    "<C:\\my forms\\form.docx>",
    "https://council.example/a\u00a0b",
    "https://council.example/Shared Documents/plan.pdf",
    "http://[bad",
    "https://x.example/%zz",
    "https://a|b.example",
    "mailto:a@b@c%20.example",
    "mailto:nobody",
    "a\\_b'\"c",
    "{}",
    "'",
    "\U0001f600",
]


WORDINGS = {
    ORGANISATION: ("clauses:", "  c{number}: {{markdown: {text}}}"),
    FAMILY: ("clauses:", "  c{number}: {{markdown: {text}}}"),
    LEVEL: ("  members:", "    - {{markdown: {text}}}"),
    ROLE: (
        "  - category: Knowledge\n    criteria:",
        "      - {{markdown: {text}, importance: essential, assessed_by: [A]}}",
    ),
    VACANCY: ("sections:\n  how-to-apply:", "    - {{markdown: {text}}}"),
}


@pytest.mark.parametrize("command", [["check"], ["list"], ["build", "--all"], ["where-used", "a"]])
@pytest.mark.parametrize("file", WORDINGS)
@pytest.mark.usefixtures("workspace")
def test_an_address_that_leads_nowhere_is_refused_at_its_place_in_every_file(
    file: str, command: list[str]
) -> None:
    opening, entry = WORDINGS[file]
    source = Path(file).read_text(encoding="utf-8")
    kept = source.partition("bands:" if file == LEVEL else "clauses:")[0]
    entries = [
        entry.format(number=number, text=json.dumps(f"See [it]({address}).", ensure_ascii=False))
        for number, address in enumerate(ADDRESSES)
    ]
    Path(file).write_text("\n".join([kept + opening, *entries, ""]), encoding="utf-8")
    code, problems = said(*command)

    first = (kept + opening).count("\n") + 2
    named = [problem for problem in problems if "this Markdown holds a link" in problem]
    assert code == 1
    assert [problem.split(":")[:2] for problem in named] == [
        [file, str(first + number)] for number in range(len(ADDRESSES))
    ]


@pytest.mark.parametrize("address", ADDRESSES[:4])
def test_an_address_that_leads_nowhere_is_refused_in_a_template(
    address: str, example: Example
) -> None:
    example.layout("")
    own = "{% extends 'standard/document.md.j2' %}\n{% block draft %}\n[a]({% raw %}"
    example.write(
        "templates/ours/document.md.j2", f"{own}{address}{{% endraw %}})\n{{% endblock %}}"
    )
    code, problems = said("build", "one", "--layout", "ours")

    assert code == 1
    assert all("the template writes a link to " in problem for problem in problems)
