"""A unit said twice, by its sign and by its word: “$5 million dollars”, “7% percent”.

The sign was kept and the word translated as well. Which dollar it is (“$5 Australian dollars”) is news and stays.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule
from mtqa.text import NUMBER, SPACE

SCALE = rf"(?:{SPACE}(?:thousand|million|billion|trillion))?"
TWICE = "|".join(
    (
        rf"(?<![\w$])\${SPACE}?{NUMBER}{SCALE}(?={SPACE}(?:US )?dollars?\b)",
        rf"€{SPACE}?{NUMBER}{SCALE}(?={SPACE}euros?\b)",
        rf"£{SPACE}?{NUMBER}{SCALE}(?={SPACE}pounds?\b(?! of\b))",
        rf"₽{SPACE}?{NUMBER}{SCALE}(?={SPACE}ro?ubles?\b)",
        rf"(?<![\w.,]){NUMBER}{SPACE}?%(?={SPACE}per ?cent\b)",
    )
)

rule = Rule(
    find=Pattern(
        rf"({TWICE}){SPACE}(?:(?:US )?dollars?|euros?|pounds?|ro?ubles?|per ?cent)\b",
        fix=r"\1",
    ),
    message="“{found}” says its unit twice",
    languages=("en",),
    examples=(
        Bad("The dam cost $5 million dollars.", at="$5 million dollars", fixed="The dam cost $5 million."),
        Bad("Some 7% percent stayed at home.", at="7% percent", fixed="Some 7% stayed at home."),
        Bad("A ticket is €12.50 euros.", at="€12.50 euros", fixed="A ticket is €12.50."),
        Good("It cost $5 million, or five million dollars, and 7 per cent more."),
        Good("He paid $5 Australian dollars, then £3 pounds of rice a head."),
        Good("At £3 pounds of rice were cheap."),
        Missed("It cost USD 5 dollars."),
    ),
)
