"""That a file that is read in ranges has the findings that it has when read whole, at the same places."""

import csv
import json
import multiprocessing
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import formats, reports, run, search, texts, work
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.formats import Columns, Options
from mtqa.gate import Gate
from mtqa.rules import exemplary
from mtqa.segment import Checked, Document, Finding
from mtqa.verdict import Verdict
from tests.shell import CLEAN, FAULTY, Shell

ENGLISH = Options("en", "ru")
CHECKER = Checker(exemplary())
TEXTS = (
    "In May 2019 of the year.",
    "It rained rained.",
    "Quiet.",
    'He said: “no".',
    "a\tb",
    "Жест Ж.",
    "It is so ,",
    "",
)


def read(data: bytes, path: str, options: Options, size: int) -> list[Document]:
    """The documents of a file's ranges."""
    ranges = [*formats.in_ranges(BytesIO(data), path, options, size)]
    parts = []
    for each in ranges:
        assert each.range
        parts.append(formats.read(each.range.head + data[each.range.start : each.range.end], path, each))
    stretches = [each.range for each in ranges if each.range]
    assert all(one.end == other.start for one, other in pairwise(stretches))
    assert (stretches[0].start, stretches[-1].end) == (3 * data.startswith(b"\xef\xbb\xbf"), len(data))
    return parts


def found(document: Document) -> Iterator[Finding]:
    """What is found, but for what is told of offsets in what was read, and of equal findings apart from each other."""
    for finding in CHECKER.check(document):
        segment = finding.segment._replace(anchors=((0, 0),), source_anchors=())
        mark = finding.fingerprint.partition("-")[0]
        yield finding._replace(segment=segment, number=0, spots=(), fingerprint=mark)


def told(document: Document) -> list[tuple[str, ...]]:
    return [segment[:5] for segment in document.segments]


Row = tuple[int, str, str, str]
ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.sampled_from(["", "\n", "\n\n"])),
    min_size=1,
    max_size=12,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def same(data: bytes, path: str, options: Options, size: int) -> None:
    """Read in ranges it is what it is read whole."""
    whole, parts = formats.read(data, path, options), read(data, path, options, size)
    assert [row for part in parts for row in told(part)] == told(whole)
    assert [finding for part in parts for finding in found(part)] == [*found(whole)]


def lines(rows: list[Row], end: str, docs: str, ids: bool) -> Iterator[bytes]:
    """The rows as JSON Lines, some with blank lines after them, and lines without a translation."""
    for at, (doc, source, target, blank) in enumerate(rows):
        row = {"target": target, "source": source, docs: doc if docs == "doc" else at}
        row |= {"id": f"k{at}"} if ids else {}
        text = json.dumps(row, ensure_ascii=bool(doc)) + end + blank + (f'{{"n": 1}}{end}' if blank else "")
        yield text.encode()


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(1, 400), ENDS, st.booleans(), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_json_lines_may_be_cut_anywhere(rows: list[Row], size: int, end: str, ids: bool, mark: bytes) -> None:
    options = ENGLISH._replace(columns=Columns(doc="key"))
    same(mark + b"".join(lines(rows, end, "key", ids)), "a.jsonl", options, size)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(0, 100), ENDS)
def test_no_text_of_json_lines_is_cut(rows: list[Row], more: int, end: str) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    written = [*lines(rows, end, "doc", False)]
    longest = max(sum(len(line) for line, row in zip(written, rows, strict=True) if row[0] == doc) for doc in range(3))
    same(b"".join(written), "a.jsonl", ENGLISH, 2 * longest + more)


def table(rows: list[Row], docs: bool, **how: Any) -> str:
    out = StringIO()
    writer = csv.writer(out, **how)
    writer.writerow(("source", "target", "doc"))
    writer.writerows((source, target + blank * (target > "M"), doc if docs else at)
                     for at, (doc, source, target, blank) in enumerate(rows))  # fmt: skip
    return out.getvalue()


@settings(deadline=None, max_examples=100)
@given(
    ROWS,
    st.integers(1, 400),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_tables_may_be_cut_anywhere(rows: list[Row], size: int, end: str, kind: tuple[str, str], quoting: int) -> None:
    path, separator = kind
    text = table(rows, False, delimiter=separator, lineterminator=end, quoting=quoting)
    same(text.encode(), path, ENGLISH, size)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(1, 400))
def test_tables_of_loose_quotes_may_be_cut_anywhere(rows: list[Row], size: int) -> None:
    cells = ['"Quiet," he said', '"Quiet"', 'no "quotes', '"open']
    loose = [f"{cells[doc]}\t{target}\t{at}\n" for at, (doc, _, target, _) in enumerate(rows) if "\t" not in target]
    same(f"source\ttarget\tdoc\n{''.join(loose)}".encode(), "a.tsv", ENGLISH, size)


