"""Web, e-mail and telephone addresses: which lead somewhere, and which stand bare in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.blocks import Span

# What an address may hold (RFC 3986, and other alphabets' letters), so that Word opens the file.
_ODD: Final = r'(?i)[\s"<>\\^`{|}]|%(?![0-9a-f]{2})'
_CHARACTER: Final = r'(?:[^\s"%<>\\^`{|}]|%[0-9a-f]{2})'
_LABEL: Final = r"(?:[^\W_]|[-_~]|%[0-9a-f]{2})+"
_HOST: Final = rf"{_LABEL}(?:\.{_LABEL})*\.?"
# Few texts hold a link, so these are compiled where one does.
SCHEME: Final = "https?://|mailto:|tel:"
_LINK: Final = rf"""https?://(?:[^\s"%<>\\^`{{|}}/?\#@]+@)?(?:{_HOST}|\[[0-9a-f:.]+\])(?::[0-9]*)?
        (?:[/?\#]{_CHARACTER}*)?
    | mailto:[^\s"%<>\\^`{{|}}@?,]+@{_HOST}(?:,[^\s"%<>\\^`{{|}}@?,]+@{_HOST})*(?:\?{_CHARACTER}*)?
    | tel:\+?(?=[^;0-9]*[0-9])(?:[0-9().-]|%20)+(?:;{_CHARACTER}+)?
    | (?:https?://|mailto:|tel:)\S*{{{{\S+   # it names a fact, which is filled in later
    """
_WITHOUT_SCHEME: Final = (
    r"(?i)www\.|(?:[\w-]+\.)+(?:uk|eu|ie|us|ca|au|nz|fr|com|org|net|gov|edu|cymru|wales|scot)"
    r"(?:[/?#]|$)"
)
# As GitHub Flavored Markdown finds them (6.9), so that Word and Markdown have the same links.
_BARE: Final = r"""(?ix)
    (?:https?://|www\.) [^\s<>"“”]+
    | (?<![\w.+@-]) [\w.+-]++ @ [A-Za-z0-9-]++ (?:\.[A-Za-z0-9-]++)++ (?![\w@-])"""
_AFTER: Final = "?!.,:;*_~'\"\u2019\u201d\u00bb"


def is_address(address: str) -> bool:
    """Return whether an address is one that a browser, an e-mail program or a telephone follows."""
    return re.fullmatch(_LINK, address, re.IGNORECASE | re.VERBOSE) is not None


def address_remedy(address: str) -> str:
    """Say what to write in place of an address, where that can be told; facts stay out of it."""
    if re.match(SCHEME, address, re.IGNORECASE):
        odd = re.search(_ODD, address)
        return _encoded(odd[0]) if odd else ""
    name, _, host = address.partition("@")
    if name and "." in host:
        return f"write mailto:{address}"
    return f"write https://{address}" if re.match(_WITHOUT_SCHEME, address) else ""


def _encoded(character: str) -> str:
    """Say what to write in an address in place of a character that can't stand there."""
    if character.isspace():
        return "write %20 for each space"
    code = "".join(f"%{byte:02X}" for byte in character.encode())
    return f'write {code} for each "{character}"'


def may_hold_address(text: str) -> bool:
    """Return whether a text might hold a bare address, which few do."""
    return "@" in text or "://" in text or "www." in text


def linked(span: Span) -> Iterator[Span]:
    """Yield a span in parts, of which bare addresses lead to what they say."""
    text, end = span.text, 0
    for match in () if span.link else re.finditer(_BARE, text):
        shown = _trimmed(match[0])
        address = shown
        if "://" not in shown:
            address = f"https://{shown}" if shown.lower().startswith("www.") else f"mailto:{shown}"
        if is_address(address):
            yield span._replace(text=text[end : match.start()])
            yield span._replace(text=shown, link=address)
            end = match.start() + len(shown)
    yield span._replace(text=text[end:]) if end else span


def _trimmed(address: str) -> str:
    """Return an address without the stops and the closing bracket of the sentence around it."""
    while True:
        shorter = address.rstrip(_AFTER)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
