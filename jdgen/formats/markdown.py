"""Markdown text to blocks; markup that no block stands for is refused, never dropped."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from jdgen.formats.addresses import SCHEME, address_remedy, is_address
from jdgen.formats.blocks import (
    ITEM,
    PARAGRAPH_END,
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Span,
    Spans,
    Table,
)
from jdgen.formats.escaping import CELL_BREAK, CELL_LIST, END_OF_LANGUAGE, paragraphs
from jdgen.model.text import BRACES
from jdgen.reading.invisible import FORBIDDEN, described, hidden, is_unheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Event = Any
"""What pyromark yields: a string, or a dict of one key."""

_LOST_ADDRESS: Final = rf"(?i)\]\(\s*((?:{SCHEME})[^()]*?)\s*\)"
_NAMING_ADDRESS: Final = r"\]\([^(){]*\{\{[^()]*\)"
# What looks like a link and is none, and what to write: tried in this order.
_LOST_LINKS: Final = (
    (r"\]\([^()]*\)", "write a web address, such as [words](https://council.example/page)"),
    (r"\]\(", "close it with ), and write %28 and %29 for brackets in the address"),
    (
        r"(?i)\]\s+\(\s*(?:https?:|www\.|mailto:|tel:|\S+@)",
        "write no space between the square and the round bracket",
    ),
    (
        r"\]\[|(?i:\]\s*(?:https?://|www\.|mailto:))",
        "write it as [words](https://council.example/page)",
    ),
    (rf"(?i)<\s*(?:{SCHEME})", "write it as [words](https://council.example/page)"),
)
_ENTITY: Final = re.compile("&#?[A-Za-z0-9]+;")
_ANCHOR: Final = re.compile(r"#\S+")
# How a template says that a text is in another language than its document; authors can't.
_LANGUAGE: Final = re.compile(r'<span lang="([A-Za-z0-9-]+)">')
_CELL_MARKS: Final = {
    CELL_BREAK: PARAGRAPH_END,
    **dict.fromkeys(CELL_LIST, ""),
    "<li>": PARAGRAPH_END + "{}",
}
"""What stands in a cell's spans for what parts its paragraphs."""
DEEPEST: Final = 9  # as deep as Word numbers lists: ECMA-376 part 1, 17.9.6
_NAMES: Final = {
    "BlockQuote": "a quotation",
    "Code": "code",
    "CodeBlock": "a code block",
    "DeepList": f"lists inside lists, more than {DEEPEST} deep",
    "HardBreak": "a line break",
    "Html": "HTML",
    "HtmlBlock": "HTML",
    "Image": "an image",
    "InlineHtml": "HTML",
    "Rule": "a rule",
}


class UnknownMarkup(Exception):
    """Markdown for which there is no block: which, and on what line (from 1).

    `address` is that of a link which leads nowhere that a document should, or of one without text;
    `forbidden` is a character that nobody sees.
    """

    def __init__(
        self,
        name: str,
        address: str = "",
        line: int = 0,
        *,
        forbidden: str = "",
        textless: bool = False,
    ) -> None:
        self.name = name
        self.address = address
        self.line = line
        self.forbidden = forbidden
        self.textless = textless
        super().__init__(name)

    @property
    def what(self) -> str:
        """Return the markup's name in plain words."""
        if self.forbidden and is_unheld(self.forbidden):
            return "an invisible character that can't be held in a Word document"
        if self.forbidden:
            where = "an address" if self.name == "Link" else "the text"
            return described(self.forbidden, where)
        if self.name == "Link" and (self.textless or not self.address):
            return "a link without text or address"
        if self.name == "Link":
            link = f'a link to "{self.address}", which is no web, e-mail or telephone address'
            remedy = address_remedy(self.address)
            return f"{link}: {remedy}" if remedy else link
        return _NAMES.get(self.name, self.name)

    def is_at(self, event: Event) -> bool:
        """Return whether this event is the markup."""
        match event:
            case {"Start": {"Link": {"dest_url": address}}}:
                return self.name == "Link" and address == self.address
        return _name(event) == self.name


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; raise `UnknownMarkup` for any other markup.

    A heading ends every block before it, so that a text can be read in sections. Those that many
    documents share, such as what an organisation asks of everyone, are read once.
    """
    if "]:" in text:  # a link may be defined in another section
        return _parsed(text)
    first, *others = text.split("\n## ")
    try:
        sections = chain([_section(first)], (_section(f"## {section}") for section in others))
        return tuple(chain.from_iterable(sections))
    except UnknownMarkup:
        return _parsed(text)  # which names the line


@lru_cache(maxsize=256)
def _section(text: str) -> tuple[Block, ...]:
    return _parsed(text)


def _parsed(text: str) -> tuple[Block, ...]:
    import pyromark  # noqa: PLC0415 - no command that reads no Markdown should load it

    options = pyromark.Options.ENABLE_TABLES
    try:
        # What is printable is harmless, but for &#1; and the like; it is quicker to see.
        if not text.replace("\n", "").isprintable() or ("&" in text and _ENTITY.search(text)):
            _check_unheld(text)
            _check_characters(text, pyromark.events_with_range(text, options=options))
        return tuple(_content(iter(pyromark.events(text, options=options))))
    except UnknownMarkup as unknown:
        if unknown.line:
            raise
        located = pyromark.events_with_range(text, options=options)
        if unknown.name == "DeepList":
            located = _deep_lists(located)
        starts = (span["start"] for event, span in located if unknown.is_at(event))
        unknown.line = _line(text, next(starts))
        raise


def _deep_lists(located: Iterable[tuple[Event, Any]]) -> Iterator[tuple[Event, Any]]:
    """Yield where lists start that stand too deep in others."""
    depth = 0
    for event, span in located:
        if _name(event) == "List":
            depth += 1 if "Start" in event else -1
            if depth > DEEPEST:
                yield "DeepList", span


def _check_unheld(text: str) -> None:
    """Refuse characters that no document could hold, some of which can't even be parsed."""
    for match in FORBIDDEN.finditer(text):
        if is_unheld(match[0]):
            line = text.count("\n", 0, match.start()) + 1
            raise UnknownMarkup("Text", line=line, forbidden=match[0])


