"""Nothing breaks it: what holds of any input whatever. `python benchmarks/fuzz.py --minutes 60` tries for longer."""

import json
import random
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import formats
from mtqa.config import Config
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.rules import load
from tests.articles import article
from tests.hostile import options, samples
from tests.mixtures import failures, mixtures
from tests.seeds import changed, seeds
from tests.shell import Shell
from tests.trials import CHECKER, LANGS, TRIALS, configure, judge, mend, report

SETTINGS = [item.name.replace("_", "-") for item in fields(Config)]
ENGLISH = [one.text for rule in load() for one in rule.examples if one.lang == "en" and "<!--" not in one.text]
REGRESSIONS = sorted(Path(__file__).parent.joinpath("regressions").iterdir())


@pytest.mark.parametrize("name", TRIALS)
@settings(max_examples=20)
@given(number=st.integers(0, 1 << 64))
def test_nothing_breaks_it(name: str, number: int) -> None:
    chance = random.Random(number)
    TRIALS[name](changed(name, chance.choice(seeds(name)), chance))


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.name)
def test_what_broke_it_once_does_not(path: Path) -> None:
    TRIALS[path.suffix[1:]](path.read_bytes())


TEXTS = st.text(
    st.one_of(
        st.sampled_from("“”\"'«»„,.;:!?-–—()[]<>&=@\0\r\n\t\x1b\u202e\u200b\u2028\ud800\udfff 0123456789aаеi"),
        st.characters(),
    ),
    max_size=300,
)
WORDS = st.lists(
    st.sampled_from([word for rule in load() for one in rule.examples for word in one.text.split()]) | TEXTS,
    max_size=40,
)


@settings(max_examples=150)
@given(words=WORDS, source=TEXTS, langs=st.tuples(st.sampled_from(LANGS), st.sampled_from(("", *LANGS))))
def test_rules_take_any_text(words: list[str], source: str, langs: tuple[str, str]) -> None:
    case = article(" ".join(words), langs[0], source, langs[1])
    judge(case)
    mend(case)


@settings(max_examples=40)
@given(words=WORDS)
def test_reports_take_any_findings(words: list[str]) -> None:
    assert report(article(f"It began in 2019 of the year. {' '.join(words)}"))


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
NAMES = st.sampled_from([*SETTINGS, "tool", "x"]) | st.text(max_size=6)
VALUES = st.recursive(
    st.one_of(LEAVES, st.sampled_from(["en", "quotes", "year-said-twice", "*.txt", "error"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def toml(value: object) -> str:
    """The value as TOML has it; none is an empty string."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(key)} = {toml(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return str(value) if isinstance(value, float) else json.dumps(value or "" if value is None else value)


@settings(max_examples=150)
@given(table=st.dictionaries(NAMES, VALUES, max_size=3))
def test_settings_are_used_or_refused(table: dict[str, object]) -> None:
    lines = (f"{toml(key)} = {toml(value)}\n" for key, value in table.items())
    configure("".join(lines).encode())


ELSEWHERE = {
    "another order of hashes": {"PYTHONHASHSEED": "2"},
    "a bare locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "UTF-8 throughout": {"LC_ALL": "C", "PYTHONUTF8": "1"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "another zone": {"TZ": "Pacific/Kiritimati", "COLUMNS": "40"},
}


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, bytes]:
    """A folder with texts, and what is found in them."""
    mtqa = Shell(tmp_path_factory.mktemp("texts"))
    for number, name in enumerate(("a.txt", "b.txt", "c.txt")):
        mtqa.write(name, "\n\n".join(ENGLISH[number::21]).encode("utf8", "replace"))
    return mtqa, mtqa("check", "--no-cache", "--jobs", "1", "-o", "jsonl", PYTHONHASHSEED="1").stdout


@pytest.mark.parametrize("environment", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_same_is_found_everywhere(at_home: tuple[Shell, bytes], environment: dict[str, str]) -> None:
    mtqa, expected = at_home
    found = mtqa("check", "--no-cache", "--jobs", "2", "-o", "jsonl", given=b"", **environment)
    assert found.stdout == expected != b""
    assert found.stderr == b""


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(end: str) -> None:
    unix = "\n\n".join(ENGLISH[::9])
    found = [
        [(one.rule, one.number, one.start, one.end) for one in CHECKER.check(cut(text, Options("en", "ru")))]
        for text in (unix, unix.replace("\n", end))
    ]
    assert found[0] == found[1] != []


@settings(max_examples=25)
@given(number=st.integers(0, 1 << 64))
def test_fixes_leave_no_fault_and_make_none(number: int) -> None:
    (text,) = mixtures(1, "en", random.Random(number))
    assert list(failures(CHECKER, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Come by 10 o'clock 30 minutes. Doors are locked by 19:75 each night.",
        "She wrote “Low tide. She left.\n\nThey painted the “Heron”” red.",
        "The film “ ” was shown. The paper <<Low Tide>> is sold out.",
        'See <a href="/news/12">the news. The film “ ” was shown.',
        "How the old mill was mended In 90-s years the port was full of ships.",
        "It rose 2,3%, then 3,1%.\n\nIn May it was 4,4%.\n\nBread rose by1.5% in a week.",
    ],
)
def test_a_fix_brings_no_fault_to_light(text: str) -> None:
    assert list(failures(CHECKER, text)) == []


@pytest.mark.parametrize(
    "suffix", [".txt", ".html", ".md", ".xlf", ".tmx", ".po", ".srt", ".docx", ".jsonl", ".parquet"]
)
def test_what_is_written_reads_as_what_was_mended(suffix: str) -> None:
    for data in samples()[suffix]:
        document = formats.read(data, f"text{suffix}", options(suffix))
        mended = CHECKER.mend(document)
        again = formats.read(formats.rewrite(document, mended.edits), f"text{suffix}", options(suffix))
        expected, found = (
            [(one.rule, one.number, one.start, one.end, one.place.text) for one in CHECKER.check(each)]
            for each in (mended.document, again)
        )
        assert found == expected
