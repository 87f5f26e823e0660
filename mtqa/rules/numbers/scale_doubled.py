"""Two scales on one number that cannot go together: “2 million thousand”, “3 billion million rubles”.

A scale is translated from an abbreviation and from the word after it, or taken for its neighbour. “A thousand million”
is said on purpose and left alone.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule
from mtqa.text import NUMBER, SPACE

rule = Rule(
    find=Pattern(
        rf"(?<![\w.,]){NUMBER}{SPACE}"
        rf"(?:(?:million|billion|trillion){SPACE}thousand|(?:billion|trillion){SPACE}million)\b(?!-)"
    ),
    message="“{found}” has two scales that cannot go together",
    languages=("en",),
    examples=(
        Bad("The plant lost 2 million thousand rubles.", at="2 million thousand"),
        Bad("They owe 3.5 billion million to the bank.", at="3.5 billion million"),
        Bad("It cost 7 trillion\u00a0million.", at="7 trillion\u00a0million"),
        Good("A thousand million makes a billion, and a thousand of those a trillion."),
        Good("They owe 2 million, thousands more are unpaid."),
        Good("It sold 3 million thousand-page books."),
        Missed("They owe two million thousand."),
    ),
)
