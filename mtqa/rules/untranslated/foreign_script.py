"""Words left in a script that the target language does not use: “the steamer «Надежда» sank” in an English text.

A translator passes on what it does not know, and whole captions where the page hid them from it. All words in a row are
one finding. Left alone are a few words that are given with their translation or spelling, words and letters that the
text speaks about, symbols (π, Ω, β-blocker), web addresses and hashtags.
"""

import re
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages.foreign import Run, runs
from mtqa.languages.scripts import foreign_to, script
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Table, Where
from mtqa.segment import Segment

GLOSS, BRACKETED = 6, 4
LATIN = "[A-Za-zÀ-ɏ]"
MARKS = r"[\s“”\"'‘’«»„]{0,4}"
LANGUAGE = (
    "(?:Russian|Ukrainian|Belarusian|Bulgarian|Serbian|Macedonian|Kazakh|Greek|Armenian|Georgian|Hebrew|Yiddish"
    "|Arabic|Persian|Farsi|Urdu|Hindi|Bengali|Tamil|Thai|Chinese|Mandarin|Cantonese|Japanese|Korean|Cyrillic)"
)
WORD = (
    r"(?:words?|terms?|letters?|characters?|symbols?|suffix(?:es)?|prefix(?:es)?|hashtags?|spelled|spelt|written as"
    r"|Wort|Wörter|Buchstaben?|mots?|lettres?|palabras?|letras?|parol[ae]|letter[ae]|palavras?|słow[oa]|liter[ay]"
    r"|kelimesi|harfi)"
)
NAMED_BEFORE = expression(rf"\b(?:{WORD},?|in {LANGUAGE},?|{LANGUAGE}[:,]){MARKS}$", re.IGNORECASE)
IN_BRACKETS = expression(rf"\([^()]{{0,50}}{LATIN}[^()]{{0,50}}{MARKS}$")
SPELT_IN_BRACKETS = expression(rf"{LATIN}[”’\"'»]?\s?[(\[/]{MARKS}$")
EXPLAINED_AFTER = expression(
    rf"{MARKS}(?:[(\[=/]|,? or [“\"'‘«„]|,? meaning |,? means |,? literally |, i\.e\. |,? [–—-] [“\"'‘«„])"
    rf"{MARKS}(?!(?-i:[A-Z]{{2,}}\b)){LATIN}",
    re.IGNORECASE,
)

SPOKEN_OF = expression(r"(?:\bletters?\b[^.;]{0,30}|[“\"'‘«„/(])$", re.IGNORECASE)

CLOSED = {"»": "«", "”": "“", "“": "„", ")": "(", "]": "["}


def left(segment: Segment) -> Iterator[Hit]:
    for run in runs(segment.target, segment.target_lang):
        if run.foreign and not _is_explained(run, segment.target):
            letters = " and ".join(sorted({script(letter) for letter in "".join(run.foreign)} - {""}))
            yield Hit(run.start, _end(run, segment.target), message=f"left in {letters} letters, not translated")


def _end(run: Run, text: str) -> int:
    """The end of the run, with a mark that closes what was opened in it."""
    opening = CLOSED.get(text[run.end : run.end + 1])
    inside = text[run.start : run.end]
    return run.end + (opening is not None and inside.count(opening) > inside.count(text[run.end]))


def _is_explained(run: Run, text: str) -> bool:
    def follows(expression: re.Pattern[str], reach: int) -> bool:
        return expression.search(text, max(0, run.start - reach), run.start) is not None

    if run.end - run.start == 1 and follows(SPOKEN_OF, 60):
        return True
    if len(run.words) <= BRACKETED and follows(SPELT_IN_BRACKETS, 10):
        return True
    return len(run.words) <= GLOSS and (
        follows(NAMED_BEFORE, 25) or follows(IN_BRACKETS, 60) or EXPLAINED_AFTER.match(text, run.end) is not None
    )


rule = Rule(
    find=Table(lambda lang, _: [Where((foreign_to(lang).pattern,), left)]),
    message="“{found}” is not translated",
    severity="error",
    examples=(
        Bad("At dawn the steamer «Надежда» left the harbour.", at="Надежда"),
        Bad(
            "Вода в реке Оке поднялась на 3 метра, «дороги закрыты» - власти The level of the river is rising.",
            at="Вода в реке Оке поднялась на 3 метра, «дороги закрыты» - власти",
        ),
        Bad("He was with ООО «Прогресс» until 2004.", at="ООО «Прогресс»"),
        Bad("The foreman завершил the repair on Friday.", at="завершил"),
        Bad(
            "Завод Kamtex выпустил на рынок новую модель станка",
            at="Завод Kamtex выпустил на рынок новую модель станка",
        ),
        Bad("Der Bürgermeister sprach über die Πλατεία Αριστοτέλους.", at="Πλατεία Αριστοτέλους", lang="de"),
        Bad("Le ministre, selon 新华社记者, est parti hier.", at="新华社记者", lang="fr"),
        Bad("Директор сказал, что დღეს завод не работает.", at="დღეს", lang="ru"),
        Bad(
            "The guests were met at the airport (сообщает пресс-служба правительства области).",
            at="сообщает пресс-служба правительства области",
        ),
        Good("He wrote for the newspaper Звезда (“The Star”) all his life."),
        Good("The weekly Novoye Vremya (Новое время) was closed in 1917."),
        Good("Olena Marchuk (Ukrainian: Олена Марчук; born 1961) is a sculptor."),
        Good("The Russian word тоска has no English equal."),
        Good("The letters Ъ and Ь stand for no sound; “Я” is the last of the alphabet."),
        Good("A wire of 5 Ω, an angle of π/2, 30 µm of film, β-blockers and ΔT are known to every student."),
        Good("The results are published on стройрегион.рф and at https://стройка.рф/новости/2."),
        Good("The post had the hashtag #лето2021 and was soon deleted."),
        Good("Завод выпустил новую модель, пишет «Вестник».", lang="ru"),
        Good("Ο δήμαρχος μίλησε για το λιμάνι.", lang="el"),
        Missed("The crew of the Заря (from the port of Orsk) was saved."),
    ),
)
