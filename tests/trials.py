"""What is tried with anything, by name: a reader for each suffix, rules, mending, reports, and all that is configured.

A trial takes the bytes of a file, raises what breaks, and says whether there was something to work on or the file was
refused. Those of texts take one whose first line holds the language, that of the source, and the source.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from mtqa import baseline, reports
from mtqa.checker import Checker
from mtqa.config import nearest
from mtqa.errors import CannotRun
from mtqa.gate import Gate
from mtqa.glossary.reading import load as load_glossary
from mtqa.models.catalogue import load as load_models
from mtqa.segment import Checked, Document
from tests.articles import article
from tests.hostile import checked, endure, one_line, outside_is_untouched, samples

Trial = Callable[[bytes], bool]
LANGS = ("en", "de", "fr", "es", "ru", "uk", "pl", "tr", "zh")
CHECKER = Checker()
FOUND = Counter[str]()


def document_of(case: bytes) -> Document:
    """The text of a case. What is no UTF-8 becomes lone surrogates."""
    head, _, target = case.decode("utf8", "surrogateescape").partition("\n")
    target_lang, source_lang, source = (*head.split(" ", 2), "", "", "")[:3]
    return article(
        target,
        target_lang if target_lang in LANGS else "en",
        source,
        source_lang if source_lang in LANGS else "",
    )


def judge(document: Document) -> bool:
    """All rules on the text: none fails, and each finding stands where it says."""
    findings = checked(CHECKER, document)
    FOUND.update(finding.rule for finding in findings)
    return bool(findings)


def mend(document: Document) -> bool:
    """Fixes change nothing outside of their edits, and nothing is left to mend; so do those that are not safe."""
    for unsafe in (False, True):
        mended = CHECKER.mend(document, unsafe=unsafe)
        outside_is_untouched(document, mended.edits, mended.document)
        assert CHECKER.mend(mended.document, unsafe=unsafe).edits == {}, "mended twice"
    return bool(mended.edits)


def report(document: Document) -> bool:
    """Every report on what is found in the document; it may refuse in one line, and writes what can be encoded."""
    result = Checked(document, CHECKER.check(document))
    for name in reports.NAMES:
        out = StringIO()
        try:
            reports.report(name)([result], out, Gate())
        except CannotRun as error:
            one_line(error)
        out.getvalue().encode("utf8", "backslashreplace")
    return bool(result.findings)


def configure(data: bytes) -> bool:
    """Settings of this text are used, and shown as what can be read again, or are refused in one line."""
    nearest.cache_clear()
    with TemporaryDirectory() as folder:
        Path(folder, "mtqa.toml").write_bytes(data)
        try:
            config = nearest(Path(folder))
            config.checker  # noqa: B018 – made when it is asked for
        except CannotRun as error:
            one_line(error)
            return False
    tomllib.loads(config.as_toml())
    return True


def opened(data: bytes, name: str, load: Callable[[Path], object]) -> bool:
    """A file that settings name is read, or refused in one line."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            load(path)
        except CannotRun as error:
            one_line(error)
            return False
    return True


READERS: Mapping[str, Trial] = {suffix[1:]: partial(endure, suffix=suffix, checker=CHECKER) for suffix in samples()}
TRIALS: Mapping[str, Trial] = {
    **READERS,
    "rules": lambda case: judge(document_of(case)),
    "comments": lambda case: judge(document_of(case)),
    "fixer": lambda case: mend(document_of(case)),
    "reports": lambda case: report(document_of(case)),
    "settings": configure,
    "baseline": partial(opened, name="mtqa.baseline", load=baseline.load),
    "terms": partial(opened, name="terms.csv", load=lambda path: load_glossary([path])),
    "tbx": partial(opened, name="terms.tbx", load=lambda path: load_glossary([path])),
    "models": partial(opened, name="models.txt", load=load_models),
}
