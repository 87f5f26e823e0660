"""A paragraph of the source that the translation does not have.

A page is cut off, a box is passed over, a request fails. The paragraphs of both texts are laid beside one another by
their lengths, numbers and names; the one before the gap is marked, or the first one. What stands in another place is
not lost, nor are lines of a page's furniture, single words and rows of asterisks.
"""

from collections.abc import Iterator

from mtqa.languages.furniture import is_line
from mtqa.rule import Bad, Between, Good, Hit, Missed, Rule
from mtqa.segment import Document
from mtqa.text import beginning

WORDS = 3


def _find(document: Document) -> Iterator[Hit]:
    for number, (lost, after) in enumerate(document.lost):
        words = [word for word in lost.source.split() if any(map(str.isalpha, word))]
        if len(words) < WORDS or is_line(lost.source, lost.source_lang) or not document.segments:
            continue
        where = "after" if after >= 0 else "before"
        message = f"“{beginning(lost.source)}” of the source is missing {where} this paragraph"
        end = len(document.segments[max(0, after)].target)
        yield Hit(0, end, message=message, segment=max(0, after), lost=(number,))


_SOURCE = (
    "Паром на Норду не ходит\n\nСудно Aurora не вышло из порта в понедельник из-за шторма.\n\n"
    "На причале остались 240 пассажиров, сообщила газета Norda Tidende.\n\n"
    "Капитан Финн Ларсен сказал, что ветер достигал 31 метра в секунду.\n\n"
    "Следующий рейс назначен на 7 часов утра."
)
_TARGET = (
    "The ferry to Norda does not run",
    "The ship Aurora did not leave port on Monday because of the storm.",
    "240 passengers were left on the pier, the paper Norda Tidende reported.",
    "Captain Finn Larsen said that the wind had reached 31 metres a second.",
    "The next crossing is set for 7 in the morning.",
)


def _without(number: int) -> str:
    return "\n\n".join((*_TARGET[:number], *_TARGET[number + 1 :]))


rule = Rule(
    find=Between(_find),
    message="a paragraph of the source is missing",
    examples=(
        Bad(
            _without(2),
            at="The ship Aurora did not leave port on Monday because of the storm.",
            source=_SOURCE,
            source_lang="ru",
            in_source=("На причале остались 240 пассажиров, сообщила газета Norda Tidende.",),
        ),
        Bad(
            _without(1),
            at="The ferry to Norda does not run",
            source=_SOURCE,
            source_lang="ru",
            in_source=("Судно Aurora не вышло из порта в понедельник из-за шторма.",),
        ),
        Bad(
            _without(0),
            at="The ship Aurora did not leave port on Monday because of the storm.",
            source=_SOURCE,
            source_lang="ru",
            in_source=("Паром на Норду не ходит",),
        ),
        Bad(
            _without(4),
            at="Captain Finn Larsen said that the wind had reached 31 metres a second.",
            source=_SOURCE,
            source_lang="ru",
            in_source=("Следующий рейс назначен на 7 часов утра.",),
        ),
        Good("\n\n".join(_TARGET), source=_SOURCE, source_lang="ru"),
        Good(f"{_TARGET[0]}\n\n{' '.join(_TARGET[1:])}", source=_SOURCE, source_lang="ru"),
        Good("\n\n".join((*_TARGET[1:], _TARGET[0])), source=_SOURCE, source_lang="ru"),
        Good("\n\n".join(_TARGET), source=_SOURCE.replace("\n\nС", "\n\n* * *\n\nС"), source_lang="ru"),
        Missed(
            f"{_TARGET[1]}\n\nThe whole town waited for news of the ferry all night.\n\n{_TARGET[4]}",
            source="Судно Aurora не вышло из порта в понедельник из-за шторма.\n\n"
            "Летом в городе откроют новую школу с бассейном.\n\nСледующий рейс назначен на 7 часов утра.",
            source_lang="ru",
        ),
    ),
)
