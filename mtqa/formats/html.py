"""HTML and XHTML: the text that a browser shows, and the attributes that it shows or reads out.

Tags within a line of text do not cut it, and white space collapses. A line break (`<br>`) cuts it, unless what follows
goes on in a small letter. Code, pictures, formulas and what is not to be translated stand as signs of objects. Left out
are scripts, styles, preformatted text, drawings, and what is hidden.
"""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from operator import itemgetter
from sys import maxsize

from mtqa.formats import DEFAULTS, Options
from mtqa.formats.encoding import Decoded, decode
from mtqa.formats.page import VALUE, Page
from mtqa.formats.rewriting import rewritten
from mtqa.formats.spoken import in_languages
from mtqa.segment import Document, Edit

DECLARED = re.compile(
    rb"<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w-]+)"
    rb"|^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w-]+)",
    re.IGNORECASE,
)
# What browsers take these names for.
KNOWN_AS = {
    "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "tis-620": "cp874",
}  # fmt: skip


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The text of a page."""
    decoded = _decoded(data)
    document = cut(decoded.text, options, is_xml=path.lower().endswith((".xhtml", ".xht")))
    return replace(document, path=path, data=data, notice=decoded.notice)


def cut(content: str, options: Options = DEFAULTS, *, is_xml: bool = False) -> Document:
    """The segments of a page in order, in the language of their elements; the id says what is no paragraph."""
    page = Page(content, is_xml=is_xml or content.lstrip("\ufeff \n").startswith("<?xml"))
    segments = [segment for _, segment in sorted(page.found, key=itemgetter(0))]
    return Document(in_languages(segments, options), content=content)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The page with the edits made; a character that its encoding lacks is written as a reference."""
    values = [segment.span(0, len(segment.target)) for segment in document.segments if segment.id.startswith(VALUE)]

    def escaped(text: str, at: int) -> str:
        value = bisect(values, (at, maxsize)) - 1
        return escape(text, quote=value >= 0 and at <= values[value][1])

    text = rewritten(document, edits, escaped)
    decoded = _decoded(document.data)
    return decoded.bom + text.encode(decoded.codec, "xmlcharrefreplace")


def _decoded(data: bytes) -> Decoded:
    """The text in the encoding that the page declares, unless it is sound UTF-8 all the same."""
    found = DECLARED.search(data[:4096])
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    try:
        data.decode("utf-8")
        name = ""
    except UnicodeDecodeError:
        pass
    return decode(data, KNOWN_AS.get(name, name))
