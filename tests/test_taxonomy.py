"""Every family has its names in MQM and ITS, and no name is of a rule that there is not."""

from mtqa import rules, taxonomy
from mtqa.taxonomy import kind

# ITS 2.0, section 8.17.
ITS = (
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register "
    "locale-specific-content locale-violation style characters misspelling typographical formatting "
    "inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance "
    "uncategorized other"
)


def test_types_are_those_of_its() -> None:
    assert {known.its for known in (*taxonomy.FAMILIES.values(), *taxonomy.RULES.values(), taxonomy.OTHER)} <= {
        *ITS.split()
    }


def test_families_of_faults_have_names() -> None:
    assert set(rules.families()) - set(taxonomy.FAMILIES) <= {"suppressions"}


def test_a_rule_goes_before_its_family() -> None:
    assert kind("space-run", "characters").its == "whitespace"
    assert kind("mojibake", "characters").mqm == "Design and markup/Character encoding"
    assert kind("suppression-unused", "suppressions").mqm == "Other"
