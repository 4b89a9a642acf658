"""The Jinja environment: sandboxed, strict, and with every value escaped for Markdown.

`autoescape` is on, so that Jinja keeps apart what a template wrote (`Markup`) and what a value
says; where Jinja would then escape a value for HTML, `finalize` alone escapes it for Markdown. The
few ways in which a template could mix the two before `finalize` sees them are closed.
"""

from __future__ import annotations

import os
import re
import tempfile
import traceback
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2 import compiler, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jdgen import __version__
from jdgen.escaping import escape, in_language
from jdgen.loading import read_text
from jdgen.problems import InvalidInput
from jdgen.texts import Foreign
from jdgen.workspace import existing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType

    from jinja2.runtime import Context

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


def _finalize(value: object) -> str:
    if value.__class__ is str:
        return escape(value)
    if isinstance(value, Markup):
        return value
    if isinstance(value, Foreign):
        return in_language(escape(value), value.language)
    return "" if value is None else escape(str(value))


def _join(values: Iterable[object], separator: str = "") -> Markup:
    """Join values, each escaped; the separator keeps the spaces at its ends."""
    left = separator[: len(separator) - len(separator.lstrip())]
    right = separator[len(separator.rstrip()) :] if separator.strip() else ""
    between = f"{left}{_finalize(separator)}{right}"
    return Markup(between.join(map(_finalize, values)))  # noqa: S704 - each was escaped


