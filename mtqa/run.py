"""Paths go in, checked documents come out, and beside them what could not be read."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mtqa import files, formats, gate, paths
from mtqa.config import Config, nearest
from mtqa.errors import CannotRun
from mtqa.formats import Options
from mtqa.formats.encoding import Decoded, decode, encode
from mtqa.languages.guess import guess, guess_source
from mtqa.segment import Checked, Document

LONGEST = 1_000_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Notice(NamedTuple):
    """Something to know of a file that could be read."""

    text: str


class Text(NamedTuple):
    """A file that was read: its bytes, how they were decoded, the settings that hold for it, and its segments."""

    path: Path
    data: bytes
    decoded: Decoded
    config: Config
    document: Document


class Mended(NamedTuple):
    """A text, and what it and its file become by mending."""

    text: Text
    content: str
    data: bytes
    fixes: int

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line."""
        before, after = (_LINE.findall(content) for content in (self.text.decoded.text, self.content))
        for line in unified_diff(before, after, str(self.text.path), str(self.text.path)):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def check(names: Iterable[str], flags: Mapping[str, Any], source: str = "") -> Iterator[Checked | CannotRun | Notice]:
    """Check files and folders, `-` for standard input. `source` is the path of the source of the one text."""
    for text in _texts(names, flags, source):
        if isinstance(text, Text):
            findings = text.config.checker.check(text.document)
            yield Checked(text.document, findings, gate.passes(findings, text.config.fail_on))
        else:
            yield text


def mend(names: Iterable[str], flags: Mapping[str, Any], *, unsafe: bool) -> Iterator[Mended | CannotRun | Notice]:
    """What files and folders become by mending; nothing is written."""
    for text in _texts(names, flags):
        if not isinstance(text, Text):
            yield text
            continue
        mended = text.config.checker.mend(text.document, unsafe=unsafe)
        content = formats.rewrite(text.document, mended.edits)
        try:
            data = encode(text.decoded._replace(text=content))
        except CannotRun as error:
            yield CannotRun(f"{text.path}: {error}")
        else:
            yield Mended(text, content, data, mended.fixes)


def _texts(names: Iterable[str], flags: Mapping[str, Any], source: str = "") -> Iterator[Text | CannotRun | Notice]:
    settings = cache(lambda folder: nearest(folder).overridden(flags))
    source_text = _source(source)
    for path in paths.find(names):
        if isinstance(path, CannotRun):
            yield path
            continue
        try:
            folder = Path.cwd() if path == paths.STDIN else path.resolve().parent
            text = _read(path, settings(folder).for_file(path.resolve()), source_text)
        except CannotRun as error:
            yield error
            continue
        if notice := text.decoded.notice:
            yield Notice(f"{path}: {notice}")
        yield text


def _read(path: Path, config: Config, source: str) -> Text:
    data = sys.stdin.buffer.read() if path == paths.STDIN else files.load(path)
    try:
        decoded = decode(data)
        target_lang = config.target_lang or guess(decoded.text) or "en"
        source_lang = config.source_lang or guess(source) or guess_source(decoded.text, target_lang)
        document = formats.read(decoded.text, str(path), Options(target_lang, source_lang, source, config.segments))
        _refuse_overlong(document)
    except CannotRun as error:
        raise CannotRun(f"{path}: {error}") from error
    return Text(path, data, decoded, config, document)


def _refuse_overlong(document: Document) -> None:
    """No paragraph is as long as LONGEST: what has none is data, and would take hours of one worker."""
    for segment in document.segments:
        if len(segment.target) > LONGEST:
            line, _ = document.position(segment.span(0, 0)[0])
            raise CannotRun(f"has {len(segment.target):,} characters in one paragraph, on line {line}; break it up")


def _source(name: str) -> str:
    try:
        return decode(files.load(Path(name))).text if name else ""
    except CannotRun as error:
        raise CannotRun(f"{name}: {error}" if name not in str(error) else str(error)) from error
