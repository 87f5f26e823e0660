"""The protocol of LanguageTool's server: what is asked in form fields, and how it is answered.

LanguageTool counts UTF-16 code units: a character beyond U+FFFF is two. Ids of rules are ours, categories families.
"""

from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import DecodeError, Struct, ValidationError, json

from mtqa.languages.sentences import sentences
from mtqa.rule import Rule
from mtqa.segment import Anchors, Finding, Segment
from mtqa.server import languages
from mtqa.server.messages import Refused
from mtqa.server.shapes import Category, Context, DetectedLanguage, Language, Listed, Match, Replacement, RuleOf, Type
from mtqa.taxonomy import kind

# Characters of context on each side of a match.
CONTEXT = 40
# How sure one can be at least of a language that was told.
CONFIDENCE = 0.8


class Piece(Struct, forbid_unknown_fields=True, rename="camel"):
    """A stretch of text, or of markup and what it is to be read as."""

    text: str | None = None
    markup: str | None = None
    interpret_as: str | None = None


class Data(Struct, rename="camel"):
    """A text in pieces, or in one."""

    text: str | None = None
    annotation: list[Piece] | None = None


class Annotated(NamedTuple):
    """A text to check, the text that it was sent in, and where in this it stands."""

    plain: str
    sent: str
    anchors: Anchors = ((0, 0),)


class Choice(NamedTuple):
    """Which findings are wanted, by ids of rules and categories."""

    enabled: frozenset[str]
    disabled: frozenset[str]
    only: bool
    picky: bool

    def takes(self, finding: Finding) -> bool:
        """Whether the finding is wanted: a note is where LanguageTool would be picky."""
        names = {finding.rule, finding.family}
        if names & self.enabled:
            return finding.rule not in self.disabled
        return not (self.only or names & self.disabled or (finding.severity == "note" and not self.picky))


def choice(fields: Mapping[str, str]) -> Choice:
    """Which findings the fields ask for."""
    enabled = _names(fields, "enabledRules") | _names(fields, "enabledCategories")
    disabled = _names(fields, "disabledRules") | _names(fields, "disabledCategories")
    level = fields.get("level", "default")
    if level not in ("default", "picky"):
        raise Refused("'level' is 'default' or 'picky'")
    only = fields.get("enabledOnly", "false")
    if only not in ("true", "false", "yes", "no"):
        raise Refused("'enabledOnly' is 'true' or 'false'")
    is_only = only in ("true", "yes")
    if is_only and disabled:
        raise Refused("'enabledOnly' takes no disabled rules or categories beside it")
    if is_only and not enabled:
        raise Refused("'enabledOnly' wants 'enabledRules' or 'enabledCategories' beside it")
    return Choice(enabled, disabled, is_only, level == "picky")


