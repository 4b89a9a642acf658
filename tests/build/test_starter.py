"""What `jdgen init` writes: for whom, in which languages, and without the invented council."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest
import yaml
from example import standing
from pages import blocks, commands, links
from running import run, run_well

from jdgen.build.editor_schemas import schema_files
from jdgen.build.starter import _STARTING as STARTING
from jdgen.build.starter import empty_files, start, starter_files
from jdgen.model.languages import languages
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "Cyngor Tref: R&D <lead> | \"x\" * {{ name }} # 'y' \\ é"
SEEN = {"title", "label", "labels", "subtitle", "lead_in", "marking", "heading", "empty"} | {
    "sentence",
    "columns",
    "signatories",
}
BOTH = {"example": starter_files(), "empty": empty_files("Anytown Council", "en-GB")}


def parts(name: str, data: bytes) -> dict[str, bytes]:
    """Return a file by its name, a Word file as its parts too."""
    if not name.endswith(".docx"):
        return {name: data}
    package = zipfile.ZipFile(io.BytesIO(data))
    return {name: data} | {f"{name}/{part}": package.read(part) for part in package.namelist()}


def all_parts(files: dict[str, bytes]) -> dict[str, bytes]:
    return {part: data for name in files for part, data in parts(name, files[name]).items()}


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def made(kind: str, tmp_path: Path) -> Path:
    start(tmp_path, BOTH[kind])
    return tmp_path


# --- an empty one ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [*languages(), "fr-CA", "en-IE"])
def test_an_empty_workspace_builds_in_every_language_and_names_no_council_of_ours(
    language: str, tmp_path: Path
) -> None:
    folder = tmp_path / language
    run_well(
        "init", language, "--empty", "--name", NAME, "--language", language.lower(), folder=tmp_path
    )
    files = standing(folder)
    assert run_well("check", "--draft", folder=folder) == "4 files checked, no problems.\n"
    done = run("build", "--all", "--draft", "--layout", "all", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "not translated" not in done.stderr
    made = standing(folder / "build")
    assert sorted(made) == [
        "families/first-family/LEVEL1/level-profile.docx",
        "families/first-family/LEVEL1/level-profile.md",
        "families/first-family/family-guide.docx",
        "families/first-family/family-guide.md",
    ]
    guide = made["families/first-family/family-guide.md"].decode()
    assert f"\nlang: {language}\n" in guide
    assert "<span lang" not in guide
    for name, data in all_parts(files | made).items():
        assert "northmere" not in f"{name}{data.decode(errors='replace')}".lower(), name
        assert "emblem" not in name, name
    guide = "families/first-family/family-guide.docx"
    core = parts(guide, made[guide])[f"{guide}/docProps/core.xml"].decode()
    assert f">{NAME}</dc:creator>" in html.unescape(core)


@pytest.mark.parametrize("look", ["plain", "banded", "formal"])
def test_an_empty_workspace_has_the_house_styles_to_choose_from(look: str, tmp_path: Path) -> None:
    start(tmp_path, empty_files(NAME, "en-GB"))
    layout = tmp_path / "templates/standard/layout.yaml"
    said = re.sub(r"(?m)^house_style: .*$", f"house_style: {look}", layout.read_text("utf-8"))
    layout.write_text(said, "utf-8")
    assert f"{look}\tstandard\t" in run_well("list", "house-styles", folder=tmp_path)
    assert run_well("check", "--draft", folder=tmp_path) == "4 files checked, no problems.\n"
    run_well("build", "--all", "--draft", folder=tmp_path)


@pytest.mark.parametrize("language", ["cy", "fr"])
def test_every_title_and_label_of_the_standard_layout_is_in_the_language(language: str) -> None:
    files = {tag: empty_files("Ours", tag) for tag in ("en-GB", language)}
    english, other = (
        dict(texts(yaml.safe_load(files[tag]["templates/standard/layout.yaml"]))) for tag in files
    )
    assert english.keys() == other.keys()
    # Where a language has the same word, that is said too.
    words = yaml.safe_load((STARTING / "words" / f"{language}.yaml").read_text("utf-8"))
    same = {text for key, text in english.items() if text == other[key]}
    own = {text for text in same if re.search("[a-z]", re.sub(r"{{.*?}}", "", text))}
    assert {text.removesuffix(" · {{ organisation.name }}") for text in own} <= words.keys()
    assert len(own) < 15
    methods = yaml.safe_load(files[language]["families/organisation.yaml"])["assessment_methods"]
    assert methods["A"] == words["Application form"] != "Application form"
    assert words.keys() <= {
        *(text.removesuffix(" · {{ organisation.name }}") for text in english.values()),
        *yaml.safe_load(files["en-GB"]["families/organisation.yaml"])[
            "assessment_methods"
        ].values(),
    }


def texts(node: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield what readers see of a layout, by where it stands."""
    if not isinstance(node, dict | list):
        if {*path} & SEEN and not {*path} & {"fact", "id"}:
            yield path, str(node)
        return
    for key, child in node.items() if isinstance(node, dict) else enumerate(node):
        yield from texts(child, (*path, key))


