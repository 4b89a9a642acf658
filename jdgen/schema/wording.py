"""The shape of the words that an organisation says otherwise than `jdgen/languages` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.model.languages import FOLDER, OF_WORKING_TIME, has_words, lacking, languages
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Shape
from jdgen.reading.texts import LINE, Line, is_translated, text_of
from jdgen.reading.yaml import Mapping, Node, Text

if TYPE_CHECKING:
    from jdgen.model.text import Passage, Setting
    from jdgen.reading.json_schema import Book, Schema


class _Mark(Shape[str]):
    """A text that may be empty, or a space."""

    def read(self, node: Node, name: str, context: Context) -> str | None:
        """Return the text."""
        if isinstance(node, Text):
            return str(node)
        passage = LINE.read(node, name, context)  # which says what is wrong
        return passage.text if passage else None

    def describe(self, _book: Book) -> Schema:
        """Return a text."""
        return {"type": "string"}


def _names_in(pattern: str) -> set[str] | None:
    """Return what a text puts in, by the names in braces; None where they can't be read."""
    try:
        from string import Formatter  # noqa: PLC0415 - few organisations change any wording

        parts = [(name, spec, sign) for _, name, spec, sign in Formatter().parse(pattern)]
    except ValueError:
        return None
    if any(spec or sign for _, spec, sign in parts):
        return None
    return {name for name, *_ in parts if name is not None}


def pattern_with(
    *wanted: str, optional: tuple[str, ...] = (), either: tuple[tuple[str, ...], ...] = ()
) -> Shape[str]:
    """Return the shape of a text that puts in what is wanted, by names in braces.

    Of those that are `either`, it is one at least.
    """
    known = {*wanted, *optional, *(name for those in either for name in those)}
    shown = ", ".join(
        " or ".join(f"{{{name}}}" for name in those)
        for those in (*either, *((name,) for name in wanted))
    )

    def pattern(passage: Passage, node: Node, context: Context) -> str | None:
        names = _names_in(passage.text)
        is_whole = names is not None and set(wanted) <= names <= known
        if names is not None and is_whole and all(names & {*those} for those in either):
            return passage.text
        may = " or ".join(f"{{{name}}}" for name in optional)
        more = f"{', and maybe ' if shown else ''}{may}" if may else ""
        context.problems.refuse(
            node,
            f'"{passage.text}" doesn\'t say where what it is about stands',
            f"write {shown}{more} in it, and no other braces",
            "bad-pattern",
        )
        return None

    return Converted(LINE, pattern)


_WORD: Final = text_of(LINE)
_MARK: Final = _Mark()


def _list(number: int) -> Shape[list[str]]:
    def exactly(words: tuple[str, ...], node: Node, context: Context) -> list[str] | None:
        if len(words) == number:
            return list(words)
        message = f"there are {len(words)} of {number}"
        context.problems.refuse(node, message, f"write all {number}, with commas", "too-few")
        return None

    return Converted(ListOf(_MARK), exactly)


_DATE: Final = pattern_with(
    "year", optional=("weekday",), either=(("day", "day2", "ordinal"), ("month", "month2"))
)
_TIME: Final = pattern_with("minute", optional=("hour", "hour12", "half"))
_HOUR: Final = pattern_with(either=(("hour", "hour12"),), optional=("minute", "half"))
COUNTED: Final = ("number", "letter", "LETTER", "roman", "ROMAN")
"""What a number is written by."""


def _start(passage: Passage, node: Node, context: Context) -> Passage | None:
    if has_words(passage.text):
        return passage
    message = f'jdgen has no words of "{passage.text}" either'
    hint = f"write one of {', '.join(languages())}"
    context.problems.refuse(node, message, hint, "unknown-language")
    return None


