"""Nothing breaks it: what holds of any input whatever. `python benchmarks/fuzz.py --minutes 60` tries for longer."""

import json
import random
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.config import Config
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.rules import load
from tests.articles import article
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


def test_the_order_of_hashes_changes_nothing(mtqa: Shell) -> None:
    mtqa.write("a.txt", "\n\n".join(ENGLISH[::7]).encode("utf8", "replace"))
    first, second = (mtqa("check", "a.txt", "-o", "jsonl", PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second != b""


def test_line_ends_change_nothing() -> None:
    unix = "\n\n".join(ENGLISH[::9])
    found = [
        [(one.rule, one.number, one.start, one.end) for one in CHECKER.check(cut(text, Options("en", "ru")))]
        for text in (unix, unix.replace("\n", "\r\n"))
    ]
    assert found[0] == found[1] != []
