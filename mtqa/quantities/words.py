"""The words that a language makes numbers and dates of, read from words.LANGUAGE.tsv and units.tsv.

A row of the first holds a kind, a value, and forms. In a form `{a,b}` stands for either ending, `~name` for a set of
endings that a row `ending` names, and `_` for what parts two words. `free` before a kind says that the word never makes
a fault, `loose` that it does only against another number.
"""

import csv
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from mtqa.expressions import compiled, expression
from mtqa.languages import dates

FREE, LOOSE, SMALL, FIRM = range(4)
_LEVELS = {"free": FREE, "loose": LOOSE}

_ALIKE = str.maketrans("ёʼ’`", "е'''")
WORD = expression(r"[^\W\d_]++(?:'[^\W\d_]++)*+")
_LETTERS = expression(r"[^\W\d_]++")
_ENDINGS = expression(r"\{([^{}]*)\}")


class Unit(NamedTuple):
    """A unit of measure: how many of its dimension's base units it holds."""

    name: str
    dimension: str
    factor: float
    system: str


class Entry(NamedTuple):
    """What a word means for numbers. `level` is -1 where the value decides it."""

    kind: str
    value: float = 0
    unit: Unit | None = None
    level: int = -1


class Words(NamedTuple):
    """Phrases by their first word, longest first; an expression for the words of the language, and for its compounds.

    A compound is made of stems with these values and ends in a tail that multiplies them, or is made of parts alone;
    one that matches `loosely` begins with a stem and ends in anything.
    """

    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]
    word: re.Pattern[str]
    compound: re.Pattern[str]
    loosely: re.Pattern[str]
    stem: re.Pattern[str]
    stems: dict[str, float]
    tails: dict[str, float]
    parted: bool


def plain(text: str) -> str:
    """The text with one letter for those that writers do not tell apart; as long as it was."""
    return text.translate(_ALIKE)


def speaks(code: str) -> bool:
    """Whether the language has a table of number words; what a file calls its language may be anything."""
    return code.partition("-")[0] in _spoken()


@cache
def _spoken() -> frozenset[str]:
    names = (file.name.split(".") for file in Path(__file__).parent.iterdir())
    return frozenset(parts[1] for parts in names if parts[0] == "words" and parts[-1] == "tsv")


@cache
def words(code: str) -> Words:
    code = code.partition("-")[0]
    rows = list(_rows(code))
    word = _LETTERS if code == "fr" else WORD
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for form, entry in [*_entries(rows), *_units(code), *_calendar(code)]:
        whole_form = plain(form).lower()
        first, *rest = [whole_form] if set("°²") & set(form) else word.findall(whole_form.replace("_", " "))
        known = phrases.setdefault(first, [])
        if (tuple(rest), entry) not in known:
            known.append((tuple(rest), entry))
    for known in phrases.values():
        known.sort(key=lambda pair: -len(pair[0]))
    parts = {form: float(Fraction(value)) for kind, value, forms in rows if kind == "part" for form in forms}
    stems = {
        form: float(Fraction(value)) for kind, value, forms in rows if kind.endswith("stem") for form in forms
    } | parts
    tails = {form: float(value) for kind, value, forms in rows if kind == "tail" for form in forms}
    stem = _either([*stems, *(form for kind, _, forms in rows if kind == "inside" for form in forms)])
    plural = r"|(?<=tausend)en?|(?<=hundert)en?" if parts else ""
    ending = r"\w{0,3}" if parts else r"\w{0,4}"
    compound = compiled(rf"((?>{stem}){{1,12}}+)({_either(tails)}{ending}{plural})?" if stems else r"(?!)")
    loose = _either([form for kind, _, forms in rows if kind == "loose stem" for form in forms])
    never = _either([form for kind, _, forms in rows if kind == "never" for form in forms])
    loosely = compiled(rf"(?!{never})((?>{loose}){{1,12}}+)(?!десят|сот|надцят|надцат)\w{{4,20}}" if loose else r"(?!)")
    return Words(phrases, word, compound, loosely, compiled(stem or r"(?!)"), stems, tails, bool(parts))


def _either(forms: list[str] | dict[str, float]) -> str:
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")" if forms else ""


def _rows(code: str) -> Iterator[tuple[str, str, list[str]]]:
    if not speaks(code):
        return
    endings: dict[str, str] = {}
    text = Path(__file__).with_name(f"words.{code}.tsv").read_text("utf8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, value, forms = line.split("\t")
        if kind == "ending":
            endings[value] = forms if forms.startswith("{") else "{" + forms.replace(" ", ",") + "}"
        else:
            yield kind, value, list(expanded(forms, endings))


def expanded(forms: str, endings: dict[str, str]) -> Iterator[str]:
    """Every form that the notation stands for."""
    for form in forms.split(" "):
        stem, _, name = form.partition("~")
        pieces = _ENDINGS.split(stem + endings[name] if name else stem)
        choices = [piece.split(",") if number % 2 else [piece] for number, piece in enumerate(pieces)]
        yield from map("".join, product(*choices))


def _entries(rows: list[tuple[str, str, list[str]]]) -> Iterator[tuple[str, Entry]]:
    for row_kind, value, forms in rows:
        if row_kind.endswith(("stem", "tail", "part", "inside", "never")):
            continue
        *level, kind = row_kind.split(" ")
        number, _, unit = value.partition(" ")
        entry = Entry(
            kind, _exact(Fraction(number)), units()[unit] if unit else None, _LEVELS[level[0]] if level else -1
        )
        yield from ((form, entry) for form in forms)


def _exact(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)


@cache
def _table() -> list[dict[str, str]]:
    text = Path(__file__).with_name("units.tsv").read_text("utf8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def units() -> dict[str, Unit]:
    return {
        row["unit"]: Unit(row["unit"], row["dimension"], float(Fraction(row["factor"])), row["system"])
        for row in _table()
    }


def _units(code: str) -> Iterator[tuple[str, Entry]]:
    for row in _table():
        forms = row.get(code, "-")
        if forms != "-":
            for form in expanded(forms, {}):
                yield form, Entry("unit", 1, units()[row["unit"]])


def _calendar(code: str) -> Iterator[tuple[str, Entry]]:
    if not speaks(code):
        return
    for form, month in dates.months(code).items():
        yield form, Entry("month", month)
    for form, day in dates.weekdays(code).items():
        if form.lower() not in AMBIGUOUS_DAYS:
            yield form, Entry("weekday", day)


# Weekdays that are other words far more often; the tables of words give the phrases in which they are days.
AMBIGUOUS_DAYS = frozenset({"среда", "среды", "среду", "середа", "середи"})


def digits(value: float) -> str:
    """The digits of the value without the zeros at its ends."""
    return f"{value:.10g}".replace(".", "").strip("0")


def whole(value: float) -> float:
    """The value as an int where it is one, and without the dust that binary fractions gather."""
    if isinstance(value, int):
        return value
    value = float(f"{value:.10g}")
    return int(value) if value.is_integer() else value
