"""Characters that nobody sees are refused where they have no use: in texts, names, addresses."""

# ruff: noqa: RUF001 - other scripts have letters like ours

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from texts import read

from jdgen.formats.markdown import UnknownMarkup, inline_fault, parse
from jdgen.reading.invisible import FORBIDDEN, hidden

if TYPE_CHECKING:
    from example import Example

TURNING: Final = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
ELSEWHERE: Final = [
    0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x2060, 0x2066),
    *range(0x206A, 0x2070), 0xFE0F, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0x1BCA0, 0x1D173, 0xE0001,
    0xE0041, 0xE007F, 0xE0100,
]  # fmt: skip
HIDDEN: Final = [*TURNING, *ELSEWHERE]
UNHELD: Final = [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, *(0x1FFFE + 0x10000 * at for at in range(16))]
each = pytest.mark.parametrize("code", HIDDEN, ids=hex)

SEEN: Final = {
    "Welsh": "Swyddog tŷ â’r wŷn: ŵ ŷ Ŵ Ŷ ẃ ỳ",
    "French": "Chargé·e de l’évaluation, chef d’œuvre",
    "accents by themselves": unicodedata.normalize("NFD", "Café tŷ Ångström"),
    "Arabic": "مدير مشروع (Project Manager)",
    "Persian, with joiners": "می\u200cخواهم",
    "Arabic, with marks": "التقرير (C++)\u200f النهائي",
    "Hebrew, with marks": "מנהל\u200e C#",
    "Hindi, with joiners": "क्\u200dष क्\u200cष",
    "emoji of several": "👩\u200d💻 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈",
    "signs as emoji": "❤\ufe0f 1\ufe0f\u20e3 ©\ufe0f",
    "the flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "Chinese, in a variant": "葛\U000e0100城",
    "no-break spaces": "£5\u00a0000, 10\u202f000, no\u2011break",
    "signs": "≥ ½ € £ – — … • “quotes” ‘single’",
}


@pytest.mark.parametrize("text", SEEN.values(), ids=SEEN)
def test_what_people_write_passes(text: str, example: Example) -> None:
    said = json.dumps(text, ensure_ascii=False)
    example.role(f"team: {said}\n", sections=f"sections:\n  purpose: {said}\n")
    assert text in example.markdown()
    assert inline_fault(text) == ""


@each
def test_an_invisible_character_in_a_file_is_refused_with_its_place_and_name(code: int) -> None:
    said = f"an invisible character (U+{code:04X}"
    for number, written in enumerate(
        (f"a: b\nc: xy{chr(code)}z\n", f"a: b\nxy{chr(code)}z: c\n", f"a: b\n# - {chr(code)}z\n")
    ):
        _, [problem] = read(written.encode(), "f.yaml")
        assert problem.place[1:] == (2, (6, 3, 5)[number])
        assert problem.message.startswith(said)
        assert problem.message.endswith(
            "would make the text read in another order than it is typed"
            if code in TURNING
            else "is hidden in the text"
        )


@each
def test_an_invisible_character_written_as_an_escape_is_refused(code: int) -> None:
    escape = f"\\U{code:08X}"
    for written, place in ((f'a: "xy{escape}z"\n', (1, 4)), (f'"xy{escape}z": a\n', (1, 1))):
        _, [problem] = read(written.encode(), "f.yaml")
        assert problem.place[1:] == place
        assert f"U+{code:04X}" in problem.message


@pytest.mark.parametrize("code", UNHELD, ids=hex)
def test_no_character_that_means_none_is_read(code: int) -> None:
    _, [problem] = read(f"a: x{chr(code)}\n".encode(), "f.yaml")
    assert problem.message == (
        f"an invisible character (U+{code:04X}) can't be held in a Word document"
    )


@each
def test_markdown_can_not_say_one_by_its_number(code: int) -> None:
    for entity in (f"&#{code};", f"&#x{code:x};"):
        for text in (f"xy{entity}z", f"**xy{entity}z**", f"[xy{entity}z](https://a.example)"):
            assert f"(U+{code:04X}, " in inline_fault(text)
        with pytest.raises(UnknownMarkup) as refused:
            parse(f"# Title\n\nxy{entity}z\n")
        assert refused.value.line == 3


@pytest.mark.parametrize("name", ["zwj", "zwnj", "lrm", "rlm", "shy", "ZeroWidthSpace", "NoBreak"])
def test_markdown_can_not_say_one_by_its_name(name: str) -> None:
    assert "an invisible character (U+" in inline_fault(f"xy&{name};z")


@each
@pytest.mark.parametrize("before", ["https://a.example/", "mailto:a@b.example?x="])
def test_an_address_holds_none_whatever_stands_around_it(before: str, code: int) -> None:
    """In an address not even those may stand that texts in other scripts or emoji need."""
    for around in ("x", "م", "👩"):
        for said in (chr(code), f"&#{code};"):
            fault = inline_fault(f"[text](<{before}{around}{said}{around}>)")
            assert f"(U+{code:04X}, " in fault
            assert fault.endswith("is hidden in an address") or code in TURNING


@each
def test_templates_and_labels_hold_none(code: int, example: Example) -> None:
    source = (example.root / "templates/standard/document.md.j2").read_text("utf-8")
    example.write("templates/ours/document.md.j2", f"{source}\nxy{chr(code)}z\n")
    example.layout("")
    [problem] = example.problems(layout="ours")
    assert problem.place.file == "templates/ours/document.md.j2"
    assert problem.place.line == source.count("\n") + 2
    assert f"U+{code:04X}" in problem.message
    example.write("templates/ours/document.md.j2", source)
    example.layout(f"labels: {{detail: xy{chr(code)}z}}\n")
    assert [f"U+{code:04X}" in each.message for each in example.problems(layout="ours")] == [True]


def test_a_pasted_text_full_of_them_is_a_text_file_all_the_same() -> None:
    text = "a: " + "x\u200b" * 500
    _, problems = read(text.encode(), "f.yaml")
    assert len(problems) == 21
    assert str(problems[-1]) == (
        "f.yaml:1:45: 480 more invisible characters stand from here on; paste the text anew as"
        " plain text, without what Word or a web page adds to it"
    )
    _, [problem] = read(b"a: " + b"\x01" * 500, "f.yaml")
    assert problem.message == "this is not a text file"


def test_what_hides_after_an_emoji_is_found() -> None:
    for text in (
        "🏴" + "\U000e0061" * 20,
        "👍\ufe0f\ufe0f",
        "👍\U000e0101\U000e0102",
        "a\u200d\u200db",
        "\ufe0f",
        "a \ufe0f",
    ):
        assert list(hidden(text)), text


def test_every_character_that_unicode_calls_a_format_is_known_or_seen() -> None:
    seen = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}
    seen |= {0x110BD, 0x110CD, *range(0x13430, 0x13440)}  # what stands around or under figures
    missed = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cf"
        and code not in seen
        and not FORBIDDEN.match(chr(code))
    ]
    assert not missed
