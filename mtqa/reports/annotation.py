"""Findings as ITS 2.0 localization quality issues in an XLIFF file, in which nothing else changes.

XLIFF 2 marks a place with `mrk`, or with `sm` and `em` where it crosses another mark or a code. XLIFF 1.2 has no such
marks: a stretch in which findings overlap, or that crosses a code, is marked in pieces. The issues stand in the unit.
Marks of an earlier run are taken out first, but for those of an issue that somebody switched off.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from operator import itemgetter
from typing import NamedTuple
from xml.sax.saxutils import escape

from mtqa.expressions import expression
from mtqa.formats.encoding import Decoded
from mtqa.formats.inline import Literal
from mtqa.formats.markup import TAG, Element, Markup, opened
from mtqa.reports.terminal import visible
from mtqa.segment import Checked, Finding, Segment
from mtqa.suppression import is_comment
from mtqa.taxonomy import ITS_SEVERITIES, kind

NAMESPACE = "http://www.w3.org/2005/11/its"
UNITS = ("trans-unit", "unit")
OFF = "locQualityIssueEnabled"
CLOSE, BETWEEN, OPEN = range(3)
_NUMBER = expression(r"#?(?:its=)?mtqa-(\d+)")
_BOUND = expression(rf"""\sxmlns:([\w.-]+)\s*=\s*["']{re.escape(NAMESPACE)}["']""")


class _Change(NamedTuple):
    """A text put in, or a stretch up to `end` taken out; at one place what closes comes first, and what opens last."""

    start: int
    order: int
    text: str = ""
    end: int = 0


class _Place(NamedTuple):
    """A stretch of a segment, what was found there, and whether it overlaps no other."""

    start: int
    end: int
    findings: Sequence[Finding]
    is_apart: bool = True


class _Style(NamedTuple):
    """How marks are written: the prefixes of XLIFF and ITS, and whether it is XLIFF 1."""

    xliff: str
    its: str
    is_first: bool

    @classmethod
    def of(cls, markup: Markup) -> "_Style":
        bound = _BOUND.search(markup.head.raw)
        free = "its" if "xmlns:its=" not in markup.head.raw else "mtqa-its"
        return cls(markup.prefix, bound[1] if bound else free, markup.head.get("version").startswith("1"))

    def mark(self, name: str, number: int) -> str:
        """The inside of a start tag that refers to the issues of this number."""
        if self.is_first:
            return f'{self.xliff}{name} mtype="x-its" {self.its}:locQualityIssuesRef="#mtqa-{number}"'
        ref = f'{self.its}:locQualityIssuesRef="#its=mtqa-{number}"'
        return f'{self.xliff}{name} id="mtqa-{number}" type="its:generic" {ref}'

    def group(self, number: int, findings: Iterable[Finding]) -> str:
        """The issues of this number."""
        issues = "".join(f"<{self.its}:locQualityIssue {_issue(finding)}/>" for finding in findings)
        return f'<{self.its}:locQualityIssues xml:id="mtqa-{number}">{issues}</{self.its}:locQualityIssues>'


def annotated(checked: Checked) -> Decoded:
    """The text of an XLIFF file with its findings."""
    markup = opened(checked.document.data)
    style, content = _Style.of(markup), markup.content
    kept = _switched_off(markup, style) if OFF in content else set[int]()
    numbers = (number for number in count(1) if number not in kept)
    findings = [finding for finding in checked.findings if not is_comment(finding.segment.target)]
    changes = _declared(markup, style) if findings else []
    at = 0
    for unit in markup.elements(UNITS):
        first = at
        while at < len(findings) and findings[at].segment.span(0, 0)[0] < unit.end:
            at += 1
        if content.find("mtqa-", unit.start, unit.end) >= 0:
            changes += _old(content, unit, style, kept)
        if at > first:
            changes += _new(content, unit, style, numbers, findings[first:at])
    return _changed(markup.decoded, changes)


def _changed(decoded: Decoded, changes: Iterable[_Change]) -> Decoded:
    """The text with the changes made; a tag within literal text ends and begins it anew."""
    content, here, parts, literal = decoded.text, 0, list[str](), Literal.of(decoded.text)
    moved = [change._replace(start=literal.outside(change.start)) if change.text else change for change in changes]
    for start, _, text, end in sorted(moved, key=itemgetter(0, 1)):
        written = text.encode(decoded.codec, "xmlcharrefreplace").decode(decoded.codec)
        parts += content[here:start], f"]]>{written}<![CDATA[" if written and literal.holds(start) else written
        here = max(here, start if text else end)
    return decoded._replace(text="".join([*parts, content[here:]]))


def _declared(markup: Markup, style: _Style) -> list[_Change]:
    """The root element with the namespace and the version of ITS, where it lacks them."""
    head, text = markup.head, ""
    if not _BOUND.search(head.raw):
        text += f' xmlns:{style.its}="{NAMESPACE}"'
    if not head.get(f"{style.its}:version"):
        text += f' {style.its}:version="2.0"'
    return [_Change(head.inside - 1, OPEN, text)] if text else []


def _switched_off(markup: Markup, style: _Style) -> set[int]:
    """The numbers of the groups in which somebody switched an issue off."""
    units = markup.elements(UNITS)
    groups = (group for unit in units for group in unit.children if group.name == f"{style.its}:locQualityIssues")
    return {
        int(number[1])
        for group in groups
        if (number := _NUMBER.fullmatch(group.get("xml:id")))
        if any(issue.get(OFF) == "no" for issue in group.children)
    }


def _old(content: str, unit: Element, style: _Style, kept: set[int]) -> Iterator[_Change]:
    """The marks and issues of an earlier run, taken out."""
    for element in unit.all():
        name = next((element.get(name) for name in (f"{style.its}:locQualityIssuesRef", "startRef", "xml:id")
                     if element.get(name)), "")  # fmt: skip
        number = _NUMBER.fullmatch(name)
        if not number:
            continue
        if element.name in ("mrk", "sm", "em") and int(number[1]) not in kept:
            yield _Change(element.start, BETWEEN, end=element.inside)
            yield _Change(element.stop, BETWEEN, end=element.end)
        elif element.name == f"{style.its}:locQualityIssues":
            gone = [issue for issue in element.children if issue.get(OFF) != "no"]
            for issue in gone if int(number[1]) in kept else [element]:
                yield _Change(_after_space(content, issue.start), BETWEEN, end=issue.end)


def _after_space(content: str, at: int) -> int:
    """Where the white space before an offset begins."""
    while content[at - 1].isspace():
        at -= 1
    return at


def _new(
    content: str, unit: Element, style: _Style, numbers: Iterator[int], findings: Iterable[Finding]
) -> Iterator[_Change]:
    """The marks of a unit's findings, and the issues that they refer to."""
    by_segment, groups = defaultdict[Segment, list[Finding]](list), list[str]()
    for finding in findings:
        by_segment[finding.segment].append(finding)
    for segment, inside in by_segment.items():
        for place in _cut(inside) if style.is_first else _whole(inside):
            number = next(numbers)
            groups.append(style.group(number, place.findings))
            yield from _marks(content, segment, style, place, number)
    at = unit.children[-1].end if style.is_first else unit.inside
    before = unit.children[-1 if style.is_first else 0].start
    space = content[_after_space(content, before) : before]
    yield _Change(at, BETWEEN, "".join(space + group for group in groups))


def _marks(content: str, segment: Segment, style: _Style, place: _Place, number: int) -> Iterator[_Change]:
    first, last = segment.span(place.start, place.end)
    tag, end = style.mark("mrk", number), f"</{style.xliff}mrk>"
    if first == last:
        yield _Change(first, BETWEEN, f"<{tag}>{end}")
    elif place.is_apart and _is_balanced(content, first, last):
        yield _Change(first, OPEN, f"<{tag}>")
        yield _Change(last, CLOSE, end)
    elif style.is_first:
        for first, last in _between_tags(segment, place):
            yield _Change(first, OPEN, f"<{tag}>")
            yield _Change(last, CLOSE, end)
    else:
        yield _Change(first, OPEN, f"<{style.mark('sm', number)}/>")
        yield _Change(last, CLOSE, f'<{style.xliff}em startRef="mtqa-{number}"/>')


def _is_balanced(content: str, start: int, end: int) -> bool:
    """Whether every element that starts in the stretch ends in it, and the other way round."""
    depth = 0
    for match in TAG.finditer(content, start, end):
        if match[2] and not match[3].endswith("/"):
            depth += -1 if match[1] else 1
        if depth < 0:
            return False
    return depth == 0


def _between_tags(segment: Segment, place: _Place) -> Iterator[tuple[int, int]]:
    """The stretches of the file that hold a place, without what stands between them."""
    offsets = [here for here, _ in segment.anchors if place.start < here < place.end]
    pieces = list[tuple[int, int]]()
    for start, end in pairwise(dict.fromkeys((place.start, *offsets, place.end))):
        first, last = segment.span(start, end)
        if pieces and pieces[-1][1] == first:
            first = pieces.pop()[0]
        pieces.append((first, last))
    return iter(pieces)


def _whole(findings: Iterable[Finding]) -> Iterator[_Place]:
    """The places as they are."""
    found = defaultdict[tuple[int, int], list[Finding]](list)
    for finding in findings:
        found[finding.start, finding.end].append(finding)
    spans, reach = sorted(found), 0
    for (start, end), (after, _) in zip(spans, [*spans[1:], (spans[-1][1], 0)], strict=True):
        yield _Place(start, end, found[start, end], reach <= start and end <= after)
        reach = max(reach, end)


def _cut(findings: Iterable[Finding]) -> Iterator[_Place]:
    """The places cut where another one starts or ends."""
    pending = sorted(findings, key=lambda finding: (finding.start, finding.end), reverse=True)
    points = sorted({point for finding in pending for point in (finding.start, finding.end)})
    active = list[Finding]()
    for start, end in pairwise([*points, points[-1]]):
        active = [finding for finding in active if finding.end > start]
        while pending and pending[-1].start == start:
            active.append(pending.pop())
        empty = [finding for finding in active if finding.start == finding.end]
        rest = [finding for finding in active if finding.start < finding.end]
        if empty:
            yield _Place(start, start, empty)
        if rest:
            yield _Place(start, end, rest)


def _issue(finding: Finding) -> str:
    """The issue as attributes."""
    fix = finding.fix
    remedy = (
        f" → {fix.text}" if fix and fix.text.strip() and (fix.start, fix.end) == (finding.start, finding.end) else ""
    )
    comment = escape(visible(f"{finding.rule}: {finding.message}{remedy}"), {'"': "&quot;"})
    called = kind(finding.rule, finding.family).its
    return (
        f'locQualityIssueType="{called}" locQualityIssueComment="{comment}"'
        f' locQualityIssueSeverity="{ITS_SEVERITIES[finding.severity]}"'
    )
