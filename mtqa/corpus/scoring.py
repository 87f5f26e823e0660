"""One pure function over a batch of documents, and the two stages that it is made of."""

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

from mtqa.checker import Checker
from mtqa.config import Config
from mtqa.corpus.columns import (
    FAMILIES,
    FINDINGS,
    PENALTY,
    REASON,
    SCORE,
    WORDS,
    Batch,
    fields,
    paths,
    values,
    with_columns,
)
from mtqa.corpus.deadline import TimeUp, limited
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.gate import Gate, Tally
from mtqa.models.codes import short
from mtqa.rules import families
from mtqa.segment import Checked, Document, Finding, Segment
from mtqa.text import word_count

if TYPE_CHECKING:
    import pyarrow as pa

    from mtqa.models import Scorer

NO_TEXT, NO_UTF_8, NO_OBJECT = "no-text", "not-utf-8", "no-object"
TIME_LIMIT, BROKEN, TOO_HIGH, TOO_LOW = "time-limit", "broken", "penalty", "score"
SECONDS = 10.0


class Scoring(NamedTuple):
    """By which settings documents are scored, and how many seconds of processor time the rules may take for one.

    Of the settings those hold that speak of rules, languages, columns, weights, limits and the model that scores. The
    column `language` is that of the target language of a row; it counts where the settings name none.
    """

    config: Config = Config()
    seconds: float = SECONDS
    language: str = ""


class Row(NamedTuple):
    """What a document is made of; texts that are missing are empty, and so is a language that is to be guessed."""

    target: str
    source: str
    options: Options

    @property
    def is_utf_8(self) -> bool:
        try:
            f"{self.target}{self.source}{self.options.target_lang}".encode()
        except UnicodeEncodeError:
            return False
        return True

    @property
    def document(self) -> Document:
        """The paragraphs, beside those of the source if there is one."""
        document = cut(self.target, self.options)
        if not self.source.strip():
            return document
        from mtqa.alignment import paired  # noqa: PLC0415 – as in mtqa.run

        return paired(document, cut(self.source, Options(self.options.source_lang)))


class Scored(NamedTuple):
    """What the rules say of a document: null where they did not come to an end."""

    words: int
    penalty: float | None = None
    findings: list[dict[str, Any]] | None = None
    families: dict[str, int] | None = None
    reason: str | None = None


def score_batch(batch: Batch, scoring: Scoring = Scoring()) -> Batch:  # noqa: B008 - it is frozen
    """The batch with what mtqa has to say of each row, a document: the columns that docs/corpora.md tells.

    All other columns, their order and the metadata of the schema stay. `mtqa_reason` says why a row is to be rejected,
    and is null where it is to be kept. `mtqa_score` is there if the settings name a model. Raises CannotRun where the
    columns are not there, or where rules, options or models are not known.
    """
    scored = by_rules(batch, scoring)
    return by_model(scored, scoring) if scoring.config.score else scored


def by_rules(batch: Batch, scoring: Scoring) -> Batch:
    """The batch with all columns but the score of a model."""
    checker, gate = _checker(pickle.dumps(scoring.config)), scoring.config.gate
    scored = [_scored(row, checker, gate, scoring.seconds) for row in _rows(batch, scoring)]
    columns = dict(zip(Scored._fields, (WORDS, PENALTY, FINDINGS, FAMILIES, REASON), strict=True))
    return with_columns(batch, {name: [getattr(row, field) for row in scored] for field, name in columns.items()})


def by_model(batch: Batch, scoring: Scoring) -> Batch:
    """The batch, to which rules have added theirs, with the score of a model: the mean of those of the paragraphs.

    Rows that are rejected already are not scored, nor are those that the model cannot score.
    """
    question = scoring.config.question
    scorer = _scorer(question.score, question.own)
    least = scorer.threshold if question.least is None else question.least
    reasons = batch.column(REASON).to_pylist()
    asked = list[tuple[int, Segment]]()
    for number, row in enumerate(_rows(batch, scoring)):
        if reasons[number] is None:
            asked += [(number, segment) for segment in row.document.segments if _can_be_scored(segment, scorer)]
    given = defaultdict[int, list[float]](list)
    answers = scorer.scores(segment for _, segment in asked)
    for (number, _), score in zip(asked, answers, strict=True):
        if score:
            given[number].append(score.value)
    means = [fmean(given[number]) if number in given else None for number in range(batch.num_rows)]
    if least is not None:
        reasons = [
            TOO_LOW if mean is not None and mean < least else reason
            for mean, reason in zip(means, reasons, strict=True)
        ]
    return with_columns(batch, {SCORE: means, REASON: reasons})


def _can_be_scored(segment: Segment, scorer: "Scorer") -> bool:
    return bool(segment.target.strip()) and (bool(segment.source.strip()) or not scorer.needs_source)


@cache
def _checker(config: bytes) -> Checker:
    """The checker of these settings; engines that pass batches along send the settings with every one."""
    made: Config = pickle.loads(config)
    return made.checker


@cache
def _scorer(name: str, own: Path | None) -> "Scorer":
    from mtqa.models import opening  # noqa: PLC0415 – most runs ask nothing

    return opening.scorer(name, own)


def _rows(batch: "pa.RecordBatch | pa.Table", scoring: Scoring) -> Iterator[Row]:
    config = scoring.config
    names = fields({**config.columns, "language": scoring.language}, paths(batch.schema))
    for target, source, language in zip(*(values(batch, name) for name in names), strict=True):
        target_lang = config.target_lang or short(language or "")
        yield Row(target or "", source or "", Options(target_lang, config.source_lang, config.segments))


def _scored(row: Row, checker: Checker, gate: Gate, seconds: float) -> Scored:
    if not row.is_utf_8:
        return Scored(0, reason=NO_UTF_8)
    if not row.target.strip():
        return Scored(0, reason=NO_TEXT)
    tally = Tally()
    try:
        with limited(seconds):
            document = row.document
            checker.failures.clear()
            findings = checker.check(document)
    except TimeUp:
        return Scored(word_count(row.target), reason=TIME_LIMIT)
    except Exception as error:  # whatever it is, the other documents are none the worse for it
        return Scored(word_count(row.target), reason=f"{BROKEN}: {type(error).__name__}: {error}")
    if failures := ", ".join(checker.failures):
        return Scored(word_count(row.target), reason=f"{BROKEN}: {failures}")
    for _ in tally.watch([Checked(document, findings)]):
        pass
    found = Counter(finding.family for finding in findings)
    return Scored(
        tally.words,
        gate.penalty(tally),
        [_told(finding) for finding in findings],
        {family: found[family] for family in _families()},
        _reason(gate, tally),
    )


@cache
def _families() -> list[str]:
    return families()


def _reason(gate: Gate, tally: Tally) -> str | None:
    """The first limit that the document is above."""
    for family, limit in {"": gate.max_penalty, **gate.limits}.items():
        if limit is not None and gate.penalty(tally, family) > limit:
            return f"{TOO_HIGH}-{family}" if family else TOO_HIGH
    return None


def _told(finding: Finding) -> dict[str, Any]:
    """A finding by its place in the text of the row."""
    start, end = finding.segment.span(finding.start, finding.end)
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message,
        "text": finding.place.text,
        "start": start,
        "end": end,
    }
