"""The person specification as a layout sets it out: grouped, in tables or lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.documents.views import (
    H3,
    H4,
    EntryView,
    PartView,
    bracketed,
    cell,
    entry_views,
    markup,
    numbered_by,
    together,
    with_list,
)
from jdgen.model.layout import NUMBER
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from jdgen.documents.labels import Printed
    from jdgen.documents.numbers import Numbers
    from jdgen.model.layout import CriteriaStyle
    from jdgen.model.section import Entry

_IMPORTANCES = ("essential", "desirable", "unspecified")


class Items(NamedTuple):
    """How lists inside criteria are drawn: below one, given how wide its mark is; or in a cell."""

    in_list: Callable[[tuple[Entry, ...], int], Iterable[EntryView]]
    in_cell: Callable[[tuple[Entry, ...]], Sequence[str]]


class CriterionView(NamedTuple):
    """One criterion in the words that are printed, and what it can be grouped by.

    `importance` is one of the model's words, which the labels put into the document's.
    """

    label: str
    text: str
    category: str
    importance: str
    methods: str
    items: tuple[Entry, ...] = ()


class CriteriaSetting:
    """Sets criteria out in one style, with the numbers that they have in it."""

    def __init__(
        self,
        style: CriteriaStyle,
        printed: Printed,
        numbers: Numbers,
        lead_ins: Mapping[str, Sequence[str]] | None = None,
        closings: Mapping[str, Sequence[str]] | None = None,
        items: Items | None = None,
    ) -> None:
        self._style = style
        self._printed = printed
        self._say = printed.label
        self._numbers = numbers
        self._lead_ins = lead_ins or {}
        self._closings = closings or {}
        self._items = items

    def parts(self, criteria: Sequence[CriterionView]) -> Iterator[PartView]:
        """Yield the parts: a table or a list each, under their headings."""
        outer, inner = [*self._style.group_by, "", ""][:2]
        are_apart = self._style.is_side_by_side or "category" not in (outer, inner)
        if are_apart:
            yield PartView(paragraphs=[text for texts in self._lead_ins.values() for text in texts])
        if self._style.is_side_by_side:
            yield self._side_by_side(criteria)
        else:
            yield from self._below_headings(criteria, outer, inner)
        if are_apart:
            yield PartView(paragraphs=[text for texts in self._closings.values() for text in texts])

    def _below_headings(
        self, criteria: Sequence[CriterionView], outer: str, inner: str
    ) -> Iterator[PartView]:
        for heading, group in self._grouped(criteria, outer):
            self._numbers.begin_group()
            below = list(self._grouped(group, inner))
            # What has no second heading stands right below the first.
            direct = [subgroup for second, subgroup in below if not second]
            part = self._part(heading, direct[0] if direct else ())
            category = heading if outer == "category" else ""
            yield part._replace(paragraphs=self._lead_ins.get(category, ()))
            for second, subgroup in below:
                if second:
                    part = self._part(second, subgroup)._replace(marks=H4 if heading else H3)
                    second_category = second if inner == "category" else ""
                    yield part._replace(paragraphs=self._lead_ins.get(second_category, ()))
                    yield PartView(paragraphs=self._closings.get(second_category, ()))
            yield PartView(paragraphs=self._closings.get(category, ()))

    def _side_by_side(self, criteria: Sequence[CriterionView]) -> PartView:
        """Return a table of a row for each category and a column for each importance."""
        said = {criterion.importance for criterion in criteria}
        columns = [word for word in _IMPORTANCES if word != "unspecified" or word in said]
        rows = []
        for category, group in self._grouped(criteria, "category"):
            self._numbers.begin_group()
            rows.append([cell(category), *(cell(self._together(group, word)) for word in columns)])
        return PartView(columns=self._printed.heads("category", *columns), rows=rows)

    def _together(self, criteria: Sequence[CriterionView], importance: str) -> str:
        """Return criteria as the list of one cell; what says that there is none."""
        texts = [
            self._with_items(self._with_label_and_methods(criterion), criterion)
            for criterion in criteria
            if criterion.importance == importance
        ]
        return with_list("", texts) if texts else self._say("nothing_said")

    def _with_items(self, text: str, criterion: CriterionView) -> str:
        return with_list(text, self._items.in_cell(criterion.items) if self._items else ())

    def _with_label_and_methods(self, criterion: CriterionView) -> Markup:
        parts = [self._printed.labelled(*self._marked(criterion))]
        if self._style.methods != "none" and criterion.methods != self._say("not_assessed"):
            parts.append(bracketed(criterion.methods))
        return markup(together(parts))

    def _marked(self, criterion: CriterionView) -> tuple[str, str]:
        """Return a criterion's label and text after its number."""
        _, mark = self._numbers.next(criterion.importance)
        label, text = criterion.label, criterion.text
        return numbered_by(mark, label, text) if mark else (label, text)

    def _grouped(
        self, criteria: Sequence[CriterionView], by: str
    ) -> Iterator[tuple[str, list[CriterionView]]]:
        """Yield groups and their headings: categories as they come, essential ones first."""
        if by == "category":
            categories: dict[str, list[CriterionView]] = {}
            for criterion in criteria:
                categories.setdefault(criterion.category, []).append(criterion)
            yield from categories.items()
        elif by == "importance":
            is_inner = self._style.group_by[0] != "importance"
            for word in _IMPORTANCES:
                group = [criterion for criterion in criteria if criterion.importance == word]
                if group:
                    has_none = word == "unspecified" and is_inner
                    yield "" if has_none else self._say(word), group
        else:
            yield "", list(criteria)

    def _part(self, heading: str, criteria: Sequence[CriterionView]) -> PartView:
        if not criteria:
            return PartView(heading)
        style = self._style
        is_said = any(map(self._say, _IMPORTANCES))
        columns = [name for name in style.columns if is_said or name != "importance"]
        self._numbers.begin_list()
        if not (style.is_table and columns):
            entries = [view for criterion in criteria for view in self._entry(criterion, columns)]
            return PartView(heading, entries=entries)
        has_numbers = self._numbers.has_any
        rows = [
            [
                *([cell(self._numbers.next(criterion.importance)[1])] if has_numbers else ()),
                cell(self._with_items(criterion.text, criterion), criterion.label),
                *(cell(self._detail(criterion, name)) for name in columns),
            ]
            for criterion in criteria
        ]
        heads = [*([NUMBER] if has_numbers else ()), "criterion", *columns]
        return PartView(heading, columns=self._printed.heads(*heads), rows=rows)

    def _detail(self, criterion: CriterionView, name: str) -> str:
        if name == "importance":
            return self._say(criterion.importance)
        return criterion.category if name == "category" else criterion.methods

    def _entry(self, criterion: CriterionView, columns: Sequence[str]) -> Iterator[EntryView]:
        number, mark = self._numbers.next(criterion.importance)
        label, text = criterion.label, criterion.text
        if self._numbers.has_marks:
            label, text = numbered_by(mark, label, text)
            number = 0
        named = [name for name in columns if name != "category"]
        after = [bracketed(detail) for name in named if (detail := self._detail(criterion, name))]
        text = together([text, *after])
        view, inside = entry_views(label, text, number=number)
        yield view
        yield from self._items.in_list(criterion.items, inside) if self._items else ()
