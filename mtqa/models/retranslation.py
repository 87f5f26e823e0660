"""Flagged segments translated anew: of many candidates the one in which the rules and the scorer find least to object.

A candidate with a fault that the old text has not is never offered, whatever its score.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, pairwise, tee
from typing import Any, NamedTuple

from mtqa.checker import UNUSED
from mtqa.formats.rewriting import edited
from mtqa.gate import WEIGHTS
from mtqa.languages.guess import told
from mtqa.languages.scripts import script, scripts
from mtqa.models import Candidate, Flagged, Scorer, Translator
from mtqa.models.fitting import fits, inserted, mended, placed, settled
from mtqa.names.respelling import respelt
from mtqa.rules.names import name_variants
from mtqa.segment import Document, Edit, Finding, Retranslation, Score, Segment

AROUND = 50
"""So many segments before and after are looked at for names and other faults of the whole text."""
TRIES = 5
_Fault = tuple[int, str, str, tuple[str, ...]]


class _Job(NamedTuple):
    """A segment at the index `at` of the text around it, and what is translated: its source, or stretches of it."""

    around: Document
    at: int
    stretches: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    score: float | None

    @property
    def segment(self) -> Segment:
        return self.around.segments[self.at]


class _Option(NamedTuple):
    """A new target, or new stretches of it, and what weighs on it by itself."""

    text: str
    edits: tuple[Edit, ...]
    weight: float
    score: float | None = None


@dataclass
class _Tally:
    """How many translations were cut short."""

    truncated: int = 0


@dataclass(frozen=True)
class Retranslator:
    """Finds what is better than a target among the `count` best translations of its source.

    `check` gives all findings in a document. `scorer` says which of two targets is better, if there is one.
    """

    translator: Translator
    scorer: Scorer | None
    check: Callable[[Document], Sequence[Finding]]
    count: int = 4
    tally: _Tally = field(default_factory=_Tally)

    @property
    def signature(self) -> str:
        return f"{self.translator.signature}|best of:{self.count}"

    @property
    def notice(self) -> str:
        cut = self.tally.truncated
        return f"translations cut short, and not offered: {cut:,}" if cut else ""

    def retranslations(self, document: Document, flagged: Iterable[Flagged]) -> Iterator[Retranslation | None]:
        """For each flagged segment of the document, in order, what to put in place of its target; None where nothing
        is better, and where the segment is signed off.

        Without a source only what the target has in the source's letters is translated.
        """
        jobs, coming = tee(_job(document, each) for each in flagged)
        answers = self.translator.translations((text for job in coming for text in job.texts), self.count)
        compared, at_hand = tee((job, self._options(job, list(islice(answers, len(job.texts))))) for job in jobs)
        scores = self._scores((job, one.text) for job, options in at_hand for one in options)
        for job, options in compared:
            yield self._best(job, [one._replace(score=next(scores)) for one in options])

    def _options(self, job: _Job, answers: Sequence[Sequence[Candidate]]) -> list[_Option]:
        """The candidates that may stand there and have no fault by themselves that the old target has not."""
        self.tally.truncated += sum(one.truncated for some in answers for one in some)
        whole = [[one.text for one in some if not one.truncated] for some in answers]
        variants = self._patched(job, whole) if job.stretches else self._variants(job, whole[0] if whole else ())
        old, options = Counter(_faults(self._alone(job, job.segment.target))), list[_Option]()
        for text, edits in dict.fromkeys(variants):
            if fits(job.segment, text) and Counter(_faults(found := self._alone(job, text))) <= old:
                options.append(_Option(text, edits, sum(WEIGHTS[finding.severity] for finding in found)))
        return options

    def _variants(self, job: _Job, candidates: Iterable[str]) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Each candidate as it is, with the names as the document spells them, and with what is mended safely."""
        for candidate in candidates:
            text = placed(candidate, job.segment.target)
            yield text, ()
            if job.segment.target_lang in name_variants.rule.languages:
                text = respelt(job.around, job.at, text)
                yield text, ()
            yield mended(text, self._alone(job, text)), ()

    def _patched(self, job: _Job, answers: Iterable[Sequence[str]]) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """The target with each stretch translated by its best candidate, and the edits that make it."""
        target, edits = job.segment.target, list[Edit]()
        for (start, end), candidates in zip(job.stretches, answers, strict=True):
            if text := inserted(candidates[0] if candidates else "", target[start:end]):
                edit = Edit(start, end, text, safe=False)
                edit = settled(target, edit, self._alone(job, edited(target, [edit])))
                edits += [edit] if not edits or edit.start >= edits[-1].end else []
        yield edited(target, edits), tuple(edits)

    def _alone(self, job: _Job, text: str) -> Sequence[Finding]:
        return self.check(Document([job.segment._replace(target=text)]))

    def _scores(self, texts: Iterable[tuple[_Job, str]]) -> Iterator[float | None]:
        """The score of each text in its job's segment; None where the scorer has none or wants a source."""
        given, asked = tee((job.segment._replace(target=text), self._is_able(job)) for job, text in texts)
        scores = self.scorer.scores(segment for segment, able in asked if able) if self.scorer else iter(())
        return (_value(next(scores)) if able else None for _, able in given)

    def _is_able(self, job: _Job) -> bool:
        return self.scorer is not None and (not self.scorer.needs_source or bool(job.segment.source.strip()))

    def _best(self, job: _Job, options: Iterable[_Option]) -> Retranslation | None:
        """The best of those that are better in the whole text too; the first few are tried."""
        compared = [one for one in options if _is_no_worse(one, job.score)]
        compared.sort(key=lambda one: (one.weight, one.score is None, -(one.score or 0)))
        before = Counter(_faults(self.check(job.around))) if compared else Counter[_Fault]()
        for option in compared[:TRIES]:
            after = Counter(_faults(self.check(_with(job, option.text))))
            gone = sorted({rule for _, rule, _, _ in before - after})
            better = job.score is not None and option.score is not None and option.score > job.score
            if after <= before and (gone or better):
                reason = _reason(gone, job.score, option.score, len(compared))
                return Retranslation(
                    option.text, _chrf(option.text, job.segment.target), option.score, reason, option.edits
                )
        return None


