"""A year that says so twice: “October 2017 of the year”, “in the year 2015 year”.

Russian and Ukrainian write the word for year after the number, «в октябре 2017 года». A translator that renders every
word leaves “of the year” behind, or “of this year” beside a year that is named already. Awards keep theirs (“Player of
the Year 2019”): no number stands before it. So do “21 December of the year 2019” and a genitive, “in 2016 of the year's
ten storms two had landed”. Years before 1500 are known only after “in”; any number can stand before “of the year”.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule
from mtqa.text import SPACE, YEAR

_NUMBER = (
    r"(?=[1-9])(?<![$€£¥])\b"
    rf"((?:{YEAR}{SPACE}?[-–—/]{SPACE}?)?{YEAR}|(?<=\b[Ii]n{SPACE})[1-9]\d{{2,3}})(?:-?(?:st|nd|rd|th)\b)?"
)
_ENDS = r"(?![\w'’-])"
_CLAUSE_ENDS = r"(?=[.,;:!?)”]|$)"
_OF_THE_YEAR = (
    rf"{SPACE}of{SPACE}(?:(?:the(?:{SPACE}(?:same|current))?|this|that|last){SPACE})?year{_ENDS}(?!{SPACE}\d)"
    rf"|(?<=\d[-–—/]\d\d\d\d){SPACE}of{SPACE}(?:the{SPACE})?years{_ENDS}"
)
_THE_YEAR = rf",{SPACE}of{SPACE}the{SPACE}year{_CLAUSE_ENDS}|{SPACE}the{SPACE}year{_CLAUSE_ENDS}"
_YEAR_AGAIN = rf"(?<=\byear{SPACE}\d\d\d\d){SPACE}year{_ENDS}"

rule = Rule(
    find=Pattern(rf"{_NUMBER}(?:{_OF_THE_YEAR}|{_THE_YEAR}|{_YEAR_AGAIN})", fix=r"\1"),
    message="“{found}” says the year twice",
    severity="error",
    languages=("en",),
    examples=(
        Bad("It began in October 2017 of the year.", at="2017 of the year", fixed="It began in October 2017."),
        Bad(
            "On 14 August 2021 of the year the bridge fell.",
            at="2021 of the year",
            fixed="On 14 August 2021 the bridge fell.",
        ),
        Bad(
            "The plant has stood idle since 1998\u00a0of the year.",
            at="1998\u00a0of the year",
            fixed="The plant has stood idle since 1998.",
        ),
        Bad(
            "The order of 05.03.2017 of the year is void.",
            at="2017 of the year",
            fixed="The order of 05.03.2017 is void.",
        ),
        Bad("It opened in 2019, of the year.", at="2019, of the year", fixed="It opened in 2019."),
        Bad("The mill burned down in 1907 the year.", at="1907 the year", fixed="The mill burned down in 1907."),
        Bad(
            "The census of the year 2015 year was put off.",
            at="2015 year",
            fixed="The census of the year 2015 was put off.",
        ),
        Bad(
            "The fair moved here in May of 2020 of this year.",
            at="2020 of this year",
            fixed="The fair moved here in May of 2020.",
        ),
        Bad(
            "The monastery was founded in 1337 of the year.",
            at="1337 of the year",
            fixed="The monastery was founded in 1337.",
        ),
        Bad(
            "The famine of 1921-1922 of the years emptied the valley.",
            at="1921-1922 of the years",
            fixed="The famine of 1921-1922 emptied the valley.",
        ),
        Good("In 2016 of the year's ten storms only two had landed."),
        Good("In 2016, of the year’s ten storms, only two had landed."),
        Good("She was Player of the Year in 2019, and Player of the Year 2019 she stayed."),
        Good("By the end of the year 2020 the hall was full."),
        Good("It was signed on 21 December of the year 2019."),
        Good("They called 2020 the year of the balcony."),
        Good("Some 1900 of the year 7 pupils came by bus."),
        Good("In March of this year and in May of 2018 it rained."),
        Missed("It was built by 988 of the year."),
    ),
)
