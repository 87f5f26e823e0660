"""The languages of a text, from the options or, where these leave it open, from the text itself."""

from collections import Counter
from collections.abc import Callable, Sequence

from mtqa.expressions import expression
from mtqa.formats import Options
from mtqa.languages.guess import guess, guess_source, told
from mtqa.segment import Segment

_TAG = expression(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
MOST_ROWS, STRIDE, RAREST = 200, 7_919, 0.05


def settled(options: Options, target: str, source: str = "") -> Options:
    """The options with both languages filled in, as ISO 639-1 codes; the source language stays "" if nothing tells."""
    target_lang = code(options.target_lang) or guess(target) or "en"
    source_lang = code(options.source_lang) or guess(source) or guess_source(target, target_lang)
    return options._replace(target_lang=target_lang, source_lang=source_lang)


def in_languages(segments: Sequence[Segment], options: Options) -> list[Segment]:
    """The segments with both languages, those that have no target language in that of the text, and numbered where
    they have no id or one that ends in a hyphen."""
    first = next((segment.target_lang for segment in segments if segment.target_lang), "")
    targets, sources = sample(len(segments), lambda at: segments[at])
    usual = settled(options._replace(target_lang=options.target_lang or first), targets, sources)
    return [
        segment._replace(
            target_lang=segment.target_lang or usual.target_lang,
            source_lang=segment.source_lang or usual.source_lang,
            id=segment.id if segment.id[-1:] not in ("", "-") else f"{segment.id}{number}",
        )
        for number, segment in enumerate(segments, start=1)
    ]


def is_tag(tag: str) -> bool:
    """Whether it has the form of a language tag such as “pt-BR” or “en_US”."""
    return _TAG.fullmatch(tag) is not None


def code(tag: str) -> str:
    """The language of a tag such as “pt-BR” or “en_US”, without script and region."""
    return tag.replace("_", "-").partition("-")[0].lower()


def sample(length: int, make: Callable[[int], Segment]) -> tuple[str, str]:
    """Targets and sources of some of so many segments, from all over the file, for `settled` to look at."""
    some = _some(length, make)
    return "\n".join(segment.target for segment in some), "\n".join(segment.source for segment in some)


def spoken(length: int, make: Callable[[int], Segment]) -> tuple[str, ...]:
    """The languages of the sources of so many segments, as far as some from all over the file tell; the commonest
    first."""
    found = Counter(told(segment.source) for segment in _some(length, make))
    found.pop("", None)
    return tuple(lang for lang, number in found.most_common() if number >= RAREST * found.total())


def _some(length: int, make: Callable[[int], Segment]) -> list[Segment]:
    """Some from all over the file, at no regular distance: rows may take turns."""
    return [make(at) for at in sorted({at * STRIDE % length for at in range(min(length, MOST_ROWS))})]