def _job(document: Document, flagged: Flagged) -> _Job:
    segment, number = document.segments[flagged.number], flagged.number
    starts = (*(document.starts or (0,)), len(document.segments))
    first, end = next((one, other) for one, other in pairwise(starts) if number < other)
    first, end = max(first, number - AROUND), min(end, number + AROUND + 1)
    around = Document(document.segments[first:end], document.path)
    alone = not segment.source.strip() and not segment.final
    stretches = tuple(_left(flagged.findings, segment)) if alone else ()
    whole = () if alone or segment.final else (segment.source,)
    texts = whole or tuple(segment.target[start:end] for start, end in stretches)
    return _Job(around, number - first, stretches, texts, _value(flagged.score))


def _left(findings: Iterable[Finding], segment: Segment) -> Iterator[tuple[int, int]]:
    """The stretches of the target that were left in the language of the source."""
    lang, end = segment.source_lang, 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        text = segment.target[finding.start : finding.end]
        letters = {script(letter) for letter in text} - {""}
        is_left = (finding.rule == "foreign-script" and letters <= scripts(lang)) or (
            finding.rule == "wrong-language" and told(text) == lang
        )
        if is_left and finding.start >= end:
            yield finding.start, finding.end
            end = finding.end


def _faults(findings: Iterable[Finding]) -> Iterator[_Fault]:
    """What makes each fault the same one in another target: its rule, the text it stands at, if that is not the whole
    target, and what it is about in the source. A comment that is no longer needed is none."""
    for finding in findings:
        if finding.rule == UNUSED:
            continue
        target, source = finding.segment.target, finding.segment.source
        found = target[finding.start : finding.end]
        about = tuple(source[start:end] for start, end in finding.in_source)
        yield finding.number, finding.rule, "" if found == target else found.casefold(), about


def _with(job: _Job, target: str) -> Document:
    segments = list(job.around.segments)
    segments[job.at] = job.segment._replace(target=target)
    return replace(job.around, segments=segments)


def _value(score: Score | None) -> float | None:
    """A score that two targets can be compared by: that of a beginning cannot be."""
    return score.value if score and not score.truncated else None


def _is_no_worse(option: _Option, old: float | None) -> bool:
    return old is None or (option.score is not None and option.score >= old)


def _reason(gone: Sequence[str], old: float | None, new: float | None, compared: int) -> str:
    parts = [f"it mends {', '.join(gone)}"] if gone else []
    if old is not None and new is not None:
        parts.append(f"scores {new:.4g}" + (f" instead of {old:.4g}" if new > old else ", as before"))
    told = " and ".join(parts)
    return f"{told}; best of {compared}" if compared > 1 else told


def _chrf(text: str, old: str) -> float:
    return round(float(_metric().sentence_score(text, [old]).score), 1)


@cache
def _metric() -> Any:
    from sacrebleu.metrics import CHRF  # noqa: PLC0415 – an extra

    return CHRF()
