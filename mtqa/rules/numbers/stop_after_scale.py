"""The full stop of an abbreviation behind a word written out: “15 thousand. rubles”, “2 million. people”.

The source shortens the word, «15 тыс. рублей», the machine writes it in full and keeps the stop. What follows has to be
money, people or another measure in small letters, so that no sentence can begin there.
"""

from mtqa.languages.english import MEASURES, PEOPLE
from mtqa.rule import Bad, Good, Missed, Pattern, Rule

FOLLOWED = rf"(?:{MEASURES}|{PEOPLE}|tons|square|cubic|km|sq\.|m3|m2)"

rule = Rule(
    find=Pattern(
        rf"\b((?i:thousand|million|billion|trillion))\. ?(?={FOLLOWED}\b)",
        fix=r"\1 ",
    ),
    message="“{found}” keeps the full stop of an abbreviation",
    languages=("en",),
    examples=(
        Bad("A year there costs 15 thousand. rubles.", at="thousand. ", fixed="A year there costs 15 thousand rubles."),
        Bad("Some 2 million. people live there.", at="million. ", fixed="Some 2 million people live there."),
        Bad("It brought 4.5 billion.hryvnia in.", at="billion.", fixed="It brought 4.5 billion hryvnia in."),
        Good("It brought in a million. People were glad."),
        Good("He paid 15 thousand. Rubles were scarce."),
        Good("It has grown to two billion. euro-sceptics fume."),
        Missed("It is 15 thousand. of them."),
    ),
)
