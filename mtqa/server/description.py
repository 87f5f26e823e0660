"""The OpenAPI description, with the shapes from the code that reads and writes them."""

import json
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from mtqa import __version__
from mtqa.segment import Severity
from mtqa.server import shapes
from mtqa.server.answering import Asked

REF = "#/components/schemas/{name}"


class Fix(Struct):
    """What to put in place of which stretch of the segment's target."""

    start: int
    end: int
    text: str
    safe: bool


class Place(Struct, omit_defaults=True):
    """A stretch of the text; line 0 says that it is no line's."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Finding(Struct):
    """A fault: `start` and `end` are code points of the segment's target."""

    path: str
    segment: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    rule: str
    family: str
    severity: Severity
    message: str
    text: str
    fix: Fix | None
    related: list[Place]
    score: None
    fingerprint: str


class Number(Struct):
    """What was found by the rules of a family, and its penalty points for each 1,000 words."""

    findings: int
    penalty: float


class Fixes(Struct):
    """How many findings can be mended."""

    safe: int
    unsafe: int


class Summary(Struct):
    """What the findings add up to, and whether the text may pass."""

    files: int
    faulty: int
    words: int
    penalty: float
    severities: dict[Severity, int]
    families: dict[str, Number]
    fixes: Fixes
    scores: None
    unread: list[str]
    passes: bool
    reasons: list[str]


class Report(Struct):
    """The report `json`."""

    mtqa: str
    findings: list[Finding]
    summary: Summary


TEXT = {"type": "string"}
TAG = {"type": "string", "examples": ["en-US"]}
FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "text": (TEXT, "The text; either this or `data`."),
    "data": (TEXT, 'The text in pieces, as JSON: `{"annotation": [{"text": …}, {"markup": …, "interpretAs": …}]}`.'),
    "language": (
        {"type": "string", "examples": ["auto", "en-US"]},
        "The language of the text, such as en-US, or auto.",
    ),
    "motherTongue": (TAG, "The language that the text was translated from."),
    "preferredVariants": (TEXT, "For auto: variants to choose from, with commas, such as en-GB,pt-BR."),
    "enabledRules": (TEXT, "Ids of rules, with commas."),
    "disabledRules": (TEXT, "Ids of rules, with commas."),
    "enabledCategories": (TEXT, "Families of rules, with commas."),
    "disabledCategories": (TEXT, "Families of rules, with commas."),
    "enabledOnly": ({"enum": ["true", "false", "yes", "no"]}, "Whether nothing but what is enabled counts."),
    "level": ({"enum": ["default", "picky"]}, "picky tells notes too."),
}
ERRORS = {
    "400": "The request is not as it should be.",
    "408": "The body did not come in time.",
    "413": "The body is too long, or its answer would be.",
    "415": "The body is of another media type.",
    "500": "The process that worked on it ended, or a rule failed.",
    "503": "There are too many requests at a time, or this one took too long.",
}
PLAIN, HTML = {"text/plain": {"schema": TEXT}}, {"text/html": {"schema": TEXT}}


@cache
def described() -> bytes:
    """The description, as JSON."""
    types = (Asked, Report, shapes.Checked, shapes.Info, shapes.Configuration, list[shapes.Listed])
    (asked, report, *answers), components = msgspec.json.schema_components(types, ref_template=REF)
    checked, info, configuration, listed = map(_json, answers)
    query = [{"name": "language", "in": "query", "required": True, "schema": TAG}]
    paths = {
        "/v2/check": {
            "get": _operation("Check a text, as LanguageTool does", checked, parameters=_parameters()),
            "post": _operation("Check a text, as LanguageTool does", checked, requestBody=_form()),
        },
        "/v2/languages": {"get": _operation("List the languages known by name", listed)},
        "/v2/info": {"get": _operation("Tell what answers", info)},
        "/v2/maxtextlength": {"get": _operation("Tell how many bytes a request may have", PLAIN)},
        "/v2/configinfo": {"get": _operation("List the rules for a language", configuration, parameters=query)},
        "/v2/healthcheck": {"get": _operation("Tell whether there is room for a request", PLAIN)},
        "/check": {"post": _operation("Check a text; the report as JSON", _json(report), requestBody=_body(asked))},
        "/report": {"post": _operation("Check a text; the report as a page", HTML, requestBody=_body(asked))},
    }
    info_of = {"title": "mtqa", "version": __version__}
    whole = {"openapi": "3.1.0", "info": info_of, "paths": paths, "components": {"schemas": components}}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _operation(summary: str, content: dict[str, Any], **given: Any) -> dict[str, Any]:
    """An operation; errors are those that it can come to."""
    errors = {code: {"description": said, "content": PLAIN} for code, said in ERRORS.items()}
    return {"summary": summary, **given, "responses": {"200": {"description": "Done", "content": content}, **errors}}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": _json(schema)}


def _parameters() -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": name == "language", "schema": schema, "description": said}
        for name, (schema, said) in FIELDS.items()
    ]


def _form() -> dict[str, Any]:
    fields = {name: {**schema, "description": said} for name, (schema, said) in FIELDS.items()}
    schema = {"type": "object", "properties": fields, "required": ["language"]}
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}
