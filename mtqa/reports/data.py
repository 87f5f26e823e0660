"""Findings as plain data, and data as JSON: what the formats for machines share."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Any

from mtqa.expressions import expression
from mtqa.gate import RANKS, Gate, Opinions, Tally
from mtqa.segment import Checked, Finding, Place, Retranslation, Segment
from mtqa.suppression import is_comment

# What a terminal could take for a command, a reader for a line end, or an encoder for no character at all.
_ACTING = expression("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(value: object) -> str:
    """The value as JSON on one line, in which nothing acts on a terminal."""
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def row(finding: Finding) -> dict[str, Any]:
    """A finding; `start` and `end` are offsets in the segment's target, from 0, lines and columns count from 1."""
    place = finding.place
    return {
        "path": finding.path,
        "segment": finding.segment.id,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": finding.start,
        "end": finding.end,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message,
        "text": place.text,
        "fix": finding.fix and finding.fix._asdict(),
        "related": [_related(place) for place in finding.related],
        "score": finding.score,
        "fingerprint": finding.fingerprint,
    }


def _related(place: Place) -> dict[str, Any]:
    """The place, with its path where that is not the finding's own."""
    return {key: value for key, value in place._asdict().items() if key != "path" or value}


def totals(tally: Tally, gate: Gate) -> dict[str, Any]:
    """What a run adds up to, and the gate's verdict."""
    families = sorted({family for family, _ in tally.found})
    reasons = gate.reasons(tally)
    return {
        "files": tally.documents,
        "faulty": tally.faulty,
        "words": tally.words,
        "penalty": round(gate.penalty(tally), 3),
        "severities": {severity: tally.severities[severity] for severity in ("error", "warning", "note")},
        "families": {
            family: {"findings": _number(tally, family), "penalty": round(gate.penalty(tally, family), 3)}
            for family in families
        },
        "fixes": {"safe": tally.safe_fixes, "unsafe": tally.unsafe_fixes},
        "scores": _scores(tally.opinions, gate),
        "unread": list(gate.unread),
        "passes": not reasons,
        "reasons": reasons,
    }


def _scores(opinions: Opinions, gate: Gate) -> dict[str, Any] | None:
    """What models say of all segments that they were asked about; None where none was."""
    if not opinions.signatures:
        return None
    return {
        "segments": opinions.scored,
        "mean": opinions.mean if opinions.scored else None,
        "lowest": opinions.lowest if opinions.scored else None,
        "min_score": gate.min_score,
        "too_low": opinions.too_low,
        "retranslated": opinions.retranslated,
        "signatures": sorted(opinions.signatures),
    }


def opinions(checked: Checked) -> Iterator[dict[str, Any]]:
    """What models say of each segment that they were asked about."""
    for number, opinion in sorted(checked.opinions.items()):
        segment, score = checked.document.segments[number], opinion.score
        yield {
            "path": checked.document.path,
            "segment": segment.id,
            "line": checked.document.position(segment.span(0, 0)[0])[0],
            "score": score and score.value,
            "least": opinion.least,
            "truncated": bool(score and score.truncated),
            "retranslation": opinion.retranslation and _retranslation(opinion.retranslation),
            "signature": opinion.signature,
        }


def anew(checked: Checked, finding: Finding) -> str:
    """Why a fix that is a new translation was taken, and how like the old one it is; empty for any other fix."""
    opinion, fix = checked.opinions.get(finding.number), finding.fix
    made = opinion.retranslation if opinion else None
    if not made or not fix or (fix.text != made.text and fix not in made.edits):
        return ""
    return f"translated anew: {made.reason}; chrF {made.chrf:.0f}"


def _retranslation(retranslation: Retranslation) -> dict[str, Any]:
    return {**retranslation._asdict(), "edits": [edit._asdict() for edit in retranslation.edits]}


def _number(tally: Tally, family: str) -> int:
    return sum(number for (found, _), number in tally.found.items() if found == family)


def by_segment(checked: Checked) -> Iterator[tuple[Segment, list[Finding]]]:
    """The segments of a document with their findings, if any, but for comments."""
    findings = defaultdict[Segment, list[Finding]](list)
    for finding in checked.findings:
        findings[finding.segment].append(finding)
    for segment in checked.document.segments:
        if not is_comment(segment.target):
            yield segment, findings.get(segment, [])


def worst(results: Iterable[Checked], most: int) -> list[tuple[Checked, Finding]]:
    """At most so many findings with their documents, the most severe first, else in order."""
    pairs = ((checked, finding) for checked in results for finding in checked.findings)
    return nsmallest(most, pairs, key=lambda pair: -RANKS[pair[1].severity])
