"""The texts that nobody has translated, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.model.text import Passage, Setting

_ROOM: Final = 58
"""How much of a text there is room for in a line of it."""


def text(foreign: Sequence[Passage], setting: Setting) -> Iterator[str]:
    """Yield a line for each text, and what to do about them all."""
    for passage in sorted(foreign, key=lambda passage: passage.place):
        words = " ".join(passage.text.split())
        cut = words if len(words) <= _ROOM else f"{words[: _ROOM - 1]}…"
        yield f"{passage.place}: not translated: {cut}"
    if foreign:
        wanted = setting.wanted.partition("-")[0]
        written = {passage.language.partition("-")[0] for passage in foreign} - {"", wanted}
        main = min(written or {setting.main.partition("-")[0]})
        yield (
            f'{counted(len(foreign), "text")} not said in "{setting.wanted}", printed as they are;'
            f" write {{{main}: …, {wanted}: …}} in place of each."
        )
