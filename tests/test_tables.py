"""Tables of text: which cells are read, where they stand, and the file with edits made."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import run
from mtqa.checker import Checker
from mtqa.errors import CannotRun, NoText
from mtqa.formats import Columns, Options
from mtqa.formats.table import read, rewrite
from mtqa.mending import Mended
from mtqa.segment import Checked, Document, Edit
from mtqa.texts import Notice

PLAIN = Options("en", "ru")


def targets(content: str, name: str = "a.tsv", options: Options = PLAIN) -> list[str]:
    return [segment.target for segment in read(content.encode(), name, options).segments]


def mended(content: str, edits: dict[int, list[Edit]], name: str = "a.tsv") -> str:
    return rewrite(read(content.encode(), name, PLAIN), edits).decode()


def test_columns_are_named_by_the_header() -> None:
    document = read("id\tnote\tsource\ttarget\nr1\tx\tДа.\tYes.\nr2\ty\tНет.\tNo.\n".encode(), "a.tsv", PLAIN)
    assert [segment[:5] for segment in document.segments] == [
        ("Yes.", "Да.", "en", "ru", "r1"),
        ("No.", "Нет.", "en", "ru", "r2"),
    ]
    assert [document.position(segment.span(0, 1)[0]) for segment in document.segments] == [(2, 10), (3, 11)]
    assert [document.position(segment.source_span(0, 1)[0]) for segment in document.segments] == [(2, 6), (3, 6)]


def test_columns_are_found_in_any_case_and_rows_are_numbered() -> None:
    document = read(b"Target ,SOURCE\nYes.,\n\nNo.,\n", "a.csv", PLAIN)
    assert [(segment.target, segment.id) for segment in document.segments] == [("Yes.", "1"), ("No.", "2")]


def test_columns_can_be_told_by_name_and_by_number() -> None:
    named = Options(columns=Columns("mt", "src", "key"))
    assert [s[:2] + s[4:5] for s in read(b"key\tsrc\tmt\n7\ta\tb\n", "a.tsv", named).segments] == [("b", "a", "7")]
    numbered = Options(columns=Columns("2", "1"))
    assert [s[:2] + s[4:5] for s in read(b"a\tb\nc\td\n", "a.tsv", numbered).segments] == [
        ("b", "a", "1"),
        ("d", "c", "2"),
    ]


@pytest.mark.parametrize(
    ("content", "columns", "message"),
    [
        (
            "src\tmt\na\tb\n",
            Columns(),
            "has no column 'target'; its columns are src, mt: say which with --columns target=NAME",
        ),
        ("target\na\n", Columns(source="src"), "has no column 'src'; its columns are target"),
        ("a\tb\n", Columns("3"), "has no column 3; it has 2, numbered from 1"),
        ("a\tb\n", Columns("0"), "has no column 0; it has 2, numbered from 1"),
        ("a\tb\n", Columns("2", "src"), "columns are told by name or by number, not by both"),
        ("a\tb\n", Columns(source="1"), "the column of the target has no number; say --columns target=NUMBER"),
        ("id\ttarget\n1\ta\n2\tb\tc\n", Columns(), "has too many cells on line 3: 3, and 2 in its first"),
        ("target\ttarget\na\tb\n", Columns(), "has 2 columns 'target'; give all but one another name"),
        ("id\ttarget\n1\ta\n2\n", Columns(), "has too few cells on line 3: 1, and 2 in its first; mend that line"),
        ("\t".join(["x" * 99] * 10_000), Columns(), "has no column 'target'; its columns are x"),
    ],
)
def test_what_cannot_be_read_is_told(content: str, columns: Columns, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        read(content.encode(), "a.tsv", Options(columns=columns))
    assert str(error.value).startswith(message)
    assert len(str(error.value)) < 1000


def test_a_quoted_cell_that_does_not_end_is_told() -> None:
    for cell in ('"open', '"a" b', '"a\nb\n'):
        with pytest.raises(CannotRun, match="on line 3 that starts with a quote mark but does not end with one"):
            read(f"target\na\n{cell}\n".encode(), "a.csv", PLAIN)


@pytest.mark.parametrize(("name", "comma"), [("a.tsv", "\t"), ("a.csv", ",")])
def test_very_many_columns_are_read(name: str, comma: str) -> None:
    others = 199_999
    header = comma.join(f"c{number}" for number in range(others))
    assert targets(f"{header}{comma}target\n{f'x{comma}' * others}Yes.\n", name) == ["Yes."]


def test_binary_data_and_an_endless_cell_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="is binary data, not text"):
        read(b"target\n\0\1\2\n", "a.tsv", PLAIN)
    path = tmp_path / "a.csv"
    path.write_text('target\n"' + "one two " * 200_000 + '"\n')
    [error] = run.check([str(path)], {})
    assert str(error).startswith(f"{path}: has 1,600,000 characters in one paragraph, on line 2")


def test_trailing_separators_are_no_cells() -> None:
    assert targets("id,target\n1,a,,\n2,b\n", "a.csv") == ["a", "b"]


def test_an_empty_file_has_no_rows() -> None:
    assert targets("") == targets("\n\n") == targets("target\n") == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('target\n"Yes," he said.\n', ['"Yes," he said.']),
        ('target\n"Yes."\n', ['"Yes."']),
        ('target\n"Yes."\n"No," she said.\n', ['"Yes."', '"No," she said.']),
        ('target\tb\n"Yes.\tx\nNo."\ty\n', ['"Yes.', 'No."']),
        ('target\n"He said ""yes""."\n', ['He said "yes".']),
        ('target\tb\n"One\ttwo."\tx\n', ["One\ttwo."]),
        ('target\n"One\ntwo."\n', ['"One', 'two."']),
        ('"target"\n"One\ntwo."\n', ["One\ntwo."]),
        ('id\ttarget\n1\t"One\ntwo."\n', ["One\ntwo."]),
        ('"target"\n"Yes."\n', ["Yes."]),
        ('target\nHe said "yes".\n', ['He said "yes".']),
        ('target\n""\n', ['""']),
    ],
)
def test_tsv_is_quoted_where_it_shows_that_it_is(content: str, expected: list[str]) -> None:
    assert targets(content) == expected
    assert targets(content.replace("\n", "\r\n")) == [text.replace("\n", "\r\n") for text in expected]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_parted_by_what_parts_its_header(separator: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([["id", "target"], ["1", 'One, "two"; three|four\t']])
    assert targets(out.getvalue(), "a.csv") == ['One, "two"; three|four\t']


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(encoding: str, end: str) -> None:
    content = "source\ttarget\nСтарая мельница сгорела зимой.\tThe old mill burnt down  in winter.\n".replace("\n", end)
    data = (content * 2).encode(encoding)
    document = read(data, "a.tsv", PLAIN)
    assert document.segments[0].target == "The old mill burnt down  in winter."
    after = rewrite(document, {0: [Edit(23, 25, " ")]})
    assert after == (content.replace("  ", " ") + content).encode(encoding)


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a,target\n1,one two\n", Edit(3, 4, ", "), 'a,target\n1,"one, two"\n'),
        ("a,target\n1,one two\n", Edit(0, 3, '"one"'), 'a,target\n1,"""one"" two"\n'),
        ('a,target\n1,"one, two"\n', Edit(3, 5, " "), 'a,target\n1,"one two"\n'),
        ('a,target\n1,"one ""two"""\n', Edit(4, 9, "“two”"), 'a,target\n1,"one “two”"\n'),
        ('a,target\n1,say "two" now\n', Edit(10, 13, "then"), 'a,target\n1,say "two" then\n'),
        ("a,target\n1,one two\n", Edit(3, 4, "\n"), 'a,target\n1,"one\ntwo"\n'),
    ],
)
def test_a_cell_is_quoted_where_it_has_to_be(before: str, edit: Edit, after: str) -> None:
    assert mended(before, {0: [edit]}, "a.csv") == after


