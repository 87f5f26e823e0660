"""The server: what it answers, what it refuses, and that clients of LanguageTool are content with it."""

import json
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from subprocess import Popen
from typing import Any
from urllib.parse import urlencode

import pytest
from language_tool_python import LanguageTool

from mtqa.checker import Checker
from mtqa.config import Config
from mtqa.rule import Hit
from mtqa.rules import choose, load
from mtqa.segment import Segment
from mtqa.server.answering import Answering
from mtqa.server.messages import Answer, Request
from tests.shell import Shell

FAULTY = "The bridge 🚢 was opened in May 2019 of the year. It leads to the the port."


@pytest.fixture(scope="module")
def answering() -> Answering:
    return Answering({}, 1_000_000)


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


def checked(answering: Answering, **fields: str) -> Any:
    """LanguageTool's answer to a form."""
    return said(answering(Request("/v2/check", "", form(**fields))))


def said(answer: Answer) -> Any:
    assert (answer.status, answer.media_type) == (200, "application/json"), answer.body
    return json.loads(answer.body)


def found(answer: Any) -> list[tuple[str, int, int]]:
    return [(match["rule"]["id"], match["offset"], match["length"]) for match in answer["matches"]]


def refused(answer: Answer) -> str:
    assert (answer.status, answer.media_type) == (400, "text/plain"), answer.body
    return answer.body.decode()


def test_a_check_is_answered_as_languagetool_does(answering: Answering) -> None:
    assert checked(
        answering, text=f"{FAULTY}\nIt is fine.", language="en-GB", enabledRules="year-said-twice", enabledOnly="true"
    ) == {
        "software": {
            "name": "mtqa",
            "version": "0.1.0",
            "buildDate": "",
            "apiVersion": 1,
            "premium": False,
            "status": "",
        },
        "warnings": {"incompleteResults": False},
        "language": {
            "name": "English (GB)",
            "code": "en-GB",
            "detectedLanguage": {"name": "English", "code": "en", "confidence": 0.8, "source": "mtqa"},
        },
        "matches": [
            {
                "message": "“2019 of the year” says the year twice",
                "shortMessage": "Year said twice",
                "replacements": [{"value": "2019"}],
                "offset": 32,
                "length": 16,
                "context": {
                    "text": "The bridge 🚢 was opened in May 2019 of the year. It leads to the the port. It is fine.",
                    "offset": 32,
                    "length": 16,
                },
                "sentence": "The bridge 🚢 was opened in May 2019 of the year.",
                "type": {"typeName": "Other"},
                "rule": {
                    "id": "year-said-twice",
                    "description": "A year that says so twice: “October 2017 of the year”, “in the year 2015 year”",
                    "issueType": "numbers",
                    "category": {"id": "dates", "name": "Dates"},
                },
                "ignoreForIncompleteSentence": False,
                "contextForSureMatch": 0,
            }
        ],
        "sentenceRanges": [[0, 49], [50, 75], [76, 87]],
    }


def test_offsets_count_utf_16_code_units_of_the_text_with_its_markup(answering: Answering) -> None:
    pieces = [
        {"markup": "<p>"},
        {"text": "It was 🚢 in May 2019 of "},
        {"markup": "<b>"},
        {"text": "the year"},
        {"markup": "</b>"},
        {"text": "."},
        {"markup": "<br>", "interpretAs": "\n\n"},
        {"text": "It leads to the the port."},
    ]
    sent = "".join(piece.get("text", piece.get("markup", "")) for piece in pieces).encode("utf-16-le")
    matches = checked(answering, data=json.dumps({"annotation": pieces}), language="en")["matches"]
    stretches = [
        sent[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le") for match in matches
    ]
    assert stretches == ["2019 of <b>the year", "the the"]
    for match, stretch in zip(matches, stretches, strict=True):
        around, at, length = match["context"].values()
        assert around.encode("utf-16-le")[2 * at : 2 * (at + length)].decode("utf-16-le") == stretch


def test_a_fix_beside_what_was_found_widens_the_match(answering: Answering) -> None:
    text = "The ferry sails at 25:10 on May 5th, 2019 year."
    for match in checked(answering, text=text, language="en", level="picky")["matches"]:
        assert match["length"] > 0
        assert text[match["offset"] :].startswith(
            match["context"]["text"][match["context"]["offset"] :][: match["length"]]
        )


def test_the_language_is_told_by_the_text(answering: Answering) -> None:
    russian = "Паром следовал из порта в порт, и никто не знал, когда он придёт."
    seems = {"name": "Russian", "code": "ru", "confidence": 0.8, "source": "mtqa"}
    assert checked(answering, text=russian, language="auto")["language"] == {
        "name": "Russian",
        "code": "ru",
        "detectedLanguage": seems,
    }
    assert checked(answering, text=russian, language="de-CH")["language"] == {
        "name": "German (Swiss)",
        "code": "de-CH",
        "detectedLanguage": seems,
    }
    chosen = checked(answering, text=FAULTY, language="auto", preferredVariants="de-AT, en-NZ")["language"]
    assert (chosen["code"], chosen["name"]) == ("en-NZ", "English (New Zealand)")
    assert checked(answering, text="1", language="auto")["language"]["detectedLanguage"]["confidence"] == 0


YEAR, WORD = ("year-said-twice", 32, 16), ("doubled-word", 62, 7)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [YEAR, WORD]),
        ({"disabledRules": "year-said-twice,WHITESPACE_RULE"}, [WORD]),
        ({"disabledCategories": "repetition"}, [YEAR]),
        ({"disabledCategories": "repetition", "enabledRules": "doubled-word"}, [YEAR, WORD]),
        ({"enabledRules": "doubled-word", "enabledOnly": "true"}, [WORD]),
        ({"enabledCategories": "dates", "enabledOnly": "true"}, [YEAR]),
        ({"enabledRules": "doubled-word"}, [YEAR, WORD]),
    ],
)
def test_rules_and_categories_are_chosen(
    answering: Answering, fields: dict[str, str], expected: list[tuple[str, int, int]]
) -> None:
    assert found(checked(answering, text=FAULTY, language="en", **fields)) == expected


