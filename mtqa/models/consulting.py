"""What a run asks of its models about the segments of a document, and what they say."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from mtqa.errors import CannotRun, Interrupted, NotSpoken, shown
from mtqa.models import Flagged, Question, Retranslator, Scorer, Translator
from mtqa.progress import Tell
from mtqa.segment import Document, Finding, Opinion
from mtqa.suppression import is_comment

Answer = TypeVar("Answer")
Check = Callable[[Document], list[Finding]]


class Models:
    """The models of a run, each opened once. Raises CannotRun where one cannot be had."""

    def __init__(self) -> None:
        self._scorers = dict[tuple[str, Path | None], Scorer]()
        self._translators = dict[tuple[str, str, str, Path | None], Translator]()

    def open(self, question: Question, source_lang: str, target_lang: str) -> None:
        """Open what is asked before any text is read; a translator only where its languages are known by then."""
        if question.score:
            self.scorer(question)
        if question.retranslate and source_lang and target_lang:
            self._translator(question, source_lang, target_lang)
        elif question.retranslate:
            from mtqa.models import opening  # noqa: PLC0415 – most runs ask nothing

            opening.ready(question.retranslate, "translate", question.own)

    def scorer(self, question: Question) -> Scorer:
        """What scores; the question must name it."""
        key = question.score, question.own
        if key not in self._scorers:
            from mtqa.models import opening  # noqa: PLC0415 – as above

            self._scorers[key] = opening.scorer(*key)
        return self._scorers[key]

    def retranslator(self, question: Question, source_lang: str, target_lang: str, check: Check) -> Retranslator:
        """What finds better targets, in these languages; the question must name it."""
        from mtqa.models.retranslation import Retranslator as Opened  # noqa: PLC0415 – as above

        translator = self._translator(question, source_lang, target_lang)
        return Opened(translator, self.scorer(question) if question.score else None, check)

    def _translator(self, question: Question, source_lang: str, target_lang: str) -> Translator:
        key = question.retranslate, source_lang, target_lang, question.own
        if key not in self._translators:
            from mtqa.models import opening  # noqa: PLC0415 – as above

            self._translators[key] = opening.translator(*key)
        return self._translators[key]

    def notices(self) -> Iterator[str]:
        """What the user should know of all the scores and translations that were given, each once."""
        scorers = ((name, scorer.notice) for (name, _), scorer in self._scorers.items())
        translators = ((name, translator.notice) for (name, *_), translator in self._translators.items())
        yield from dict.fromkeys(f"{name}: {notice}" for name, notice in chain(scorers, translators) if notice)


class Consultation:
    """What models say of a document's segments: `opinions` by index, as far as it has come.

    `stopped` tells why it came no further, if it did not.
    """

    def __init__(self, document: Document, models: Models, tell: Tell) -> None:
        self.opinions = dict[int, Opinion]()
        self._notices = list[str]()
        self.stopped: CannotRun | None = None
        self._document, self._models, self._tell = document, models, tell

    def hold(self, question: Question, findings: Iterable[Finding], check: Check) -> None:
        """Ask about the segments in which one of these findings is more than a note, or about all. `check` finds what
        is wrong with a document."""
        if not question.is_asked:
            return
        try:
            self._ask(question, findings, check)
        except KeyboardInterrupt:
            self.stopped = Interrupted(f"{self._document.path}: stopped; what was found by then is told")
        except CannotRun as error:
            self.stopped = error

    def told(self) -> Iterator[str]:
        """What could not be asked, or was not read to its end, with the path of the document."""
        return (f"{self._document.path}: {notice}" for notice in self._notices)

    def kept(self) -> dict[int, Opinion]:
        """The opinions without tokens, which rules read and reports do not: they are most of what a model says."""
        return {
            number: opinion._replace(score=opinion.score and opinion.score._replace(tokens=()))
            for number, opinion in self.opinions.items()
        }

    def _ask(self, question: Question, findings: Iterable[Finding], check: Check) -> None:
        found = defaultdict[int, list[Finding]](list)
        for finding in findings:
            found[finding.number].append(finding)
        numbers = [
            number
            for number, segment in enumerate(self._document.segments)
            if (question.all_segments or any(finding.severity != "note" for finding in found.get(number, ())))
            and not is_comment(segment.target)
        ]
        if question.score:
            self._score(question, numbers)
        if question.retranslate:
            self._retranslate(question, numbers, found, check)

    def _score(self, question: Question, numbers: Iterable[int]) -> None:
        segments, scorer = self._document.segments, self._models.scorer(question)
        asked = [number for number in numbers if segments[number].target.strip()]
        able = [number for number in asked if segments[number].source.strip() or not scorer.needs_source]
        self._notice(set(asked) - set(able), "not scored for want of a source")
        least = scorer.threshold if question.least is None else question.least
        cut = list[int]()
        for number, score in self._paced("scored", able, scorer.scores(segments[number] for number in able)):
            if score:
                self.opinions[number] = Opinion(score, least, None, scorer.signature, scorer.needs_source)
                cut += [number] if score.truncated else []
        self._notice(cut, "too long for the model, which read the beginning")

    def _retranslate(
        self, question: Question, numbers: Iterable[int], found: Mapping[int, Sequence[Finding]], check: Check
    ) -> None:
        by_languages = defaultdict[tuple[str, str], list[int]](list)
        for number in numbers:
            segment = self._document.segments[number]
            by_languages[segment.source_lang, segment.target_lang].append(number)
        for languages, alike in by_languages.items():
            try:
                retranslator = self._models.retranslator(question, *languages, check)
            except NotSpoken as error:
                self._notices.append(str(error))
                continue
            flagged = (Flagged(number, found.get(number, ()), self._so_far(number).score) for number in alike)
            better = retranslator.retranslations(self._document, flagged)
            for number, retranslation in self._paced("translated anew", alike, better):
                if retranslation:
                    opinion = self._so_far(number)
                    signature = " + ".join(filter(None, (opinion.signature, retranslator.signature)))
                    self.opinions[number] = opinion._replace(retranslation=retranslation, signature=signature)
            self._notices += filter(None, [retranslator.notice])

    def _so_far(self, number: int) -> Opinion:
        return self.opinions.get(number, Opinion())

    def _paced(self, what: str, numbers: Sequence[int], answers: Iterable[Answer]) -> Iterator[tuple[int, Answer]]:
        """The answers with the segments that they are about, while the user is told how far it is."""
        path = self._document.path
        self._tell(f"{path}: {what}", 0, len(numbers))
        for done, (number, answer) in enumerate(zip(numbers, answers, strict=True), 1):
            yield number, answer
            self._tell(f"{path}: {what}", done, len(numbers))

    def _notice(self, numbers: Iterable[int], what: str) -> None:
        names = [self._document.segments[number].id for number in sorted(numbers)]
        if names:
            self._notices.append(f"{what}: segment{'s' * (len(names) > 1)} {shown(names)}")