def test_tsv_without_quotes_holds_no_tab() -> None:
    with pytest.raises(CannotRun, match="cannot hold a tab or a line break"):
        mended("target\none two\n", {0: [Edit(3, 4, "\t")]})


def test_tsv_is_read_the_same_way_when_its_last_doubled_mark_is_mended() -> None:
    after = mended('target\n"one ""two"""\n', {0: [Edit(4, 9, "“two”")]})
    assert after == "target\none “two”\n"
    assert targets(after) == ["one “two”"]


def rows(chars: str) -> st.SearchStrategy[list[list[str]]]:
    """Rows of two cells made of these characters."""
    cell = st.text(st.sampled_from(chars), max_size=6)
    return st.lists(st.lists(cell, min_size=2, max_size=2), max_size=5)


def table(content: Sequence[Sequence[str]], name: str, quoting: int, end: str) -> str:
    out = io.StringIO()
    separator = "," if name.endswith("csv") else "\t"
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([["source", "target"], *content])
    return out.getvalue()


def stands_where_it_is_said_to(document: Document) -> None:
    for segment in document.segments:
        for text, span in ((segment.target, segment.span), (segment.source, segment.source_span)):
            last = 0
            for at, char in enumerate(text):
                start, end = span(at, at + 1)
                assert start >= last
                assert document.content[start:end] in (char, char * 2 if char == '"' else char)
                last = end


