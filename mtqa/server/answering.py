"""What each address answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from io import StringIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec
from msgspec import DecodeError, Struct, ValidationError

from mtqa import formats, gate, reports, rules
from mtqa.config import Config
from mtqa.errors import CannotRun, guarded
from mtqa.formats.spoken import in_languages
from mtqa.formats.text import cut
from mtqa.rule import Rule
from mtqa.segment import Checked, Document, Finding, Segment
from mtqa.server import languagetool as lt
from mtqa.server import shapes
from mtqa.server.languages import known
from mtqa.server.messages import Answer, Refused, Request, refusal
from mtqa.texts import Settings

JSON, HTML, PLAIN = "application/json", "text/html", "text/plain"
FORM = "application/x-www-form-urlencoded"
# Pairs of languages that a checker is kept for; each takes memory.
PAIRS = 8
# Bytes of an answer: one that a client is slow to take stays in memory.
LONGEST = 4_000_000


class Pair(Struct, forbid_unknown_fields=True):
    """A segment: its translation, and its source where there is one."""

    target: str
    source: str = ""
    id: str = ""


class Asked(Struct, forbid_unknown_fields=True):
    """What to check: a text with its source, if any, or segments; and by which rules, by id or family.

    A language that is left out is guessed. No `select` means every rule. The report calls the text by its `name`.
    """

    text: str | None = None
    source: str | None = None
    segments: list[Pair] | None = None
    target_lang: str = ""
    source_lang: str = ""
    select: list[str] = []
    ignore: list[str] = []
    name: str = "text"


class Answering:
    """Answers requests by the settings of the working folder and these flags, in whatever process."""

    def __init__(self, flags: Mapping[str, Any], most: int) -> None:
        self._flags, self._most = flags, most
        self._pairs = set[tuple[str, str]]()

    def __reduce__(self) -> tuple[Any, ...]:
        return Answering, (self._flags, self._most)

    def __call__(self, request: Request) -> Answer:
        try:
            with guarded(request.path, "the answer"):
                answer = ADDRESSES[request.path].answer(self, request)
        except Refused as error:
            return refusal(400, error)
        except CannotRun as error:
            return refusal(500, error)
        if len(answer.body) > LONGEST:
            return refusal(413, f"too much is found to tell it in {LONGEST:,} bytes; send a shorter text")
        return answer

    @cached_property
    def config(self) -> Config:
        """The settings; the checker is made once."""
        return Settings(self._flags).here

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in rules.load()}

    def _found(self, document: Document) -> tuple[list[Finding], list[str]]:
        """What is found in a document, and what went wrong. A checker that has seen too many languages is made anew."""
        self._pairs.add((document.target_lang, document.source_lang))
        if len(self._pairs) > PAIRS:
            self._pairs = {(document.target_lang, document.source_lang)}
            del self.config
        checker = self.config.checker
        checker.failures.clear()
        findings = checker.check(document)
        return findings, list(map(str, checker.failures.values()))

    def languages(self, _request: Request) -> Answer:
        return _json(lt.listed())

    def info(self, _request: Request) -> Answer:
        return _json(shapes.Info(shapes.Software()))

    def longest(self, _request: Request) -> Answer:
        return Answer(200, PLAIN, str(self._most).encode())

    def configuration(self, request: Request) -> Answer:
        """The rules that speak of a language."""
        fields = _fields(request)
        if not fields.get("language"):
            raise Refused("'language' is missing")
        chosen = rules.choose(self.config.select, self.config.ignore)
        lang = known(fields["language"])
        said = [lt.rule_of(rule) for rule in chosen if rule.speaks_of(lang, "")]
        listed = [
            shapes.RuleInfo(rule.id, rule.description, rule.category.id, rule.category.name, rule.issue_type)
            for rule in said
        ]
        return _json(shapes.Configuration(shapes.Software(), shapes.Parameter(self._most), listed))

    def matches(self, request: Request) -> Answer:
        """LanguageTool's check."""
        fields = _fields(request)
        text, choice = lt.annotated(fields), lt.choice(fields)
        language = lt.language(fields, text.plain)
        source_lang = known(fields.get("motherTongue", "")) or self.config.source_lang
        lang = known(language.code)
        document = cut(text.plain, formats.Options(lang, source_lang, self.config.segments))
        findings, failures = self._found(document)
        writer = lt.Writer(text, lang, self._rules)
        warnings = shapes.Warnings(bool(failures), "; ".join(failures))
        matches = [writer.match(finding) for finding in findings if choice.takes(finding)]
        return _json(shapes.Checked(shapes.Software(), warnings, language, matches, writer.sentence_ranges))

    def findings(self, request: Request) -> Answer:
        return self._report(request, "json", JSON)

    def page(self, request: Request) -> Answer:
        return self._report(request, "html", HTML)

    def _report(self, request: Request, name: str, media_type: str) -> Answer:
        """A report of what is found in the text or the segments of a request."""
        asked = _asked(request.body)
        chosen, document = _chosen(asked), self._document(asked)
        findings, failures = self._found(document)
        kept = [finding for finding in findings if finding.rule in chosen]
        checked = Checked(document, kept, gate.passes(kept, self.config.fail_on))
        out = StringIO()
        reports.report(name)([checked], out, self.config.gate._replace(unread=failures))
        return Answer(200, media_type, out.getvalue().encode(errors="backslashreplace"))

    def _document(self, asked: Asked) -> Document:
        target_lang = known(asked.target_lang) or self.config.target_lang
        source_lang = known(asked.source_lang) or self.config.source_lang
        options = formats.Options(target_lang, source_lang, self.config.segments)
        if asked.segments is not None:
            document = _of_segments(asked.segments, options)
        else:
            document = cut(asked.text or "", options)
        if asked.source:
            from mtqa.alignment import paired  # noqa: PLC0415 – most texts have no source

            document = paired(document, cut(asked.source, formats.Options(source_lang)))
        return replace(document, path=asked.name or "text")


