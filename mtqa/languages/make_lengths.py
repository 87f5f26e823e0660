"""Makes lengths.tsv from the messages of programs: python -m mtqa.languages.make_lengths FOLDER

FOLDER holds unpacked packages with PO files in LANGUAGE/LC_MESSAGES, written in English and translated into the others.
A language's figure is the logarithm of how many characters its translations have for one of English, the median over
messages of at least LONG characters, less what translating itself adds (see `mtqa.languages.lengths`).
"""

import sys
from collections import defaultdict
from math import log
from pathlib import Path
from statistics import median

from mtqa.languages.lengths import added

LONG, MANY = 60, 40
SAME = {"nb": "no"}


def messages(folder: Path) -> dict[str, dict[str, str]]:
    """By language, the translations by message."""
    from polib import pofile  # noqa: PLC0415

    found = defaultdict[str, dict[str, str]](dict)
    for path in sorted(folder.rglob("LC_MESSAGES/*.po")):
        lang = path.parents[1].name.partition("_")[0].partition("@")[0]
        entries = pofile(str(path)).translated_entries()
        found[SAME.get(lang, lang)] |= {entry.msgid: entry.msgstr or entry.msgstr_plural[0] for entry in entries}
    return found


def figure(pairs: dict[str, str]) -> float | None:
    ratios = [log(len(to) / len(of)) - added(len(of)) for of, to in pairs.items() if len(of) >= LONG and to != of]
    return median(ratios) if len(ratios) >= MANY else None


if __name__ == "__main__":
    print("# Length by language: made by make_lengths.py from the messages of Django, Wagtail and Sphinx (BSD).")
    figures = {lang: figure(pairs) for lang, pairs in messages(Path(sys.argv[1])).items() if lang != "en"}
    for lang, value in sorted(figures.items()):
        if value is not None:
            print(f"{lang}\t{value:.2f}")
