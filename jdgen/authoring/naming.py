"""What a new file is called: a legal name out of any spelling, which nothing has yet."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Final

from jdgen.authoring.questions import NAME, Question, WrongAnswer, one_of
from jdgen.names import LONGEST, composed, fault, folded, original, spoken, suggestion
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.authoring.questions import Ask

_MOST: Final = LONGEST - 20
"""How long a name is made at most: an ending such as -2, and a grade, may follow."""


def legal_name(said: str, *, keeps_capitals: bool = False) -> str:
    """Return the name of a file out of any spelling: of "Children's Officer", childrens-officer.

    Raises `WrongAnswer` where it holds no letter and no digit.
    """
    name = composed(said).strip().removesuffix(".yaml").replace("&", " and ")
    name = re.sub(r"['\u2018\u2019]", "", name if keeps_capitals else name.lower())
    parts = re.findall(r"[^\W_][\w\u0300-\u036f]*", name.replace("_", "-"))
    name = "-".join(parts).encode()[:_MOST].decode(errors="ignore").rstrip("-")
    if not name:
        message = f'"{spoken(said.strip())}" has no letters or digits'
        raise WrongAnswer(f"{message}; give a name, such as pmo-analyst")
    return name if fault(name) is None else suggestion(name)


class TakenNames(NamedTuple):
    """The names of one kind of file: those that are taken, and what messages call one."""

    taken: tuple[str, ...]
    what: str
    keeps_capitals: bool = False

    def free(self, said: str) -> str:
        """Return the legal name that something is called; raise `WrongAnswer` where it is taken.

        So is one that some system takes for another's, or that looks like a copy of another.
        """
        name = legal_name(said, keeps_capitals=self.keeps_capitals)
        others = {folded(other): other for other in self.taken}
        of = original(name)
        if other := others.get(folded(name)):
            raise WrongAnswer(f"{self.what} {other} is there already; {self._remedy(name)}")
        if of and (other := others.get(folded(of))):
            message = f"{name} would look like a copy of {self.what} {other}"
            raise WrongAnswer(f"{message}; {self._remedy(of)}")
        return name

    def _remedy(self, name: str) -> str:
        return f"give another name, such as {self.next_free(name)}"

    def next_free(self, name: str) -> str:
        """Return a name, with a number after it where it is taken."""
        names = set(map(folded, self.taken))
        if folded(name) not in names:
            return name
        start = re.sub(r"-\d{1,3}$", "", name) or name
        return next(free for at in count(2) if folded(free := f"{start}-{at}") not in names)

    def ask(self, ask: Ask, like: str) -> str:
        """Ask what a file is to be called, and offer a name like one that suggests itself."""
        question = Question(NAME, "Name of its file", required=True, check=self.free)
        with suppress(WrongAnswer):  # nothing suggests itself where there are no letters
            usual = self.next_free(legal_name(like, keeps_capitals=self.keeps_capitals))
            question = question._replace(usual=(usual,), certain=True)
        return one_of(ask, question)
