"""Reads the files of a workspace, each once, when it is first asked for."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from jdgen.compose.layouts import changed
from jdgen.model.text import Passage, Setting
from jdgen.names import spoken
from jdgen.nearest import suggest
from jdgen.problems import (
    FETCH_IT,
    LFS_POINTER,
    NOT_FETCHED,
    InvalidInput,
    Problems,
    enough_memory,
    refused,
)
from jdgen.reading import disk
from jdgen.reading.shapes import Context
from jdgen.reading.yaml import MAXIMUM_BYTES, Mapping, Text, decode, read
from jdgen.schema.axes import axis_field, unread_axes
from jdgen.schema.facts import own_field
from jdgen.schema.family import FAMILY, LEVEL
from jdgen.schema.layout import LAYOUT
from jdgen.schema.layout_rules import check_documents, check_tables
from jdgen.schema.organisation import ORGANISATION, setting_of
from jdgen.schema.post import ROLE, VACANCY
from jdgen.workspace.files import Workspace, existing, family_of, link_out, name_of, refuse_link
from jdgen.workspace.looks import looks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from jdgen.model.job import Family, Level, Organisation, Role, Vacancy
    from jdgen.model.layout import ChangeTarget, DocumentKind, Layout, LayoutChange
    from jdgen.problems import Naming
    from jdgen.reading.records import Field, Record

T = TypeVar("T")

_MANY: Final = 500
"""How many files are remembered at least."""
MOST_EXTENDED: Final = 20
"""Through how many others a layout may take its documents, labels and templates."""


class Files(Workspace):
    """A workspace's files, as what they say in the wanted language (the main one if empty).

    For a `draft`, whatever field may be a place still to be filled in.

    What is wrong with a file is raised as `InvalidInput` each time that it is asked for, so that
    every job that needs the file fails while the others go on.
    """

    def __init__(
        self, root: Path, language: str = "", called: str = "", *, draft: bool = False
    ) -> None:
        super().__init__(root, called)
        self._language = language
        self._draft = draft
        self._read: dict[Path, object] = {}
        self._layouts: dict[str, tuple[Layout, set[Path]]] = {}
        self._noted: set[Path] = set()
        self.changes_met: set[ChangeTarget] = set()

    @cached_property
    def setting(self) -> Setting:
        """Return the organisation's languages and currency, as far as they can be read."""
        node, _ = self._organisation  # whoever asks for the organisation is told what is wrong
        return setting_of(node, self._language)._replace(draft=self._draft)

    @cached_property
    def _organisation(self) -> tuple[Mapping | None, Problems]:
        problems = Problems()
        return read_file(self.organisation_path, self.naming, problems), problems

    @contextmanager
    def noting(self) -> Iterator[set[Path]]:
        """Note the files that what is asked for in a block is made of, read by then or before.

        The organisation's is one of any. Folders are not noted: what isn't there may count too.
        """
        around, noted = self._noted, {self.organisation_path}
        self._noted = noted
        try:
            yield noted
        finally:
            around |= noted
            self._noted = around

    def forget(self, path: Path) -> None:
        """Forget what a file says, where many are read and it is hardly asked for again."""
        if len(self._read) > _MANY:
            self._read.pop(path, None)

    def _load(self, path: Path, layer: str, shape: Record[T]) -> T:
        self._noted.add(path)
        if layer == "level":  # whose axes are its family's
            self._noted.add(self.family_path(family_of(path)))
        cached = self._read.get(path)
        if cached is None:
            problems = Problems()
            cached = problems.catch(lambda: self._built(path, layer, shape, problems))
            if not problems:
                self.check_names(path, problems, is_vacancy=layer == "vacancy")
            if problems:
                cached = InvalidInput(problems)
            self._read[path] = cached
        if isinstance(cached, InvalidInput):
            raise cached
        return cached  # type: ignore[return-value] # it was made by this shape

    def _built(self, path: Path, layer: str, shape: Record[T], problems: Problems) -> T | None:
        with enough_memory(lambda: self.naming.shown(path)):
            if path == self.organisation_path:
                node, problems_found = self._organisation
                problems += problems_found
            else:
                node = read_file(path, self.naming, problems)
            setting = self.setting
            for key, tag in (node or {}).items() if layer == "layout" else ():
                if key == "language" and isinstance(tag, Text):
                    setting = setting.written_in(tag.strip())
            own = self._own_fields(path, layer)
            context = Context(layer, problems, setting, own, self._all_axes)
            return None if node is None else shape.read(node, path.name, context)

    def _own_fields(self, path: Path, layer: str) -> dict[str, Field]:
        """Return the fields that the organisation, or a level's family, adds to a file."""
        if layer != "level":
            return {name: own_field(name, field) for name, field in self.setting.fields.items()}
        return self._axes(family_of(path))

    def _axes(self, family: str) -> dict[str, Field]:
        """Return the fields of a family's axes."""
        try:
            axes = self.family(family).axes
        except InvalidInput:
            # Whoever asks for the family is told; what its levels say of axes may be right.
            node = read_file(self.family_path(family), self.naming, Problems())
            return unread_axes(node)
        return {name: axis_field(name, axis) for name, axis in axes.items()}

    def _all_axes(self) -> set[str]:
        """Return the names of all families' axes."""
        return {name for family in self.families() for name in self._axes(family)}

    def organisation(self) -> Organisation:
        """Return the organisation."""
        return self._load(self.organisation_path, "organisation", ORGANISATION)

    def family(self, key: str) -> Family:
        """Return a family by its folder's name."""
        return self._load(self.family_path(key), "family", FAMILY)._replace(id=key)

    def level(self, family: str, key: str, on: date | None = None) -> Level:
        """Return a level by its family and its file's name, as in force on a day."""
        level = self._load(self.level_path(family, key, on), "level", LEVEL)
        if (
            "level.code" not in level.layer.facts
        ):  # a level without a code of its own is called by its file's name
            code = Passage(key, level.layer.source)
            layer = level.layer._replace(facts={**level.layer.facts, "level.code": code})
            level = level._replace(layer=layer)
        return level._replace(id=key, family=family)

    def role(self, path: Path) -> Role:
        """Return the role that a file describes; its id is the file's name."""
        role: Role = self._load(path, "role", ROLE)
        return role._replace(id=name_of(path))

    def vacancy(self, path: Path) -> Vacancy:
        """Return the vacancy that a file describes; its id is the file's name."""
        if self.parts(path)[:1] in {("families",), ("templates",)}:
            raise refused(
                self.naming.place(path),
                "this file is no vacancy",
                "make a vacancy that names it, in vacancies/; jdgen show prints it as it is",
                "no-vacancy",
            )
        vacancy: Vacancy = self._load(path, "vacancy", VACANCY)
        return vacancy._replace(id=name_of(path))

    def layout(self, name: str) -> Layout:
        """Return a layout by its folder's name, with what it takes from those that it extends."""
        if name not in self._layouts:
            with self.noting() as noted:
                layout = self._extended(name)
            self._layouts[name] = layout, noted.union(layout.files.values(), layout.looks.values())
        layout, used = self._layouts[name]
        self._noted |= used
        return layout

    def _extended(self, name: str) -> Layout:
        layout, chain = self._layout(name), [name]
        folders, labels, base = [self.layout_path(name).parent], layout.labels, layout.extends
        styles, others, extended = [layout.house_style], self.layouts(), [layout]
        while base:
            if base.text in chain or base.text not in others:
                repeated = [other for other in others if other not in chain]
                message = f'unknown layout "{spoken(base.text)}"'
                if base.text in chain:
                    message = f'the layout "{base.text}" extends itself'
                raise refused(
                    base,
                    message,
                    suggest(base.text, repeated, what="it can extend"),
                    "unknown-layout",
                )
            if len(chain) > MOST_EXTENDED:
                raise refused(
                    base,
                    f"this layout extends another, and so on, more than {MOST_EXTENDED} times",
                    "extend one that stands nearer to the first",
                    "too-deep",
                )
            chain.append(base.text)
            folders.append(self.layout_path(base.text).parent)
            inherited = self._layout(base.text)
            styles.append(inherited.house_style)
            labels = {**inherited.labels, **labels}
            extended.append(inherited)
            layout = layout._replace(
                leaves_out=(*layout.leaves_out, *inherited.leaves_out),
                public=(*layout.public, *inherited.public),
                waive=(*layout.waive, *inherited.waive),
            )
            base = inherited.extends
        layout = layout._replace(documents=self._documents(extended, layout.public))
        files = {
            kind.template.text: _find(kind.template.text, folders) for kind in layout.documents
        }
        problems = Problems()
        looks, style = looks_of(layout.documents, folders, styles, self.house_styles(), problems)
        for path in (*files.values(), *looks.values()):
            if link := link_out(self.root, path):
                refuse_link(link, self.naming, problems)
        shared = {path.parent for path in looks.values()}.difference(folders)
        for folder in (*folders, *sorted(shared)):
            self.check_names_in(folder, problems)
        problems.raise_any()
        return layout._replace(
            name=name,
            folders=tuple(folders),
            labels=labels,
            house_style=style,
            files=files,
            looks=looks,
            naming=self.naming,
        )

    def _documents(
        self, layouts: Sequence[Layout], public: Sequence[str]
    ) -> tuple[DocumentKind, ...]:
        """Return the documents of the first of several layouts, each of which extends the next."""
        documents: tuple[DocumentKind, ...] = ()
        problems = Problems()
        for layout in layouts[::-1]:
            documents = changed(layout.documents or documents, layout.changes, problems)
        in_all: tuple[LayoutChange, ...] = ()
        with suppress(InvalidInput):  # whoever asks for the organisation is told
            in_all = self.organisation().in_layouts
        documents = changed(documents, in_all, problems, self.changes_met)
        if in_all or any(layout.changes for layout in layouts):
            context = Context("layout", problems, self.setting)
            check_documents(documents, public, context)
            for style in (style for kind in documents for style in kind.sections):
                check_tables(style, style.id, context)
        problems.raise_any()
        return documents

    def _layout(self, name: str) -> Layout:
        return self._load(self.layout_path(name), "layout", LAYOUT)


