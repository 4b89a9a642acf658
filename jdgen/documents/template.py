"""The Jinja environment: sandboxed, strict, and with every value escaped for Markdown.

`autoescape` is on, so that Jinja keeps apart what a template wrote (`Markup`) and what a value
says. `finalize` sees each value first and escapes it for Markdown, as `Markup`, so that nothing is
left for Jinja to escape for HTML. The few ways in which a template could mix the two before
`finalize` sees them are refused before it is compiled, or by the sandbox.

A run has a budget of steps and characters, so that no template takes all time or memory. What goes
through many values, or reads them to their end, counts: loops, calls, comparisons, filters.
"""

from __future__ import annotations

import functools
import os
import re
import tempfile
import traceback
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2 import compiler, nodes
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jdgen import __version__
from jdgen.documents.budget import Budget, TooMuch, check_made, check_text_method
from jdgen.documents.views import InLanguage
from jdgen.formats.escaping import escape, in_language
from jdgen.problems import InvalidInput
from jdgen.process.ending import held
from jdgen.workspace.files import existing
from jdgen.workspace.loading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType

    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

    from jdgen.problems import Naming

_FILTERS: Final = (
    "capitalize",
    "default",
    "first",
    "last",
    "length",
    "list",
    "lower",
    "trim",
    "upper",
)
_WHOLE: Final = ("capitalize", "lower", "trim", "upper")
"""Filters that read all of a value, as text."""
_IN_CALL: Final = 10
_IN_INCLUDE: Final = 100
"""How many steps a call is worth, and how many another template."""
# What makes a text as long as a number says: its methods, and formats with a width or a nested one.
_WIDENING: Final = frozenset(
    {"center", "encode", "expandtabs", "ljust", "rjust", "to_bytes", "translate", "zfill"}
)
_WIDE: Final = r"\{[^{}]*(?:[0-9]{4}|\{)|%[^A-Za-z%]*(?:[0-9]{4}|\*)"

_MOST_SOURCE: Final = 200_000
_DEEPEST: Final = 100  # templates of councils nest a dozen
_TOO_DEEP: Final = "its parentheses, loops, conditions or filters are nested too deep"
_LITTLE: Final = 100  # characters: as many times as a template goes round they are no trouble
_USUAL: Final = 1_000  # characters: what is longer is seldom printed twice
_budget: Final = Budget()  # of the one template that is being filled in


@functools.lru_cache(2_000)
def _escaped(text: str) -> Markup:
    return str.__new__(Markup, escape(text))  # as `Markup` does, without asking what it is given


# Without the mark Jinja would finalise constants while it compiles, and escape them for HTML.
@jinja2.pass_eval_context
def _finalize(_: object, value: Any) -> Markup:
    kind, text = value.__class__, value
    if kind is not str and kind is not Markup and kind is not InLanguage:
        text = "" if value is None else str(_budget.weighed(value))
    length = len(text)
    if length > _LITTLE:
        _budget.write(length)
    if isinstance(text, Markup):
        return text
    if kind is InLanguage:
        return Markup(in_language(escape(text), text.language))
    return _escaped(text) if length <= _USUAL else Markup(escape(text))


