"""A scale word in the plural behind a number: “40 millions dollars”, “3 thousands of tons”.

Russian, French and Spanish decline the word; English counts “40 million dollars”, without “of” as well. Without a
number before it the plural is right: “millions of people”.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule

rule = Rule(
    find=Pattern(
        r"(?<![\w.,])(\d{1,4}(?:[.,]\d{1,3})?|two|three|four|five|six|seven|eight|nine|ten|several)"
        r"([ \u00a0-])(hundred|thousand|million|billion|trillion)s\b"
        r"(?: of(?= (?!(?:the|these|those|our|his|her|its|their)\b)[a-z])|(?! of\b)(?=[ .,;:!?)]|$))",
        fix=r"\1\2\3",
    ),
    message="“{found}”: behind a number it is “{fix}”",
    languages=("en",),
    examples=(
        Bad("Losses are put at 40 millions dollars.", at="40 millions", fixed="Losses are put at 40 million dollars."),
        Bad(
            "They bought 3 thousands of tons of coal.",
            at="3 thousands of",
            fixed="They bought 3 thousand tons of coal.",
        ),
        Bad("It cost 2.5 billions.", at="2.5 billions", fixed="It cost 2.5 billion."),
        Bad("About five thousands residents left.", at="five thousands", fixed="About five thousand residents left."),
        Good("Millions of people and tens of thousands of dogs left."),
        Good("It cost 40 million dollars, several thousand of them in cash."),
        Good("There were hundreds; 2 million, billions even."),
        Missed("A hundred thousands residents left."),
    ),
)
