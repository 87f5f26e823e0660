"""Files made to break things: our own fixtures, cut, doubled, shuffled, with bytes and characters that nobody expects;
and what has to hold of any file whatever.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from pyarrow import parquet

from mtqa import formats
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.formats import Columns, Options
from mtqa.formats.ranges import can_be_cut
from mtqa.rules import load
from mtqa.segment import Document, Edit, Finding

FIXTURES = Path(__file__).parents[1] / "fixtures"
LARGEST, RANGE = 40_000, 200
# What the texts of our files of data are called.
OPTIONS = {
    ".jsonl": Options(columns=Columns("text", id="id")),
    ".parquet": Options(columns=Columns("english", "russian", "key")),
}
TABLES = {
    ".csv": b'id,doc,source,target\n1,a,"\xd0\x92 \xd0\xbc\xd0\xb0\xd0\xb5.",In May 2019 of the year.\n'
    b'2,a,,"He said: ""No, no no"",\nand left , they say."\n\n3,b,,It cost 5 , 5 roubles.\r\n',
    ".tsv": b'target\tdoc\nIn May 2019 of the year.\ta\n"He said: ""No, no no"" ."\tb\nIt cost 5 , 5 roubles.\n',
}
# What stands in broken markup may be markup once it is mended; in these no text is.
FAITHFUL = ("text", "table", "jsonl", "parquet")
ODD = (
    *("\0", "\x0b", "\x1c", "\x85", "\u2028", "\ufeff", "\u00ad", "\u200d", "\u0301\u0301", "\U0001f600", "\r", "\t"),
    *(
        "\u202e",
        "\u200f",
        "\u2066",
        "»",
        "“",
        '"',
        "'",
        "<",
        "&",
        "&#0;",
        "&amp;",
        "]]>",
        "<!--",
        "-->",
        "{",
        "\\",
        "`",
    ),
    *("a" * 3000, "(" * 500, "1," * 400, "<b>" * 200, "- " * 300, "> " * 200, "İ", "ſ", "٣", "½", "²", "\n\n", "1e999"),
)


def options(suffix: str) -> Options:
    """How one of our files is read."""
    return OPTIONS.get(suffix, formats.DEFAULTS)


@cache
def samples() -> dict[str, list[bytes]]:
    """Our files by their suffix, without those that cannot be read."""
    found = {suffix: [data] for suffix, data in TABLES.items()}
    for path in sorted(FIXTURES.rglob("*")):
        if path.suffix in formats.FORMATS and "reports" not in path.parts and path.stat().st_size < LARGEST:
            with suppress(CannotRun):
                formats.read(path.read_bytes(), path.name, options(path.suffix))
                found.setdefault(path.suffix, []).append(path.read_bytes())
    return found


@cache
def _fragments() -> Sequence[str]:
    return [example.text for rule in load() for example in rule.examples]


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The file with some things done to it."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 2, 5, 20, 200, 2000)))
        before, here, after = data[:start], data[start:end], data[end:]
        other = chance.choice(others)
        at = chance.randint(0, len(other))
        data = chance.choice(
            (
                before + after,
                before + here + here + after,
                before + bytes([chance.randrange(256)]) + after,
                before + chance.choice(ODD).encode() + here + after,
                before + chance.choice(_fragments()).encode("utf8", "surrogatepass") + after,
                before + other[at : at + chance.choice((5, 50, 500))] + after,
                before,
                before + here[::-1] + after,
            )
        )
    return data


def damaged(data: bytes, suffix: str, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The file with some things done to it; of what is packed, now and then to what is in the package."""
    if suffix in PACKED and chance.random() < 0.8:
        with suppress(Exception):  # of any kind, where it is broken already
            return PACKED[suffix](data, chance)
    return mutated(data, others, chance)


