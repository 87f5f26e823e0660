"""Translation and forced decoding by a real model, small enough to be trained in the run, on both engines."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from mtqa import Segment
from mtqa.models import Scorer, Translator, ctranslate, forced, opening
from mtqa.models.memory import RememberedTranslator
from tests import tiny
from tests.translating import ENGINES, cache, pair, unremembering, values

__all__ = ["cache"]


@pytest.fixture(scope="module", params=ENGINES)
def name(request: pytest.FixtureRequest, tiny_marian: Path) -> str:
    return f"{tiny_marian}:{request.param}"


@pytest.fixture(scope="module")
def translator(name: str) -> Translator:
    opened = opening.translator(name, "ru", "en")
    assert isinstance(opened, RememberedTranslator)
    return opened.inner


@pytest.fixture(scope="module")
def scorer(name: str) -> Scorer:
    return unremembering(name)


def test_it_translates_what_it_has_not_seen(translator: Translator) -> None:
    rows = tiny.held_out(100)
    made = translator.translations(row.source for row in rows)
    assert [best.text for [best] in made] == [row.target for row in rows]


def test_the_right_target_is_likelier_than_a_damaged_one(scorer: Scorer) -> None:
    rows = tiny.damaged(100)
    right = values(scorer, [pair(row.source, row.target) for row, _ in rows])
    for kind in ("negation", "number", "name"):
        wrong = values(scorer, [pair(row.source, damaged[kind]) for row, damaged in rows])
        assert sum(one > other for one, other in zip(right, wrong, strict=True)) >= 95


def test_the_least_likely_token_is_where_the_damage_is(scorer: Scorer) -> None:
    row, _ = tiny.damaged(1)[0]
    wrong = row.target.replace(str(row.year), "2017")
    [score] = scorer.scores([pair(row.source, wrong)])
    assert score
    start = wrong.index("2017")
    worst = min(score.tokens, key=lambda token: token.log_probability)
    assert start <= worst.start < worst.end <= start + 4
    assert all(one.end <= other.start for one, other in pairwise(score.tokens))
    assert "".join(wrong[token.start : token.end] for token in score.tokens) == wrong.replace(" ", "")


def test_sentences_are_translated_one_by_one_and_joined_as_they_stood(translator: Translator) -> None:
    first, second, third = tiny.held_out(3)
    [[best], none, [single]] = translator.translations(
        [f" {first.source}  {second.source}\n\n{third.source} ", " \n", third.source]
    )
    assert best.text == f"{first.target}  {second.target}\n\n{third.target}"
    assert (none, single.text) == ([], third.target)
    assert not best.truncated


def test_several_candidates_come_best_first(translator: Translator) -> None:
    first, second = tiny.held_out(2)
    [found] = translator.translations([f"{first.source} {second.source}"], count=5)
    assert found[0].text == f"{first.target} {second.target}"
    assert len({candidate.text for candidate in found}) == 5
    assert [one.log_probability for one in found] == sorted((one.log_probability for one in found), reverse=True)


def test_a_candidate_is_as_likely_as_forced_decoding_finds_it(translator: Translator, scorer: Scorer) -> None:
    row = tiny.held_out(1)[0]
    [found] = translator.translations([row.source], count=3)
    likely = values(scorer, [pair(row.source, candidate.text) for candidate in found])
    assert [candidate.log_probability for candidate in found] == pytest.approx(likely, abs=5e-3)


def test_both_engines_give_the_same_scores(tiny_marian: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tiny.damaged(20)
    targets = [(row.source, target) for row, wrong in rows for target in (row.target, *wrong.values())]
    pairs = [pair(*both) for both in targets]
    by_torch = values(opening.scorer(f"{tiny_marian}:torch"), pairs)
    assert values(opening.scorer(f"{tiny_marian}:ctranslate2"), pairs) == pytest.approx(by_torch, rel=0.05, abs=0.005)
    monkeypatch.setattr(ctranslate, "QUANTIZATION", "float32")
    monkeypatch.setenv("MTQA_CACHE", str(tmp_path))
    assert values(opening.scorer(f"{tiny_marian}:ctranslate2"), pairs) == pytest.approx(by_torch, abs=1e-4)


def test_a_batch_gives_what_single_ones_give(translator: Translator, scorer: Scorer) -> None:
    rows = [row for row, _ in tiny.damaged(5)] + tiny.held_out(5)
    pairs = [pair(row.source, row.target) for row in rows]
    single = [value for one in pairs for value in values(scorer, [one])]
    assert values(scorer, pairs) == pytest.approx(single, abs=5e-3)
    together = [best.text for [best] in translator.translations(row.source for row in rows)]
    assert together == [best.text for row in rows for [best] in translator.translations([row.source])]


def test_what_is_cut_short_is_told(translator: Translator, scorer: Scorer) -> None:
    row = tiny.held_out(1)[0]
    [[best]] = translator.translations(["не" * 200])
    assert best.truncated
    [cut, whole] = scorer.scores([pair(row.source, "no" * 200), pair(row.source, row.target)])
    assert cut
    assert whole
    assert (cut.truncated, whole.truncated) == (True, False)


def test_a_sentence_too_long_for_the_model_is_cut_at_its_clauses(tiny_marian: Path, tmp_path: Path) -> None:
    folder = tmp_path / "short"
    shutil.copytree(tiny_marian, folder)
    settings = folder / "tokenizer_config.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text("utf8")), "model_max_length": 24}), "utf8")
    rows = tiny.held_out(3)
    long = ", ".join(row.source.rstrip(".") for row in rows) + "."
    [[best]] = opening.translator(f"{folder}:torch", "ru", "en").translations([long])
    assert best.text == " ".join(row.target for row in rows)
    assert not best.truncated


def test_a_sentence_without_a_counterpart_goes_with_its_neighbour() -> None:
    first, second, third = tiny.held_out(3)
    source = f"{first.source} {second.source} {third.source}"
    whole = pair(source, f"{first.target} {second.target} {third.target}")
    lost = pair(source, f"{first.target} {third.target}")
    assert [len(forced.stretches(segment)) for segment in (whole, lost)] == [3, 2]
    for segment in (whole, lost):
        sources = [segment.source[start:end] for (start, end), _ in forced.stretches(segment)]
        targets = [segment.target[start:end] for _, (start, end) in forced.stretches(segment)]
        assert (" ".join(sources), " ".join(targets)) == (segment.source, segment.target)


def test_nothing_is_scored_without_both_sides(scorer: Scorer) -> None:
    assert list(scorer.scores([pair("", "One."), pair("Я.", " ")])) == [None, None]
    assert list(scorer.scores([Segment("Un.", "Я.", "fr", "ru")])) == [None]
    assert "ru>fr" in scorer.notice


def test_of_a_source_without_words_nothing_is_made(translator: Translator) -> None:
    row = tiny.held_out(1)[0]
    [none, [best]] = translator.translations(["\u200b", row.source])
    assert (none, best.text) == ([], row.target)
