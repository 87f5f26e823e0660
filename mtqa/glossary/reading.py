"""Glossaries from files: tables (CSV, TSV) and TBX.

A table has the columns `source` and `target`, and may have `forbidden`, `source_lang`, `target_lang` and `note`; a bar
parts several wordings in one cell. Without a column for the language, a wording is of whatever language the text is.
TBX is version 2 (`martif`) or 3 (`tbx`, its DCA and its DCT style), and its administrative status says what is allowed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from mtqa import files
from mtqa.errors import CannotRun, shown
from mtqa.expressions import expression
from mtqa.formats import markup, table
from mtqa.formats.inline import running
from mtqa.formats.markup import Element, Markup
from mtqa.formats.spoken import code, is_tag
from mtqa.glossary import Glossary, Term, Wording

COLUMNS = ("source", "target", "forbidden", "source_lang", "target_lang", "note")
TABLES, TBX = (".csv", ".tsv", ".tab", ".txt"), (".tbx", ".xml")
_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_GROUPS = ("tig", "ntig", "termGrp", "termSec")
_STATUS = expression(r"administrativeStatus|normativeAuthorization")
_FORBIDDEN = expression(r"deprecated|superseded|forbidden|obsolete|not\s?recommended", re.IGNORECASE)


def load(paths: Iterable[Path]) -> Glossary:
    """The terms of all these files. Raises CannotRun, naming the file, where one cannot be used."""
    return Glossary(tuple(term for path in paths for term in _load(path)))


@cache
def _load(path: Path) -> tuple[Term, ...]:
    suffix = path.suffix.lower()
    try:
        if suffix not in TABLES + TBX:
            raise CannotRun(f"is no glossary; it is to be one of {', '.join(TABLES + TBX)}")
        data = files.load(path)
        terms = tuple(_of_markup(markup.opened(data)) if suffix in TBX else _of_table(data, str(path)))
        if not terms:
            raise CannotRun("holds no term; a glossary without terms is of no use")
    except CannotRun as error:
        raise error if str(error).startswith(f"{path}:") else CannotRun(f"{path}: {error}") from error
    return terms


def _of_table(data: bytes, path: str) -> Iterator[Term]:
    rows = table.cells(data, path)
    _, header = next(rows, (1, []))
    names = [name.strip().lower().replace("-", "_").replace(" ", "_") for name in header]
    for name in names:
        if name in COLUMNS and names.count(name) > 1:
            raise CannotRun(f"has {names.count(name)} columns {name!r}; give all but one another name")
    if not {"target", "forbidden"} & set(names):
        raise CannotRun(
            f"has no column 'target'; its columns are {shown(header)}, those of a glossary {shown(COLUMNS)}"
        )
    for line, cells in rows:
        row = dict(zip(names, cells, strict=False))
        term = tuple(_wordings(row))
        for name in ("source_lang", "target_lang"):
            if (tag := row.get(name, "").strip()) and not is_tag(tag):
                raise CannotRun(f"has the {name} {tag!r} on line {line}; give a language code such as en or pt-BR")
        if term and all(wording.side == "source" for wording in term):
            raise CannotRun(
                f"has a term on line {line} without a translation or a forbidden wording; add one or remove it"
            )
        for wording in term:
            if not re.search(r"[^\W_]", wording.text):
                raise CannotRun(f"has {wording.text!r} on line {line}, which is no word; remove it")
        if term:
            yield term


def _wordings(row: dict[str, str]) -> Iterator[Wording]:
    source_lang, target_lang = (code(row.get(name, "").strip()) for name in ("source_lang", "target_lang"))
    for text in _alternatives(row.get("source", "")):
        yield Wording(text, source_lang, "source")
    for text in _alternatives(row.get("target", "")):
        yield Wording(text, target_lang, "target")
    for text in _alternatives(row.get("forbidden", "")):
        yield Wording(text, target_lang, "target", forbidden=True)


def _alternatives(cell: str) -> list[str]:
    return [" ".join(text.split()) for text in cell.split("|") if text.strip()]


def _of_markup(opened: Markup) -> Iterator[Term]:
    if opened.head.name not in ("martif", "tbx", "TBX"):
        raise CannotRun(f"is no TBX: its root element is {opened.head.name!r}, not martif or tbx")
    for entry in opened.elements(_ENTRIES):
        for tag in (spoken.get("xml:lang") for spoken in entry.children if spoken.name in _LANGUAGES):
            if tag and not is_tag(tag):
                line = opened.line(entry.start)
                raise CannotRun(f"has the language {tag!r} in an entry on line {line}; give a code such as en or pt-BR")
        term = tuple(
            wording
            for spoken in entry.children
            if spoken.name in _LANGUAGES
            for group in _groups(spoken)
            for wording in _wording(opened, group, code(spoken.get("xml:lang")))
        )
        if term:
            yield term


def _groups(element: Element) -> Iterator[Element]:
    """The elements that hold a term and what is said of it."""
    for child in element.children:
        if child.name in _GROUPS:
            inner = list(_groups(child))
            yield from inner or [child]


def _wording(opened: Markup, group: Element, lang: str) -> Iterator[Wording]:
    said = " ".join(
        running(opened.content, note).text
        for note in _all(group.parent if group.name == "termGrp" and group.parent else group)
        if _STATUS.search(note.name) or _STATUS.search(note.get("type"))
    )
    for term in group.children:
        if term.name == "term" and (text := " ".join(running(opened.content, term).text.split())):
            yield Wording(text, lang, forbidden=_FORBIDDEN.search(said) is not None)


def _all(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _all(child)
