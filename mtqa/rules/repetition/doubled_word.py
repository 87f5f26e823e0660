"""A word that stands twice: “they came came home”, “in connection with with this”.

A decoder that loses its place writes a word again, and so does a page that breaks a line inside a link. Words that good
prose doubles are left alone (“had had”, “that that”, “very very”), names too (“Duran Duran”), and doubles with a mark
between them.
"""

from collections.abc import Iterator

from mtqa.repeats import could_repeat, repeats
from mtqa.rule import Bad, Good, Hit, If, Missed, Rule
from mtqa.segment import Segment

DOUBLED = {
    "de": "das den der die sich sie wir",
    "en": "bye do far had ha hear her is it knock la long many much no now really so that there very well what yes you",
    "es": "muy no si sí ya",
    "fr": "bien faire nous oui non très vous",
    "it": "ben così no piano presto sì",
    "pl": "nie się tak",
    "pt": "já não sim muito",
    "ru": "да еле ещё что чуть чуть-чуть нет",
    "tr": "çok hızlı tek yavaş zaman",
    "uk": "ген ледь так ні",
}


def starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"“„«‘'(")
    return not before or before[-1] in ".!?…:"


def find(segment: Segment) -> Iterator[Hit]:
    for repeat in repeats(segment.target):
        if repeat.times != 2 or len(repeat.phrase) > 1 or repeat.broken:
            continue
        stretch = segment.target[repeat.start : repeat.end]
        first, second = stretch.split()
        is_name = second[0].isupper() or (first[0].isupper() and not starts_sentence(segment.target, repeat.start))
        is_word = first.isalpha() or any(mark in first for mark in "'’-")
        if is_word and not is_name and first.lower() not in DOUBLED.get(segment.target_lang, "").split():
            yield Hit(repeat.start, repeat.end, first)


rule = Rule(
    find=If(could_repeat, find),
    message="“{found}” says the word twice",
    examples=(
        Bad("The house has has two doors.", at="has has", fixed="The house has two doors."),
        Bad(
            "The boats came came home before the storm.", at="came came", fixed="The boats came home before the storm."
        ),
        Bad(
            "He was fined in connection with with the fire.",
            at="with with",
            fixed="He was fined in connection with the fire.",
        ),
        Bad("It rained. The the orchard burned.", at="The the", fixed="It rained. The orchard burned."),
        Bad("Der Bürgermeister hat hat gelacht.", at="hat hat", fixed="Der Bürgermeister hat gelacht.", lang="de"),
        Bad("Рыбаки вернулись вернулись домой.", at="вернулись вернулись", fixed="Рыбаки вернулись домой.", lang="ru"),
        Good("By then they had had enough, and I knew that that was so."),
        Good("It was a very very cold winter in Baden Baden."),
        Good("Norda Winter winter tyres are sold out."),
        Good("They sang “la la” and said no, no, and no."),
        Good("Ich weiß, dass die die Karten haben.", lang="de"),
        Good("The score was 20 20 in the last quarter."),
        Missed("The boats came home came before the storm."),
    ),
)