def _in_package(data: bytes, chance: random.Random) -> bytes:
    """The package with a member that is damaged."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w") as new:
        members = [(name, package.read(name)) for name in package.namelist()]
        which = chance.choice([name for name, _ in members if name.endswith(".xml")] or [""])
        for name, content in members:
            new.writestr(name, mutated(content, [content], chance) if name == which else content)
    return out.getvalue()


def _in_columns(data: bytes, chance: random.Random) -> bytes:
    """The table with a text that is damaged."""
    table = parquet.read_table(BytesIO(data))
    columns = [number for number, field in enumerate(table.schema) if field.type == "string"]
    if not columns or not table.num_rows:
        return data
    number, row = chance.choice(columns), chance.randrange(table.num_rows)
    texts = table.column(number).to_pylist()
    text = (texts[row] or "").encode()
    texts[row] = mutated(text, [text], chance).decode("utf8", "replace")
    out = BytesIO()
    parquet.write_table(table.set_column(number, table.field(number), [texts]), out)
    return out.getvalue()


PACKED: Mapping[str, Callable[[bytes, random.Random], bytes]] = {".docx": _in_package, ".parquet": _in_columns}


def endure(data: bytes, suffix: str, checker: Checker) -> bool:
    """Read, check and mend a file; whether it could be read. Raises AssertionError where a property does not hold, and
    whatever a reader or a rule raises."""
    path = f"text{suffix}"
    try:
        document = formats.read(data, path, options(suffix))
    except CannotRun as error:
        one_line(error)
        return False
    if any(len(segment.target) > 100_000 for segment in document.segments):
        return False
    checked(checker, document)
    _ranges_can_be_read(data, path, options(suffix))
    assert formats.rewrite(document, {}) == data
    mended = checker.mend(document)
    assert checker.mend(mended.document).edits == {}, "mended twice"
    outside_is_untouched(document, mended.edits, mended.document)
    try:
        new = formats.rewrite(document, mended.edits)
    except CannotRun:
        return True
    if formats.name_of(path) in FAITHFUL and _is_utf8(data):  # else the encoding is guessed anew
        again = formats.read(new, path, options(suffix))
        old, after = ("".join(one.target for one in other.segments).split() for other in (mended.document, again))
        assert "".join(old) == "".join(after), "another text than was written"
    return True


def _ranges_can_be_read(data: bytes, path: str, wanted: Options) -> None:
    """What can be read whole can be read in ranges, or is refused in one line."""
    name = formats.name_of(path)
    if name not in formats.BY_ROWS and not (name in formats.BY_LINES and can_be_cut(data)):
        return
    file = BytesIO(data)
    try:
        for each in formats.in_ranges(file, path, wanted, RANGE):
            if each.range:
                formats.read(formats.part(file, path, each), path, each)
    except CannotRun as error:
        one_line(error)


def one_line(error: CannotRun) -> None:
    """What is told to the user has to be one line."""
    assert len(str(error).splitlines()) == 1, "not told in one line"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def checked(checker: Checker, document: Document) -> list[Finding]:
    """What is found; no rule may fail, and each finding has to stand where it says."""
    checker.failures.clear()
    findings = checker.check(document)
    for failure in checker.failures.values():
        raise AssertionError(failure)
    for finding in findings:
        _stands_where_it_says(finding, document)
    return findings


def _stands_where_it_says(finding: Finding, document: Document) -> None:
    target, (start, end) = finding.segment.target, finding.segment.span(finding.start, finding.end)
    assert 0 <= finding.start <= finding.end <= len(target), finding.rule
    assert finding.place.text == target[finding.start : finding.end], finding.rule
    assert 0 <= start <= end <= len(document.content), finding.rule
    if formats.name_of(document.path) == formats.PLAIN:
        assert "".join(document.content[start:end].split()) == "".join(finding.place.text.split()), finding.rule
    if finding.fix:
        assert 0 <= finding.fix.start <= finding.fix.end <= len(target), finding.rule


def outside_is_untouched(document: Document, edits: dict[int, list[Edit]], mended: Document) -> None:
    """The edits, and nothing else, make the second document of the first."""
    for number, (old, new) in enumerate(zip(document.segments, mended.segments, strict=True)):
        made, at = "", 0
        for edit in edits.get(number, ()):
            assert at <= edit.start <= edit.end <= len(old.target), "edits overlap"
            made += old.target[at : edit.start] + edit.text
            at = edit.end
        assert made + old.target[at:] == new.target, "changed outside of its edits"
