"""What an organisation says of rules: how each is told, its number, and words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.problems import Problem
from jdgen.rules.acronyms import ACRONYMS
from jdgen.rules.catalogue import catalogue, rule_fault, worded
from jdgen.rules.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.model.job import RuleSetting
    from jdgen.model.text import Passage
    from jdgen.rules.catalogue import Rule

_ONCE: Final = "keep one of the two, with all that is said of it"


class Policy:
    """The rules as an organisation wants them; `slips` are what it says that can't be.

    `own` are its own words, by the rule that finds them and what to write instead; `allowed` are
    words that a rule finds elsewhere and not here, by its id.
    """

    def __init__(self, said: Iterable[tuple[Passage, RuleSetting]] = ()) -> None:
        rules = {name.casefold(): each for name, each in catalogue().items()}
        self._said: dict[str, RuleSetting] = {}
        self.slips: list[Problem] = []
        phrases: list[tuple[str, str]] = []
        for name, setting in said:
            if rule := rules.get(name.text.casefold()):
                if rule.id in self._said:
                    message = f"the rule {rule.id} is set twice"
                    self.slips.append(Problem(name.place, message, _ONCE, "said-twice"))
                self._said[rule.id] = setting
                self.slips += _slips(rule, name, setting)
                phrases += (
                    (worded(rule.id, instead.text), words) for words, instead in setting.words
                )
            elif fault := rule_fault(name.text):
                self.slips.append(Problem(name.place, *fault, "unknown-rule"))
        self.own = Phrases(phrases)
        self.allowed = {
            name: frozenset(said.allowed) for name, said in self._said.items() if said.allowed
        }

    def kind(self, name: str) -> str:
        """Return how findings of a rule are told: warning, advice or off."""
        setting = self._said.get(name)
        return (setting and setting.level) or catalogue()[name].kind

    def limit(self, name: str) -> int:
        """Return the number of a rule, above which it finds something."""
        setting = self._said.get(name)
        own = setting.limit if setting else None
        return (catalogue()[name].limit or 0) if own is None else own


def _slips(rule: Rule, name: Passage, setting: RuleSetting) -> Iterator[Problem]:
    """Yield what is said of a rule that it has none of."""
    rules = catalogue().values()
    if setting.limit is not None and rule.limit is None:
        having = ", ".join(each.id for each in rules if each.limit is not None)
        message = f"the rule {rule.id} has no number that could be set"
        yield Problem(name.place, message, f"delete limit: {having} have one", "no-limit")
    if (setting.words and not rule.has_words) or (
        setting.allowed and not (rule.has_words or rule.id == ACRONYMS)
    ):
        message = f"the rule {rule.id} looks for no words"
        hint = "write them under a rule that does, such as LA02"
        yield Problem(name.place, message, hint, "no-words")
