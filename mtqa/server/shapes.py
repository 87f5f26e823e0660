"""The shapes of LanguageTool's answers."""

from msgspec import Struct

from mtqa import __version__


class Software(Struct, rename="camel"):
    """What answers: a client may ask whether it is LanguageTool of a version that it knows."""

    name: str = "mtqa"
    version: str = __version__
    build_date: str = ""
    api_version: int = 1
    premium: bool = False
    status: str = ""


class Warnings(Struct, rename="camel", omit_defaults=True):
    """Whether something was left out, and why."""

    incomplete_results: bool
    incomplete_results_reason: str = ""


class DetectedLanguage(Struct):
    """The language that the text seems to be in, and how sure that is, from 0 to 1."""

    name: str
    code: str
    confidence: float
    source: str = "mtqa"


class Language(Struct, rename="camel"):
    """The language of the check."""

    name: str
    code: str
    detected_language: DetectedLanguage


class Listed(Struct, rename="camel"):
    """A language that can be asked for."""

    name: str
    code: str
    long_code: str


class Replacement(Struct):
    """What to put in place of a match."""

    value: str


class Context(Struct):
    """A match with what stands around it; `offset` and `length` are of the match, in this text."""

    text: str
    offset: int
    length: int


class Type(Struct, rename="camel"):
    """How grave it is: a note is a Hint."""

    type_name: str


class Category(Struct):
    """A family of rules."""

    id: str
    name: str


class RuleOf(Struct, rename="camel"):
    """The rule that a match is of; `issue_type` is a localization quality issue type of ITS 2.0."""

    id: str
    description: str
    issue_type: str
    category: Category


class Match(Struct, rename="camel"):
    """A finding; `offset` and `length` are UTF-16 code units of the text as it was sent, with markup."""

    message: str
    short_message: str
    replacements: list[Replacement]
    offset: int
    length: int
    context: Context
    sentence: str
    type: Type
    rule: RuleOf
    ignore_for_incomplete_sentence: bool = False
    context_for_sure_match: int = 0


class Checked(Struct, rename="camel"):
    """The answer to a check."""

    software: Software
    warnings: Warnings
    language: Language
    matches: list[Match]
    sentence_ranges: list[tuple[int, int]]


class Info(Struct):
    """The answer to the question what answers."""

    software: Software


class Parameter(Struct, rename="camel"):
    """The limits of the server: bytes of a request."""

    max_text_length: int


class RuleInfo(Struct, rename="camel"):
    """A rule that can be asked for."""

    rule_id: str
    description: str
    category_id: str
    category_name: str
    loc_quality_issue_type: str


class Configuration(Struct):
    """The rules for a language."""

    software: Software
    parameter: Parameter
    rules: list[RuleInfo]