def read_file(path: Path, naming: Naming, problems: Problems) -> Mapping | None:
    """Return what a YAML file of a workspace holds, or None where it can't be read or trusted.

    One that lies elsewhere, though it seems to be inside, is not read.
    """
    name = naming.shown(path)
    with problems.catching(), enough_memory(lambda: name):
        return read(_bytes_of(path, naming), name, problems)
    return None


def read_text(path: Path, naming: Naming) -> str:
    """Return the text of a file of a workspace; raise `InvalidInput` where it can't be read."""
    return decode(_bytes_of(path, naming), naming.shown(path))


def _bytes_of(path: Path, naming: Naming) -> bytes:
    """Return a file's bytes, as many as are read."""
    problems = Problems()
    if link := link_out(naming.root, path):
        refuse_link(link, naming, problems)
    problems.raise_any()
    place = naming.place(path)
    try:
        raw = disk.read(path, MAXIMUM_BYTES + 1)
    except OSError as error:
        message = f"the file can't be read: {error.strerror}"
        hint = "check its name and who may read it"
        raise refused(place, message, hint, "unreadable-file") from None
    if raw.startswith(LFS_POINTER):
        raise refused(place, NOT_FETCHED, FETCH_IT, "not-fetched")
    return raw


def _find(file: str, folders: Sequence[Path]) -> Path:
    """Return a file of a layout's folder or, where it isn't there, of those that it extends."""
    places = [existing(folder / file) for folder in folders]
    return next((place for place in places if os.path.lexists(place)), places[0])
