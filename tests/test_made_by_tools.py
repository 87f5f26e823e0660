"""Pages, catalogs and subtitles that other tools made: what is found in them, and what alone mending changes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mtqa.checker import Checker
from mtqa.formats import read, rewrite

FILES = Path(__file__).parents[1] / "fixtures" / "formats"
YEAR, WORD, SPACE = "year-said-twice", "doubled-word", "space-before-mark"
FOUND = {
    "orchard.pandoc.html": (
        [YEAR, WORD, SPACE, YEAR],
        {"1931 of the\nyear</em>": "1931</em>", "The the": "The", "year ,": "year,", "1987 of the year": "1987"},
    ),
    "orchard.pandoc.md": (
        [YEAR, WORD, SPACE, YEAR],
        {"1931 of the year": "1931", "The the": "The", "year ,": "year,", "1987 of the\n    year.": "1987."},
    ),
    "orchard.libreoffice.html": (
        [YEAR, WORD, SPACE, YEAR],
        {"1931 of the year": "1931", "The the": "The", "year ,": "year,", "1987 of the year": "1987"},
    ),
    "orchard.libreoffice.xhtml": (
        [YEAR, YEAR, WORD, SPACE, YEAR],
        {"1931 of the year": "1931", "The the": "The", "year ,": "year,", "1987 of the year": "1987"},
    ),
    "orchard.chromium.html": (
        [YEAR, YEAR, SPACE, WORD],
        {
            "1931 of the year": "1931",
            "1931 of&nbsp;the year": "1931",
            "<li>Bring a basket ,": "<li>Bring a basket,",
            "The the": "The",
        },
    ),
    "apiary.msgmerge.po": ([YEAR, WORD], {"1931 of the year": "1931", "the the": "the"}),
    "orchard.ffmpeg.srt": (
        [YEAR, SPACE, WORD],
        {"sisters .": "sisters.", "The the": "The"},  # the year stands over two cues
    ),
    "orchard.ffmpeg.vtt": (
        [YEAR, SPACE, WORD],
        {"sisters .": "sisters.", "The the": "The"},  # the year stands over two cues
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_faults_are_found_and_nothing_else_is_changed(name: str) -> None:
    rules, changes = FOUND[name]
    data, checker = (FILES / name).read_bytes(), Checker()
    document = read(data, name)
    assert [finding.rule for finding in checker.check(document)] == rules
    expected = data.decode()
    for old, new in changes.items():
        expected = expected.replace(old, new)
    mended = rewrite(document, checker.mend(document).edits)
    assert mended.decode() == expected
    assert [finding for finding in checker.check(read(mended, name)) if finding.fix] == []


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_gettext_takes_a_mended_catalog(tmp_path: Path) -> None:
    name = "apiary.msgmerge.po"
    document = read((FILES / name).read_bytes(), name)
    (tmp_path / name).write_bytes(rewrite(document, Checker().mend(document).edits))
    subprocess.run(["msgfmt", "--check", "-o", str(tmp_path / "apiary.mo"), str(tmp_path / name)], check=True)


def test_segments_are_those_that_a_reader_sees() -> None:
    for name in ("orchard.pandoc.html", "orchard.pandoc.md", "orchard.libreoffice.html"):
        targets = [segment.target for segment in read((FILES / name).read_bytes(), name).segments]
        for text in ("The orchard at Holm", "Pick the fruit.", "September", "pears & quinces", "early plums"):
            assert text in targets
        [first] = [target for target in targets if target.startswith("The Holm orchard")]
        assert first.endswith("“Filippa” among them, and is open from 9 am to 5 pm.")
