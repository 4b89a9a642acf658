"""Documents of others to the files of roles: reads them all, then makes what is to be written."""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jdgen.build.output import write_files
from jdgen.importing.criteria import Methods
from jdgen.importing.found import TOGETHER
from jdgen.importing.inherited import Inherited
from jdgen.importing.interpret import interpret
from jdgen.importing.markdown import read_lines, read_markdown
from jdgen.importing.sections import known_in, take_fields, take_structure
from jdgen.importing.share import NOTHING, Shared, shared_in, with_clauses
from jdgen.importing.source import Unreadable
from jdgen.importing.vocabulary import Vocabulary, plain
from jdgen.importing.word import read_word
from jdgen.importing.writing import Setting, made
from jdgen.importing.yaml_text import yaml_text
from jdgen.model.pay import pay_text, table_in_force
from jdgen.model.section import Listing
from jdgen.problems import InvalidInput, Place, Problem, Problems, refused, shown, suggest
from jdgen.reading import disk
from jdgen.reading.values import ID
from jdgen.reading.yaml import MAXIMUM_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jdgen.importing.found import Found
    from jdgen.importing.source import Block
    from jdgen.importing.writing import Made
    from jdgen.workspace.inheritance import Library

_WORD: Final = frozenset({".docx", ".dotx", ".docm", ".dotm"})
_MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown"})
_TEXT: Final = frozenset({".txt", ".text"})
_SAVE: Final = "open it in Word and save it as a Word Document (*.docx)"
_OTHERS: Final = {
    ".doc": ("it is of the kind that Word wrote before 2007", _SAVE),
    ".odt": ("it is a document of LibreOffice", "save it there as Word 2010-365 Document (.docx)"),
    ".rtf": ("it is Rich Text", _SAVE),
    ".pdf": (
        "it is a PDF, which says how a page looks and not what its words are",
        "import the Word document that it was made of, or open it in Word and save it as one",
    ),
    ".pages": ("it is a document of Pages", "export it there as Word (.docx)"),
    ".html": ("it is a web page", _SAVE),
    ".htm": ("it is a web page", _SAVE),
    ".wps": ("it is a document of Works", _SAVE),
}
_MOST_FILES: Final = 5_000
_LOCK: Final = "~$"


class Outcome(NamedTuple):
    """What became of one document: what was found in it, and the role made of it.

    `path` is the role's file, below the workspace. Where that is there already and was made of this
    document, `differences` says how it differs now, and nothing is written for it.
    """

    file: str
    found: Found
    made: Made
    path: str
    differences: tuple[str, ...] | None = None


class Imported(NamedTuple):
    """What an import makes: files by their paths below the workspace, and what became of each.

    `passed_over` are documents that can't be read, each with why and what to do.
    """

    files: dict[str, bytes]
    outcomes: list[Outcome]
    passed_over: tuple[Problem, ...]
    shared: Shared = NOTHING


def documents_in(paths: Iterable[Path], problems: Problems) -> Iterator[Path]:
    """Yield the documents that are given, and those in the folders given, by their names."""
    for path in paths:
        if not path.exists():
            message, hint = "there is no such file or folder", "check its name, and where it is"
            problems.refuse(Place(shown(path)), message, hint, "no-document")
        if not path.is_dir():
            if path.exists():
                yield path
            continue
        inside = sorted(
            file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path)
        )
        known = [
            file
            for file in inside
            if file.suffix.lower() in _WORD | _MARKDOWN | _TEXT | _OTHERS.keys()
        ]
        if not known:
            problems.refuse(
                Place(shown(path)),
                "there is no document in this folder",
                "give one with *.docx or *.md files",
                "no-document",
            )
        yield from known[:_MOST_FILES]


