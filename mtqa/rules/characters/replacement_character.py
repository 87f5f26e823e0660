"""The mark that stands for a character that could not be read: “the caf� was closed”.

A decoder writes it where the bytes are of another encoding, and a model where its vocabulary lacks the character. What
stood there is lost, so the source has to be asked.
"""

from mtqa.rule import Bad, Good, Missed, Pattern, Rule

rule = Rule(
    find=Pattern("\ufffd++"),
    message="a character was lost here; look it up in the source",
    severity="error",
    examples=(
        Bad("The caf\ufffd by the harbour was closed.", at="\ufffd"),
        Bad("The signature read \ufffd\ufffd\ufffd and nothing else.", at="\ufffd\ufffd\ufffd"),
        Bad("Der B\ufffdrgermeister kam um neun.", at="\ufffd", lang="de"),
        Good("The café by the harbour was closed."),
        Good("The form has a box □ and a lozenge ◊."),
        Good("What is this? Nobody knows!"),
        Missed("The caf? by the harbour was closed."),
    ),
)