def test_notes_are_hints_for_who_is_picky(answering: Answering) -> None:
    noted = {"text": "He said «yes» to the plan.", "language": "en"}
    assert found(checked(answering, **noted)) == []
    [match] = checked(answering, **noted, level="picky")["matches"]
    assert match["type"] == {"typeName": "Hint"}
    rule = match["rule"]["id"]
    assert [name for name, _, _ in found(checked(answering, **noted, enabledRules=rule))] == [rule]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"language": "en"}, "Error: set either 'text' or 'data'"),
        ({"language": "en", "text": "a", "data": "{}"}, "Error: set either 'text' or 'data'"),
        ({"text": "a"}, "Error: 'language' is missing, such as language=en-US, or language=auto"),
        ({"text": "a", "language": "xx-US"}, "Error: 'xx-US' is not the code of a language known here; known are am,"),
        ({"text": "a", "language": "en", "motherTongue": "q"}, "Error: 'q' is not the code of a language known here;"),
        (
            {"text": "a", "language": "en", "preferredVariants": "en-GB"},
            "Error: 'preferredVariants' is for language=auto",
        ),
        ({"text": "a", "language": "en", "level": "high"}, "Error: 'level' is 'default' or 'picky'"),
        ({"text": "a", "language": "en", "enabledOnly": "1"}, "Error: 'enabledOnly' is 'true' or 'false'"),
        ({"text": "a", "language": "en", "enabledOnly": "true"}, "Error: 'enabledOnly' wants 'enabledRules' or"),
        (
            {"text": "a", "language": "en", "enabledOnly": "true", "enabledRules": "a", "disabledRules": "b"},
            "Error: 'enabledOnly' takes no disabled rules or categories beside it",
        ),
        ({"language": "en", "data": "{"}, "Error: 'data' is not the JSON that is wanted: "),
        ({"language": "en", "data": "[" * 100_000}, "Error: 'data' is not the JSON that is wanted: "),
        ({"language": "en", "data": "{}"}, "Error: 'data' wants either 'text' or 'annotation'"),
        ({"language": "en", "data": '{"annotation": [{}]}'}, "Error: a piece of 'annotation' has either 'text', or"),
        (
            {"language": "en", "data": '{"annotation": [{"text": "a", "interpretAs": "b"}]}'},
            "Error: a piece of 'annotation'",
        ),
    ],
)
def test_what_is_wrong_in_a_form_is_told(answering: Answering, fields: dict[str, str], told: str) -> None:
    assert refused(answering(Request("/v2/check", "", form(**fields)))).startswith(told)


def test_a_form_is_utf_8(answering: Answering) -> None:
    for body, query in ((b"text=\xff&language=en", ""), (b"", "text=%FF&language=en")):
        assert refused(answering(Request("/v2/check", query, body))) == "Error: the form is not UTF-8"


def test_languages_and_rules_are_listed(answering: Answering) -> None:
    languages = said(answering(Request("/v2/languages")))
    assert {"name": "English (US)", "code": "en", "longCode": "en-US"} in languages
    assert len(languages) == len({language["longCode"] for language in languages}) > 60
    rules = said(answering(Request("/v2/configinfo", "language=en-US")))
    assert rules["parameter"] == {"maxTextLength": 1_000_000}
    [rule] = [rule for rule in rules["rules"] if rule["ruleId"] == "year-said-twice"]
    assert (rule["categoryId"], rule["locQualityIssueType"]) == ("dates", "numbers")
    german = said(answering(Request("/v2/configinfo", "language=de")))["rules"]
    assert "year-said-twice" not in {rule["ruleId"] for rule in german}
    assert answering(Request("/v2/maxtextlength")).body == b"1000000"
    assert said(answering(Request("/v2/info"))) == {"software": checked(answering, text="", language="en")["software"]}
    assert refused(answering(Request("/v2/configinfo"))) == "Error: 'language' is missing"


def asked(answering: Answering, path: str = "/check", **fields: Any) -> Answer:
    return answering(Request(path, "", json.dumps(fields).encode()))


