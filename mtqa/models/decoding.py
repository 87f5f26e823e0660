"""A model that writes a translation token by token, whatever runs it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from mtqa.models.tokens import Coded, Tokenizer


class Written(NamedTuple):
    """The tokens of a translation, the mean natural logarithm of their probability, and whether it came to its end."""

    ids: list[int]
    log_probability: float
    ended: bool


class Pair(NamedTuple):
    source: Coded
    target: Coded

    @property
    def size(self) -> int:
        return max(len(self.source.ids), len(self.target.ids))


class Decoder(Protocol):
    """`most` is how many tokens of a text it reads or writes, `batch` how many it should be given at a time; `notice`
    is what the user should know of how it runs."""

    @property
    def signature(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def tokenizer(self) -> Tokenizer: ...
    @property
    def most(self) -> int: ...
    @property
    def batch(self) -> int: ...
    def write(self, sources: Sequence[Coded], before: list[int], beams: int, count: int) -> list[list[Written]]:
        """For each source the `count` likeliest translations that `beams` beams find, the likeliest first.

        They begin with the tokens `before`, which are not among theirs.
        """

    def force(self, pairs: Sequence[Pair]) -> list[list[float]]:
        """For each pair the logarithms of the probability of the target's tokens, but for those before it."""