def _of_segments(pairs: list[Pair], options: formats.Options) -> Document:
    """The segments as a document, in which each one begins on a line of its own."""
    segments, at = list[Segment](), 0
    for pair in pairs:
        segments.append(Segment(pair.target, pair.source, "", "", pair.id, ((0, at),)))
        at += len(pair.target) + 1
    return Document(in_languages(segments, options), content="\n".join(pair.target for pair in pairs))


def _asked(body: bytes) -> Asked:
    try:
        asked = msgspec.json.decode(body, type=Asked)
    except (DecodeError, ValidationError, RecursionError) as error:
        raise Refused(f"the body is not the JSON that is wanted: {error}") from error
    if (asked.text is None) == (asked.segments is None):
        raise Refused("the body wants either 'text' or 'segments'")
    if asked.source is not None and asked.text is None:
        raise Refused("'source' goes with 'text'; a segment has a source of its own")
    return asked


def _chosen(asked: Asked) -> set[str]:
    try:
        return {rule.id for rule in rules.choose(asked.select, asked.ignore)}
    except CannotRun as error:
        raise Refused(error) from error


def _fields(request: Request) -> dict[str, str]:
    """The fields of a form, and those of the query."""
    try:
        form = request.body.decode()
        return dict(parse_qsl(f"{form}&{request.query}", keep_blank_values=True, errors="strict"))
    except ValueError as error:
        raise Refused("the form is not UTF-8") from error


def _json(value: object) -> Answer:
    return Answer(200, JSON, msgspec.json.encode(value))


class Address(NamedTuple):
    """What answers at a path, by which methods, and the media type of what is posted."""

    answer: Callable[[Answering, Request], Answer]
    methods: tuple[str, ...] = ("GET",)
    body: str = ""


ADDRESSES: Mapping[str, Address] = {
    "/v2/check": Address(Answering.matches, ("GET", "POST"), FORM),
    "/v2/languages": Address(Answering.languages),
    "/v2/info": Address(Answering.info),
    "/v2/maxtextlength": Address(Answering.longest),
    "/v2/configinfo": Address(Answering.configuration),
    "/check": Address(Answering.findings, ("POST",), JSON),
    "/report": Address(Answering.page, ("POST",), JSON),
}
