"""A person specification while it is read: its category, and how important what follows is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.importing.criteria import criterion, of_table
from jdgen.importing.found import ReadGroup, ReadPart, Unplaced
from jdgen.importing.outline import unnumbered
from jdgen.importing.source import Grid, SourceLine
from jdgen.importing.vocabulary import plain
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.importing.criteria import Methods
    from jdgen.importing.found import ReadDocument
    from jdgen.importing.source import Block
    from jdgen.importing.tables import CriteriaTable


class Title(NamedTuple):
    """A title of a category, how deep it is as a heading, and whether a list of words has it."""

    text: str
    at: str
    level: int
    is_known: bool


class Specification:
    """Takes criteria, their categories, and titles that say how important they are.

    Essential and desirable stand over the categories, or below each of them: of which kind a
    document is shows where a title of importance follows one of a category without a criterion.
    """

    def __init__(self, found: ReadDocument, methods: Methods) -> None:
        self._found = found
        self.methods = methods
        self._said = ""  # beside an importance, under the category
        self._category: ReadPart | None = None
        self._importance = ""
        self._is_over = False
        self._level = 0  # of the heading of the category
        self._group = ("", 0)  # a title over several categories, and how deep it is
        self._over = 0  # how deep the title is that says how important all below it are
        self.has_items = False

    def begin(self) -> None:
        """Begin anew, as after a title of the whole."""
        self._category, self._importance, self._is_over = None, "", False
        self._level, self._group, self._over = 0, ("", 0), 0
        self.has_items = False

    def weigh(self, importance: str, *, begins: bool) -> None:
        """Take a title of importance; `begins` says that the specification begins with it."""
        category = self._category
        is_below = (
            not begins
            and category is not None
            and bool(category.title)
            and (not self.has_items or (bool(self._importance) and not self._is_over))
        )
        self._importance, self._is_over = importance, not is_below
        self._over = self._over if is_below else 0
        if not is_below:
            self._category = None

    def is_named(self, said: str) -> bool:
        """Return whether a category is open that such words would only repeat under it."""
        category = self._category
        is_open = category is not None and bool(category.title)
        is_first = is_open and category is not None and category.groups[0].is_empty()
        if is_first:
            self._said = plain(said)
        return is_first or (is_open and self._said == plain(said))

    def start(self, title: Title, importance: str = "") -> None:
        """Take a title of a category, maybe one that says an importance too."""
        before = self._category
        stood_alone = before is not None and not before.title
        is_below = title.level > self._over > 0
        if not is_below and (not self._is_over or (stood_alone and self.has_items)):
            self._importance, self._is_over, self._over = "", False, 0
        if before and before.title and before.groups[0].is_empty():
            self._found.criteria.remove(before)
            self._group_under(before, title)
        group, level = self._group
        if level and title.level <= level:
            self._group = group, level = "", 0
        is_named = bool(group) and not title.is_known
        self._category = ReadPart(
            f"{group}: {title.text}" if is_named else title.text, title.at, [ReadGroup()]
        )
        self._level, self._said = title.level, ""
        self._found.criteria.append(self._category)
        self.has_items = False
        if importance:
            self._importance, self._is_over, self._over = importance, False, title.level

    def _group_under(self, over: ReadPart, title: Title) -> None:
        """Take a title with nothing but a category under it, for one of several such.

        How many stand under it is known only where it is less deep than theirs.
        """
        if title.level > self._level > 0:
            self._group = (over.title, self._level)
            self._found.set_aside += over.title.split() if title.is_known else []
        elif title.is_known:
            self._found.set_aside += over.title.split()
        else:
            remark = "a title over one category or several"
            self._found.unplaced.append(Unplaced(over.title, over.at, remark))

    def open(self, at: str) -> ReadGroup:
        """Return what stands in the category that is read, one without a title if need be."""
        if self._category is None:
            self._category = ReadPart("", at, [ReadGroup()])
            self._found.criteria.append(self._category)
            self.has_items = False
        return self._category.groups[0]

    def take(self, line: SourceLine, following: Block | None) -> None:
        """Take a criterion, or a sentence that leads to some."""
        group = self.open(line.at)
        text = unnumbered(line.text)[0].replace("\t", " ")
        if not self.has_items and not line.depth and _leads(text, group, following):
            group.lead_in.append(text)
            return
        entry = criterion(text, line.at, self.methods, self._importance)
        entry.label = line.lead if entry.text.startswith(line.lead) else ""
        entries = group.entries[-1].items if line.depth > 1 and group.entries else group.entries
        entries.append(entry)
        self.has_items = True

    def take_table(self, grid: Grid, table: CriteriaTable) -> None:
        """Take a table of criteria, under the category that was opened for it if any."""
        opened = self._category
        is_empty = opened is not None and not opened.groups[0].entries
        title = opened.title if opened and is_empty else ""
        parts = of_table(grid, table, self.methods, title, self._importance)
        if opened and title and parts:
            self._found.criteria.remove(opened)
            parts[0].groups[0].lead_in = opened.groups[0].lead_in
        self._found.criteria += parts
        self._category, self.has_items = None, bool(parts)

    def end(self) -> None:
        """Set apart what was opened and holds nothing; its title is not lost."""
        for part in self._found.criteria:
            if part.groups[0].is_empty() and part.title:
                remark = "a title with nothing under it"
                self._found.unplaced.append(Unplaced(part.title, part.at, remark))
        self._found.criteria = [
            part for part in self._found.criteria if not part.groups[0].is_empty()
        ]


def _leads(text: str, group: ReadGroup, following: Block | None) -> bool:
    """Return whether a paragraph leads to criteria, and is none."""
    if text.endswith(":") or isinstance(following, Grid):
        return True
    return not group.entries and isinstance(following, SourceLine) and bool(following.depth)
