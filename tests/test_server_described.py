"""What the server answers is what its description says, whatever comes in."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from mtqa.server.answering import Answering
from mtqa.server.application import Access, Limits, application
from mtqa.server.messages import Answer, Request
from mtqa.server.pool import Pool


class Here(Pool[Request, Answer]):
    """Answers in the process of the test."""

    def __init__(self) -> None:
        super().__init__(Answering({}, 1_000_000), 1, 1, 1.0)
        self.answering = Answering({}, 1_000_000)

    def start(self) -> None:
        pass

    async def ask(self, item: Request) -> Answer:
        return self.answering(item)


SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", application(Here(), Limits(), Access(("testserver",))))
# What fields mean together is not in the schema, so that not all it allows is accepted.
CHECKED = [check for check in CHECKS.get_all() if check.__name__ != "positive_data_acceptance"]


@SCHEMA.parametrize()
@settings(max_examples=20, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Any) -> None:
    case.call_and_validate(checks=CHECKED)
