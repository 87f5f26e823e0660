"""A link whose text was cut out: “According to, the scientists”, “she said at a briefing, reports.”

News pages set the name of a paper or agency as a link. An extractor that drops links leaves the words around it: a
preposition before a mark, or a verb of reporting that nobody does.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

PREPOSITION = (
    r"\b(?:[Aa]ccording to|[Ww]ith reference to|[Rr]eferring to|[Aa]s (?:was )?(?:reported|noted|stated|written) by"
    r"|[Ii]t is reported by|[Tt]his (?:is|was) (?:reported|announced|stated) by|[Ii]n an interview with"
    r"|[Ii]n (?:a|the) (?:conversation|comment|commentary) (?:with|to|for))"
)
REPORTS = r"(?:reports|writes|informs|transmits|communicates)"
ASIDE = expression(
    r",? (?:for (?:example|instance)|among (?:others|other things)|amongst others|inter alia|say|as always|in turn)\b"
)


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    return None if ASIDE.match(segment.target, match.end()) else Hit(*match.span())


rule = Rule(
    find=Pattern(
        rf"{PREPOSITION}(?=[,.;:](?!\w))|\b[Aa]s {REPORTS}(?=[,.])|, {REPORTS}(?=\.(?: |$)|$)",
        judge=judge,
    ),
    message="a name is missing at “{found}”, perhaps the text of a link",
    languages=("en",),
    examples=(
        Bad("According to, the scientists found the wreck at dawn.", at="According to"),
        Bad("The wreck was found at dawn, as reported by. Divers will go down again.", at="as reported by"),
        Bad("The road is closed, she said at a briefing, reports.", at=", reports"),
        Bad("As reports, the ferry left the pier at noon.", at="As reports"),
        Bad("The captain said in an interview with, that he was tired.", at="in an interview with"),
        Good("According to, for example, the mayor, the wreck is old."),
        Good("According to the scientists, the wreck is old, reports Norda Press."),
        Good("She wrote letters, notes, and reports."),
        Good("As reports of the storm came in, the pier was closed."),
        Missed("The wreck was found at dawn, it is said on the website of."),
    ),
)
