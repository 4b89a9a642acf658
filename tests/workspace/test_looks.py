"""House styles that layouts and documents share by name."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
from repositories import commit, git
from running import run, run_well
from word_files import HEADER, STANDARD, rewritten

if TYPE_CHECKING:
    from example import Example

FOLDER: Final = "templates/house-styles"
LAYOUT: Final = "templates/standard/layout.yaml"


def _shared(example: Example, *names: str) -> None:
    """Put house styles into the folder of those that are shared, each with its name in its head."""
    folder = example.root / FOLDER
    folder.mkdir()
    for name in names:

        def change(parts: dict[str, bytes], name: str = name) -> None:
            parts[HEADER] = parts[HEADER].replace(b"Emblem: three waves in a circle", name.encode())

        rewritten(folder / f"{name}.docx", change)


def _say(example: Example, old: str, new: str) -> None:
    path = example.root / LAYOUT
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _extending(example: Example, text: str) -> None:
    example.write("templates/other/layout.yaml", f"title: Other\nextends: standard\n{text}")


def _heads(example: Example, *arguments: str) -> dict[str, str]:
    """Return in which house style each document is made; "" is the layout's own."""
    run_well("build", "one", *arguments, "--output", "out", folder=example.root)
    heads = {}
    for path in sorted((example.root / "out/one").glob("*.docx")):
        with zipfile.ZipFile(path) as package:
            header = package.read(HEADER).decode()
        names = [name for name in ("bold", "formal", "plain") if f'descr="{name}"' in header]
        heads[path.stem] = "".join(names)
    return heads


OWN: Final = "house_style: house-style.docx "
BOTH: Final = ("job-description", "person-specification")


def test_a_layout_looks_as_the_house_style_that_it_names(example: Example) -> None:
    assert _heads(example) == dict.fromkeys(BOTH, "")
    _shared(example, "bold", "formal")
    _say(example, OWN, "house_style: formal ")
    assert _heads(example) == dict.fromkeys(BOTH, "formal")
    (example.root / "templates/standard/house-style.docx").unlink()
    assert run_well("check", folder=example.root)


def test_a_document_can_look_otherwise_than_its_layout(example: Example) -> None:
    _shared(example, "bold", "formal")
    _say(example, "    title: Person specification\n", "    title: Person specification\n"
         "    house_style: bold\n")  # fmt: skip
    assert _heads(example) == {BOTH[0]: "", BOTH[1]: "bold"}
    _say(example, OWN, "house_style: formal ")
    assert _heads(example) == {BOTH[0]: "formal", BOTH[1]: "bold"}
    assert run_well("check", folder=example.root)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("formal", "bold")),
        ("house_style: plain\n", ("plain", "bold")),
        ("replace: {person-specification: {house_style: plain}}\n", ("formal", "plain")),
        ("replace: {job-description: {house_style: bold}}\n", ("bold", "bold")),
        ("replace: {person-specification: {house_style: house-style.docx}}\n", ("formal", "")),
    ],
)
def test_house_styles_are_inherited_and_said_anew(
    example: Example, text: str, expected: tuple[str, str]
) -> None:
    _shared(example, "bold", "formal", "plain")
    _say(example, OWN, "house_style: formal ")
    _say(example, "    title: Person specification\n", "    title: Person specification\n"
         "    house_style: bold\n")  # fmt: skip
    _extending(example, text)
    found = _heads(example, "--layout", "other")
    assert tuple(found.values()) == expected


