"""A stretch in another language: “(der Vertrag ist nicht gültig)”, “oni ne budut zhdat' do leta”.

What a machine passes over, takes for a name, or gets in another language than it was told: a whole paragraph, a
sentence, or what stands in brackets. Four words are asked for, and common words of the other language among them.
Quotations, titles and names are left alone: “the novel Der Tod in Venedig”, “Rio de la Plata”.
"""

import re
from collections.abc import Iterator
from functools import cache

from mtqa.languages.guess import spoken
from mtqa.languages.stop_words import common, languages
from mtqa.rule import Bad, Good, Hit, Missed, Rule
from mtqa.segment import Segment

LEAST, STRANGE = 4, 3
CLAUSE = re.compile(r"[^()\[\]“”„«»\".!?;:…\n]+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
NAMES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "ru-Latn": "Russian in Latin letters", "tr": "Turkish", "uk": "Ukrainian",
    "uk-Latn": "Ukrainian in Latin letters",
}  # fmt: skip


@cache
def strange(target_lang: str) -> frozenset[str]:
    """Common words of other languages that are none in this one."""
    others = {word for lang in languages() if lang != target_lang for word in common(lang)}
    return frozenset(others - set(common(target_lang)))


def find(segment: Segment) -> Iterator[Hit]:
    text, target = segment.target, segment.target_lang.partition("-")[0]
    if target not in languages() or len(strange(target).intersection(text.lower().split())) < STRANGE - 1:
        return
    for clause in CLAUSE.finditer(text):
        before, after = text[clause.start() - 1 : clause.start()], text[clause.end() : clause.end() + 1]
        if (before and before in '“„«"') or (after and after in "”»"):
            continue
        words = list(WORD.finditer(clause[0]))
        small = {word[0] for word in words if word[0].islower()}
        foreign = len(strange(target) & small)
        if len(small) < LEAST or foreign < STRANGE or 2 * foreign < len(small) or 2 * len(small) < len(words):
            continue
        if (lang := spoken(clause[0])) and lang != target:
            start, end = clause.start() + words[0].start(), clause.start() + words[-1].end()
            yield Hit(start, end, message=f"“{{found}}” is {NAMES.get(lang, lang)}, not translated")


rule = Rule(
    find=find,
    message="“{found}” is in another language",
    severity="error",
    examples=(
        Bad(
            "The contract (der Vertrag ist nach dem Gesetz nicht gültig) was signed in May.",
            at="der Vertrag ist nach dem Gesetz nicht gültig",
        ),
        Bad(
            "La nave è stata costruita dai due fratelli e non è più tornata nel porto.",
            at="La nave è stata costruita dai due fratelli e non è più tornata nel porto",
        ),
        Bad(
            "The mayor spoke. On skazal chto oni ne budut zhdat' do leta. Then he left.",
            at="On skazal chto oni ne budut zhdat' do leta",
        ),
        Bad(
            "Der Bürgermeister kam. The ferry has been built by two brothers and is now in the harbour.",
            at="The ferry has been built by two brothers and is now in the harbour",
            lang="de",
        ),
        Good("They read the novel Der Tod in Venedig and sailed up the Rio de la Plata."),
        Good("“Der Vertrag ist nach dem Gesetz nicht gültig,” the lawyer said in German."),
        Good("The coup d’état ended the dolce far niente of the ancien régime."),
        Good("Der Film „The Third Man“ lief im Kino.", lang="de"),
        Missed("The contract (der Vertrag sei ungültig) was signed."),
    ),
)