def test_a_report_is_that_of_the_command(answering: Answering, mtqa: Shell) -> None:
    mtqa.write("a.txt", FAULTY)
    run = mtqa("check", "a.txt", "-o", "json", "--ignore", "dates", "--no-cache")
    answer = asked(answering, text=FAULTY, ignore=["dates"], name="a.txt")
    assert (answer.status, answer.media_type, answer.body) == (200, "application/json", run.stdout)
    page = asked(answering, "/report", text=FAULTY, ignore=["dates"], name="a.txt")
    run = mtqa("check", "a.txt", "-o", "html", "--ignore", "dates", "--no-cache")
    assert (page.status, page.media_type, page.body) == (200, "text/html", run.stdout)


def test_segments_and_sources_are_checked(answering: Answering) -> None:
    pairs = [{"target": "All is well.", "id": "a"}, {"target": "It has 18 rooms.", "source": "В нём 19 комнат."}]
    answer = said(asked(answering, segments=pairs, select=["numbers"]))
    [finding] = answer["findings"]
    assert (finding["rule"], finding["segment"], finding["line"], finding["start"]) == ("number-mismatch", "2", 2, 7)
    text, source = pairs[1]["target"], pairs[1]["source"]
    [finding] = said(asked(answering, text=text, source=source, source_lang="ru", select=["numbers"]))["findings"]
    assert finding["rule"] == "number-mismatch"
    assert said(asked(answering, segments=[]))["findings"] == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Error: the body wants either 'text' or 'segments'"),
        ({"text": "a", "segments": []}, "Error: the body wants either 'text' or 'segments'"),
        ({"segments": [], "source": "a"}, "Error: 'source' goes with 'text'; a segment has a source of its own"),
        ({"text": 1}, "Error: the body is not the JSON that is wanted: Expected `str | null`, got `int` - at `$.text`"),
        ({"txt": ""}, "Error: the body is not the JSON that is wanted: Object contains unknown field `txt`"),
        ({"text": "", "ignore": ["datse"]}, "Error: unknown rule 'datse'; did you mean 'dates'?"),
        ({"text": "", "target_lang": "xx"}, "Error: 'xx' is not the code of a language known here; known are am, ar,"),
    ],
)
def test_what_is_wrong_in_a_body_is_told(answering: Answering, fields: dict[str, Any], told: str) -> None:
    assert refused(asked(answering, **fields)).startswith(told)


def test_a_rule_that_fails_is_told_each_time_and_the_check_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Answering({"select": ("repetition", "dates")}, 1)
    [rule] = [rule for rule in load() if rule.id == "year-said-twice"]

    def fail(_: Segment) -> list[Hit]:
        raise ValueError("no")

    rules = [*choose(["doubled-word"]), replace(rule, find=fail)]
    monkeypatch.setattr(type(broken.config), "checker", Checker(rules))
    for _ in range(2):
        answer = checked(broken, text=FAULTY, language="en")
        assert found(answer) == [WORD]
        assert answer["warnings"]["incompleteResults"]
        assert "rule year-said-twice" in answer["warnings"]["incompleteResultsReason"]
    report = said(asked(broken, text=FAULTY))
    assert (report["summary"]["passes"], len(report["summary"]["unread"])) == (False, 1)


def test_an_answer_is_limited_too(answering: Answering) -> None:
    answer = asked(answering, text="It has has.\n\n" * 11_000, select=["doubled-word"])
    told = b"Error: too much is found to tell it in 4,000,000 bytes; send a shorter text"
    assert (answer.status, answer.body) == (413, told)


def test_a_checker_is_made_anew_where_it_has_seen_many_languages() -> None:
    own = Answering({}, 1)
    seen = list[Config]()
    for lang in ("en", "de", "en", "fr", "es", "it", "pt", "pl", "ru", "uk"):
        checked(own, text="1", language=lang)
        seen.append(own.config)
    assert [config is seen[0] for config in seen] == [True] * 9 + [False]


class Served:
    """A server at work."""

    def __init__(self, process: Popen[bytes]) -> None:
        assert process.stderr
        self.process = process
        told = process.stderr.readline().decode()
        self.address = told.split()[-1]
        assert re.fullmatch(r"mtqa: listening at http://127\.0\.0\.1:\d+\n", told)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Shell(tmp_path_factory.mktemp("server")).started("serve", "--port", "0", "--jobs", "1") as process:
        yield Served(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stderr
        assert process.stderr.read() == b""


def test_a_client_of_languagetool_is_content(served: Served) -> None:
    with LanguageTool("en-US", remote_server=served.address, mother_tongue="ru") as tool:
        matches = tool.check(FAULTY)
        assert [(match.rule_id, FAULTY[match.offset :][: match.error_length]) for match in matches] == [
            ("year-said-twice", "2019 of the year"),
            ("doubled-word", "the the"),
        ]
        assert tool.correct(FAULTY) == "The bridge 🚢 was opened in May 2019. It leads to the port."
        tool.disabled_rules.add("year-said-twice")
        assert [match.rule_id for match in tool.check(FAULTY)] == ["doubled-word"]
