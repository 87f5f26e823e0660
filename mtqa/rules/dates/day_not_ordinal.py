"""A bare number beside “of” or “the” and a month: “from 5 till 9 of May”, “on the 5 May”.

The source puts the month in the genitive, «9 мая», and a machine says “of” for the case. English writes “9 May” or “the
9th of May”. Counts (“3 of May’s storms”) and days that belong to a noun (“the 9 May parade”) are left alone.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule
from mtqa.text import MONTH, SPACE, YEAR

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAYS = rf"(?:{_DAY}{SPACE}?[-–—]{SPACE}?)?{_DAY}"
_GOES_ON = (
    rf"(?=[.,;:!?)”\"]|$|{SPACE}(?:{YEAR}\b|\(|(?:in|at|on|the|a|of|to|till?|until|and|or|from|this|last|next|he|she|it"
    r"|they|we|was|were|will|by|for|with|when|is|are|has|had)\b))"
)

rule = Rule(
    find=Pattern(
        rf"(?<![\w.,:/$€£-])(?:(?:the{SPACE})?({_DAYS}){SPACE}of|(?<=\b[Oo]n{SPACE})the{SPACE}({_DAYS}))"
        rf"{SPACE}({MONTH})(?!\w){_GOES_ON}",
        fix=r"\1\2 \3",
    ),
    message="“{found}”: the day is “{fix}”, or an ordinal",
    severity="note",
    languages=("en",),
    examples=(
        Bad("The sale runs from 5 till 9 of May.", at="9 of May", fixed="The sale runs from 5 till 9 May."),
        Bad("On the 12 of August, 2018 it hailed.", at="the 12 of August", fixed="On 12 August, 2018 it hailed."),
        Bad(
            "Between 3-7 of June the lifts stood still.",
            at="3-7 of June",
            fixed="Between 3-7 June the lifts stood still.",
        ),
        Bad("On the 5 May he fell ill.", at="the 5 May", fixed="On 5 May he fell ill."),
        Good("The 9 May parade and the 30 April deadline came and went."),
        Good("On the 9th of May and 9 May alike the bells ring."),
        Good("He slept through 3 of May’s storms and 12 of April's."),
        Good("We won 5 of June games."),
        Missed("The 5 of May parade was long."),
    ),
)