def _names(fields: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(filter(None, (part.strip() for part in fields.get(name, "").split(","))))


def annotated(fields: Mapping[str, str]) -> Annotated:
    """The text of a check, from the field `text` or `data`."""
    if ("text" in fields) == ("data" in fields):
        raise Refused("set either 'text' or 'data'")
    if "text" in fields:
        return Annotated(fields["text"], fields["text"])
    try:
        data = json.decode(fields["data"], type=Data)
    except (DecodeError, ValidationError, RecursionError) as error:
        raise Refused(f"'data' is not the JSON that is wanted: {error}") from error
    if (data.text is None) == (data.annotation is None):
        raise Refused("'data' wants either 'text' or 'annotation'")
    return _joined(data.annotation or [Piece(data.text)])


def _joined(pieces: list[Piece]) -> Annotated:
    plain, sent, anchors = list[str](), list[str](), [(0, 0)]
    here = there = 0
    for piece in pieces:
        if (piece.text is None) == (piece.markup is None) or (
            piece.text is not None and piece.interpret_as is not None
        ):
            raise Refused("a piece of 'annotation' has either 'text', or 'markup' and perhaps 'interpretAs'")
        read = piece.text if piece.text is not None else piece.interpret_as or ""
        anchors.append((here, there))
        plain.append(read)
        sent.append(piece.text if piece.text is not None else piece.markup or "")
        here, there = here + len(read), there + len(sent[-1])
        anchors.append((here, there))
    return Annotated("".join(plain), "".join(sent), tuple(anchors))


def language(fields: Mapping[str, str], text: str) -> Language:
    """The language of the check, as the field says it, or told by the text."""
    tag = fields.get("language", "")
    variants = [part.strip() for part in fields.get("preferredVariants", "").split(",") if part.strip()]
    if not tag:
        raise Refused("'language' is missing, such as language=en-US, or language=auto")
    if variants and tag != "auto":
        raise Refused("'preferredVariants' is for language=auto")
    for each in (*variants, *([tag] if tag != "auto" else [])):
        languages.known(each)
    told = languages.detected(text, variants)
    code = (told or "en") if tag == "auto" else tag
    seems = told or code
    confidence = CONFIDENCE if told else 0.0
    return Language(languages.name(code), code, DetectedLanguage(languages.name(seems), seems, confidence))


class Writer:
    """Writes findings in a text as matches."""

    def __init__(self, text: Annotated, lang: str, rules: Mapping[str, Rule]) -> None:
        self._text, self._rules = text, rules
        self._whole = Segment(text.plain, anchors=text.anchors)
        self._wide = [at for at, letter in enumerate(text.sent) if letter > "\uffff"]
        self._sentences = sentences(text.plain, lang)
        self._starts = [start for start, _ in self._sentences]

    @property
    def sentence_ranges(self) -> list[tuple[int, int]]:
        """Where the sentences stand."""
        spans = (self._whole.span(*stretch) for stretch in self._sentences)
        return [(self._units(start), self._units(end)) for start, end in spans]

    def match(self, finding: Finding) -> Match:
        """A finding. Where its fix stands beside what was found, the match goes over both."""
        fix, target = finding.fix, finding.segment.target
        at = finding.start, finding.end
        values = list[Replacement]()
        if fix:
            at = min(at[0], fix.start), max(at[1], fix.end)
            values = [Replacement(target[at[0] : fix.start] + fix.text + target[fix.end : at[1]])]
        plain = finding.segment.span(*at)
        start, end = self._whole.span(*plain)
        return Match(
            finding.message,
            finding.rule.replace("-", " ").capitalize(),
            values,
            self._units(start),
            self._units(end) - self._units(start),
            self._context(start, end),
            self._sentence(plain[0]),
            Type("Hint" if finding.severity == "note" else "Other"),
            rule_of(self._rules[finding.rule]),
        )

    def _units(self, offset: int) -> int:
        """An offset in the text as it was sent, in UTF-16 code units."""
        return offset + bisect_left(self._wide, offset)

    def _context(self, start: int, end: int) -> Context:
        sent = self._text.sent
        first, last = max(0, start - CONTEXT), min(len(sent), end + CONTEXT)
        before, after = "..." * (first > 0), "..." * (last < len(sent))
        text = f"{before}{sent[first:last]}{after}".replace("\n", " ")
        offset = len(before) + self._units(start) - self._units(first)
        return Context(text, offset, self._units(end) - self._units(start))

    def _sentence(self, offset: int) -> str:
        number = max(0, bisect_left(self._starts, offset + 1) - 1)
        return self._text.plain[slice(*self._sentences[number])] if self._sentences else ""


def rule_of(rule: Rule) -> RuleOf:
    """A rule as a match has it."""
    about = rule.about.splitlines()[0].rstrip(".")
    return RuleOf(rule.id, about, kind(rule.id, rule.family).its, Category(rule.family, rule.family.capitalize()))


def listed() -> list[Listed]:
    """The languages that can be asked for."""
    return [Listed(name, tag.partition("-")[0], tag) for tag, name in languages.NAMES.items()]
