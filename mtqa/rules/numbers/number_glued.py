"""A number glued to the word beside it: “rose by1.5%”, “in2019”, “40people”.

A space gets lost where a text is cut up and joined again. Units and names that are written so (20km, 5G, 3D, £5million,
MP3, in2 for square inches) are left alone, and so are addresses.
"""

from mtqa.languages.english import PEOPLE
from mtqa.rule import Bad, Good, Missed, Pattern, Rule

BEFORE = (
    r"(?:[Bb]y|[Oo]f|[Tt]o|[Ii]n|[Ff]rom|than|[Aa]bout|[Aa]t|[Oo]n|[Oo]ver|with|and|[Ff]or|until|[Ss]ince|up|between|are"
    r"|were|was|is|[Oo]nly|least|[Nn]early|the|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)"
)
AFTER = rf"(?:{PEOPLE}|per ?cent|thousand|ro?ubles|hryvnias?|dollars|euros|years?|months|hours|minutes|times)"
JOINING = r"(?<=[0-9]{2})(?:and|of|from|were)"

rule = Rule(
    find=Pattern(
        rf"(?<![\w@/.&?=#_-])({BEFORE})(?=[0-9][0-9.,]{{0,12}}(?:[0-9]|%)(?![\w/@_-]|\.\w))"
        rf"|(?<![\w@/.&?=#_$€£-])([0-9]{{1,9}}(?:[.,][0-9]{{1,3}})?)(?=(?:{AFTER}|{JOINING})(?![\w@./_-]*[\w@/_]))",
        fix=r"\1\2 ",
    ),
    message="“{found}” is glued to what follows",
    languages=("en",),
    examples=(
        Bad("Bread rose by1.5% in a week.", at="by", fixed="Bread rose by 1.5% in a week."),
        Bad("It was built in2019 and sold.", at="in", fixed="It was built in 2019 and sold."),
        Bad("There were 40people on the quay.", at="40", fixed="There were 40 people on the quay."),
        Bad("He paid 15thousand for it.", at="15", fixed="He paid 15 thousand for it."),
        Good("They ran 20km with 5G, 3D and MP3, for £5million or $5million."),
        Good("Press 60 lbf/in2 and see in2 of it; write to info.at24@mail.example or on24.example."),
        Good("The B2B and 2in1 sets are B4 and A4."),
        Missed("The herd of some20 goats."),
    ),
)
