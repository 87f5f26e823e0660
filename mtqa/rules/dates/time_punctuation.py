"""Hours and minutes parted by a hyphen or an h: “at 19-00”, “from 9h30”.

Russian and Ukrainian write «в 19-00», French “à 9h30”. With a hyphen only full hours are taken, since “at 12-15” may be
a range or a score.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule

rule = Rule(
    find=Pattern(
        r"(?<![\w.,:/$€£-])([01]?\d|2[0-4])(?:-(00)(?![\w-]|[.,:]\d)|h([0-5]\d)(?!\w))",
        fix=r"\1:\2\3",
    ),
    message="“{found}” is written “{fix}”",
    severity="note",
    languages=("en",),
    examples=(
        Bad("The kiosk is open from 9-00 on.", at="9-00", fixed="The kiosk is open from 9:00 on."),
        Bad("At 19-00, the doors close.", at="19-00", fixed="At 19:00, the doors close."),
        Bad("The train leaves at 9h30 sharp.", at="9h30", fixed="The train leaves at 9:30 sharp."),
        Good("Between 12-15 people came; they lost 21-15 and won 3-0."),
        Good("Call 7-00-12 or 300-00; the code is 10-001."),
        Good("Le train part à 9h30.", lang="fr"),
        Missed("At 19-30, the doors close."),
    ),
)