@pytest.mark.parametrize(("blank", "end"), [("\n", "\n"), ("\r\n", "\r\n"), ("", "\n")])
def test_ranges_of_plain_text_end_at_blank_lines_where_there_are_any(blank: str, end: str) -> None:
    paragraphs = [f"It was café {at}, in May 2019 of the year.{end}" for at in range(40)]
    data = blank.join(paragraphs).encode()
    whole, parts = formats.read(data, "a.txt", ENGLISH), read(data, "a.txt", ENGLISH, 200)
    assert len(parts) > 8
    assert "".join(part.content for part in parts) == whole.content
    lines = [part.content.splitlines() for part in parts[:-1]]
    assert {part[-1] == "" for part in lines} == {bool(blank)}
    assert [segment.target for part in parts for segment in part.segments] == [s.target for s in whole.segments]
    places = [finding.place for finding in found(whole) if finding.family == "dates"]
    assert [finding.place for part in parts for finding in found(part) if finding.family == "dates"] == places
    assert [int(segment.id) for part in parts for segment in part.segments] == [place.line for place in places]


def test_what_holds_for_the_file_its_first_megabyte_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqa.formats.ranges.HEAD", 300)
    lines = ["Der Fähre lag am Pier und das Wasser stand still in der Nacht.\n"] * 5 + ["The boat and the pier.\n"] * 9
    parts = read("".join(lines).encode("latin1"), "a.txt", Options(), 400)
    assert {segment.target_lang for part in parts for segment in part.segments} == {"de"}
    assert [part.notice for part in parts] == ["not UTF-8; read as windows-1252", ""]
    russian, english = (
        "Паром стоял у причала, и никто не знал, когда он уйдёт.",
        "Nobody knew when it would leave the pier.",
    )
    sources = ([russian] * 3 + [english] * 3) * 5
    rows = [json.dumps({"source": source, "target": "Ja."}, ensure_ascii=False) + "\n" for source in sources]
    data = "".join(rows).encode()
    assert [s.source_lang for s in formats.read(data, "a.jsonl", Options("de")).segments[:6]] == ["ru"] * 3 + ["en"] * 3
    monkeypatch.setattr("mtqa.formats.ranges.HEAD", len(data))
    same(data, "a.jsonl", Options("de"), 100)


