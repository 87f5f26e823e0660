"""What the rules find in a document, and mending it to a fixed point."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count, groupby
from types import MappingProxyType
from typing import NamedTuple

from mtqa import rules
from mtqa.dispatch import Dispatch
from mtqa.draft import Draft
from mtqa.errors import CannotRun, RuleFailed, internal
from mtqa.expressions import expression
from mtqa.fingerprint import fingerprint
from mtqa.gate import LOW_SCORE, RANKS
from mtqa.parts import keeping
from mtqa.rule import Across, Hit, Opined, Rule, Spot
from mtqa.segment import Document, Edit, Finding, Opinion, Place, Segment, Severity
from mtqa.suppression import kept, spared, suppressions, without_comments

ROUNDS = 10
_SLOT = expression(r"\{(?:found|fix)\}")
UNUSED = "suppression-unused"
NO_OPINIONS: Mapping[int, Opinion] = MappingProxyType({})


class Mended(NamedTuple):
    """A document after mending, and by segment index the edits of the old targets that make the new ones."""

    document: Document
    edits: dict[int, list[Edit]]
    fixes: int


class Checker:
    """Finds faults by a set of rules, all of them by default.

    `severities` override those of the rules, by rule id. What consists of nothing but `words` is no fault. A rule that
    raises is left out where it does, and nowhere else; `failures` tell of the first time, by rule id.
    """

    def __init__(
        self,
        chosen: Iterable[Rule] | None = None,
        severities: Mapping[str, Severity] | None = None,
        words: Iterable[str] = (),
    ) -> None:
        everything = tuple(rules.ready() if chosen is None else chosen)
        self.failures = dict[str, RuleFailed]()
        self._across = [(rule, rule.find.find) for rule in everything if isinstance(rule.find, Across)]
        self._opined = [(rule, rule.find.find) for rule in everything if isinstance(rule.find, Opined)]
        self._dispatch = Dispatch(rule for rule in everything if not isinstance(rule.find, Across | Opined))
        self._not_asked = {name for rule, _ in self._opined for name in (rule.id, rule.family)}
        self._unused = next((rule for rule in everything if rule.id == UNUSED), None)
        self._severities = dict(severities or {})
        self._spares = spared(words)

    def check(self, document: Document, opinions: Mapping[int, Opinion] = NO_OPINIONS) -> list[Finding]:
        """All findings in the document, in order of position. `opinions` are those of models, by index of segment: what
        rules make of them is found too, and a re-translation mends what has no other fix."""
        seen: Counter[str] = Counter()
        findings = (self._finding(rule, hit, document, seen) for rule, hit in self._hits(document, opinions))
        return [_scored(finding, opinions.get(finding.number)) for finding in findings]

    def mend(
        self, document: Document, opinions: Mapping[int, Opinion] = NO_OPINIONS, *, unsafe: bool = False
    ) -> Mended:
        """Apply the safe fixes, or all with `unsafe`, until none is left; of two that overlap the first goes first, and
        before all a re-translation. A segment in which that takes too many rounds is left as it was."""
        drafts, fixes, restless = dict[int, Draft](), Counter[int](), set[int]()
        first = document.segments
        for turn in count(1):
            edits = _edits(self._hits(document, opinions), document.segments, unsafe)
            wanted = {number: here for number, here in edits.items() if number not in restless}
            opinions = NO_OPINIONS  # of a text that is no longer
            if not wanted:
                break
            segments = list(document.segments)
            if turn % ROUNDS == 0:
                restless.update(wanted)
                for number in wanted:
                    segments[number] = first[number]
                    drafts.pop(number, None)
                    del fixes[number]
            else:
                for number, here in wanted.items():
                    drafts[number] = drafts.get(number, Draft.of(segments[number].target)).edited(here)
                    parts = tuple(map(drafts[number].offset, first[number].parts))
                    segments[number] = segments[number]._replace(target=drafts[number].text, parts=parts)
                    fixes[number] += len(here)
            document = replace(document, segments=segments)
        made = {number: list(draft.edits()) for number, draft in sorted(drafts.items())}
        return Mended(document, made, fixes.total())

    def _hits(self, document: Document, opinions: Mapping[int, Opinion]) -> list[tuple[Rule, Hit]]:
        switched_off = suppressions(document.segments)
        found = chain(self._found(without_comments(document)), self._opined_of(document, opinions))
        hits = [
            (rule, hit)
            for rule, hit in kept(found, switched_off)
            if not self._spares(document.segments[hit.segment].target[hit.start : hit.end])
        ]
        if self._unused:
            idle = (one for one in switched_off if not one.used and one.name not in self._not_asked)
            hits += [(self._unused, suppression.at) for suppression in idle]
        in_order = sorted(hits, key=lambda pair: (pair[1].segment, pair[1].start, pair[1].end, pair[0].id))
        return list(self._retranslated(in_order, document, opinions)) if opinions else in_order

    def _found(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        for number, asked in self._dispatch.candidates(document.segments):
            for rule, find in asked:
                try:
                    for hit in find(document.segments[number]):
                        yield rule, hit._replace(segment=number)
                except Exception as error:
                    self._failed(rule, document, number, error)
        for first, text in document.texts():
            for rule, across in self._across:
                if rule.is_asked_of(text):
                    try:
                        for hit in across(text):
                            yield rule, _moved(hit, first)
                    except Exception as error:
                        self._failed(rule, document, first, error)
            text.readings.clear()

    def _opined_of(self, document: Document, opinions: Mapping[int, Opinion]) -> Iterator[tuple[Rule, Hit]]:
        for number, opinion in opinions.items():
            segment = document.segments[number]
            for rule, find in self._opined:
                if rule.speaks_of(segment.target_lang, segment.source_lang):
                    try:
                        for hit in find(segment, opinion):
                            yield rule, hit._replace(segment=number)
                    except Exception as error:
                        self._failed(rule, document, number, error)

    def _failed(self, rule: Rule, document: Document, number: int, error: Exception) -> None:
        """Keep in mind that the rule failed in the segment of this index, or in the text that begins there."""
        if isinstance(error, CannotRun):
            raise error
        line, _ = document.position(document.segments[number].span(0, 0)[0]) if document.segments else (1, 0)
        told = internal(f"{document.path}:{line}", f"rule {rule.id}", error)
        self.failures.setdefault(rule.id, RuleFailed(rule.id, told))

    def _retranslated(
        self, hits: Iterable[tuple[Rule, Hit]], document: Document, opinions: Mapping[int, Opinion]
    ) -> Iterator[tuple[Rule, Hit]]:
        """The hits, in each segment with a re-translation one with that as its fix: of those that have none the low
        score, or else the gravest; a note only where there is nothing else. A stretch that alone was translated is the
        fix of what was found in it."""
        for number, group in groupby(hits, key=lambda pair: pair[1].segment):
            inside = list(group)
            without = [at for at, (_, hit) in enumerate(inside) if hit.fix is None]
            opinion = opinions.get(number)
            if stretches := opinion.retranslation.edits if opinion and opinion.retranslation else ():
                for at in without:
                    rule, hit = inside[at]
                    around = (edit for edit in stretches if edit.start <= hit.start and hit.end <= edit.end)
                    inside[at] = rule, hit._replace(fix=next(around, None))
            elif whole := _whole(document.segments[number], opinion):
                gravity = [self._gravity(*pair) for pair in inside]
                at = max(without, key=lambda at: gravity[at], default=-1)
                if without and (gravity[at] or not any(gravity)):
                    rule, hit = inside[at]
                    inside[at] = rule, hit._replace(fix=whole)
            yield from inside

    def _gravity(self, rule: Rule, hit: Hit) -> int:
        return len(RANKS) if rule.id == LOW_SCORE else RANKS[self._severity(rule, hit)]

    def _severity(self, rule: Rule, hit: Hit) -> Severity:
        return self._severities.get(rule.id) or hit.severity or rule.severity

    def _finding(self, rule: Rule, hit: Hit, document: Document, seen: Counter[str]) -> Finding:
        segment = document.segments[hit.segment]
        place = _place(document, Spot(hit.segment, hit.start, hit.end))
        fix = _edit(rule, hit, segment)
        mark = fingerprint(rule, hit, document)
        seen[mark] += 1
        return Finding(
            rule=rule.id,
            family=rule.family,
            severity=self._severity(rule, hit),
            message=_told(hit.message or rule.message, place.text, fix),
            path=document.path,
            segment=segment,
            start=hit.start,
            end=hit.end,
            place=place,
            fix=fix if fix and keeping(segment, [fix]) else None,
            related=tuple(_related(document, hit)) if hit.related or hit.in_source or hit.lost else (),
            fingerprint=mark if seen[mark] == 1 else f"{mark}-{seen[mark]}",
            number=hit.segment,
            spots=hit.related,
            in_source=hit.in_source,
        )


def _whole(segment: Segment, opinion: Opinion | None) -> Edit | None:
    """The edit that puts a re-translation in place of the target, where it may be made."""
    if not opinion or not opinion.retranslation:
        return None
    whole = Edit(0, len(segment.target), opinion.retranslation.text, safe=False)
    return whole if keeping(segment, [whole]) else None


def _scored(finding: Finding, opinion: Opinion | None) -> Finding:
    return finding._replace(score=opinion.score.value) if opinion and opinion.score else finding


def _moved(hit: Hit, first: int) -> Hit:
    """The hit as of the whole document, when it is of the text that begins with the segment of this index."""
    if not first:
        return hit
    related = tuple(spot._replace(segment=spot.segment + first) for spot in hit.related)
    return hit._replace(segment=hit.segment + first, related=related)


def _told(message: str, found: str, fix: Edit | None) -> str:
    values = {"{found}": found, "{fix}": fix.text if fix else ""}
    return _SLOT.sub(lambda match: values[match[0]], message) if "{" in message else message


def _place(document: Document, spot: Spot) -> Place:
    segment = document.segments[spot.segment]
    start, end = segment.span(spot.start, spot.end)
    return Place(*document.position(start), *document.position(end), segment.target[spot.start : spot.end])


def _related(document: Document, hit: Hit) -> Iterator[Place]:
    for spot in hit.related:
        yield _place(document, spot)
    for stretch in hit.in_source:
        yield _place_in_source(document, document.segments[hit.segment], *stretch)
    for number in hit.lost:
        lost = document.lost[number].segment
        yield _place_in_source(document, lost, 0, len(lost.source))


def _place_in_source(document: Document, segment: Segment, start: int, end: int) -> Place:
    text = segment.source[start:end]
    if not segment.source_anchors:
        return Place(0, 0, 0, 0, text)
    start, end = segment.source_span(start, end)
    home = document.source or document
    path = home.path if home is not document else ""
    return Place(*home.position(start), *home.position(end), text, path)


def _edit(rule: Rule, hit: Hit, segment: Segment) -> Edit | None:
    """The fix of a hit; one that changes nothing is none."""
    edit = Edit(hit.start, hit.end, hit.fix, rule.safe) if isinstance(hit.fix, str) else hit.fix
    if not edit or segment.target[edit.start : edit.end] == edit.text:
        return None
    return edit._replace(safe=False) if segment.final else edit


def _edits(hits: Iterable[tuple[Rule, Hit]], segments: Sequence[Segment], unsafe: bool) -> dict[int, list[Edit]]:
    """By segment index, the edits that can be made together, in order."""
    wanted = defaultdict(list)
    for rule, hit in hits:
        edit = _edit(rule, hit, segments[hit.segment])
        if edit and (edit.safe or unsafe):
            wanted[hit.segment].append(edit)
    apart = {
        number: keeping(segments[number], _apart(edits, len(segments[number].target)))
        for number, edits in wanted.items()
    }
    return {number: edits for number, edits in apart.items() if edits}


def _apart(edits: Iterable[Edit], size: int) -> Iterator[Edit]:
    """Those that overlap none before them, in order; one of the whole target, which has this size, is the first."""
    free = -1
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end < size, edit)):
        if edit.start > free or (edit.start == free and edit.end > edit.start):
            yield edit
            free = edit.end