NAMES = st.sampled_from(["a.csv", "a.tsv"])
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
ENDS = st.sampled_from(["\n", "\r\n"])


@given(rows('aB",é\n'), NAMES, QUOTING, ENDS)
def test_what_the_csv_module_writes_is_read(content: list[list[str]], name: str, quoting: int, end: str) -> None:
    document = read(table(content, name, quoting, end).encode(), name, PLAIN)
    assert [[segment.source, segment.target] for segment in document.segments] == content
    stands_where_it_is_said_to(document)
    assert rewrite(document, {}) == document.data


@given(st.text('a"\t,\n\r\x0b\u2028', max_size=30))
def test_any_tsv_can_be_read(content: str) -> None:
    try:
        document = read(content.encode(), "a.tsv", Options(columns=Columns("1")))
    except CannotRun:
        return
    stands_where_it_is_said_to(document)
    assert rewrite(document, {}) == content.encode()


@given(rows('aB",é\n'), NAMES, QUOTING, ENDS, st.data())
def test_edits_make_the_targets_they_are_meant_to(
    content: list[list[str]], name: str, quoting: int, end: str, data: st.DataObject
) -> None:
    before = table(content, name, quoting, end)
    edits = {}
    for number, (_, target) in enumerate(content):
        start, stop = sorted(data.draw(st.tuples(st.integers(0, len(target)), st.integers(0, len(target)))))
        text = data.draw(st.sampled_from(["", "x", '"', "x, y"]))
        edits[number] = [Edit(start, stop, text)]
        content[number][1] = target[:start] + text + target[stop:]
    document = read(before.encode(), name, PLAIN)
    try:
        after = rewrite(document, edits)
    except CannotRun:
        return
    assert [[s.source, s.target] for s in read(after, name, PLAIN).segments] == content


def test_check_fix_check(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    clean = '\ufeffid,mt,src\r\n1,"He said: “yes” in 2009, then left.",Он сказал\r\n2,"It rained, they say.",\r\n'
    faulty = clean.replace("2009,", "2009 of the year,").replace("rained,", "rained in in May,")
    path.write_bytes(faulty.encode())
    flags = {"columns": {"target": "mt", "source": "src"}, "target_lang": "en", "source_lang": "ru"}
    [checked] = run.check([str(path)], {**flags, "select": ("dates", "repetition")})
    assert isinstance(checked, Checked)
    found = [(finding.rule, finding.segment.id, finding.place[:4]) for finding in checked.findings]
    assert found == [("year-said-twice", "1", (2, 22, 2, 38)), ("doubled-word", "2", (3, 14, 3, 19))]
    [mended] = run.mend([str(path)], {**flags, "select": ("dates", "repetition")}, unsafe=False)
    assert isinstance(mended, Mended)
    assert mended.data.decode() == clean.replace("rained,", "rained in May,")


def test_a_table_without_texts_stops_a_run_only_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("year,count\n2019,3\n")
    (tmp_path / "a.txt").write_text("It rained.\n")
    kinds = [type(item) for item in run.check([str(tmp_path)], {})]
    assert kinds == [Checked, Notice]
    assert [type(item) for item in run.check([str(path)], {})] == [NoText]


def test_rows_of_one_doc_are_a_text() -> None:
    same = "The mill was built by two brothers before the war."
    rows = [("a", same), ("a", same), ("b", same), ("b", "It burned down."), ("b", same)]
    content = "doc\ttarget\n" + "".join(f"{doc}\t{target}\n" for doc, target in rows)
    document = read(content.encode(), "a.tsv", PLAIN)
    assert [(first, len(text.segments)) for first, text in document.texts()] == [(0, 2), (2, 3)]
    found = [finding for finding in Checker().check(document) if finding.rule == "segment-repeated"]
    assert [(finding.segment.id, finding.related[0].line) for finding in found] == [("2", 2), ("5", 4)]


def test_rows_may_be_from_several_languages() -> None:
    russian = ["Мельница сгорела в прошлом году.", "Мы были там весь день.", "Завод."]
    ukrainian = ["Млин згорів минулого року.", "Ми були там увесь день, і їх не було."]
    lines = [
        f"{source}\tText."
        for _ in range(40)
        for pair in zip(russian, [*ukrainian, russian[2]], strict=True)
        for source in pair
    ]
    document = read("\n".join(["source\ttarget", *lines]).encode(), "a.tsv")
    found = {segment.source: segment.source_lang for segment in document.segments}
    assert found == {**dict.fromkeys(russian, "ru"), **dict.fromkeys(ukrainian, "uk")}
    told = read("\n".join(["source\ttarget", *lines]).encode(), "a.tsv", Options(source_lang="uk"))
    assert {segment.source_lang for segment in told.segments} == {"uk"}
