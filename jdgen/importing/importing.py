"""Documents of others to the files of roles: reads them all, then makes what is to be written."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from jdgen.build.output import write_files
from jdgen.importing.criteria import Methods
from jdgen.importing.documents import documents_in, read_document
from jdgen.importing.earlier import differences, made_before
from jdgen.importing.inherited import Inherited
from jdgen.importing.interpret import interpret
from jdgen.importing.naming import legal_family
from jdgen.importing.sections import known_in, take_fields, take_home, take_structure
from jdgen.importing.share import NOTHING, Shared, shared_in, with_clauses
from jdgen.importing.vocabulary import Glossary, plain
from jdgen.importing.writing import Destination, made
from jdgen.importing.yaml_text import yaml_text
from jdgen.model.pay import pay_text, table_in_force
from jdgen.model.section import Listing
from jdgen.names import composed
from jdgen.nearest import suggest
from jdgen.problems import InvalidInput, Place, Problem, Problems, refused, shown
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jdgen.importing.documents import DocumentFile
    from jdgen.importing.found import ReadDocument
    from jdgen.importing.source import Block
    from jdgen.importing.writing import NewRole
    from jdgen.workspace.inheritance import Library


class Outcome(NamedTuple):
    """What became of one document: what was found in it, and the role made of it.

    `path` is the role's file, below the workspace. Where that is there already and was made of this
    document, `differences` says how it differs now, and nothing is written for it.
    """

    file: str
    found: ReadDocument
    made: NewRole
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
    family = composed(family)
    _check_place(library, family, level, problems)
    problems.raise_any()
    reader = _Reader(library, layout, vocabulary)
    founds: list[ReadDocument] = []
    unread = Problems()
    known = known_in(library)
    roles = _roles_by_title(library)
    inherited = Inherited(library, family, level, library.layout(layout))
    for document in documents_in(paths, problems):
        if (blocks := unread.catch(lambda path=document.path: read_document(path))) is not None:  # type: ignore[misc]
            for found in reader.read(document, blocks, inherited):
                take_fields(found, known)
                take_structure(found, roles)
                inherited.leave(found)
                take_home(found)
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
        self._vocabulary = Glossary([look], vocabulary, own)
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

    def read(
        self, document: DocumentFile, blocks: tuple[Block, ...], inherited: Inherited
    ) -> list[ReadDocument]:
        """Return what a document says of each job that it describes."""
        founds = interpret(
            document.name, blocks, self._vocabulary, self._methods, self._names, inherited.knows
        )
        for found in founds:
            which = found.file.removeprefix(document.name)
            found.origin = f"{document.origin}{which}"
            found.paths = [f"{document.path.as_posix()}{which}"]
        return founds

    def setting(self, family: str, level: str) -> Destination:
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
        return Destination(
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


def _together(founds: Iterable[ReadDocument]) -> Iterator[ReadDocument]:
    """Yield what was found, a job description and a person specification of one title as one."""
    by_title: dict[str, list[ReadDocument]] = {}
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


def _check_place(library: Library, family: str, level: str, problems: Problems) -> None:
    place = Place(shown(library.root))
    if family not in library.families() and legal_family(family) != family:
        problems.refuse(
            place,
            f'"{family}" can\'t be the name of a family',
            f"write small letters, digits and hyphens, such as {legal_family(family)}",
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
    library: Library, founds: list[ReadDocument], setting: Destination, unread: tuple[Problem, ...]
) -> Imported:
    files: dict[str, bytes] = {}
    outcomes: list[Outcome] = []
    folder = f"families/{setting.family}"
    before = made_before(library, founds)
    taken = {path.stem for path in library.roles()} | {path.stem for path in library.vacancies()}
    for found in founds:
        known = before.get(found.file)
        one = made(found, setting, taken)
        if known is not None:
            one = one._replace(name=known.stem)
            path = library.naming.shown(known)
            outcomes.append(Outcome(found.file, found, one, path, differences(known, one.role)))
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


_LEVEL_HEAD: Final = """\
# yaml-language-server: $schema=../../../.jdgen/level.schema.json
# An empty level, for roles that were read from other documents. Say here what all {what}
# have in common, or give the roles a level that you have.
"""
_FAMILY_HEAD: Final = """\
# yaml-language-server: $schema=../../.jdgen/family.schema.json
# A family for roles that were read from other documents.
"""


def _level(one: NewRole) -> str:
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