def test_a_house_style_of_a_layouts_own_comes_before_an_inherited_name(example: Example) -> None:
    _shared(example, "bold")
    _say(example, OWN, "house_style: bold ")
    _extending(example, "")
    shutil.copy(STANDARD, example.root / "templates/other")
    assert _heads(example, "--layout", "other") == dict.fromkeys(BOTH, "")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("frmal", 'did you mean "formal"?'),
        ("house-style", 'did you mean "house-style.docx"?'),
        ("zzz", "there are: bold, formal, house-style.docx"),
        ("formal.docx", "write formal for the one in templates/house-styles"),
        ("../x", "name a file in the layout's own folder"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build one", "show one", "list layouts"])
def test_an_unknown_house_style_is_refused_with_the_nearest(
    example: Example, name: str, hint: str, command: str
) -> None:
    _shared(example, "bold", "formal")
    _say(example, OWN, f"house_style: {name} ")
    done = run(*command.split(), folder=example.root)
    assert done.returncode == 1
    line = example.line("layout", "house_style:")
    assert f"{LAYOUT}:{line}:14: " in done.stdout + done.stderr
    assert hint in done.stdout + done.stderr
    assert not (example.root / "build").exists()


def test_an_unknown_house_style_of_a_document_is_refused_where_it_is_said(example: Example) -> None:
    _extending(example, "replace:\n  job-description: {house_style: bold}\n")
    done = run("check", "--layout", "other", folder=example.root)
    assert done.returncode == 1
    assert (
        'templates/other/layout.yaml:4:34: unknown house style "bold"; put bold.docx into'
        " templates/house-styles, or correct the name" in done.stderr
    )
    _shared(example, "bold")
    assert run_well("check", "--layout", "all", folder=example.root)


def test_a_documents_own_word_file_that_is_missing_is_told_where_it_is_said(
    example: Example,
) -> None:
    _extending(example, "replace:\n  job-description: {house_style: cover.docx}\n")
    done = run("build", "one", "--layout", "other", folder=example.root)
    assert done.returncode == 1
    assert 'templates/other/layout.yaml:4:34: the house style "cover.docx" can\'t be' in done.stderr
    assert run_well("build", "one", "--layout", "other", "--format", "md", folder=example.root)


def test_check_looks_at_every_house_style_that_is_used(example: Example) -> None:
    _shared(example, "bold", "formal")
    _say(example, "    title: Person specification\n", "    title: Person specification\n"
         "    house_style: bold\n")  # fmt: skip

    def small(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="24"', b'w:val="14"')

    rewritten(example.root / FOLDER / "bold.docx", small)
    rewritten(example.root / FOLDER / "formal.docx", small)
    done = run("check", folder=example.root)
    assert done.returncode == 1
    assert f"{FOLDER}/bold.docx" in done.stderr
    assert "formal.docx" not in done.stderr


def _small(parts: dict[str, bytes]) -> None:
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="24"', b'w:val="22"')


def test_a_house_style_that_is_small_knowingly_is_let_be(example: Example) -> None:
    rewritten(example.root / "templates/standard/house-style.docx", _small)
    done = run("check", folder=example.root)
    assert done.returncode == 1
    assert (
        "; or waive: [{rule: size, reason: …}] in layout.yaml, where that is meant" in done.stderr
    )
    _say(example, OWN, "waive: [{rule: size, reason: Agreed with the equality team.}]\n" + OWN)
    assert run_well("check", folder=example.root)
    _extending(example, "")
    assert run_well("check", "--layout", "all", folder=example.root)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("sizes", 'there is no rule "sizes" of accessible documents; did you mean "size"?'),
        (
            "face",
            'no house style of this layout breaks the rule "face" any more; delete the waiver',
        ),
    ],
)
def test_a_waiver_of_nothing_is_a_mistake(example: Example, rule: str, said: str) -> None:
    _say(example, OWN, f"waive: [{{rule: {rule}, reason: It is so.}}]\n{OWN}")
    done = run("check", folder=example.root)
    assert done.returncode == 1
    line = example.line("layout", "waive:")
    assert f"{LAYOUT}:{line}:16: {said}" in done.stderr


def test_a_waiver_needs_a_reason(example: Example) -> None:
    _say(example, OWN, f"waive: [{{rule: size}}]\n{OWN}")
    done = run("check", folder=example.root)
    assert done.returncode == 1
    assert 'the field "reason" is missing' in done.stderr


def test_a_broken_house_style_of_one_document_stops_that_one_alone(example: Example) -> None:
    _shared(example, "bold")
    _say(example, "    title: Person specification\n", "    title: Person specification\n"
         "    house_style: bold\n")  # fmt: skip
    (example.root / FOLDER / "bold.docx").write_bytes(b"no Word file")
    done = run("build", "one", folder=example.root)
    assert done.returncode == 1
    assert f"{FOLDER}/bold.docx:1:1: this house style can't be used" in done.stderr
    assert done.stderr.count("can't be used") == 1


