"""A quote mark with its space on the wrong side: `we shall grow, ”he said`, `the“ hot ”line`, `Sham ”(“ Front ”)`.

Engines cut a text into words and marks and glue it together again without knowing which marks open and which close. An
opening mark wants a space before it and none after it, a closing mark the reverse; brackets, dashes and other marks may
stand close on both sides. Left alone are the guillemets that French sets off, a space between the marks of a quotation
and of one within it, dots that lead a quotation or trail off at its end, the numbers of footnotes, and endings that
a language sets behind the mark (`“Vatan”ın`).
"""

from collections.abc import Iterator

from mtqa.quotation.faults import faulty
from mtqa.quotation.spacing import put
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document


def find(document: Document) -> Iterator[Hit]:
    for number, text, mark in faulty(document, "misspaced"):
        yield put(text, mark, document.target_lang)._replace(segment=number)


rule = Rule(
    find=Across(find),
    message="the quote mark has its space on the wrong side, or none where it needs one",
    examples=(
        Bad("“The harvest will be late, ”he said.", at=" ”", fixed="“The harvest will be late,” he said."),
        Bad(
            "The engineers called it a“ sleeping” volcano.",
            at="“ ",
            fixed="The engineers called it a “sleeping” volcano.",
        ),
        Bad(
            '"Albatross "sailed with a crew of six.',
            at=' "',
            fixed='"Albatross" sailed with a crew of six.',
        ),
        Bad(
            '"We have lost the ball, "the captain admitted.',
            at=' "',
            fixed='"We have lost the ball," the captain admitted.',
        ),
        Bad(
            "The firm “Lotos ”(founded in 1990) is closed.",
            at=" ”",
            fixed="The firm “Lotos” (founded in 1990) is closed.",
        ),
        Bad(
            "Two towers,“ North” and “South”, still stand.",
            at="“ ",
            fixed="Two towers, “North” and “South”, still stand.",
        ),
        Bad("They read the ‘ Herald’ every day.", at="‘ ", fixed="They read the ‘Herald’ every day."),
        Bad("„Wir kommen “, sagte sie.", at=" “", fixed="„Wir kommen“, sagte sie.", lang="de"),
        Bad("Поезд« Стрела» опоздал.", at="« ", fixed="Поезд «Стрела» опоздал.", lang="ru"),
        Bad("Le journal« Le Phare » a fermé.", at="«", fixed="Le journal « Le Phare » a fermé.", lang="fr"),
        Good("“The harvest”—late again—“will be poor,” he said (“poor” was his word)."),
        Good("Il a dit : « Nous viendrons », puis : « Peut-être. »", lang="fr"),
        Good("“She told me, ‘I shall come.’ ” He waited. “ ‘Soon,’ she said.”"),
        Good("“I had hoped ... ” He fell silent. “…and yet.”"),
        Good("The dogs' dinner and the '90s: rock 'n' roll on a 24\" screen, 6' 2\" wide."),
        Good("Yazar “Rüzgar”ın ve “Deniz”e yazdı.", lang="tr"),
        Good("The term “harvest”[2] is old; the “yes”es had it."),
        Missed("“ – We sail at noon,” she said."),
    ),
)
