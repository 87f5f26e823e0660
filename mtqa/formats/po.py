"""PO catalogs of gettext: a segment is a message and its translation, each plural form one of its own.

Left out is what is not translated, what is obsolete, and what msgmerge only guessed (fuzzy, with the message before it
in `#|`); fuzzy entries without one, as a machine leaves them, are read. Where the msgids are keys, and not texts, there
is no source. White space that breaks a line or makes a column is one character. A translator's comment, `# mtqa-ignore
RULE… -- reason`, holds for its entry.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mtqa.errors import CannotRun
from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Options
from mtqa.formats.encoding import decode, written
from mtqa.formats.pieces import Pieces
from mtqa.formats.rewriting import rewritten
from mtqa.formats.spoken import code, in_languages
from mtqa.formats.units import commented
from mtqa.segment import Document, Edit, Segment

_DECLARED = re.compile(rb"\"Content-Type:[^\"\n]{0,100}charset=([\w-]+)")
_TOKEN = expression(
    r"(?P<comment>#[^\r\n]*+)|(?P<keyword>(?:msgctxt|msgid_plural|msgid|domain"
    r"|msgstr(?:[ \t]*+\[[ \t]*+(?P<form>\d{1,3})[ \t]*+\])?+)(?!\w))"
    r"|\"(?P<string>(?:[^\"\\\r\n]|\\(?:\r\n|[\s\S]))*+)\"|(?P<other>[^\s\ufeff][^\r\n]*+)"
)
_SPECIAL = expression(
    r"(?P<space>(?:\\[nt]|[ \t]{3,}+|\t)(?:\\[nt]|[ \t])*+)|\\(?:[0-7]{1,3}|x[\da-fA-F]{1,2}|\r\n?|[^\r])"
    r"|``[^`]{1,300}``|:[a-z][\w:.+-]{0,40}:`[^`]{1,300}`"
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_KEY = expression(r"[A-Za-z][A-Za-z0-9]*(?:[._:/-][A-Za-z0-9]+)+")
_IGNORE = expression(r"#[ \t]+mtqa-([a-z-]+)[ \t]+([a-z][a-z, -]*?)[ \t]*(?:--[ \t].*)?$")

_Stretches = list[tuple[int, int]]


@dataclass
class _Entry:
    """Where the strings of an entry stand, and what its comments say."""

    context: _Stretches = field(default_factory=list)
    message: _Stretches = field(default_factory=list)
    plural: _Stretches = field(default_factory=list)
    forms: dict[int, _Stretches] = field(default_factory=dict)
    ignored: list[tuple[str, str, int, int]] = field(default_factory=list)
    is_fuzzy: bool = False
    is_guessed: bool = False


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The translated messages of a catalog."""
    decoded = decode(data, _declared(data))
    return replace(cut(decoded.text, options), path=path, data=data, notice=decoded.notice)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The catalog with the edits made, in its own encoding."""
    text = rewritten(document, edits, lambda text, _: "".join(_WRITTEN.get(char, char) for char in text))
    return written(document.data, text, _declared(document.data))


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:65536])
    return found[1].decode("ascii") if found and found[1] != b"CHARSET" else ""


def cut(content: str, options: Options = DEFAULTS) -> Document:
    """The segments of a catalog; ids are the keys, or the lines that the translations start in."""
    entries = list(_entries(content))
    head = next((_text(content, entry.forms.get(0, [])) for entry in entries if not _text(content, entry.message)), "")
    fields = dict(re.findall(r"^([\w-]{1,40}):[ \t]*(.*?)[ \t]*$", head, re.MULTILINE))
    keyed = _are_keys([_text(content, entry.message) for entry in entries])
    forms = re.search(r"nplurals\s*=\s*(\d)", fields.get("Plural-Forms", ""))
    like = Segment(
        "", target_lang=code(fields.get("Language", "")), source_lang=code(fields.get("X-Source-Language", ""))
    )
    segments = list[Segment]()
    for entry in entries:
        made = _translated(content, entry, like, two_forms=not forms or forms[1] == "2", keyed=keyed)
        segments += commented(entry.ignored, list(made))
    if not keyed:
        lines = Document((), content=content)
        segments = [each._replace(id=f"@line {lines.position(each.anchors[0][1])[0]}") for each in segments]
    return Document(in_languages(segments, options), content=content)


def _are_keys(messages: Sequence[str]) -> bool:
    messages = [message for message in messages if message]
    return sum(_KEY.fullmatch(message) is not None for message in messages) * 2 > len(messages)


def _entries(content: str) -> Iterator[_Entry]:
    entry, now, done, wants = _Entry(), list[tuple[int, int]](), False, False
    for match in _TOKEN.finditer(content):
        if comment := match["comment"]:
            if done:
                yield entry
                entry, done = _Entry(), False
            _comment(entry, comment, match.start("comment"))
        elif keyword := match["keyword"]:
            if wants:
                raise _broken(content, match.start(), f"has {keyword} before the text of what is above it")
            if done and not match["form"]:
                yield entry
                entry = _Entry()
            _expect(content, match, entry)
            now = _begun(entry, keyword, int(match["form"] or 0))
            done, wants = keyword.startswith("msgstr"), True
        elif match["string"] is None or not (now or wants):
            raise _broken(content, match.start(), f"has {match[0][:20]}, neither a keyword nor a closed string")
        else:
            now.append(match.span("string"))
            wants = False
    if wants or ((entry.message or entry.context) and not done):
        raise _broken(content, len(content.rstrip()), "ends within an entry")
    yield entry


def _expect(content: str, match: re.Match[str], entry: _Entry) -> None:
    """Refuse a keyword where it may not stand: each entry is msgctxt, msgid, msgid_plural and msgstr in this order."""
    keyword = match["keyword"]
    if keyword.startswith("msgstr") or keyword == "msgid_plural":
        missing = "" if entry.message else "msgid"
    else:
        missing = "msgstr" if entry.message else "msgid" if entry.context and keyword != "msgid" else ""
    if missing:
        raise _broken(content, match.start(), f"has {keyword} without {missing} before it")


def _broken(content: str, at: int, what: str) -> CannotRun:
    line, _ = Document((), content=content).position(at)
    return CannotRun(f"{what}, on line {line}; mend it, msgfmt --check tells more")


def _comment(entry: _Entry, comment: str, at: int) -> None:
    if comment.startswith("#~"):
        entry.is_fuzzy, entry.is_guessed = False, False
        entry.ignored.clear()
    elif comment.startswith("#,"):
        entry.is_fuzzy = "fuzzy" in re.split(r"[\s,]+", comment)
    elif comment.startswith("#|"):
        entry.is_guessed = True
    elif found := _IGNORE.match(comment):
        entry.ignored.append((found[1], found[2], at + found.start(2), at + found.end(2)))


def _begun(entry: _Entry, keyword: str, form: int) -> _Stretches:
    if keyword.startswith("msgstr"):
        return entry.forms.setdefault(form, [])
    return {"msgctxt": entry.context, "msgid": entry.message, "msgid_plural": entry.plural}.get(keyword, [])


def _translated(content: str, entry: _Entry, like: Segment, *, two_forms: bool, keyed: bool) -> Iterator[Segment]:
    """The translations of an entry. The first form goes with the singular where there are two, else one or few."""
    message = _text(content, entry.message)
    if not message or (entry.is_fuzzy and entry.is_guessed):
        return
    context = _text(content, entry.context)
    for form, stretches in sorted(entry.forms.items()):
        made = _pieces(content, stretches).segment()
        if made is None:
            continue
        singular = not entry.plural or (two_forms and form == 0)
        source = None if keyed else _pieces(content, entry.message if singular else entry.plural).segment()
        name = "/".join(filter(None, (context, message)))
        yield like._replace(
            target=made.target,
            anchors=made.anchors,
            source=source.target if source else "",
            source_anchors=source.anchors if source else (),
            id=f"{name}[{form}]" if entry.plural else name,
        )


def _text(content: str, stretches: _Stretches) -> str:
    return _pieces(content, stretches).text


def _pieces(content: str, stretches: _Stretches) -> Pieces:
    """The text of strings: escapes as what they stand for, code of reStructuredText as signs of objects."""
    pieces = Pieces(content)
    for start, end in stretches:
        here = start
        while pieces.last in ("\n", "\t") and content.startswith(" ", here, end):
            here += 1
        for match in _SPECIAL.finditer(content, here, end):
            first, last = match.span()
            pieces.add(content[here:first], here, first)
            here = last
            if match["space"]:
                _space(pieces, match[0], first, last)
            elif match[0][0] == "\\":
                pieces.add(_meant(match[0][1:]), first, last)
            else:
                pieces.object(first, last)
        pieces.add(content[here:end], here, end)
    return pieces


def _space(pieces: Pieces, text: str, start: int, end: int) -> None:
    """What parts lines or columns, as one character."""
    char = "\n" if "\\n" in text else "\t"
    if pieces.last not in ("\n", "\t"):
        pieces.add(char, start, end)


def _meant(escape: str) -> str:
    if escape[0] in "\r\n":
        return ""
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    return _ESCAPES.get(escape, escape)
