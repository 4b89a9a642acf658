"""Options take what people write, and say what is wrong as the messages about files do."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest
from running import run, run_well

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "one"),
        ("diff", "W1", "one"),
    ],
    ids=" ".join,
)
def test_md_and_markdown_are_one_format_in_any_capitals(
    words: tuple[str, ...], example: Example
) -> None:
    answers = {
        run(*words, "--format", name, folder=example.root).stdout
        for name in ("md", "markdown", "Markdown", "MD")
    }
    assert len(answers) == 1
    assert answers.pop()


def test_md_and_markdown_are_one_format_of_files(example: Example) -> None:
    for name in ("md", "markdown", "MD"):
        written = run_well("build", "one", "--format", name, folder=example.root)
        assert written.splitlines() == [
            "build/one/job-description.md",
            "build/one/person-specification.md",
        ]


@pytest.mark.parametrize(
    "words",
    [("list",), ("show", "one"), ("explain", "one"), ("where-used", "W1"), ("check",)],
    ids=" ".join,
)
def test_an_unknown_format_is_named_with_those_there_are(
    words: tuple[str, ...], example: Example
) -> None:
    done = run(*words, "--format", "xml", folder=example.root)
    assert done.returncode == 2
    assert '"xml" is not a format; write terminal' in " ".join(done.stderr.split())


NAMED = {
    "list": "--family works --grade 4",
    "list levels": "--family works --grade 4",
    "show one": "--layout standard --audience advert --language en-GB --format json",
    "explain one": "--layout standard --audience advert --language en-GB --format json --item log",
    "where-used W1": "--format json",
    "build one": "--layout standard --audience advert --language en-GB --format docx",
    "check one": "--layout standard --language en-GB --format github",
    "diff W1 one": "--layout standard --audience advert --language en-GB --format json",
    "diff": "--ladder works",
    "impact --since HEAD": "--layout standard --audience advert --language en-GB --format json",
}
"""What commands take by name, each with a name that there is."""
TAKEN = [
    (command, option, name)
    for command, options in NAMED.items()
    for option, name in zip(options.split()[::2], options.split()[1::2], strict=True)
]


@pytest.fixture(name="logged")
def _logged(example: Example) -> Example:
    example.level("sections:\n  accountabilities:\n    - {id: log, text: Keep the log.}\n")
    return example


@pytest.mark.parametrize(("command", "option", "name"), TAKEN)
def test_a_mistaken_name_leads_to_the_nearest(
    command: str, option: str, name: str, logged: Example
) -> None:
    mistaken = f"{name}-" if len(name) == 1 else f"{name[:-1]}{name[-1] * 2}"
    done = run(*command.split(), option, mistaken, folder=logged.root)
    said = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert f'"{mistaken}"' in said
    assert f'did you mean "{name}"?' in said or f": {name}" in said


def test_a_mistaken_kind_of_thing_leads_to_the_nearest(example: Example) -> None:
    done = run("list", "levls", folder=example.root)
    assert done.returncode == 2
    assert '"levls" is not a kind of thing; did you mean "levels"?' in done.stderr


@pytest.mark.parametrize(("command", "option", "name"), TAKEN)
@pytest.mark.parametrize("word", ["", "nowhere-to-be-found"])
def test_a_name_of_nothing_is_refused_with_what_there_is(
    command: str, option: str, name: str, word: str, logged: Example
) -> None:
    done = run(*command.split(), f"{option}={word}", folder=logged.root)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f'"{word}"' in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("1/4/2027", '"1/4/2027" is not a date; write it as 1 April 2027 or 2027-04-01'),
        ("2027-4-1", '"2027-4-1" is not a date; write it as 1 April 2027 or 2027-04-01'),
        ("2027-02-30", 'there is no day "2027-02-30"; correct its month or its day'),
    ],
)
@pytest.mark.parametrize(
    "words",
    [("build", "one"), ("check",), ("show", "one"), ("explain", "one"), ("diff", "W1", "one")],
    ids=" ".join,
)
def test_a_day_that_is_none_is_told_of_as_in_files(
    words: tuple[str, ...], day: str, message: str, example: Example
) -> None:
    done = run(*words, "--as-of", day, folder=example.root)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())


@pytest.mark.parametrize("ending", [".yaml.txt", ".yml", ".YAML", ".yaml~"])
def test_a_file_that_is_almost_read_is_named_when_it_is_looked_for(
    ending: str, example: Example
) -> None:
    example.write(f"vacancies/porter{ending}", "role: paviour\n")
    done = run("build", "porter", folder=example.root)
    if done.returncode:  # another name is read
        words = " ".join(done.stderr.split())
        assert f"vacancies/porter{ending} is not read because of its name" in words
        assert "rename it porter.yaml" in words
    else:
        assert ending == ".yml"


def test_what_init_says_can_be_pasted(tmp_path: Path) -> None:
    said = run_well("init", "Job descriptions $x", folder=tmp_path)
    command = next(line for line in said.splitlines() if line.startswith("  cd ")).strip()
    assert shlex.split(command)[1] == "Job descriptions $x"
    folder = tmp_path / shlex.split(command)[1]
    assert (folder / "vacancies").is_dir()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("checks: {{dbs: {}, dbs_reason: R.}}", "enhanced with barred list"),
        ("checks: {{dbs: {}, dbs_reason: R.}}", "ENHANCED WITH BARRED LISTS"),
        ("record: {{status: {}}}", "approved"),
        ("sections: {{duties: [{{text: Digs., when: {{checks.dbs: {}}}}}]}}", "enhanced"),
        (
            "sections: {{duties: [{{text: Digs., when: {{checks.dbs: {}}}}}]}}",
            "enhanced with barred lists",
        ),
        (
            "sections: {{duties: [{{text: Digs., when: {{document.audience: {}}}}}]}}",
            "Job description",
        ),
    ],
)
def test_fixed_words_are_known_however_they_are_written(
    field: str, value: str, example: Example
) -> None:
    example.vacancy(field.format(value) + "\n")
    problems = [
        line
        for line in run("check", "one", folder=example.root).stderr.splitlines()
        if "is no level" in line or "can't stand" in line or "never says" in line
    ]
    assert problems == []