_LANGUAGE: Final = Record(
    {
        "like": Field(
            Converted(LINE, _start),
            "A language that jdgen has words of, such as en-GB, whose words stand where this one"
            " says none of its own; build and check list them.",
        ),
        "months": Field(_list(12), "The twelve months, in order."),
        "weekdays": Field(_list(7), "The days of the week, from Monday."),
        "ordinals": Field(_list(31), "What {ordinal} is on each day of a month, such as 1st."),
        "date": Field(
            _DATE,
            'A date, such as "{day} {month} {year}", "{weekday} {ordinal} {month} {year}", or in'
            ' figures "{day2}.{month2}.{year}".',
        ),
        "first_day": Field(_WORD, "How the first day of a month is written."),
        "at": Field(pattern_with("date", "time"), 'A time on a day, such as "{time} on {date}".'),
        "time": Field(_TIME, 'A time, such as "{hour12}:{minute}{half}" or "{hour}:{minute}".'),
        "full_hour": Field(_HOUR, 'A full hour, such as "{hour12}{half}".'),
        "halves": Field(_list(2), "What {half} is before and after noon, such as [am, pm]."),
        "midday": Field(_MARK, "What noon is called; it is written as a time where empty."),
        "midnight": Field(_MARK, "What midnight is called; written as a time where empty."),
        "thousands": Field(_MARK, "What parts thousands."),
        "decimal": Field(_MARK, "What parts fractions."),
        "percentage": Field(pattern_with("number"), 'A percentage, such as "{number}%".'),
        "money": Field(pattern_with("sign", "number"), 'An amount, such as "{sign}{number}".'),
        "money_by_code": Field(
            pattern_with("code", "number"), "An amount in a currency without a sign of its own."
        ),
        "signs": Field(MapOf(_WORD), "The signs of currencies, by their codes."),
        "span": Field(pattern_with("low", "high"), 'A range, such as "{low} to {high}".'),
        "up_to": Field(pattern_with("high"), "A most."),
        "at_least": Field(pattern_with("low"), "A least."),
        "over": Field(pattern_with("low"), "More than a figure."),
        "several": Field(_WORD, "What stands before the last of several, such as and."),
        "colon": Field(_MARK, "What stands after a label, before a space and what it is about."),
        "semicolon": Field(_MARK, "What parts texts of a line, before a space."),
        "per": Field(
            MapOf(pattern_with("pay")),
            'What pay is for, such as month: "{pay} a month"; pay tables may name each.',
        ),
        "weekly_hours": Field(
            Converted(
                ListOf(pattern_with("hours"), least=1), lambda patterns, _, __: list(patterns)
            ),
            'Hours of work, such as "{hours} hours a week": every form in which texts have them,'
            " the first as jdgen is to write it.",
        ),
        "part_time_pay": Field(
            pattern_with("pay", "full_time"),
            "Pay that is worked out for less than full time, and what full time is paid.",
        ),
        "pay_for_hours": Field(
            pattern_with("pay", "hours"), "Pay for one of several weekly hours of work."
        ),
        "pro_rata": Field(
            Converted(ListOf(_WORD), lambda words, _, __: list(words)),
            "Words by which a salary says that its figures are those of full time.",
        ),
        "evaluated": Field(
            MapOf(_WORD), "What is said of a score that was given to other texts, and of its parts."
        ),
        "inside": Field(_WORD, "The heading of relationships inside the organisation."),
        "outside": Field(_WORD, "The heading of those outside it."),
        "this_post": Field(pattern_with("title"), "How a structure marks the post itself."),
        "common": Field(
            Converted(ListOf(_WORD), lambda words, _, __: list(words)),
            "Words of kinds of documents that stand in lower case inside a heading.",
        ),
        "words": Field(MapOf(_WORD), "What the words of closed lists are, such as Basic."),
    },
    lambda values, _, __: dict(values),
)


def _by_language(values: dict[str, Any], node: Node, context: Context) -> dict[str, Any]:
    setting = context.setting
    return {setting.find(str(key)) or str(key): values[str(key)] for key in values} if node else {}


def _tag(passage: Passage, node: Node, context: Context) -> Passage | None:
    if context.setting.find(passage.text):
        return passage
    context.problems.refuse(
        node,
        f'"{passage.text}" is none of the organisation\'s languages',
        "write one of them, or add it to translations:",
        "unknown-language",
    )
    return None


_MAIN: Final = Converted(_LANGUAGE, lambda said, _, context: {context.setting.main: said})
_EACH: Final = Converted(MapOf(_LANGUAGE, keys=Converted(Line(), _tag)), _by_language)


def _pick(node: Node, setting: Setting) -> Shape[dict[str, Any]]:
    return _EACH if is_translated(node, setting) else _MAIN


WORDING: Final[Shape[dict[str, Any]]] = Choice(_pick, (_MAIN, _EACH))
"""Changes to the words of languages, by their tags; written without a tag, the main one's."""

_MOST_NAMED: Final = 4


def check_languages(values: Values, node: Mapping, context: Context) -> None:
    """Refuse a language of the organisation's for which words are lacking.

    Nothing is printed half in English.
    """
    for language in context.setting.languages:
        said = (values["wording"] or {}).get(language, {})
        if "like" in said and has_words(language):
            context.problems.refuse(
                said["like"].source,
                f'jdgen has words of "{language}" itself',
                "delete like:",
                "setting-without-effect",
            )
        missing = lacking(language, said)
        if not values["full_time"]:
            missing = [name for name in missing if name not in OF_WORKING_TIME]
        missing = [name for name in missing if name != "evaluated"]  # by panels alone
        if not missing:
            continue
        names = ", ".join(missing[:_MOST_NAMED])
        if len(missing) > _MOST_NAMED:
            names += f" and {len(missing) - _MOST_NAMED} more"
        place = next((child for key, child in node.items() if key == "language"), node)
        if language != context.setting.main:
            place = next((child for key, child in node.items() if key == "translations"), node)
        context.problems.refuse(
            place,
            f'jdgen has no words of its own in "{language}" for {names}',
            f"add them under wording: {language}: in families/organisation.yaml, or like: en-GB to"
            f" start from English; {FOLDER / 'en-GB.yaml'} says what each is for",
            "no-wording",
        )