def _is_hidden(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    return any(part.startswith((".", _LOCK)) for part in parts)


def read_document(path: Path) -> tuple[Block, ...]:
    """Return what a document holds; raise `InvalidInput` where it can't be read."""
    try:
        blocks = _read(path, path.suffix.lower())
    except Unreadable as error:
        raise refused(Place(shown(path)), str(error), error.hint, "unreadable-document") from None
    except OSError as error:
        message = f"the file can't be read: {error.strerror}"
        hint = "check its name and who may read it"
        raise refused(Place(shown(path)), message, hint, "unreadable-file") from None
    if not blocks:
        message, hint = (
            "there are no words in it",
            "where it is a picture of a page, type its words",
        )
        raise refused(Place(shown(path)), message, hint, "unreadable-document")
    return blocks


def _read(path: Path, ending: str) -> tuple[Block, ...]:
    if ending in _OTHERS:
        raise Unreadable(*_OTHERS[ending])
    if ending in _WORD:
        return read_word(path)
    if ending not in _MARKDOWN | _TEXT:
        message = "it is no document that can be read"
        raise Unreadable(message, "give a Word document (*.docx) or Markdown (*.md)")
    text = _decoded(disk.read(path, MAXIMUM_BYTES + 1))
    return read_markdown(text) if ending in _MARKDOWN else read_lines(text)


def _decoded(raw: bytes) -> str:
    if len(raw) > MAXIMUM_BYTES:
        raise Unreadable(f"it is larger than {MAXIMUM_BYTES >> 20} MB", "split it")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is no text", "give a Word document (*.docx) or Markdown (*.md)")
    for encoding in (
        ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    ):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").replace("\r\n", "\n")


def imported(
    library: Library,
    paths: Iterable[Path],
    family: str,
    *,
    level: str = "",
    layout: str = "standard",
    vocabulary: Mapping[str, Any] | None = None,
    skip: bool = False,
    share: int = 0,
    chosen: Sequence[Sequence[str]] = (),
) -> Imported:
    """Return the files of the roles that documents describe; nothing is written yet.

    What is word for word the same in so many documents (`share`, from 2), or was `chosen`, becomes
    a clause of the family. Raises `InvalidInput` where a document can't be read, unless such are to
    be passed over (`skip`), and where the family or the level can't be.
    """
    problems = Problems()
    _check_place(library, family, level, problems)
    problems.raise_any()
    reader = _Reader(library, layout, vocabulary)
    founds: list[Found] = []
    unread = Problems()
    known = known_in(library)
    roles = _roles_by_title(library)
    inherited = Inherited(library, family, level, library.layout(layout))
    for path in dict.fromkeys(documents_in(paths, problems)):
        if (blocks := unread.catch(lambda path=path: read_document(path))) is not None:  # type: ignore[misc]
            found = reader.read(path, blocks, inherited)
            take_fields(found, known)
            take_structure(found, roles)
            inherited.leave(found)
            founds.append(found)
    if not skip:
        problems += unread
    if not founds:
        problems += unread
    problems.raise_any()
    result = _made(library, list(_together(founds)), reader.setting(family, level), tuple(unread))
    return _sharing(library, result, family, share, chosen) if share or chosen else result


class _Reader:
    """Reads documents by what one workspace knows."""

    def __init__(self, library: Library, layout: str, vocabulary: Mapping[str, Any] | None) -> None:
        self._library = library
        organisation = library.organisation()
        look = library.layout(layout)
        own = {
            name: field.label.in_main
            for name, field in library.setting.fields.items()
            if field.label
        }
        self._vocabulary = Vocabulary([look], vocabulary, own)
        codes = {code: name.in_main for code, name in organisation.methods.items()}
        steps = {
            plain(step.title.in_main): step.id
            for scale in organisation.scales.values()
            for step in scale
        }
        self._methods = Methods(codes, steps | {plain(step): step for step in steps.values()})
        name = organisation.layer.facts.get("organisation.name")
        self._names = frozenset({plain(name.in_main)} if name else ())
        self._sections = frozenset(
            style.id.text
            for kind in look.documents
            if "post" in kind.subjects
            for style in kind.sections
        )
        self._needed = {
            style.id.text: style.title.in_main if style.title else style.id.text
            for kind in look.documents
            if "post" in kind.subjects
            for style in kind.sections
            if style.required
        }
        table = table_in_force(organisation.pay, library.as_of)
        self._grades: dict[str, str] = {}
        self._pay: dict[str, str] = {}
        for key, grade in table.grades.items() if table else ():
            self._grades |= {plain(key): key, plain(grade.title.in_main): key}
            if grade.ranges:
                wording, currency = library.setting.wording, library.setting.currency
                self._pay[key] = pay_text(grade.ranges, currency, wording)
        self._has_pay = table is not None

    def read(self, path: Path, blocks: tuple[Block, ...], inherited: Inherited) -> Found:
        """Return what a document says."""
        return interpret(
            path.name, blocks, self._vocabulary, self._methods, self._names, inherited.knows
        )

    def setting(self, family: str, level: str) -> Setting:
        """Return where the roles go, and in what form what they inherit is."""
        library = self._library
        layers = [library.organisation().layer]
        if family in library.families():
            layers.append(library.family(family).layer)
        if level:
            of_level = library.level(family, level)
            layers += [of_level.layer, *of_level.bands.values()]
        forms = {
            section.id: "list" if isinstance(section.content, Listing) else "text"
            for layer in layers
            for section in layer.sections
        }
        return Setting(
            family,
            level,
            self._grades,
            self._has_pay,
            self._sections,
            forms,
            self._needed,
            self._pay,
            _names_of(library, family, level),
        )


def _roles_by_title(library: Library) -> dict[str, str]:
    """Return the roles that are there by their titles, but for those that share one."""
    by_title: dict[str, str] = {}
    for path in library.roles():
        with suppress(InvalidInput):  # whoever asks for it is told
            role = library.role(path)
            title = plain(role.title.in_main)
            by_title[title] = "" if title in by_title else role.id
    return by_title


def _names_of(library: Library, family: str, level: str) -> tuple[str, ...]:
    """Return what the family and the level are called."""
    names = [family]
    if family in library.families():
        names.append(library.family(family).title.in_main)
    if level:
        names += (level, library.level(family, level).layer.facts["level.code"].in_main)
    return tuple(map(plain, names))


def _together(founds: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found, a job description and a person specification of one title as one."""
    by_title: dict[str, list[Found]] = {}
    for found in founds:
        by_title.setdefault(plain(found.title), []).append(found)
    for title, of_title in by_title.items():
        halves = [found for found in of_title if found.is_specification]
        others = [found for found in of_title if not found.is_specification]
        if title and len(halves) == len(others) == 1 and not others[0].criteria:
            others[0].add(halves[0])
            yield others[0]
        else:
            yield from of_title


def _like(name: str) -> str:
    """Return a name like this one that a family can have."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-") or "customer-service"


def _check_place(library: Library, family: str, level: str, problems: Problems) -> None:
    place = Place(shown(library.root))
    if not ID.fullmatch(family):
        problems.refuse(
            place,
            f'"{family}" can\'t be the name of a family',
            f"write small letters, digits and hyphens, such as {_like(family)}",
            "bad-id",
        )
    elif level and family not in library.families():
        hint = suggest(family, library.families(), what="the families are")
        problems.refuse(
            place,
            f'there is no family "{family}" that could have the level {level}',
            hint,
            "unknown-family",
        )
    elif level and level not in library.levels(family):
        hint = suggest(level, library.levels(family), what="this family has")
        problems.refuse(place, f'unknown level "{level}"', hint, "unknown-level")


def _made(
    library: Library, founds: list[Found], setting: Setting, unread: tuple[Problem, ...]
) -> Imported:
    files: dict[str, bytes] = {}
    outcomes: list[Outcome] = []
    folder = f"families/{setting.family}"
    sources = _sources(library)
    taken = {path.stem for path in library.roles()} | {path.stem for path in library.vacancies()}
    for found in founds:
        known = next((sources[file] for file in found.files if file in sources), None)
        one = made(found, setting, taken)
        if known is not None:
            one = one._replace(name=known.stem)
            path = library.naming.shown(known)
            outcomes.append(Outcome(found.file, found, one, path, _differences(known, one.role)))
            taken.add(known.stem)
            continue
        taken.add(one.name)
        path = f"{folder}/roles/{one.name}.yaml"
        files[path] = one.role.encode()
        if one.vacancy:
            files[f"vacancies/{one.name}.yaml"] = one.vacancy.encode()
        if not setting.level:
            level = f"{folder}/levels/{one.level}.yaml"
            if not (library.root / level).exists():
                files.setdefault(level, _level(one).encode())
        outcomes.append(Outcome(found.file, found, one, path))
    if files and setting.family not in library.families():
        files[f"{folder}/family.yaml"] = _family(setting.family).encode()
    return Imported(files, outcomes, unread)


def _sharing(
    library: Library, result: Imported, family: str, share: int, chosen: Sequence[Sequence[str]]
) -> Imported:
    """Return what is imported with clauses in place of what several documents say."""
    path = f"families/{family}/family.yaml"
    if not result.files:
        raise refused(
            Place(result.outcomes[0].path),
            "roles were made of all these documents before, and are not changed",
            "delete those roles and their vacancies, and import again with --share",
            "file-exists",
        )
    if path not in result.files:
        raise refused(
            Place(library.naming.shown(library.root / path)),
            "the clauses would go into this file, which is there already",
            "import with --share into a family that isn't there yet, such as --family"
            f" {family}-imported",
            "file-exists",
        )
    roles = {
        outcome.file: outcome.made.fields
        for outcome in result.outcomes
        if outcome.differences is None
    }
    shared = shared_in(roles, share or len(roles) + 1, chosen, library.organisation().clauses)
    files = dict(result.files)
    outcomes: list[Outcome] = []
    for outcome in result.outcomes:
        made_of = outcome.made
        if outcome.path in files:
            made_of = made_of._replace(fields=with_clauses(made_of.fields, shared.ids))
            files[outcome.path] = made_of.role.encode()
        outcomes.append(outcome._replace(made=made_of))
    used = {
        key: {"text": text} for key, text in shared.clauses.items() if key in shared.ids.values()
    }
    if used:
        files[path] += yaml_text({"clauses": used}).encode()
    return result._replace(files=files, outcomes=outcomes, shared=shared)


_READ_FROM: Final = re.compile(r"^# Read from (.+)\.$", re.MULTILINE)


def _sources(library: Library) -> dict[str, Path]:
    """Return the roles that were made of documents, by the documents' names."""
    sources: dict[str, Path] = {}
    for path in library.roles():
        start = disk.read(path, 2_000).decode(errors="replace")
        if found := _READ_FROM.search(start):
            sources |= dict.fromkeys(found[1].split(TOGETHER), path)
    return sources


def _differences(known: Path, role: str) -> tuple[str, ...]:
    """Return the lines in which a role that is there differs from what its document says now."""
    old = _bare(disk.read(known).decode(errors="replace"))
    changes = difflib.unified_diff(old, _bare(role), lineterm="", n=0)
    return tuple(line for line in changes if not line.startswith(("---", "+++", "@@")))


def _bare(text: str) -> list[str]:
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


_LEVEL_HEAD: Final = """\
# yaml-language-server: $schema=../../../.jdgen/level.schema.json
# An empty level, for roles that were read from other documents. Say here what all {what}
# have in common, or give the roles a level that you have.
"""
_FAMILY_HEAD: Final = """\
# yaml-language-server: $schema=../../.jdgen/family.schema.json
# A family for roles that were read from other documents.
"""


def _level(one: Made) -> str:
    what = f"jobs of {one.level.replace('-', ' ')}" if one.grade else "jobs without a grade"
    fields: dict[str, Any] = {}
    if one.grade and not one.grade.startswith("{{"):
        fields["grades"] = [one.grade]
    return _LEVEL_HEAD.format(what=what) + yaml_text(fields | {"record": {"status": "Draft"}})


def _family(name: str) -> str:
    return _FAMILY_HEAD + yaml_text({"title": name.replace("-", " ").capitalize()})


def write(library: Library, result: Imported) -> list[Path]:
    """Write the files; raise `InvalidInput` where one is there already."""
    return write_files(library.root, result.files, replace=False)


def write_choices(path: Path, text: str) -> None:
    """Write the list to choose from; raise `InvalidInput` where it is there already."""
    write_files(path.parent, {path.name: text.encode()}, replace=False)
