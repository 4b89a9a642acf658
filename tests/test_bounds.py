"""Work is bounded: what is n times as large takes about n times as long, whatever it says.

Growth is compared at two sizes, in processor time: four times the size of something linear takes
four times as long, of something quadratic sixteen times.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

import jdgen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIZE: Final = 6_000
_SOON: Final = 0.003
"""What a pattern takes for so many characters is linear if it is less than this, in seconds."""
_MOST: Final = 8
"""How many times as long four times as much may take."""

# What texts are made of to be slow to read: what markup, YAML and patterns treat in a way of its
# own, by itself and in the pairs that begin something and never end it.
UNITS: Final = (
    *" \t\n\r~*_<>&#[]()\\{}.-01aAé`|!:'\",=?%+@/£$\u00a0", "\r\n", "\n ", "{{", "{{a", "}}", "a ",
    "a.", "A. ", "St. ", "e.g. ", "a-", "a@", "<a", "<a@", "&a", "&#1", "[a", "](", "a_", "_ ",
    "![", "a:", "a'", "'a", "\"'", ". ", '." ', " #", " # ", "- ", "-\t", "1. ", "1.", "http://",
    'x="', '<span lang="', "- \u00a0", "£1,", "1,", "up to ", "a.a", "a\n", "\n\n", "**a", "a**b",
    "> ", "*a_", "<!--", "<![CDATA[", "[a](b", "[a]: b\n", "# a\n", "- a\n", "```", "\\{{",
    "a.2027-", "a.2027-01-01", ".yaml", "labels.", "a b c ",
)  # fmt: skip
_AROUND: Final = (("", ""), ("", "\0"), ("<", ">"), ("[", "\0"), (". ", ""), ("a.", "\0"))
"""What stands before and after many of them: what begins something that never ends, or ends it."""


def processor_time(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def grows_too_fast(work: Callable[[int], Any], size: int, soon: float) -> bool:
    """Tell whether a quarter of a size takes much less than a quarter of the time.

    What takes little time at all isn't looked at. Noise makes things slower, never quicker, so that
    the least of several times is the true one.
    """
    if processor_time(lambda: work(size)) < soon:
        return False
    for _ in range(3):
        part, whole = (processor_time(lambda n=n: work(n)) for n in (size // 4, size))
        if whole < max(soon, _MOST * part):
            return False
    return True


# --- patterns -------------------------------------------------------------------------------------

_METHODS: Final = "match|fullmatch|search|finditer|findall|sub|split"
_FOLDER: Final = Path(jdgen.__file__).parent


def patterns() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """Go through every pattern of the package, with each way in which it is used."""
    sources = {path: path.read_text("utf-8") for path in _FOLDER.rglob("*.py")}
    everywhere = "\n".join(sources.values())
    for module in pkgutil.walk_packages(jdgen.__path__, "jdgen."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        own = sources[Path(loaded.__file__ or "")]
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern):
                used = re.findall(
                    rf"\b{name}\.({_METHODS})\b", own if name[0] == "_" else everywhere
                )
                yield from ((f"{module.name}.{name}", value, method) for method in set(used))
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(
                    ast.Attribute(ast.Name("re"), method), [ast.Constant(str(said)), *_]
                ) if re.fullmatch(_METHODS, method):
                    name = f"{path.relative_to(_FOLDER)}:{node.lineno}"
                    yield name, re.compile(said), method


def use(pattern: re.Pattern[Any], method: str, text: str) -> None:
    said: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    if method == "finditer":
        list(pattern.finditer(said))
    elif method == "sub":
        pattern.sub(said[:0], said)
    else:
        getattr(pattern, method)(said)


def test_no_pattern_goes_back_and_forth_over_a_text() -> None:
    found = list(patterns())
    assert len(found) > 45
    slow = [
        (name, method, beginning, unit, end)
        for name, pattern, method in found
        for unit in UNITS
        for beginning, end in _AROUND
        if grows_too_fast(
            lambda size, p=pattern, m=method, b=beginning, u=unit, e=end: use(
                p, m, b + u * (size // len(u)) + e
            ),
            _SIZE,
            _SOON,
        )
    ]
    assert not slow
