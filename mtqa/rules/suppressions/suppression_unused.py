"""A comment that switches a rule off where the rule finds nothing: “<!-- mtqa-ignore doubled-word -->”.

The fault was mended, a word of the comment is misspelt, or no rule is named; a comment that is left would hide the next
fault. The engine finds it once all other rules have spoken. Rules on what models say may be named in vain, since models
are not asked in every run.
"""

from mtqa.rule import Across, Bad, Good, Missed, Rule

rule = Rule(
    find=Across(lambda document: ()),
    message="“{found}” suppresses nothing: name a rule that finds something there, or take it out",
    examples=(
        Bad("<!-- mtqa-ignore doubled-word -->\n\nThe ferry is late.", at="doubled-word"),
        Bad("<!-- mtqa-ignore -->\n\nThe ferry is late.", at="<!-- mtqa-ignore -->"),
        Bad("<!-- mtqa-disable doubled-word, datse -- as spoken -->\n\nThe ferry came came home.", at="datse"),
        Bad(
            "The ferry is late.\n\n<!-- mtqa-disable dates -->\n\nIt waits.\n\n<!-- mtqa-enable dates -->\n\nIt sails.",
            at="dates",
        ),
        Good("<!-- mtqa-ignore doubled-word -- as spoken -->\n\nThe ferry came came home."),
        Good("<!-- mtqa-disable-file repetition -->\n\nThe ferry came came home.\n\nIt came came again."),
        Good("<!-- mtqa-disable doubled-word -->\n\nIt came came home.\n\n<!-- mtqa-enable -->\n\nIt sails."),
        Good("<!-- mtqa-ignore low-score -- as spoken -->\n\nThe ferry is late."),
        Bad("<!-- mtqa-ingore dates -->\n\nThe ferry is late.", at="<!-- mtqa-ingore dates -->"),
        Missed("<!-- mqta-ignore doubled-word -->\n\nThe ferry is late."),
    ),
)
