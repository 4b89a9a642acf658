"""What `jdgen init` writes: the example workspace that comes with jdgen, or an empty one."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import yaml

from jdgen.build.editor_schemas import FOLDER, schema_files
from jdgen.build.output import write_files
from jdgen.formats.escaping import escape
from jdgen.formats.word.pictures import without_pictures
from jdgen.reading.yaml_text import scalar
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE: Final = Path(__file__).parents[1]
_STARTING: Final = _PACKAGE / "starting"
_ACTION: Final = ".github/actions/jdgen"
_LAYOUT: Final = "templates/standard"
_LOOKS: Final = "templates/house-styles"
_FOLDERS: Final = {
    FOLDER: FOLDER,
    "families": "families",
    "templates": "templates",
    "examples/vacancies": "vacancies",
    _ACTION: _ACTION,
}
_WORDS: Final = {"Northmere": "Standard"}
"""What is said in place of the invented council's name."""
_DRAFT_LINE: Final = '          draft: "true"   # until all is filled in and agreed\n'
_SOURCES: Final = ("families/", "templates/", "vacancies/", f"{FOLDER}/")
"""Where what jdgen reads stands; the rest is for those who work with it."""


def starter_files() -> dict[str, bytes]:
    """Return the files of a workspace of an invented council, by their paths in it."""
    contents = _for_those_who_work("", is_empty=False)
    for source, target in _FOLDERS.items():
        contents |= _below(_root() / source, target, moved_from=source)
    return contents


def empty_files(name: str, language: str) -> dict[str, bytes]:
    """Return the files of a workspace that says no more than an organisation's name.

    It has one family with one level, both to be filled in, and the standard layout in the language,
    which is one that jdgen has words of (a BCP 47 tag), with its house style and others to choose.
    """
    said = {"ORGANISATION": scalar(name.replace("{{", "\\{{")), "LANGUAGE": language}
    texts = {file: _filled(data, said) for file, data in _below(_STARTING / "empty").items()}
    # A layout that names no language is in the organisation's.
    layout = _standard("layout.yaml").read_bytes()
    texts[f"{_LAYOUT}/layout.yaml"] = re.sub(rb"(?m)^language: .*\n", b"", layout, count=1)
    words = _words(language)
    contents = {file: _in_words(data.decode(), words).encode() for file, data in texts.items()}
    contents[f"{_LAYOUT}/document.md.j2"] = _standard("document.md.j2").read_bytes()
    for look in (_standard("house-style.docx"), *(_root() / _LOOKS).glob("*.docx")):
        contents[look.relative_to(_root()).as_posix()] = without_pictures(look, _WORDS)
    contents |= {f"{FOLDER}/{file}": data for file, data in _schemas(contents).items()}
    contents |= _below(_root() / _ACTION, _ACTION)
    return contents | _for_those_who_work(name, is_empty=True)


def start(folder: Path, files: Mapping[str, bytes]) -> tuple[list[Path], list[str]]:
    """Write a workspace; return its files, and which others were there and are kept as they are.

    Raises `InvalidInput` where a file that jdgen would read is there already.
    """
    there = [
        file
        for file in sorted(files)
        if not file.startswith(_SOURCES) and os.path.lexists(folder / file)
    ]
    new = {file: data for file, data in files.items() if file not in there}
    return write_files(folder, new, replace=False), there


def _root() -> Path:
    """Return where the examples stand: in a wheel in the package, in a checkout beside it."""
    starter = _PACKAGE / "starter"
    return starter if starter.is_dir() else _PACKAGE.parent


def _standard(file: str) -> Path:
    return _root() / _LAYOUT / file


def _below(folder: Path, target: str = "", moved_from: str = "") -> dict[str, bytes]:
    """Return the files below a folder, by their paths in a workspace.

    There the names of those that are hidden start with a full stop, and here with "dot-".
    """
    contents: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "~$")):
            below = path.relative_to(folder).as_posix()
            name = re.sub(r"(?<![^/])dot-", ".", f"{target}/{below}" if target else below)
            contents[name] = _moved(path.read_bytes(), moved_from, target)
    return contents


def _moved(data: bytes, source: str, target: str) -> bytes:
    """Return a file whose first line, for editors, finds the schemas from its new place."""
    up, from_there = (b"../" * (folder.count("/") + 1) for folder in (source, target))
    return data.replace(b"$schema=" + up + b".jdgen/", b"$schema=" + from_there + b".jdgen/", 1)


def _for_those_who_work(name: str, *, is_empty: bool) -> dict[str, bytes]:
    """Return what helps those who work with a workspace, in an editor, under git and in CI.

    As long as an empty one is being filled in, drafts are checked and built.
    """
    first_steps = _STARTING / ("empty.md" if is_empty else "example.md")
    said = {
        "TITLE": f"Job descriptions of {escape(name)}" if name else "Job descriptions",
        "ORGANISATION": escape(name) or "your organisation",
        "FIRST_STEPS": first_steps.read_text("utf-8").strip(),
        "DRAFT": " --draft" if is_empty else "",
        "DRAFT_LINE": _DRAFT_LINE if is_empty else "",
    }
    return {file: _filled(data, said) for file, data in _below(_STARTING / "every").items()}


def _filled(data: bytes, said: Mapping[str, str]) -> bytes:
    """Return a file with what is said in place of names between two @."""
    return re.sub(rb"@([A-Z_]+)@", lambda match: said[match[1].decode()].encode(), data)


def _schemas(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the schemas of a workspace, which offer its ids."""
    with TemporaryDirectory() as folder:
        for file, data in files.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return schema_files(Library(Path(folder)))


# --- in other languages ---------------------------------------------------------------------------


def _words(language: str) -> dict[str, str]:
    """Return what is said otherwise in a language, by how it is said in British English."""
    for tag in (language, language.partition("-")[0]):
        path = _STARTING / "words" / f"{tag}.yaml"
        if path.is_file():
            return dict(yaml.safe_load(path.read_text("utf-8")))
    return {}


def _in_words(text: str, words: Mapping[str, str]) -> str:
    """Return a YAML file with other words in place of its titles and labels."""
    if not words:
        return text
    said = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    ending = re.escape(" · {{ organisation.name }}")
    pattern = rf"""(?m)([:\[,] )("?)({said})({ending})?\2(?= *(?:[,\]}}]| #|$))"""

    def other(match: re.Match[str]) -> str:
        return match[1] + scalar(words[match[3]] + (match[4] or ""), in_brackets=True)

    return re.sub(pattern, other, text)
