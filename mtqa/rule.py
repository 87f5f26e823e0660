"""What a rule file imports: the rule, how it finds its fault, and the examples that prove it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from mtqa import expressions
from mtqa.reading import is_translated
from mtqa.segment import Document, Edit, Opinion, Segment, Severity


class Spot(NamedTuple):
    """A stretch of the target of a document's segment, by the segment's index."""

    segment: int
    start: int
    end: int


class Hit(NamedTuple):
    """Where a fault stands in the target, and what mends it.

    A fix given as a string replaces the stretch and is as safe as its rule says; an `Edit` stands anywhere in the same
    target and says for itself whether it is safe. `message` and `severity` stand in for those of the rule. `segment`
    and `related` are for rules that see the whole document; `in_source` are stretches of the segment's source,
    `lost` numbers of the document's lost paragraphs.
    """

    start: int
    end: int
    fix: str | Edit | None = None
    message: str = ""
    severity: Severity | None = None
    segment: int = 0
    related: tuple[Spot, ...] = ()
    in_source: tuple[tuple[int, int], ...] = ()
    lost: tuple[int, ...] = ()

    def for_all(self, others: Iterable["Hit"], message: str) -> "Hit":
        """One note on what the whole text does: this hit without its fix, and the others as related places."""
        related = tuple(Spot(hit.segment, hit.start, hit.end) for hit in others)
        return self._replace(fix=None, message=message, severity="note", related=related)


Finder = Callable[[Segment], Iterable[Hit]]
# Of many targets, folded by `mtqa.literals.fold`, in UTF-8, the indexes of those that need a second look.
Look = Callable[[Sequence[bytes]], Iterable[int]]
Judge = Callable[[re.Match[str], Segment], Hit | None]


@dataclass(frozen=True)
class Pattern:
    """A regular expression each match of which is a fault, or is one where `judge` returns a hit.

    `fix` is a replacement template as in `re.Match.expand`. The expression must take linear time; it is its own
    trigger (`mtqa.dispatch`).
    """

    expression: str
    fix: str | None = None
    judge: Judge | None = None
    flags: re.RegexFlag = re.NOFLAG

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return expressions.compiled(self.expression, self.flags)

    def __call__(self, segment: Segment) -> Iterator[Hit]:
        for match in self.compiled.finditer(segment.target):
            if self.judge is None:
                yield Hit(match.start(), match.end(), None if self.fix is None else match.expand(self.fix))
            elif hit := self.judge(match, segment):
                yield hit


@dataclass(frozen=True)
class Table:
    """Many finders that are one rule: `rows` gives those for a target and a source language, "" if unknown."""

    rows: Callable[[str, str], Iterable[Finder]]


@dataclass(frozen=True)
class Where:
    """A finder that is asked only of segments in which one of the expressions matches, as in all with the fault."""

    triggers: tuple[str, ...]
    find: Finder

    def __call__(self, segment: Segment) -> Iterable[Hit]:
        return self.find(segment)


@dataclass(frozen=True)
class If:
    """A finder that is asked only of segments whose target passes a first look; rules that share it look once."""

    look: Look
    find: Finder

    def __call__(self, segment: Segment) -> Iterable[Hit]:
        return self.find(segment)


@dataclass(frozen=True)
class Paired:
    """A finder that is asked only of segments that have a source."""

    find: Finder

    def __call__(self, segment: Segment) -> Iterable[Hit]:
        return self.find(segment)


@dataclass(frozen=True)
class Across:
    """A finder that has to see the whole document; its hits name their segment by index."""

    find: Callable[[Document], Iterable[Hit]]


class Between(Across):
    """The same, and it compares the document with its source: it is not asked where there is none."""


@dataclass(frozen=True)
class Opined:
    """A finder that has to see what models say of a segment; it is not asked where none was."""

    find: Callable[[Segment, Opinion], Iterable[Hit]]


class Bad(NamedTuple):
    """A text with the fault, exactly at `at` (its first occurrence), and the text after mending.

    Paragraphs are parted by blank lines. `fixed` is None where the rule offers no fix. `related` are the texts of the
    other places that the finding is about, `in_source` those of the places in the source. `opinion` is what models
    say of the first paragraph.
    """

    text: str
    at: str
    fixed: str | None = None
    lang: str = "en"
    source: str = ""
    source_lang: str = ""
    related: tuple[str, ...] = ()
    in_source: tuple[str, ...] = ()
    opinion: Opinion | None = None


class Good(NamedTuple):
    """A text that looks like the fault and in which no rule finds anything."""

    text: str
    lang: str = "en"
    source: str = ""
    source_lang: str = ""
    opinion: Opinion | None = None


class Missed(NamedTuple):
    """A text with the fault that the rule does not find yet: a known failure."""

    text: str
    lang: str = "en"
    source: str = ""
    source_lang: str = ""
    opinion: Opinion | None = None


Example = Bad | Good | Missed


@dataclass(frozen=True)
class Rule:
    """One fault: how it is found, what is said of it, and the examples that are its tests.

    `find` is a `Pattern`, a function of a segment, a `Table` of these, `Across` or `Between` with a function of the
    document, or `Opined` with one of a segment and what models say of it; by `Where`, `If` and `Paired` a function says
    of which segments it need not be asked. Where it is a frozen dataclass with `__call__`, its fields are the rule's
    options, and it is false while it can find nothing. `{found}` and `{fix}` in `message` stand for the text found and
    its replacement. `languages` are the target languages the rule speaks of, `source_languages` the source languages
    that leave the fault; empty means all. `extra` names the optional dependency without which the rule sees less,
    `example_options` are those with which the examples hold. The id is the file's name, the family its folder, the
    documentation its docstring.
    """

    find: Finder | Table | Across | Opined
    message: str
    examples: tuple[Example, ...]
    severity: Severity = "warning"
    languages: tuple[str, ...] = ()
    source_languages: tuple[str, ...] = ()
    safe: bool = True
    extra: str = ""
    example_options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    id: str = ""
    family: str = ""
    about: str = ""

    def speaks_of(self, target_lang: str, source_lang: str) -> bool:
        """Whether the rule is meant for these languages; a source language that is not known may be any."""
        return (not self.languages or target_lang in self.languages) and (
            not self.source_languages or not source_lang or source_lang in self.source_languages
        )

    def is_asked_of(self, document: Document) -> bool:
        """Whether one that has to see a whole document has to see this one."""
        has_source = bool(document.lost) or is_translated(document)
        return self.speaks_of(document.target_lang, document.source_lang) and (
            has_source or not isinstance(self.find, Between)
        )
