"""The server: what it answers, what it refuses, and that clients of LanguageTool are content with it."""

import json
import re
import signal
from collections.abc import Iterator
from subprocess import Popen
from typing import Any
from urllib.parse import urlencode

import pytest
from language_tool_python import LanguageTool

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