def _check_characters(text: str, located: Iterable[tuple[Event, Any]]) -> None:
    """Refuse characters of texts that nobody sees, where they have no use."""
    run: list[str] = []
    start = 0
    for event, span in (*located, ("", {"start": 0})):
        if "Text" in event:
            start = start if run else span["start"]
            run.append(event["Text"])
            continue
        if match := next(hidden("".join(run)), None):
            raise UnknownMarkup("Text", line=_line(text, start), forbidden=match[0])
        run = []


def _line(text: str, start: int) -> int:
    return text.encode()[:start].count(b"\n") + 1


def inline_fault(text: str) -> str:
    """Name markup in the text other than bold, italics and links; empty where there is none."""
    parts = paragraphs(text)
    for paragraph in parts:
        try:
            blocks = parse(paragraph)
        except UnknownMarkup as unknown:
            return unknown.what
        match blocks:
            case (Paragraph(spans),):
                if fault := _fault_of(spans, paragraph):
                    return fault
                continue
            case ():
                return "no text"
        return "a heading, a list or a table"
    return "" if parts else "no text"


def _fault_of(spans: Spans, markdown: str) -> str:
    """Name what a document may hold and a clause may not; empty where there is nothing."""
    if any(span.language for span in spans):
        return _NAMES["InlineHtml"]
    if any(span.link.startswith("#") for span in spans):
        return "a link to a place in the document"
    text = "".join("\0" if span.link else span.text for span in spans)
    for lost in re.finditer(_LOST_ADDRESS, text):
        if remedy := address_remedy(BRACES.sub("", lost[1])):
            return f'a link that leads nowhere, to "{lost[1]}": {remedy}'
    text = re.sub(_NAMING_ADDRESS, "", text)
    typed = re.sub(r"\\.", "", markdown)  # without what its author escaped
    for pattern, remedy in _LOST_LINKS:
        if re.search(pattern, text) and re.search(pattern, typed):
            return f"what looks like a link and is none: {remedy}"
    return ""


def _name(event: Event) -> str:
    """Return the name of what an event starts, ends or is."""
    while not isinstance(event, str):
        key, value = next(iter(event.items()))
        if key not in {"Start", "End"}:
            return str(key)
        event = value
    return event