def _uncompiled(function: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return a filter that is called at each run, of constants too, and not once in compiling."""
    return jinja2.pass_context(lambda _context, value: function(value))


def _weighing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter or test that first weighs the values which it reads."""

    @functools.wraps(function)
    def weighing(*values: Any, **named: Any) -> Any:
        for value in values:
            _budget.weighed(value)
        return function(*values, **named)

    return weighing


def _join(values: Iterable[object], separator: str = "") -> Markup:
    """Join values, each escaped; the separator keeps the spaces at its ends."""
    left = separator[: len(separator) - len(separator.lstrip())]
    right = separator[len(separator.rstrip()) :] if separator.strip() else ""
    between = f"{left}{_finalize(None, separator)}{right}"
    parts: list[str] = []
    for value in _budget.counted(values):
        _budget.write(len(between))
        parts.append(_finalize(None, value))
    return Markup(between.join(parts))


_COUNT, _WEIGH = " counted", " weighed"  # which no template can name
_COUNTED: Final[tuple[tuple[type[nodes.Node], str, str], ...]] = (
    (nodes.For, "iter", _COUNT),
    (nodes.Compare, "expr", _WEIGH),
    (nodes.Operand, "expr", _WEIGH),
    (nodes.Pair, "key", _WEIGH),
)
"""Where templates go through values, or read them to their end, and the filter that counts it."""


_REFUSED: Final[tuple[tuple[type[nodes.Node], str], ...]] = (
    (nodes.Concat, '"~" joins texts before they are escaped; write {{ a }}{{ b }}'),
    (
        nodes.Slice,
        '"[a:b]" cuts what may be markup already; print it whole, or go through a list with a loop',
    ),
    (nodes.ScopedEvalContextModifier, '"autoescape" can\'t be changed: each value is escaped once'),
)
"""What a template can't hold, and why: it would be escaped twice, for HTML, or not at all."""


class _Template(jinja2.Template):
    @classmethod
    def from_code(cls, *given: Any, **named: Any) -> jinja2.Template:
        """Make a template that leaves what it prints as it is: `finalize` has made it `Markup`.

        Jinja would escape each value once more, which changes nothing and takes twice the time.
        """
        template = super().from_code(*given, **named)
        template.root_render_func.__globals__["escape"] = str.__str__
        return template


class _Environment(ImmutableSandboxedEnvironment):
    template_class = _Template
    # What a template wrote is `Markup`, whose operators and methods escape for HTML or not at all.
    intercepted_binops = frozenset({"+", "%", "*", "**"})
    concat = staticmethod(_budget.concat)

    def __init__(self, views: Iterable[type[Any]], **options: Any) -> None:
        super().__init__(**options)
        self._views = {view: frozenset(view._fields) for view in views}

    def getattr(self, obj: Any, attribute: str) -> Any:
        # The sandbox's checks are most of a document's time; a view's fields need none.
        kind = obj.__class__
        if attribute in self._views.get(kind, ()):
            return getattr(obj, attribute)
        if kind is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute: no method of what it wrote."""
        if isinstance(obj, Markup) or attr in _WIDENING:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Keep templates from formatting what they wrote, as above."""
        text = getattr(value, "__self__", None)
        if isinstance(text, Markup):
            return None
        if isinstance(text, str) and getattr(value, "__name__", "").startswith("format"):
            _check_format(text)
        return super().wrap_str_format(value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Keep templates from joining values to what they wrote before the values are escaped."""
        if isinstance(left, Markup) or isinstance(right, Markup):
            message = (
                f'"{operator}" can\'t join what a template wrote; write {{{{ a }}}}{{{{ b }}}}'
            )
            raise SecurityError(message)
        check_made(operator, left, right)
        if operator == "%" and isinstance(left, str):
            _check_format(left)
            _budget.weighed(right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Count each call of a macro, a block, a recursive loop or a method, and what it reads."""
        _budget.spend(_IN_CALL)
        if isinstance(obj, LoopContext):
            args = (*map(_budget.counted, args),)
        elif not isinstance(obj, Macro | BlockReference):
            read = getattr(obj, "__self__", None)
            for value in (read, *args, *kwargs.values()):
                _budget.weighed(value)
            if isinstance(read, str):
                check_text_method(read, obj.__name__, args)
        return super().call(context, obj, *args, **kwargs)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a list or mapping."""
        if isinstance(argument, tuple):
            _budget.weighed(argument)
        return super().getitem(obj, argument)

    def join_path(self, template: str, parent: str) -> str:
        """Find a template in the folder of the one that names it, unless it names a folder too."""
        _budget.spend(_IN_INCLUDE)
        return template if "/" in template else f"{parent.rpartition('/')[0]}/{template}"

    def compile(  # type: ignore[override] # of the ways to call it, the one that loaders use
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        """Compile a template; what is refused, or makes Jinja give up, is named by its line."""
        try:
            return super().compile(self._checked(source, name, filename), name, filename)
        except jinja2.TemplateError:
            raise
        except Exception as error:  # noqa: BLE001 - they give up in many ways
            message = _plain(error)
            if isinstance(error, RecursionError | MemoryError | SyntaxError):
                message = _TOO_DEEP
            line = _line_compiled(error)
            raise jinja2.TemplateSyntaxError(message, line, name, filename) from None

    def _checked(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return a template's tree, in which what takes time is counted."""
        template = self.parse(source, name, filename)
        if deep := _too_deep(template):  # Jinja goes through what is deep again and again
            raise jinja2.TemplateAssertionError(_TOO_DEEP, deep.lineno, name, filename)
        for kind, reason in _REFUSED:
            for node in template.find_all(kind):
                raise jinja2.TemplateAssertionError(reason, node.lineno, name, filename)
        for kind, field, filter_name in _COUNTED:
            for node in list(template.find_all(kind)):
                value = getattr(node, field)
                filtered = nodes.Filter(value, filter_name, [], [], None, None, lineno=value.lineno)
                setattr(node, field, filtered.set_environment(self))
        return template


def _too_deep(template: nodes.Template) -> nodes.Node | None:
    """Return what stands too deep in a template, if anything does."""
    waiting: list[tuple[nodes.Node, int]] = [(template, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            return node
        waiting += ((inner, depth + 1) for inner in node.iter_child_nodes())
    return None


def _check_format(text: str) -> None:
    if re.search(_WIDE, text):
        raise SecurityError("a text can't be made as wide as a number says")


def _line_compiled(error: Exception) -> int:
    """Return the line of a template at which Jinja was, or Python, when it gave up."""
    line = 1
    for frame, _ in traceback.walk_tb(error.__traceback__):
        variables = frame.f_locals
        at = variables.get("node", variables.get("self"))
        if isinstance(at, nodes.Node):
            line = at.lineno
        elif isinstance(at, Parser):
            line = at.stream.current.lineno
        elif isinstance(error, SyntaxError) and isinstance(python := variables.get("source"), str):
            # Jinja ends what it makes of a template with its lines: "1=12&3=15".
            for pair in re.findall(r"(\d{1,9})=(\d{1,9})", python.rpartition("debug_info = ")[2]):
                if int(pair[1]) <= (error.lineno or 0):
                    line = int(pair[0])
    return line


class _Loader(jinja2.FileSystemLoader):
    """Reads templates as the other files of a workspace are read, and never others."""

    def __init__(self, folder: Path, naming: Naming) -> None:
        super().__init__(folder)
        self._naming = naming

    def get_source(
        self, _environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its file, and how to see that this is still so."""
        folder = Path(self.searchpath[0])
        path = existing(folder.joinpath(*split_template_path(template)))
        if not os.path.lexists(path) or path.is_dir():
            raise jinja2.TemplateNotFound(template)
        text, changed = read_text(path, self._naming), path.stat().st_mtime
        if len(text) > _MOST_SOURCE:
            message = f"it is longer than {_MOST_SOURCE:,} characters"
            raise jinja2.TemplateSyntaxError(message, 1, template, str(path))
        return text, str(path), lambda: path.stat().st_mtime == changed


def environment(folder: Path, views: Iterable[type[Any]], naming: Naming) -> jinja2.Environment:
    """Return the environment for the templates below a folder; compiled templates are cached.

    `views` are the named tuples whose fields templates may read without further checks; `naming`
    says what messages call the workspace's files.
    """
    templates = _Environment(
        views,
        loader=_Loader(folder, naming),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_cache(),
    )
    templates.filters = {name: templates.filters[name] for name in _FILTERS}
    filters: dict[str, Callable[..., Any]] = templates.filters
    filters |= {name: _weighing(filters[name]) for name in _WHOLE}
    filters |= {"join": _join, "list": lambda values: list(_budget.counted(values))}
    filters |= {_COUNT: _uncompiled(_budget.counted), _WEIGH: _uncompiled(_budget.weighed)}
    tests: dict[str, Any] = templates.tests
    tests |= {
        name: _weighing(test)
        for name, test in tests.items()
        if test.__module__ == "_operator" or name in _WHOLE or name == "in"
    }
    templates.globals.pop("lipsum")  # it draws lots, and documents are reproducible
    return templates


class _Cache(jinja2.FileSystemBytecodeCache):
    """Keeps compiled templates where there is room, and no half of one."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with held(), suppress(OSError):
            super().dump_bytecode(bucket)


def _cache() -> jinja2.BytecodeCache | None:
    """Return Jinja's per-user cache, apart for each jdgen and Jinja; None where it can't be.

    Code is loaded from there. On Unix Jinja has made sure that the folder is the user's alone; on
    Windows it takes the folder of temporary files, which of a service is everyone's.
    """
    if os.name == "nt" and not Path(tempfile.gettempdir()).is_relative_to(Path.home()):
        return None
    try:
        rules = 0
        for allowing in (__file__, compiler.__file__):  # what they allow has been checked
            rules = zlib.crc32(Path(allowing).read_bytes(), rules)
        return _Cache(pattern=f"__jdgen_{__version__}_{rules:08x}_%s.cache")
    except (OSError, RuntimeError):
        return None


def load_template(templates: jinja2.Environment, template: str) -> jinja2.Template:
    """Return a template by its name; raise `TemplateFailure` with the file and line of a fault."""
    _budget.renew()
    try:
        return templates.get_template(template)
    except jinja2.TemplateError as error:
        raise _failure(error) from None


def render_template(templates: jinja2.Environment, template: str, values: dict[str, Any]) -> str:
    """Render a template by its name; raise `TemplateFailure` with the file and line of a fault."""
    loaded = load_template(templates, template)
    try:
        return loaded.render(values)
    except InvalidInput:
        raise  # of a template that this one names
    except (TooMuch, MemoryError) as error:  # maybe when all that it wrote is put together
        file, line = _place(error)
        raise TemplateFailure(file or loaded.filename, line, _plain(error)) from None
    except Exception as error:
        if not isinstance(error, jinja2.TemplateError) and _place(error)[0] is None:
            raise  # it is no template's fault
        raise _failure(error) from None


def _failure(error: Exception) -> TemplateFailure:
    """Say in plain words where a template is wrong, and why."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateFailure(error.filename, error.lineno, str(error.message).rstrip("."))
    if isinstance(error, jinja2.TemplateNotFound):
        return TemplateFailure(*_place(error), f'there is no template "{error.name}"')
    return TemplateFailure(*_place(error), _plain(error))


class TemplateFailure(Exception):
    """A template can't be rendered: in which file (None: it isn't there), which line, and why."""

    def __init__(self, file: str | None, line: int, message: str) -> None:
        self.file = file
        self.line = line
        super().__init__(message)


_MEANINGS: Final = {
    OverflowError: "a number in it, or what it makes of one, is too large",
    MemoryError: "there is not enough memory for what it makes",
    RecursionError: "it goes too deep: something in it names itself again and again",
}


def _plain(error: Exception) -> str:
    """Return what an error of Jinja's or Python's means in plain words."""
    message = str(error) or type(error).__name__
    if message.startswith("Exceeds the limit"):  # on the digits of a number
        error = OverflowError()
    meanings = [meaning for kind, meaning in _MEANINGS.items() if isinstance(error, kind)]
    if meanings:
        return meanings[0]
    match = re.fullmatch(r"'(?:.*\.)?(\w+) object' has no attribute '(\w+)'", message)
    if not match:
        return message.rstrip(".")
    kind, name = match.groups()
    if kind == "dict":
        return f'there is no "{name}"; add it under labels: in layout.yaml if it is a label'
    return f'a {kind.removesuffix("View").lower()} has no "{name}"'


def _place(error: Exception) -> tuple[str | None, int]:
    """Return the innermost template's file and line, which Jinja writes into the traceback."""
    place: tuple[str | None, int] = None, 1
    for frame, line in traceback.walk_tb(error.__traceback__):
        if "__jinja_exception__" in frame.f_globals:
            place = frame.f_code.co_filename, line
    return place