class _CodeGenerator(CodeGenerator):
    """Writes each value through `finalize` only, as Jinja's own native environment does."""

    def _output_child_to_const(
        self,
        node: nodes.Expr,
        frame: Frame,
        finalize: Any,  # noqa: ANN401
    ) -> str:
        const = node.as_const(frame.eval_ctx)
        return str(const) if isinstance(node, nodes.TemplateData) else str(finalize.const(const))

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write(finalize.src)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - as in Jinja
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.cut(")
        self.visit(node.node, frame)
        self.write(", slice(")
        for bound in (node.arg.start, node.arg.stop, node.arg.step):
            self.visit(bound or nodes.Const(None), frame)
            self.write(", ")
        self.write("))")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write(")")


class _Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _CodeGenerator
    # What a template wrote is `Markup`, whose operators and methods escape for HTML or not at all.
    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def __init__(self, views: Iterable[type[Any]], **options: Any) -> None:  # noqa: ANN401 - Jinja's own
        super().__init__(**options)
        self._views = {view: frozenset(view._fields) for view in views}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as in Jinja
        # The sandbox's checks are most of a document's time; a view's fields need none.
        kind = obj.__class__
        if kind is dict and attribute in obj:
            return obj[attribute]
        if attribute in self._views.get(kind, ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - as in Jinja
        """Keep templates from the methods of what they wrote."""
        return not isinstance(obj, Markup) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 - as in Jinja
        """Keep templates from formatting what they wrote, as above."""
        if isinstance(getattr(value, "__self__", None), Markup):
            return None
        return super().wrap_str_format(value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Keep templates from joining values to what they wrote before the values are escaped."""
        if isinstance(left, Markup) or isinstance(right, Markup):
            message = (
                f'"{operator}" can\'t join what a template wrote; write {{{{ a }}}}{{{{ b }}}}'
            )
            raise SecurityError(message)
        if _is_vast(operator, left, right):
            raise OverflowError(operator)
        return super().call_binop(context, operator, left, right)

    def cut(self, whole: Any, part: slice) -> Any:  # noqa: ANN401 - as in Jinja
        """Return part of a list or text; part of what a template wrote is text like any other."""
        return (str(whole) if isinstance(whole, Markup) else whole)[part]

    def join_path(self, template: str, parent: str) -> str:
        """Find a template in the folder of the one that names it, unless it names a folder too."""
        return template if "/" in template else f"{parent.rpartition('/')[0]}/{template}"

    def compile(  # type: ignore[override] # of the ways to call it, the one that loaders use
        self, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        """Compile a template; where Jinja or Python gives up, say so with the line."""
        try:
            return super().compile(source, name, filename)
        except jinja2.TemplateError:
            raise
        except Exception as error:  # noqa: BLE001 - they give up in many ways
            message = _plain(error)
            if isinstance(error, RecursionError | MemoryError | SyntaxError):
                message = "its parentheses, loops, conditions or filters are nested too deep"
            line = _line_compiled(error)
            raise jinja2.TemplateSyntaxError(message, line, name, filename) from None

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
        # Jinja joins with "~" before `finalize` sees the parts, and escapes them for HTML.
        for concat in source.find_all(nodes.Concat):
            message = '"~" joins texts before they are escaped; write {{ a }}{{ b }}'
            raise jinja2.TemplateAssertionError(message, concat.lineno, args[0], args[1])
        return super()._generate(source, *args, **kwargs)


_BITS: Final = 10_000
_LENGTH: Final = 100_000
_WIDE: Final = re.compile(r"%(\([^)]*\))?[-#+ 0]*(\d*\.)?(\d{4}|\*)")


def _is_vast(operator: str, left: object, right: object) -> bool:
    """Tell whether an operator would make a number or text that no document holds."""
    match operator, left, right:
        case "%", str(), _:
            return _WIDE.search(left) is not None
        case "**", int(), int():
            return left.bit_length() * right > _BITS
        case "*", int(), int():
            return left.bit_length() + right.bit_length() > _BITS
        case ("*", str() | list() | tuple() as many, int() as times) | (
            "*",
            int() as times,
            str() | list() | tuple() as many,
        ):
            return len(many) * times > _LENGTH
    return False


def _line_compiled(error: Exception) -> int:
    """Return the line of a template at which Jinja was, or Python, when it gave up."""
    line = 1
    for frame, _ in traceback.walk_tb(error.__traceback__):
        known = frame.f_locals
        at = known.get("node", known.get("self"))
        if isinstance(at, nodes.Node):
            line = at.lineno
        elif isinstance(at, Parser):
            line = at.stream.current.lineno
        elif isinstance(error, SyntaxError) and isinstance(python := known.get("source"), str):
            # Jinja ends what it makes of a template with its lines: "1=12&3=15".
            for pair in re.findall(r"(\d+)=(\d+)", python.rpartition("debug_info = ")[2]):
                if int(pair[1]) <= (error.lineno or 0):
                    line = int(pair[0])
    return line


class _Loader(jinja2.FileSystemLoader):
    """Reads templates as the other files of a workspace are read, and never others."""

    def get_source(
        self, _environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its file, and how to see that this is still so."""
        folder = Path(self.searchpath[0])
        path = existing(folder.joinpath(*split_template_path(template)))
        if not os.path.lexists(path) or path.is_dir():
            raise jinja2.TemplateNotFound(template)
        text, changed = read_text(path, folder.parent), path.stat().st_mtime
        return text, str(path), lambda: path.stat().st_mtime == changed


def environment(folder: Path, views: Iterable[type[Any]]) -> jinja2.Environment:
    """Return the environment for the templates below a folder; compiled templates are cached.

    `views` are the named tuples whose fields templates may read without further checks.
    """
    made = _Environment(
        views,
        loader=_Loader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_cache(),
    )
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.filters["join"] = _join
    made.globals.pop("lipsum")  # it draws lots, and documents are reproducible
    return made


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
        return jinja2.FileSystemBytecodeCache(pattern=f"__jdgen_{__version__}_{rules:08x}_%s.cache")
    except (OSError, RuntimeError):
        return None


def load_template(made: jinja2.Environment, template: str) -> jinja2.Template:
    """Return a template by its name; raise `TemplateFailure` with the file and line of a fault."""
    try:
        return made.get_template(template)
    except jinja2.TemplateError as error:
        raise _failure(error) from None


def render_template(made: jinja2.Environment, template: str, values: dict[str, Any]) -> str:
    """Render a template by its name; raise `TemplateFailure` with the file and line of a fault."""
    loaded = load_template(made, template)
    try:
        return loaded.render(values)
    except InvalidInput:
        raise  # of a template that this one names
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


class TemplateFailure(Exception):  # noqa: N818 - the caller says what the error is
    """A template can't be rendered: in which file (None: it isn't there), which line, and why."""

    def __init__(self, file: str | None, line: int, message: str) -> None:
        self.file = file
        self.line = line
        super().__init__(message)


_MEANINGS: Final = {
    OverflowError: "a number in it, or what it makes of one, is too large",
    MemoryError: "what it makes is too large",
    RecursionError: "something in it names itself, without end",
}


def _plain(error: Exception) -> str:
    """Return what an error of Jinja's or Python's means in plain words."""
    message = str(error) or type(error).__name__
    if message.startswith("Exceeds the limit"):  # on the digits of a number
        error = OverflowError()
    meanings = [said for kind, said in _MEANINGS.items() if isinstance(error, kind)]
    if meanings:
        return meanings[0]
    found = re.fullmatch(r"'(?:.*\.)?(\w+) object' has no attribute '(\w+)'", message)
    if not found:
        return message.rstrip(".")
    kind, name = found.groups()
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
