"""How likely a model finds the words of a target: its tokens, which may be pieces of words, put together."""

from collections.abc import Iterable, Iterator

from mtqa.expressions import expression
from mtqa.segment import Token
from mtqa.text import UNSPACED

_WORD = expression(r"\w+")
LIKELY = -0.3


def words(target: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """The words, each as likely as the least likely of its tokens. Marks are left out; where a script has no spaces, a
    token is a word."""
    word: Token | None = None
    for token in tokens:
        letters = _WORD.search(target, token.start, token.end)
        if not letters:
            continue
        start, end, log_probability = letters.start(), token.end, token.log_probability
        if word and word.end == start and target[start - 1].isalnum() and not UNSPACED.match(target, start):
            word = Token(word.start, end, min(word.log_probability, log_probability))
            continue
        if word:
            yield _trimmed(target, word)
        word = Token(start, end, log_probability)
    if word:
        yield _trimmed(target, word)


def _trimmed(target: str, word: Token) -> Token:
    """The word without the marks and spaces at its end."""
    end = word.end
    while not target[end - 1].isalnum():
        end -= 1
    return word._replace(end=end)


def tokens(target: str, unlikely: dict[str, float], likely: float = LIKELY) -> tuple[Token, ...]:
    """The words of a target as tokens, for examples: those named as likely as said."""
    return tuple(Token(*word.span(), unlikely.get(word[0], likely)) for word in _WORD.finditer(target))
