"""What trials begin with, and damage."""

from itertools import cycle
from random import Random

from mtqa.baseline import HEAD
from mtqa.rules import load
from tests.hostile import FIXTURES, damaged, samples

CASES = ("rules", "comments", "fixer", "reports")
COMMENTS = (
    "<!-- mtqa-disable quotes dates -- a reason -->",
    "<!-- mtqa-ignore year-said-twice -->",
    "<!-- mtqa-disable-file untranslated -->",
    "<!-- mtqa-enable -->",
)
FILES = {"tbx": "fixtures/formats/*.tbx", "models": "models.txt"}
WRITTEN = {
    "settings": (
        'select = ["quotes", "dates"]\nwords = ["Ermine"]\ntarget-lang = "en"\njobs = 2\nfail-on = "error"\n',
        'min-score = 0.5\nscore = "labse"\n[columns]\ntarget = "text"\n[limits]\nquotes = 2.5\n[weights]\nnote = 1\n',
        '[rules.length-ratio]\nseverity = "note"\n[per-file-ignores]\n"a/*.txt" = ["names"]\n'
        '[languages]\n"*.de.txt" = { target = "de", source = "ru" }\n[sources]\n"*.en.txt" = "*.ru.txt"\n',
        '[tool.mtqa]\nsegments = "line"\nmax-penalty = 3\nglossary = ["terms.csv"]\nbaseline = "known"\n',
    ),
    "baseline": (HEAD + "0123456789abcdef\ta/b.txt\tyear-said-twice\t2019 of the year\n",),
    "terms": (
        "source,target,forbidden,source_lang,target_lang,note\nдом,house|home,hut,ru,en,a note\n",
        "target\tforbidden\nquay\tquai|“kay”\n",
    ),
}


def case_of(target: str, target_lang: str = "en", source: str = "", source_lang: str = "") -> bytes:
    """The bytes of which `document_of` makes this text; its source has to be one line."""
    return f"{target_lang} {source_lang} {source}\n{target}".encode("utf8", "surrogateescape")


def seeds(name: str) -> list[bytes]:
    """What a trial begins with."""
    if f".{name}" in samples():
        return samples()[f".{name}"]
    if name in CASES:
        return [
            case_of(
                f"{comment}\n\n{one.text}" if name == "comments" else one.text, one.lang, one.source, one.source_lang
            )
            for rule, comment in zip(load(), cycle(COMMENTS), strict=False)
            for one in rule.examples
        ]
    if name in FILES:
        return [path.read_bytes() for path in FIXTURES.parent.glob(FILES[name])]
    return [text.encode() for text in WRITTEN[name]]


def changed(name: str, data: bytes, chance: Random) -> bytes:
    """The input of a trial with some things done to it."""
    return damaged(data, f".{name}", seeds(name), chance)
