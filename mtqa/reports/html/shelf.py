"""A document as the page shows it: its segments, with what was found in them and what models say of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from mtqa import baseline, formats
from mtqa.languages.sentences import sentences
from mtqa.reports.html.marks import Mark, Piece, pieces
from mtqa.reports.html.worddiff import Change, changes
from mtqa.segment import Checked, Finding, Opinion, Place, Segment
from mtqa.suppression import is_comment

CHUNK, WHOLE, FOLDED, SHORT = 50, 120, 200, 60
Item = TypeVar("Item")
RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"}
COMMENT = "<!-- mtqa-ignore {rule} -- reason -->"
# How a format, or files with a suffix, say that a rule is to leave a segment alone.
SUPPRESSIONS = {
    "text": COMMENT,
    "html": COMMENT,
    "markdown": COMMENT,
    ".vtt": "NOTE mtqa-ignore {rule} -- reason",
    "po": "# mtqa-ignore {rule} -- reason",
    "xliff": "<note>mtqa-ignore {rule} -- reason</note>",
    "tmx": '<prop type="x-mtqa-ignore">{rule}</prop>',
}


class Link(NamedTuple):
    """Another place that a finding is about; `name` is empty where the page does not show it."""

    text: str
    where: str
    name: str


class Shown(NamedTuple):
    """A finding as the page shows it; `label` is what its marks and its line have in common."""

    finding: Finding
    label: str
    name: str
    known: bool
    where: str
    fix: list[Change]
    related: list[Link]

    @property
    def look(self) -> str:
        return self.finding.severity[0] + " known" * self.known


class Part(NamedTuple):
    """Some of a text. Where nothing is marked in it, and it is long, `sentences` tells how many are folded."""

    pieces: list[Piece]
    sentences: int = 0


class Row(NamedTuple):
    """A segment. `parts` are empty where nothing is marked; the target as a whole may be what is wrong. `anew` is what
    a re-translation changes."""

    segment: Segment
    line: int
    parts: list[Part]
    source: list[Piece]
    findings: list[Shown]
    whole: str = ""
    opinion: Opinion | None = None
    anew: Sequence[Change] = ()


class Run(NamedTuple):
    """Segments without findings, one after another."""

    rows: list[Row]

    @property
    def chunks(self) -> Iterator[list[Row]]:
        return _chunks(self.rows)


class Names:
    """Names that are unique on the page: by fingerprint, and where two files share one, by number."""

    def __init__(self) -> None:
        self._seen = Counter[str]()

    def of(self, finding: Finding) -> str:
        self._seen[finding.fingerprint] += 1
        number = self._seen[finding.fingerprint]
        return f"f-{finding.fingerprint}" if number == 1 else f"f-{finding.fingerprint}.{number}"


class Shelf:
    """A document on the page."""

    def __init__(self, number: int, checked: Checked, names: Names, known: baseline.Baseline) -> None:
        self.document, self.findings = checked.document, len(checked.findings) + len(checked.known)
        self._opinions = checked.opinions
        path = checked.document.path
        self.suppression = SUPPRESSIONS.get(PurePath(path).suffix.lower()) or SUPPRESSIONS.get(
            formats.name_of(path), ""
        )
        self.known_as = known.name(checked.document.path)
        self._number, self._names = number, names
        self._found = defaultdict[int, list[tuple[Finding, bool]]](list)
        self._spots = defaultdict[int, dict[tuple[int, int], str]](dict)
        for known_, findings in ((False, checked.findings), (True, checked.known)):
            for finding in findings:
                self._found[finding.number].append((finding, known_))
                for spot in finding.spots:
                    self._spots[spot[0]][spot[1:]] = self._name(*spot)

    @property
    def chunks(self) -> Iterator[list[Row | Run]]:
        """The segments in order, those with findings one by one and the others in runs, so many at a time."""
        return _chunks(self._items())

    def _items(self) -> Iterator[Row | Run]:
        for has_findings, rows in groupby(self._rows(), key=lambda row: bool(row.findings)):
            if has_findings:
                yield from rows
            else:
                yield Run(list(rows))

    def _rows(self) -> Iterator[Row]:
        for index, segment in enumerate(self.document.segments):
            if index in self._found or not is_comment(segment.target):
                yield self._row(index, segment)

    def _row(self, index: int, segment: Segment) -> Row:
        line, _ = self.document.position(segment.span(0, 0)[0])
        spots, opinion = self._spots.get(index, {}), self._opinions.get(index)
        anew = _anew(segment, opinion)
        if index not in self._found and not spots:
            return Row(segment, line, [], [], [], "", opinion, anew)
        found = sorted(self._found.get(index, []), key=lambda pair: (pair[0].start, pair[0].end, pair[0].rule))
        shown = [
            self._shown(finding, known, f"{finding.severity[0].upper()}{number}")
            for number, (finding, known) in enumerate(found, start=1)
        ]
        marks = [_mark(one) for one in shown]
        marks += [Mark(start, end, "r", name=name) for (start, end), name in spots.items()]
        whole = " ".join({one.look for one, mark in zip(shown, marks, strict=False) if "whole" in mark.look})
        in_source = [Mark(start, end, one.look, one.label) for one in shown for start, end in one.finding.in_source]
        source = list(pieces(segment.source, in_source)) if in_source else []
        return Row(segment, line, _parts(segment, marks), source, shown, whole, opinion, anew)

    def _shown(self, finding: Finding, known: bool, label: str) -> Shown:
        target, fix = finding.segment.target, finding.fix
        related = [
            Link(
                _shortened(place.text),
                _where(place),
                self._name(*finding.spots[number]) if number < len(finding.spots) else "",
            )
            for number, place in enumerate(finding.related)
        ]
        return Shown(
            finding, label, self._names.of(finding), known, _where(finding.place),
            changes(target, fix.start, fix.end, fix.text) if fix else [], related,
        )  # fmt: skip

    def _name(self, segment: int, start: int, end: int) -> str:
        return f"p{self._number}-{segment}-{start}-{end}"


def _mark(shown: Shown) -> Mark:
    """The mark of a finding; what is wrong with a long target as a whole is marked at its edge."""
    finding = shown.finding
    size = len(finding.segment.target)
    if finding.end - finding.start == size > WHOLE:
        return Mark(0, 0, f"{shown.look} whole", shown.label)
    return Mark(finding.start, finding.end, shown.look, shown.label)


def _anew(segment: Segment, opinion: Opinion | None) -> Sequence[Change]:
    """What a re-translation changes."""
    if not opinion or not opinion.retranslation:
        return ()
    return changes(segment.target, 0, len(segment.target), opinion.retranslation.text)


def _parts(segment: Segment, marks: Sequence[Mark]) -> list[Part]:
    """The target, with long stretches of sentences in which nothing is marked for themselves."""
    text, folds = segment.target, list[tuple[int, int, int]]()
    if len(text) > FOLDED and any("whole" not in mark.look for mark in marks):
        folds = list(_folds(text, sentences(text, segment.target_lang), marks))
    parts, folded = list[Part](), {start: number for start, _, number in folds}
    for piece in pieces(text, marks, [cut for start, end, _ in folds for cut in (start, end)]):
        if piece.start in folded and not piece.stripes:
            parts.append(Part([piece], folded[piece.start]))
        elif parts and not parts[-1].sentences:
            parts[-1].pieces.append(piece)
        else:
            parts.append(Part([piece]))
    return parts


def _folds(text: str, found: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[tuple[int, int, int]]:
    """Stretches of sentences without a mark that are long enough to fold, and how many sentences they are."""
    starts = [start for start, _ in found]
    for is_marked, group in groupby(
        zip(starts, [*starts[1:], len(text)], strict=True),
        key=lambda stretch: any(mark.start < stretch[1] and mark.end >= stretch[0] for mark in marks),
    ):
        stretches = list(group)
        start, end = stretches[0][0], stretches[-1][1]
        if not is_marked and end - start > FOLDED:
            yield start, end, len(stretches)


def direction(lang: str) -> str:
    """How a text in this language runs: one from right to left may begin with a word that does not."""
    return "rtl" if re.split("[-_]", lang)[0].lower() in RIGHT_TO_LEFT else "auto"


def _shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"


def _where(place: Place) -> str:
    if not place.line:
        return "in the source"
    return f"{place.path}:{place.line}:{place.column}" if place.path else f"line {place.line}, column {place.column}"


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk = list[Item]()
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
