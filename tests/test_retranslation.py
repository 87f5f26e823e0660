"""Re-translation: which candidate is offered, why, and when none is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from mtqa.checker import Checker
from mtqa.glossary import Glossary, Wording
from mtqa.models import Candidate, Flagged
from mtqa.models.retranslation import Retranslator
from mtqa.rules import choose
from mtqa.segment import Document, Edit, Retranslation, Score, Segment

CHECKER = Checker()


@dataclass
class Translates:
    """A translator that has learnt by heart what it says; * before a text says that its source was cut short."""

    known: Mapping[str, list[str]]
    asked: list[str] = field(default_factory=list)
    signature: str = "parrot"
    notice: str = ""

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        for source in sources:
            self.asked.append(source)
            texts = self.known.get(source, [])[:count]
            yield [Candidate(text.lstrip("*"), -0.5, text.startswith("*")) for text in texts]


@dataclass
class Scores:
    """A scorer that knows what each target is worth; it reads all before it says anything."""

    values: Mapping[str, float | None]
    signature: str = "oracle"
    threshold: float | None = None
    needs_source: bool = True
    notice: str = ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        for segment in list(segments):
            value = self.values.get(segment.target)
            yield None if value is None else Score(value)


def pair(target: str, source: str = "В порт пришли 22 судна.", **more: Any) -> Segment:
    return Segment(target, source, "en", "ru")._replace(**more)


def better(
    segments: Iterable[Segment], *candidates: str, scorer: Scores | None = None, old: float | None = None
) -> Retranslation | None:
    """What is offered for the first of the segments by a translator that has these candidates for any source."""
    document = Document(list(segments))
    findings = [finding for finding in CHECKER.check(document) if finding.number == 0]
    texts = [document.segments[0].source, *(finding.place.text for finding in findings)]
    retranslator = Retranslator(Translates({text: list(candidates) for text in texts}), scorer, CHECKER.check)
    flagged = Flagged(0, findings, None if old is None else Score(old))
    [offered] = retranslator.retranslations(document, [flagged])
    return offered


def test_the_candidate_with_the_fewest_faults_is_offered() -> None:
    offered = better(
        [pair("24 ships came into the port .")],
        "The port has 24 ships in it.",
        "22 ships came into the port .",
        "22 ships came into the port.",
    )
    assert offered is not None
    assert offered.text == "22 ships came into the port."
    assert offered.reason == "it mends number-mismatch, space-before-mark; best of 3"
    assert (offered.score, offered.edits) == (None, ())
    assert 80 < offered.chrf < 100


@pytest.mark.parametrize(
    "candidates",
    [
        (),
        ("",),
        (" \n",),
        ("24 ships came into the port.",),
        ("24  ships came into the port. ",),
        ("*22 ships came into the port.",),
        ("22 ships came into the iskoverkannoj port.",),
        ("25 ships came into the port.",),
        ("22 ships came into порт.",),
        ("22 ships came into the port.\nAll is well.",),
        ("В порт пришли 22 судна.",),
        ("24 ships went into the port.",),
    ],
)
def test_none_is_offered_that_is_not_better_or_has_a_fault_of_its_own(candidates: tuple[str, ...]) -> None:
    assert better([pair("24 ships came into the port.")], *candidates) is None


@pytest.mark.parametrize(
    "segment",
    [
        pair("24 ships came into the port.", final=True),
        pair("24 ships came into the port.", parts=(0, 9)),
        pair("24 ships came into \ufffc the port."),
        pair("24 ships came\ninto the port."),
        pair("24 ships came into the port.", anchors=((0, 0), (1, 4), (1, 8))),
        pair("24 ships came into the port.", source=" "),
    ],
)
def test_none_is_offered_that_would_not_keep_the_segment_as_it_is_built(segment: Segment) -> None:
    assert better([segment], "The port has 22 ships now.") is None


def test_white_space_around_stays() -> None:
    offered = better([pair("  24 ships came into the port.\n")], "22 ships came into the port.")
    assert offered is not None
    assert offered.text == "  22 ships came into the port.\n"


def test_an_empty_target_gets_its_translation() -> None:
    offered = better([pair("")], "22 ships came into the port.")
    assert offered == Retranslation("22 ships came into the port.", 0.0, None, "it mends target-empty")


ONE, OTHER, WORSE = "22 ships came into the port.", "The port saw 22 ships come.", "22 ships entered the port."


@pytest.mark.parametrize(
    ("target", "values", "old", "text", "reason"),
    [
        ("24 ships came.", {ONE: 0.5, OTHER: 0.9, WORSE: 0.1}, 0.2, OTHER,
         "it mends number-mismatch and scores 0.9 instead of 0.2; best of 2"),
        ("24 ships came.", {ONE: 0.2}, 0.2, ONE, "it mends number-mismatch and scores 0.2, as before"),
        ("24 ships came.", {ONE: 0.1, OTHER: 0.0}, 0.2, None, ""),
        ("24 ships came.", {}, 0.2, None, ""),
        ("24 ships came.", {}, None, ONE, "it mends number-mismatch; best of 3"),
        ("Of ships 22 came.", {ONE: -0.3, OTHER: -0.4}, -1.25, ONE, "scores -0.3 instead of -1.25; best of 2"),
        ("Of ships 22 came.", {ONE: 0.5}, 0.5, None, ""),
        ("Of ships 22 came.", {ONE: 0.5}, None, None, ""),
    ],
)  # fmt: skip
def test_of_equal_faults_the_score_decides_and_it_never_falls(
    target: str, values: dict[str, float | None], old: float | None, text: str | None, reason: str
) -> None:
    offered = better([pair(target)], ONE, OTHER, WORSE, scorer=Scores(values), old=old)
    assert (offered and offered.text, offered.reason if offered else "") == (text, reason)


def test_a_score_of_a_beginning_is_not_compared() -> None:
    scorer, document = Scores({ONE: 0.5}), Document([pair("Of ships 22 came.")])
    retranslator = Retranslator(Translates({document.segments[0].source: [ONE]}), scorer, CHECKER.check)
    flagged = Flagged(0, (), Score(0.1, truncated=True))
    assert list(retranslator.retranslations(document, [flagged])) == [None]


def test_names_stay_as_the_document_spells_them() -> None:
    source = "Мэр Олег Колчин отдал 22 рубля."
    others = [
        pair("The mayor Oleg Kolchin spoke first.", "Первым говорил мэр Олег Колчин."),
        pair("Nobody followed Oleg Kolchin.", "За Олегом Колчиным никто не пошёл."),
    ]
    offered = better([pair("The mayor Oleg Kolchin gave 24 roubles.", source), *others],
                     "The mayor Oleg Kolchyn gave 22 roubles.")  # fmt: skip
    assert offered is not None
    assert offered.text == "The mayor Oleg Kolchin gave 22 roubles."


def test_what_is_safe_is_mended_and_the_glossary_kept() -> None:
    glossary = Glossary(
        (
            (
                Wording("причальная стенка", "ru"),
                Wording("quay wall", "en"),
                Wording("mooring wall", "en", forbidden=True),
            ),
        )
    )
    names = ("term-missing", "term-forbidden")
    options = {name: {"glossary": glossary} for name in names}
    checker = Checker(choose((), (), options))
    segment = pair("The wall has been closed since Monday.", "Причальная стенка закрыта с понедельника.")
    retranslator = Retranslator(
        Translates({segment.source: ["The mooring wall has been closed  since Monday ."]}), None, checker.check
    )
    [offered] = retranslator.retranslations(Document([segment]), [Flagged(0, ())])
    assert offered is not None
    assert offered.text == "The quay wall has been closed since Monday."


MORNING = "In the morning 22 ships came into the port of the town."
REPEATED = [
    pair("24 ships came.", "Утром в порт города пришли 22 судна."),
    pair(MORNING, "В то утро в порту 22 судна."),
]


def test_a_fault_of_the_whole_text_is_seen() -> None:
    assert better(REPEATED, MORNING) is None
    assert better(REPEATED[:1], MORNING) is not None


def test_what_is_left_alone_by_a_comment_may_go() -> None:
    comment = Segment("<!-- mtqa-ignore space-before-mark -->", target_lang="en", source_lang="ru")
    document = Document([comment, pair("24 ships came .")])
    assert [finding.rule for finding in CHECKER.check(document)] == ["number-mismatch"]
    retranslator = Retranslator(Translates({document.segments[1].source: [ONE]}), None, CHECKER.check)
    [offered] = retranslator.retranslations(document, [Flagged(1, ())])
    assert offered is not None
    assert offered.text == ONE


def test_other_texts_of_a_file_are_not_looked_at() -> None:
    document = Document(REPEATED, starts=(0, 1))
    retranslator = Retranslator(Translates({REPEATED[0].source: [MORNING]}), None, CHECKER.check)
    [offered] = retranslator.retranslations(document, [Flagged(0, ())])
    assert offered is not None
    assert offered.text == MORNING


@pytest.mark.parametrize(
    ("target", "translation", "text", "edits"),
    [
        ("At dawn the steamer «Надежда» left.", "Hope.", "At dawn the steamer “Hope” left.", [(20, 29, "“Hope”")]),
        ("The foreman завершил the repair.", "Finished.", "The foreman finished the repair.", [(12, 20, "finished")]),
        ("The foreman завершил the repair.", "", None, []),
        ("The foreman завершил the repair.", "завершил", None, []),
        ("The foreman завершил the repair.", "*Finished", None, []),
        ("The foreman завершил the repair.", "Finished (soon", None, []),
    ],
)
def test_without_a_source_a_stretch_in_its_letters_is_translated(
    target: str, translation: str, text: str | None, edits: list[tuple[int, int, str]]
) -> None:
    offered = better([pair(target, "")], translation)
    assert (offered and offered.text) == text
    assert (offered.edits if offered else ()) == tuple(Edit(*edit, safe=False) for edit in edits)


def test_without_a_source_other_letters_and_other_faults_are_left() -> None:
    assert better([pair("The minister, says 新华社记者, has left.", "")], "Xinhua") is None
    assert better([pair("24 ships came into the the port.", "")], "the") is None


def test_a_scorer_that_wants_a_source_is_not_asked_without_one() -> None:
    segments = [pair("The foreman завершил the repair.", ""), pair("24 ships came.")]
    translator = Translates({"завершил": ["finished"], segments[1].source: [ONE]})
    findings = CHECKER.check(Document(segments))
    flagged = [Flagged(0, findings[:1]), Flagged(1, ())]
    for needs_source, expected in ((True, [None, 0.7]), (False, [0.1, 0.7])):
        scorer = Scores({"The foreman finished the repair.": 0.1, ONE: 0.7}, needs_source=needs_source)
        offered = Retranslator(translator, scorer, CHECKER.check).retranslations(Document(segments), flagged)
        assert [one and one.score for one in offered] == expected


def test_each_answer_goes_to_its_segment() -> None:
    sources = [f"В порт пришли {number} судна." for number in range(22, 25)]
    segments = [pair("21 ships came into the port.", source) for source in sources]
    segments[1:1] = [pair("Done.", "Готово.", final=True), pair("Nothing to say.", "")]
    translator = Translates({source: [f"{source[14:16]} ships came into the port."] for source in sources})
    retranslator = Retranslator(translator, Scores({}), Checker().check)
    flagged = (Flagged(number, ()) for number in range(len(segments)))
    offered = list(retranslator.retranslations(Document(segments), flagged))
    numbers = [one.text[:2] if one else None for one in offered]
    assert numbers == ["22", None, None, "23", "24"]
    assert translator.asked == sources


def test_what_was_cut_short_is_told() -> None:
    segment = pair("24 ships came.")
    retranslator = Retranslator(Translates({segment.source: [f"*{ONE}", ONE]}), None, CHECKER.check)
    assert retranslator.notice == ""
    assert list(retranslator.retranslations(Document([segment]), [Flagged(0, ())])) != [None]
    assert retranslator.notice == "translations cut short, and not offered: 1"
    assert retranslator.signature == "parrot|best of:4"