# --- both -----------------------------------------------------------------------------------------


def test_what_is_there_for_those_who_work_with_it_is_kept_and_told(
    kind: str, tmp_path: Path
) -> None:
    words = ["--empty", "--name", "Anytown Council"] if kind == "empty" else []
    for file in ("README.md", "CODEOWNERS", ".vscode/settings.json"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("ours", encoding="utf-8")
    done = run("init", ".", *words, folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"{file} is there already, and is kept as it is."
        for file in (".vscode/settings.json", "CODEOWNERS", "README.md")
    ]
    assert done.stdout.startswith(f"{len(BOTH[kind]) - 3} files written to ")
    assert {*standing(tmp_path)} == {*BOTH[kind]}
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "ours"
    before = standing(tmp_path)
    assert run("init", ".", *words, folder=tmp_path).returncode == 1
    assert standing(tmp_path) == before


@pytest.mark.parametrize("file", [name for name in BOTH["empty"] if name.startswith("families/")])
def test_of_what_jdgen_reads_nothing_is_overwritten(file: str, tmp_path: Path) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("ours", encoding="utf-8")
    done = run("init", "--empty", "--name", "Ours", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.endswith("1 problem; nothing was written.\n")
    assert [*standing(tmp_path)] == [file]


def test_the_readme_says_what_works_and_links_to_what_is_there(made: Path) -> None:
    readme = made / "README.md"
    for block in blocks(readme):
        for line, _ in commands(block) if block.kind == "console" else ():
            run_well(*line.split()[1:], folder=made)
    named = re.findall(r"`((?:\.?[a-z-]+/)?[\w.-]+(?:/[\w.-]+)*\.\w+)`", readme.read_text("utf-8"))
    assert len(named) > 2
    assert [name for name in named if name != "family.yaml" and not holds(made, name)] == []
    assert all(link.startswith("https://") for link in links(readme))


def holds(folder: Path, name: str) -> bool:
    return (folder / name).exists() or any(folder.glob(f"families/*/{name}"))


def test_owners_are_notes_until_they_are_filled_in(made: Path) -> None:
    lines = (made / "CODEOWNERS").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    owned = [line.split()[1:] for line in lines if "@your-organisation" in line]
    assert len(owned) == len({path for path, _ in owned}) == 9
    files = [
        f"/{file}" for file in (*standing(made), "families/a/roles/b.yaml", "vacancies/c.yaml")
    ]
    for path, _ in owned:
        pattern = f"{path}*" if path.endswith("/") else path
        assert [file for file in files if fnmatch(file, pattern)], path
    sources = [file for file in files if file.startswith(("/families", "/vacancies", "/templates"))]
    patterns = [f"{path}*" if path.endswith("/") else path for path, _ in owned]
    assert [file for file in sources if not any(fnmatch(file, each) for each in patterns)] == []


def test_editors_find_the_schema_of_every_file(made: Path) -> None:
    settings = json.loads((made / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for path in made.rglob("*.yaml"):
        file = path.relative_to(made).as_posix()
        if file.startswith("."):
            continue
        fitting = [schema for schema, glob in settings.items() if (made / file) in made.glob(glob)]
        assert len(fitting) == 1, file
        modeline = path.read_text("utf-8").splitlines()[0]
        assert modeline.endswith(f"/{fitting[0]}"), file
        assert (made / fitting[0]).is_file()


def test_the_schemas_offer_the_ids_of_the_workspace(made: Path) -> None:
    made_anew = schema_files(Library(made))
    assert {name: (made / ".jdgen" / name).read_bytes() for name in made_anew} == made_anew


def test_ci_checks_drafts_as_long_as_there_is_something_to_fill_in(kind: str) -> None:
    files = BOTH[kind]
    github = yaml.safe_load(files[".github/workflows/job-descriptions.yml"])
    gitlab = yaml.safe_load(files[".gitlab-ci.yml"])
    [*_, step] = github["jobs"]["documents"]["steps"]
    action = yaml.safe_load(files[f"{step['uses'].removeprefix('./')}/action.yml"])
    assert step["with"].keys() <= action["inputs"].keys()
    assert github["permissions"] == {"contents": "read"}
    drafts = {"empty": 3, "example": 0}[kind]
    assert "\n".join(gitlab["documents"]["script"]).count("--draft") == drafts
    assert step["with"].get("draft") == ("true" if drafts else None)


def test_nothing_that_is_to_be_replaced_is_left(kind: str) -> None:
    for name, data in BOTH[kind].items():
        assert not re.search(rb"@[A-Z_]{3,}@", data), name
