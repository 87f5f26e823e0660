"""JSON Lines: which fields are read, where they stand, and the file with edits made."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import run
from mtqa.errors import CannotRun, NoText
from mtqa.formats import Columns, Options
from mtqa.formats.jsonl import read, rewrite
from mtqa.mending import Mended
from mtqa.segment import Checked, Edit

PLAIN = Options("en", "ru")
NESTED = Options("en", "ru", columns=Columns("translation.en", "translation.ru", "meta.key"))


def test_fields_of_objects_and_of_objects_in_them() -> None:
    content = '{"id": 7, "target": "Yes.", "source": "Да."}\n\n{"source":"Нет.","target":"No.","x":[{"target":1}]}\r\n'
    document = read(content.encode(), "a.jsonl", PLAIN)
    assert [s[:2] + s[4:5] for s in document.segments] == [("Yes.", "Да.", "7"), ("No.", "Нет.", "2")]
    assert [document.position(s.span(0, 1)[0]) for s in document.segments] == [(1, 22), (3, 28)]
    line = {"meta": {"key": "k", "translation.en": 1}, "translation": {"en": "Yes.", "ru": "Да."}, "target": [["x"]]}
    [segment] = read(json.dumps(line, ensure_ascii=False).encode(), "a.jsonl", NESTED).segments
    assert segment[:2] + segment[4:5] == ("Yes.", "Да.", "k")


def test_lines_of_one_doc_are_a_text() -> None:
    lines = ['{"target": "a"}', '{"target": "b", "doc": 1}', '{"target": "c", "doc": 1}', '{"target": "d", "doc": "2"}']
    document = read("\n".join(lines).encode(), "a.jsonl", PLAIN)
    assert [(first, len(text.segments)) for first, text in document.texts()] == [(0, 1), (1, 2), (3, 1)]


def test_lines_without_the_field_hold_no_translation() -> None:
    content = '{"a": 1}\n{"target": null}\n{"target": "Yes."}\n{"target": "No.", "target": "Yes!"}\n'
    assert [segment.target for segment in read(content.encode(), "a.jsonl", PLAIN).segments] == ["Yes.", "Yes!"]
    assert read(b"\n \n", "a.jsonl", PLAIN).segments == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"target": "a"}\n{"target": "b"\n', "is not JSON on line 2, column 15: Expecting ',' delimiter"),
        (
            '{"target": "a"}\r\n\r\n{"target": "b\tc"}\n',
            "is not JSON on line 3, column 14: Invalid control character at",
        ),
        ('["a"]\n', 'has no object on line 1; each line is to be one, such as {"target": "…"}'),
        ('{"target": 5}\n', "has no text in the field 'target' on line 1; name another with --columns"),
        ('{"target": {"en": "a"}}\n', "has no text in the field 'target' on line 1; name another with --columns"),
        ('{"target": "a", "source": true}\n', "has no text in the field 'source' on line 1"),
        (
            '{"text": "a", "id": 1}\n',
            "has no field 'target'; its first line has text, id: say which with --columns target=NAME",
        ),
        ('{"target": ' + "[" * 100_000 + "\n", "is too deep in itself on line 1; it is no text"),
        ('{"target": "a"} x\n', "is not JSON on line 1, column 17: Extra data"),
    ],
)
def test_what_cannot_be_read_is_told(content: str, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        read(content.encode(), "a.jsonl", PLAIN)
    assert str(error.value).startswith(message)


def test_a_long_number_and_many_fields_are_no_trouble() -> None:
    fields = ", ".join(f'"f{number}": {number}' for number in range(10_000))
    content = f'{{{fields}, "n": {"9" * 100_000}, "target": "Yes."}}'
    assert read(content.encode(), "a.jsonl", PLAIN).segments[0].target == "Yes."


def test_a_field_that_is_named_and_missing_is_told() -> None:
    with pytest.raises(NoText, match="has no field 'src'; its first line has target"):
        read(b'{"target": "a"}', "a.jsonl", Options(columns=Columns(source="src")))


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_escapes_stay_and_new_text_is_escaped_as_the_file_is(ensure_ascii: bool) -> None:
    text = 'He said:\n"yes" \\ 😀 1 Ж\u2028 now'
    before = json.dumps({"a": 1.50, "target": text, "b": "é"}, ensure_ascii=ensure_ascii)
    document = read(before.encode(), "a.jsonl", PLAIN)
    assert document.segments[0].target == text
    after = rewrite(document, {0: [Edit(text.index("now"), len(text), '“n"\n')]}).decode()
    assert after == before.replace("now", json.dumps('“n"\n', ensure_ascii=ensure_ascii)[1:-1])


def test_lone_surrogates_are_read_and_stay() -> None:
    content = r'{"target": "a \ud83d b \ude00\ud83d  c"}'
    document = read(content.encode(), "a.jsonl", PLAIN)
    assert document.segments[0].target == "a \ud83d b \ude00\ud83d  c"
    assert rewrite(document, {0: [Edit(8, 10, " ")]}).decode() == content.replace("  c", " c")


def encodings(text: str) -> st.SearchStrategy[str]:
    """The text as a JSON string, each character in one of the ways that there are."""
    ways = [
        st.sampled_from(
            sorted({json.dumps(char)[1:-1], json.dumps(char, ensure_ascii=False)[1:-1]} | ({r"\/"} & {"\\" + char}))
        )
        for char in text
    ]
    return st.tuples(*ways).map(lambda parts: f'"{"".join(parts)}"')


TEXTS = st.text('a"\\/\n é😀\u2028', max_size=8)


@given(st.lists(TEXTS.flatmap(lambda text: st.tuples(st.just(text), encodings(text))), max_size=4), st.data())
def test_every_character_stands_where_it_is_said_to_and_edits_make_their_targets(
    rows: list[tuple[str, str]], data: st.DataObject
) -> None:
    content = "".join(f'{{"k": "\\"", "target": {raw} , "z": "\\u00e9"}}\n' for _, raw in rows)
    document = read(content.encode(), "a.jsonl", PLAIN)
    assert [segment.target for segment in document.segments] == [text for text, _ in rows]
    edits, wanted = {}, []
    for number, segment in enumerate(document.segments):
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            assert json.loads(f'"{content[start:end]}"') == char
        length = len(segment.target)
        start, end = sorted(data.draw(st.tuples(st.integers(0, length), st.integers(0, length))))
        text = data.draw(st.sampled_from(["", "x", '"', " \n"]))
        edits[number] = [Edit(start, end, text)]
        wanted.append(segment.target[:start] + text + segment.target[end:])
    after = rewrite(document, edits)
    assert [segment.target for segment in read(after, "a.jsonl", PLAIN).segments] == wanted
    assert rewrite(document, {}) == document.data


def test_check_fix_check(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    clean = (
        '{"n": 1.0e5,  "translation": {"ru": "Он", "en": "He said \\u201cyes\\u201d in 2009."}, "z":[ ]}\r\n{"n":2}\r\n'
    )
    faulty = clean.replace("2009.", "2009 of the year.")
    path.write_bytes(faulty.encode())
    flags = {"columns": {"target": "translation.en"}, "target_lang": "en", "select": ("dates",)}
    [checked] = run.check([str(path)], flags)
    assert isinstance(checked, Checked)
    [finding] = checked.findings
    assert (finding.rule, finding.segment.id) == ("year-said-twice", "1")
    assert faulty[finding.place.column - 1 : finding.place.end_column - 1] == "2009 of the year"
    [mended] = run.mend([str(path)], flags, unsafe=False)
    assert isinstance(mended, Mended)
    assert mended.data.decode() == clean
