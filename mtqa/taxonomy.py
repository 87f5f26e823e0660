"""What others call our faults: MQM error types and ITS 2.0 localization quality issue types, by family or by rule.

MQM-Core is that of themqm.org; the types of ITS are those of its section 8.17, “locQualityIssueType”.
"""

from typing import NamedTuple

from mtqa.segment import Severity


class Kind(NamedTuple):
    """An MQM dimension and the error type in it, "" for the dimension as a whole, and an ITS type."""

    dimension: str
    error: str
    its: str

    @property
    def mqm(self) -> str:
        """As annotation tools write it: “Accuracy/Omission”."""
        return f"{self.dimension}/{self.error}" if self.error else self.dimension


OTHER = Kind("Other", "", "uncategorized")

FAMILIES = {
    "untranslated": Kind("Accuracy", "Untranslated text", "untranslated"),
    "quotes": Kind("Locale conventions", "Punctuation", "typographical"),
    "numbers": Kind("Accuracy", "Number", "numbers"),
    "dates": Kind("Locale conventions", "Date format", "numbers"),
    "names": Kind("Terminology", "Inconsistent use of terminology", "inconsistent-entities"),
    "punctuation": Kind("Linguistic conventions", "Punctuation", "typographical"),
    "repetition": Kind("Linguistic conventions", "Duplication", "duplication"),
    "characters": Kind("Design and markup", "Character encoding", "characters"),
    "leftovers": Kind("Accuracy", "Addition", "addition"),
    "calques": Kind("Style", "Unidiomatic style", "mistranslation"),
    "adequacy": Kind("Accuracy", "Mistranslation", "mistranslation"),
    "terminology": Kind("Terminology", "Wrong term", "terminology"),
    "model": Kind("Other", "", "uncategorized"),
}
RULES = {
    "name-missing": Kind("Accuracy", "Mistranslation", "mistranslation"),
    "date-mismatch": Kind("Accuracy", "Mistranslation", "mistranslation"),
    "space-run": Kind("Design and markup", "Whitespace", "whitespace"),
    "markup-left": Kind("Design and markup", "Markup tag", "markup"),
    "placeholder-mismatch": Kind("Design and markup", "Markup tag", "markup"),
    "address-broken": Kind("Design and markup", "Link or cross-reference", "pattern-problem"),
    "address-mismatch": Kind("Design and markup", "Link or cross-reference", "pattern-problem"),
    "length-ratio": Kind("Accuracy", "Omission", "length"),
    "sentences-lost": Kind("Accuracy", "Omission", "omission"),
    "negation-mismatch": Kind("Accuracy", "Mistranslation", "mistranslation"),
    "end-mark-mismatch": Kind("Linguistic conventions", "Punctuation", "typographical"),
    "sentences-added": Kind("Accuracy", "Addition", "addition"),
    "paragraph-lost": Kind("Accuracy", "Omission", "omission"),
    "link-text-lost": Kind("Accuracy", "Omission", "omission"),
    "number-dropped": Kind("Accuracy", "Omission", "omission"),
    "low-score": Kind("Other", "", "non-conformance"),
    "unlikely-words": Kind("Accuracy", "Mistranslation", "non-conformance"),
    "unlikely-wording": Kind("Style", "Unidiomatic style", "non-conformance"),
    "day-dropped": Kind("Accuracy", "Omission", "omission"),
}
# MQM's severities, and how grave ITS has them, of 100.
MQM_SEVERITIES: dict[Severity, str] = {"note": "minor", "warning": "major", "error": "critical"}
ITS_SEVERITIES: dict[Severity, int] = {"note": 20, "warning": 50, "error": 100}


def kind(rule: str, family: str) -> Kind:
    """What others call the fault that a rule finds."""
    return RULES.get(rule) or FAMILIES.get(family, OTHER)