def test_house_styles_are_listed_with_the_documents_that_they_are_for(example: Example) -> None:
    _shared(example, "bold", "formal", "plain")
    _say(example, OWN, "house_style: formal ")
    _extending(example, "house_style: plain\nreplace: {advert: {house_style: bold}}\n")
    rows = json.loads(run_well("list", "house-styles", "--format", "json", folder=example.root))
    assert {row["house_style"]: row["used_by"] for row in rows} == {
        "bold": "other.advert",
        "formal": "standard",
        "plain": ", ".join(
            f"other.{kind}"
            for kind in (*BOTH, "candidate-pack", "evaluation", "level-profile", "family-guide")
        ),
    }
    [bold] = json.loads(run_well("where-used", "bold", "--format", "json", folder=example.root))
    assert (bold["kind"], bold["said_at"]) == ("house style", [f"{FOLDER}/bold.docx:1:1"])
    assert [use["how"] for use in bold["layouts"]] == ["gives its look to advert"]
    assert [use["how"] for use in bold["vacancies"]] == ["gives its look to advert of other"]
    run_well("schema", folder=example.root)
    assert f'"const": "formal",\n          "description": "{FOLDER}/formal.docx"' in (
        example.root / ".jdgen/layout.schema.json"
    ).read_text(encoding="utf-8")


def test_documents_are_stale_where_their_house_style_has_changed(example: Example) -> None:
    _shared(example, "bold")
    _say(example, OWN, "house_style: bold ")
    run_well("build", "--all", folder=example.root)
    assert run("build", "--all", "--check", folder=example.root).returncode == 0
    shutil.copy(STANDARD, example.root / FOLDER / "bold.docx")
    done = run("build", "--all", "--check", folder=example.root)
    assert done.returncode == 1
    assert "not what its files say now" in done.stdout + done.stderr


def test_a_shared_house_style_that_changed_is_a_reason_of_impact(example: Example) -> None:
    _shared(example, "bold", "formal")
    _say(example, OWN, "house_style: bold ")
    git(example.root, "init", "-q", "-b", "main")
    commit(example, "Start")
    shutil.copy(STANDARD, example.root / FOLDER / "bold.docx")
    shutil.copy(STANDARD, example.root / FOLDER / "formal.docx")
    text = run_well("impact", "--since", "HEAD", folder=example.root)
    assert f"{FOLDER}/bold.docx" in text
    assert "formal.docx" not in text
    assert "(in Word only)" in text


def test_a_template_is_adopted_where_the_layout_looks_for_it(example: Example) -> None:
    _shared(example, "bold")
    _say(example, OWN, "house_style: bold ")
    _say(example, "    title: Advertisement\n", "    title: Advertisement\n"
         "    house_style: house-style.docx\n")  # fmt: skip
    _extending(example, "")
    letter = shutil.copy(STANDARD, example.root / "letter.docx")
    lines = run_well("house-style", "adopt", str(letter), "--layout", "standard",
                     folder=example.root).splitlines()  # fmt: skip
    assert lines[:3] == [
        f"{FOLDER}/bold.docx, in place of the one that was there",
        "Documents of these layouts look so too: other.",
        "These have a house_style of their own: advert.",
    ]
    said = run_well("house-style", "adopt", str(letter), "--layout", "other", folder=example.root)
    assert said.splitlines()[0] == "templates/other/house-style.docx"


def test_a_name_in_capitals_or_of_an_open_file_is_no_house_style(example: Example) -> None:
    _shared(example, "bold")
    shutil.copy(STANDARD, example.root / FOLDER / "~$bold.docx")
    shutil.copy(STANDARD, example.root / FOLDER / ".hidden.docx")
    rows = json.loads(run_well("list", "house-styles", "--format", "json", folder=example.root))
    assert [row["house_style"] for row in rows] == ["bold"]
