"""That a memory that is read in ranges has the segments that it has when read whole, at the same places."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import formats
from mtqa.errors import CannotRun
from mtqa.formats import Options
from mtqa.segment import Document
from tests.shell import CLEAN, FAULTY, Shell
from tests.test_ranges import ENDS, found, small, summed, told
from tests.test_tmx import unit

__all__ = ["small"]
PATH = "a.tmx"
YEAR = "In May 2019 of the year."
UNITS = (
    unit("ru:В мае.", f"en:{YEAR}"),
    unit("ru:Да.", "en:It is,\nin all,  quiet.", f"de:{YEAR}"),
    unit("ru:Да.", f"en:{YEAR}", attributes='tuid="a"', inside="<note>mtqa-ignore year-said-twice</note>"),
    unit("en:Only one."),
    "<!-- nothing <tu -->",
)


def memory(units: list[str], between: str, after: str = "</body>\n</tmx>\n") -> bytes:
    head = '<?xml version="1.0"?>\n<tmx version="1.4">\n<header\n srclang="ru"/><body>\n'
    return (head + "".join(f"{each}{between}" for each in units) + after).encode()


def read(data: bytes, options: Options, size: int) -> list[Document]:
    """The documents of a file's ranges, which leave out nothing between its first unit and its end."""
    file = BytesIO(data)
    ranges = [*formats.in_ranges(file, PATH, options, size)]
    stretches = [each.range for each in ranges if each.range]
    assert all(one.end == other.start for one, other in pairwise(stretches))
    assert stretches[-1].end == len(data)
    return [formats.read(formats.part(file, PATH, each), PATH, each) for each in ranges]


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(UNITS), max_size=12), st.integers(1, 900), ENDS, st.sampled_from(["", "en", "de"]))
def test_it_may_be_cut_anywhere(units: list[str], size: int, end: str, target_lang: str) -> None:
    options, data = Options(target_lang), memory([*UNITS, *units], end)
    whole, parts = formats.read(data, PATH, options), read(data, options, size)
    assert [row for part in parts for row in told(part)] == told(whole)
    places = [finding.place for finding in found(whole) if finding.family == "dates"]
    assert places or target_lang == "de"
    assert [finding.place for part in parts for finding in found(part) if finding.family == "dates"] == places


@pytest.mark.parametrize("after", ["<!-- </tmx> x -->\n", f"<!--{'x' * 2_000}-->", "<?a?>\n<!-- </tu> -->" * 40])
def test_comments_may_follow_its_end(after: str) -> None:
    data = memory([*UNITS], "\n", f"</body>\n</tmx\n>\n{after}")
    parts = read(data, Options("en"), 300)
    assert len(parts) > 1
    assert [row for part in parts for row in told(part)] == told(formats.read(data, PATH, Options("en")))


@pytest.mark.parametrize(
    "data",
    [
        memory([*UNITS], ""),
        memory([*UNITS], "\n").replace(b"<body>\n", b"<body>"),
        memory([], "\n"),
        b"<tmx>",
    ],
    ids=["in one line", "head and first unit in one line", "empty", "no body"],
)
def test_what_is_no_unit_a_line_is_read_whole(data: bytes) -> None:
    assert [each.range for each in formats.in_ranges(BytesIO(data), PATH, Options(), 100)] == [None]


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (memory([*UNITS], "\n", after=""), Options(), "is not well-formed XML: it ends without </tmx>"),
        (memory([*UNITS], "\n"), Options("fr"), "has no translation into fr, but into de, en, ru; choose among them"),
    ],
)
def test_what_is_wrong_with_all_of_it_is_told_at_its_end(data: bytes, options: Options, message: str) -> None:
    ranges = formats.in_ranges(BytesIO(data), PATH, options, 300)
    assert next(ranges).range
    with pytest.raises(CannotRun) as error:
        list(ranges)
    assert str(error.value) == message


def test_every_report_is_that_of_one_process(small: Shell) -> None:
    units = [unit("ru:Да.", f"en:{(FAULTY if at % 7 == 0 else CLEAN).strip()}") for at in range(100)]
    small.folder.joinpath(PATH).write_bytes(memory(units, "\n"))
    one, two = summed([PATH]), summed([PATH], jobs=2, cache=False)
    assert one == two
    lines = [int(row.split(":")[1]) for row in one[0]["concise"].splitlines() if row.startswith(PATH)]
    assert lines == list(range(5, 105, 7))


def test_a_unit_that_is_broken_ends_its_file(small: Shell) -> None:
    units = [unit("ru:Да.", f"en:{FAULTY.strip()}") for _ in range(50)]
    small.folder.joinpath(PATH).write_bytes(memory([*units, "<tu>", *units], "\n"))
    for jobs in (1, 2):
        written, errors = summed([PATH], jobs=jobs)
        [error] = errors
        told = re.fullmatch(rf"{PATH}: is not well-formed XML: mismatched tag on line (\d+), column \d+", error)
        assert told
        assert 55 < int(told[1]) < 62
        lines = [int(row.split(":")[1]) for row in written["concise"].splitlines() if row.startswith(PATH)]
        assert lines
        assert max(lines) < 55
