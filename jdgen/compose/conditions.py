"""Whether a text is printed: what its conditions ask of the job's facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.compose.placeholders import suggest_fact
from jdgen.model.facts import CHOICES, EVALUATION_FACTS, NONE, is_known
from jdgen.model.job import LeftOut
from jdgen.model.section import Alternatives, Content, Listing, Prose
from jdgen.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from jdgen.compose.placeholders import Facts
    from jdgen.model.section import Condition, Entry, Group
    from jdgen.model.text import Passage
    from jdgen.problems import Problems


class Conditions:
    """Judges conditions by a job's facts, and lists what they keep from being printed.

    Facts count as they are said in the organisation's main language, so that every language's
    documents say the same.
    """

    def __init__(self, facts: Facts, problems: Problems) -> None:
        self._facts = facts
        self._problems = problems
        self.left_out: list[LeftOut] = []

    def content(self, section: str, content: Content) -> Content | None:
        """Return what is printed of a section; None where that is nothing."""
        match content:
            case Prose(passages, _, when, ids):
                key = ids[0] if ids else ""
                return content if self.hold(section, passages[0], when, key) else None
            case Alternatives():
                return content
            case Listing(groups):
                kept = tuple(self._groups(section, groups))
                return content._replace(groups=kept) if kept else None

    def _groups(self, section: str, groups: Iterable[Group]) -> Iterator[Group]:
        """Yield the groups with the entries that are printed, without those that have none."""
        for group in groups:
            if not any(entry.when for entry in group.entries):
                yield group
                continue
            entries = tuple(
                entry
                for entry in group.entries
                if self.hold(section, entry.passage, entry.when, entry.id, entry)
            )
            if entries:
                yield group._replace(entries=entries)

    def hold(
        self,
        section: str,
        passage: Passage,
        when: tuple[Condition, ...],
        key: str,
        entry: Entry | None = None,
    ) -> bool:
        """Return whether all conditions of a text hold; where one doesn't, list it as left out."""
        for condition in when:
            if not self._holds(condition):
                by = condition.fact.source
                left = LeftOut(section, passage, "condition not met", by, key, entry)
                self.left_out.append(left)
                return False
        return True

    def _holds(self, condition: Condition) -> bool:
        name = condition.fact.text
        facts = self._facts
        said = [value.strip() for value in facts.mains(name)]
        check_condition(
            condition, facts.known if name in facts.known else facts.names, self._problems
        )
        if isinstance(condition.values, bool):
            is_said = bool(said) and not (name in CHOICES and said == [NONE])
            return is_said == condition.values
        wanted = {folded(wanted_value.text.strip()) for wanted_value in condition.values}
        return any(folded(value) in wanted for value in said)


def check_condition(condition: Condition, facts: Collection[str], problems: Problems) -> None:
    """Refuse a fact that a condition can't name; `facts` are those that are known."""
    fact, name = condition.fact, condition.fact.text
    if not is_known(name, facts):
        hint = suggest_fact(name, facts)
        problems.refuse(fact, f'unknown fact "{name}"', hint, "unknown-fact")
    if name in EVALUATION_FACTS:
        problems.refuse(
            fact,
            f'a text can\'t hang on "{name}", which job evaluation says',
            "choose another fact, such as level.code",
            "unknown-fact",
        )