def _content(events: Iterator[Event], depth: int = 0, *, is_cell: bool = False) -> list[Block]:
    """Read blocks up to the end of the one they stand in; `depth` is how many lists are around.

    Text outside any paragraph, as in the items of a tight list, becomes a paragraph.
    """
    blocks: list[Block] = []
    spans: list[Span] = []
    bold = italic = 0
    link = language = ""
    lists = 0  # around, in a cell
    for event in events:
        if event.__class__ is str:
            spans.append(Span(_space(event), bold > 0, italic > 0, link, language))
            continue
        key, value = event.popitem()  # its only one: far quicker than unpacking
        if key == "Text":
            spans.append(Span(value, bold > 0, italic > 0, link, language))
        elif key in {"Start", "End"}:
            step = 1 if key == "Start" else -1
            name = value if value.__class__ is str else next(iter(value))
            if name == "Strong":
                bold += step
            elif name == "Emphasis":
                italic += step
            elif name == "Link":
                link = _address(value) if step == 1 else _end_of_link(spans, link)
            elif step == 1:
                _flush(spans, blocks)
                blocks.append(_block(name, value, events, depth))
            else:
                break
        elif is_cell and value in _CELL_MARKS:
            lists += {"<ul>": 1, "</ul>": -1}.get(value, 0)
            mark = _CELL_MARKS[value].format(ITEM * lists)
            spans += [Span(mark)] * bool(mark)
        else:
            language = _language(key, value, language)
    _flush(spans, blocks)
    return blocks


def _space(event: str) -> str:
    """Return what a line's end stands for; other events without a value are unknown."""
    if event != "SoftBreak":
        raise UnknownMarkup(event)
    return " "


def _language(key: str, html: str, language: str) -> str:
    """Return the language of what follows a tag: the one that it names, or none after its end."""
    if key == "InlineHtml":
        if not language and (match := _LANGUAGE.fullmatch(html)):
            return match[1]
        if language and html == END_OF_LANGUAGE:
            return ""
    raise UnknownMarkup(key)


def _address(link: Event) -> str:
    address = str(link["Link"]["dest_url"])
    if match := FORBIDDEN.search(address):
        raise UnknownMarkup("Link", address, forbidden=match[0])
    if link["Link"]["link_type"] == "Email":
        return f"mailto:{address}"
    if not (is_address(address) or _ANCHOR.fullmatch(address)):
        raise UnknownMarkup("Link", address)
    return address


def _end_of_link(spans: Sequence[Span], address: str) -> str:
    if not (spans and spans[-1].link == address):
        raise UnknownMarkup("Link", address, textless=True)
    return ""


def _flush(spans: list[Span], blocks: list[Block]) -> None:
    """Make a paragraph of the spans so far, those of one look joined."""
    if len(spans) == 1:
        blocks.append(Paragraph((spans.pop(),)))
    elif spans:
        joined = [spans[0]]
        for span in spans[1:]:
            last = joined[-1]
            if span[1:] == last[1:]:
                joined[-1] = span._replace(text=last.text + span.text)
            else:
                joined.append(span)
        blocks.append(Paragraph(tuple(joined)))
        spans.clear()


def _spans(events: Iterator[Event], *, is_cell: bool = False) -> Spans:
    first = next(events)
    if first.__class__ is dict and "Text" in first:  # most blocks hold one text and nothing else
        second = next(events)
        if second.__class__ is dict and "End" in second:
            return (Span(first["Text"]),)
        events = chain((first, second), events)
    else:
        events = chain((first,), events)
    match _content(events, is_cell=is_cell):
        case [Paragraph(spans)]:
            return spans
    return ()


def _block(name: str, value: Event, events: Iterator[Event], depth: int) -> Block:
    if name == "Paragraph":
        return Paragraph(_spans(events))
    if name == "Heading":
        return Heading(int(value["Heading"]["level"][1:]), _spans(events))
    if name == "List":
        start = value["List"]
        if depth == DEEPEST:
            raise UnknownMarkup("DeepList")
        items = tuple(_item(events, depth + 1) for _ in _parts(events, "Item"))
        return Bullets(items) if start is None else Numbered(items, start)
    if name == "Table":
        header, *rows = (
            tuple(_spans(events, is_cell=True) for _ in _parts(events, "TableCell"))
            for _ in _parts(events, "TableHead", "TableRow")
        )
        return Table(header, tuple(rows))
    raise UnknownMarkup(name)


def _item(events: Iterator[Event], depth: int) -> tuple[Block, ...]:
    """Read an item of a list; most hold one text, some after a label in bold."""
    first = next(events)
    if first.__class__ is dict and "Text" in first:
        second = next(events)
        if second.__class__ is dict and "End" in second:
            return (Paragraph((Span(first["Text"]),)),)
        return tuple(_content(chain((first, second), events), depth))
    return tuple(_content(chain((first,), events), depth))


def _parts(events: Iterator[Event], *names: str) -> Iterator[None]:
    """Yield the parts of a list, table or row: the caller reads each before the next."""
    for event in events:
        if event.get("Start") not in names:
            return
        yield
