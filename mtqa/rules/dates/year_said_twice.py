"""A year followed by “of the year”: “December 2019 of the year”.

Russian and Ukrainian write the word for year after the number, «в декабре 2019 года». A translator that renders every
word leaves “of the year” behind. Awards keep theirs (“Player of the Year 2019”): no number stands before it.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule
from mtqa.text import YEAR

rule = Rule(
    find=Pattern(rf"\b({YEAR}) of the year\b(?!['’])", fix=r"\1"),
    message="“{found}” says the year twice",
    severity="error",
    languages=("en",),
    examples=(
        Bad("It began in December 2019 of the year.", at="2019 of the year", fixed="It began in December 2019."),
        Bad(
            "On 14 August 2021 of the year the bridge fell.",
            at="2021 of the year",
            fixed="On 14 August 2021 the bridge fell.",
        ),
        Bad(
            "The plant has stood idle since 1998 of the year.",
            at="1998 of the year",
            fixed="The plant has stood idle since 1998.",
        ),
        Good("In 2016 of the year's ten storms only two had landed."),
        Good("She was Player of the Year in 2019."),
        Good("By the end of the year 2020 the hall was full."),
        Missed("It began in 2019, of the year."),
    ),
)
