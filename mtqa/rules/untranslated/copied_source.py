"""A target that is its source, not translated: “Save the file” in a German translation from English.

A system that fails, a cache that misses or a translator who forgets leaves the source as it stands. One word out of
ten may differ. A common word of the source's language that is none of the target's must be there. Left alone are names,
numbers, addresses, single words, and what the languages share: “Hotel Bristol”, “Restaurant – Bar”. Where the letters
of the source are foreign to the target, foreign-script says so.
"""

from collections.abc import Iterator

from mtqa.languages.copies import is_copied
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment


def find(segment: Segment) -> Iterator[Hit]:
    target = segment.target
    if is_copied(segment):
        yield Hit(len(target) - len(target.lstrip()), len(target.rstrip()), in_source=((0, len(segment.source)),))


rule = Rule(
    find=Paired(find),
    message="the source was left as it stands, not translated",
    severity="error",
    examples=(
        Bad(
            "Save the file",
            at="Save the file",
            lang="de",
            source="Save the file",
            source_lang="en",
            in_source=("Save the file",),
        ),
        Bad(
            "Das Boot liegt im Hafen!",
            at="Das Boot liegt im Hafen!",
            source="Das Boot liegt im Hafen.",
            source_lang="de",
            in_source=("Das Boot liegt im Hafen.",),
        ),
        Bad(
            "Мельник уехал в город и не вернулся.",
            at="Мельник уехал в город и не вернулся.",
            lang="uk",
            source="Мельник уехал в город и не вернулся.",
            source_lang="ru",
            in_source=("Мельник уехал в город и не вернулся.",),
        ),
        Bad(
            "The ferry has left the harbour at 10:30 and is expected on the island in two hours.",
            at="The ferry has left the harbour at 10:30 and is expected on the island in two hours.",
            lang="fr",
            source="The ferry has left the harbour at 10:45 and is expected on the north island in two hours.",
            source_lang="en",
            in_source=("The ferry has left the harbour at 10:45 and is expected on the north island in two hours.",),
        ),
        Good("Hotel Bristol, Restaurant – Bar", lang="de", source="Hotel Bristol, Restaurant – Bar", source_lang="en"),
        Good("Anna Schmidt, Otto Weber", source="Anna Schmidt, Otto Weber", source_lang="de"),
        Good(
            "https://norda.org/the/file, 2019: 14,000",
            lang="de",
            source="https://norda.org/the/file, 2019: 14,000",
            source_lang="en",
        ),
        Good("Menu", lang="fr", source="Menu", source_lang="en"),
        Good("New York Times", lang="de", source="New York Times", source_lang="en"),
        Good("O carro azul está na garagem.", lang="pt", source="El coche azul está en el garaje.", source_lang="es"),
        Good("git commit --all", lang="de", source="git commit --all", source_lang="en"),
        Good("The colour is fine.", source="The color is fine.", source_lang="en"),
        Missed("Settings", lang="de", source="Settings", source_lang="en"),
    ),
)