@pytest.mark.parametrize(("path", "head"), [("a.jsonl", ""), ("a.csv", "target,doc\n")])
def test_a_text_that_begins_after_the_first_megabyte_is_not_cut(
    path: str, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqa.formats.ranges.HEAD", 100)
    rows = [(f"It rained {at}.", "one" if at < 20 else f"doc {at // 5}") for at in range(60)]
    made = (json.dumps(dict(zip(("target", "doc"), row, strict=True))) if not head else ",".join(row) for row in rows)
    parts = read((head + "".join(f"{row}\n" for row in made)).encode(), path, ENGLISH, 900)
    starts = accumulate(len(part.segments) for part in parts)
    assert not [at for at in starts if at > 20 and at % 5]


def test_fields_may_begin_after_the_first_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqa.formats.ranges.HEAD", 100)
    before, options = '\n{"n": 1}\n' * 40, Options(columns=Columns(source="src"))
    german = json.dumps({"target": "Das Boot liegt am Pier und wartet.", "src": "Nobody knew when it would leave."})
    same(f"{before}{german}\n{before}".encode(), "a.jsonl", options, 100)
    for wrong, told in (
        ('{"target": "Ja."}', "has no field 'src'; its first line has n: "),
        ("no", "is not JSON on line 81"),
    ):
        with pytest.raises(CannotRun, match=told):
            read(f"{before}{wrong}\n{before}".encode(), "a.jsonl", options, 100)


def test_a_file_in_which_bytes_of_line_ends_end_no_line_is_read_whole(small: Shell) -> None:
    content = "".join(f'{{"target": "{FAULTY.strip()}", "id": {at}}}\n' for at in range(50))
    path = small.write("wide.jsonl", content.encode("utf-16"))
    [only] = run.check([str(path)], {"select": ("dates",)})
    assert isinstance(only, Checked)
    assert len(only.findings) == 50


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A folder in which files of more than 2 kB are read in ranges of one."""
    for module in (work, texts):
        monkeypatch.setattr(module, "SIZE", 1 << 10)
        monkeypatch.setattr(module, "WHOLE", 2 << 10)
    monkeypatch.setattr(search, "KEPT", 0)
    monkeypatch.setattr("mtqa.formats.ranges.HEAD", 500)
    monkeypatch.chdir(tmp_path)
    shell = Shell(tmp_path)
    monkeypatch.setenv("MTQA_CACHE", shell.environment["MTQA_CACHE"])
    for key, value in shell.environment.items():
        monkeypatch.setenv(key, value)
    return shell


def records(count: int) -> str:
    texts = (FAULTY if at % 7 == 0 else CLEAN for at in range(count))
    return "".join(f'{{"target": "{text.strip()}", "doc": {at}}}\n' for at, text in enumerate(texts))


def summed(names: list[str], **flags: Any) -> tuple[dict[str, str], list[str]]:
    """Every report, and what is told of what could not be read."""
    verdict = Verdict()
    results = [*verdict.judged(verdict.readable(run.check(names, {"jobs": 1, "select": ("dates",), **flags})))]
    written = {}
    for name in reports.NAMES:
        out = StringIO()
        reports.report(name)(results, out, Gate(unread=verdict.errors))
        written[name] = out.getvalue()
    return written, verdict.errors


def test_every_report_is_that_of_one_process(small: Shell) -> None:
    small.write("a.jsonl", records(100))
    small.write("b.txt", CLEAN)
    small.write("c.txt", f"{CLEAN}\n" * 200 + FAULTY)
    names = ["a.jsonl", "b.txt", "c.txt"]
    one, two = summed(names), summed(names, jobs=2, cache=False)
    assert one == two
    assert "16 errors, 0 warnings and 0 notes in 2 of 3 files." in one[0]["concise"]
    assert one[0]["junit"].count("<testsuite ") == 3
    assert [row.split(":")[1] for row in one[0]["concise"].splitlines() if row.startswith("a.jsonl")] == [
        str(at + 1) for at in range(0, 100, 7)
    ]


def test_a_range_that_cannot_be_read_ends_its_file(small: Shell) -> None:
    small.write("a.jsonl", records(50) + "no JSON\n" + records(100))
    small.write("b.jsonl", records(100) + "[]\n")
    for jobs in (1, 2):
        written, errors = summed(["a.jsonl", "b.jsonl"], jobs=jobs)
        assert [error.partition(",")[0].partition(";")[0] for error in errors] == [
            "a.jsonl: is not JSON on line 51",
            "b.jsonl: has no object on line 101",
        ]
        lines = [int(row.split(":")[1]) for row in written["concise"].splitlines() if row.startswith("a.jsonl")]
        assert lines
        assert max(lines) < 51


def test_a_killed_process_loses_its_range_alone(small: Shell) -> None:
    small.write("a.jsonl", records(1_000))
    results = iter(run.check(["a.jsonl"], {"jobs": 2, "select": ("dates",)}))
    first = next(results)
    multiprocessing.active_children()[0].kill()
    rest = [*results]
    [error] = [result for result in rest if isinstance(result, CannotRun)]
    told = re.fullmatch(
        r"a\.jsonl, ([\d,]+) bytes from line ([\d,]+) on: the process that worked on it was .*", str(error)
    )
    assert told
    size, first_line = (int(number.replace(",", "")) for number in told.groups())
    after = accumulate(map(len, records(1_000).splitlines(keepends=True)[first_line - 1 :]))
    lost = range(first_line, first_line + 1 + sum(length < size for length in after))
    found = [
        finding.place.line for result in (first, *rest) if isinstance(result, Checked) for finding in result.findings
    ]
    assert found == [line for line in range(1, 1_001, 7) if line not in lost]


def test_a_field_may_be_missing_in_a_range(small: Shell) -> None:
    small.write("a.jsonl", records(20) + '{"other": "Yes."}\n' * 200 + records(20))
    written, errors = summed(["a.jsonl"])
    assert not errors
    assert written["jsonl"].count("\n") == 6
    written, errors = summed(["a.jsonl"], columns={"source": "src"})
    assert [error.rpartition(": say")[0] for error in errors] == [
        "a.jsonl: has no field 'src'; its first line has target, doc"
    ]


def test_a_text_that_changed_meanwhile_is_not_reported_on(small: Shell) -> None:
    path = small.write("a.jsonl", records(200))
    results = [checked for checked in run.check(["a.jsonl"], {"jobs": 1}) if isinstance(checked, Checked)]
    path.write_text(records(200).replace("May", "Mai"))
    with pytest.raises(CannotRun, match=r"a.jsonl: changed while it was checked; run again"):
        print(results[0].document.segments)
