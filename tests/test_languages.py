"""Which language a text is in, told from texts of our own."""

from pathlib import Path

import pytest

from mtqa.languages import make_pairs, pairs
from mtqa.languages.guess import _detected, guess, guess_source
from tests.conftest import Golden
from tests.growth import grows_evenly

SHORT = {
    "en": "We have not seen them since the winter.",
    "de": "Wir haben sie seit dem Winter nicht gesehen.",
    "fr": "Nous ne les avons pas vus depuis l’hiver.",
    "es": "No los hemos visto desde el invierno.",
    "it": "Non li abbiamo più visti dall’inverno.",
    "pt": "Não os vimos mais desde o inverno.",
    "pl": "Nie widzieliśmy ich już od zimy.",
    "ru": "Мы не видели их с самой зимы.",
    "uk": "Ми не бачили їх від самої зими.",
    "tr": "Onları kıştan beri hiç görmedik.",
}
LONG = {
    "en": "The mill above the village had stood empty for years when a new owner came. She looked at the wheel and "
    "asked what it would cost to mend it, and said that she would be back in the spring with two carpenters.",
    "de": "Die Mühle über dem Dorf stand schon seit Jahren leer, als die neue Besitzerin kam. Sie sah sich das Rad an, "
    "fragte, was die Reparatur kosten würde, und sagte, dass sie im Frühjahr mit zwei Zimmerleuten wiederkomme.",
    "fr": "Le moulin au-dessus du village était vide depuis des années quand la nouvelle propriétaire est arrivée. "
    "Elle a regardé la roue, demandé ce que coûterait la réparation et promis de revenir au printemps.",
    "es": "El molino que está encima del pueblo llevaba años vacío cuando llegó la nueva dueña. Miró la rueda, "
    "preguntó cuánto costaría arreglarla y dijo que volvería en primavera con dos carpinteros.",
    "it": "Il mulino sopra il paese era vuoto da anni quando arrivò la nuova padrona. Guardò la ruota, chiese quanto "
    "sarebbe costato ripararla e disse che sarebbe tornata in primavera con due falegnami.",
    "pt": "O moinho acima da aldeia estava vazio há anos quando chegou a nova dona. Olhou para a roda, perguntou "
    "quanto custaria o conserto e disse que voltaria na primavera com dois carpinteiros.",
    "pl": "Młyn nad wsią od lat stał pusty, kiedy przyjechała nowa właścicielka. Obejrzała koło, zapytała, ile będzie "
    "kosztować naprawa, i powiedziała, że wróci wiosną z dwoma cieślami.",
    "ru": "Мельница над деревней уже много лет стояла пустой, когда приехала новая хозяйка. Она осмотрела колесо, "
    "спросила, сколько будет стоить ремонт, и сказала, что вернётся весной с двумя плотниками.",
    "uk": "Млин над селом уже багато років стояв порожній, коли приїхала нова господиня. Вона оглянула колесо, "
    "запитала, скільки коштуватиме ремонт, і сказала, що повернеться навесні з двома теслями.",
    "tr": "Köyün üstündeki değirmen, yeni sahibi geldiğinde yıllardır boş duruyordu. Çarka baktı, tamirin ne kadar "
    "tutacağını sordu ve baharda iki marangozla geri döneceğini söyledi.",
}


@pytest.mark.parametrize("lang", SHORT)
def test_a_sentence_is_enough(lang: str) -> None:
    assert guess(SHORT[lang]) == lang


@pytest.mark.parametrize("lang", LONG)
def test_a_paragraph_is_enough_in_any_case(lang: str) -> None:
    assert guess(LONG[lang]) == lang
    assert guess(LONG[lang].upper() if lang != "tr" else LONG[lang]) == lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ο μύλος είναι άδειος.", "el"),
        ("הטחנה ריקה", "he"),
        ("الطاحونة فارغة منذ سنوات", "ar"),
        ("آسیاب سال‌ها خالی بود و چرخ می‌گشت", "fa"),
        ("წისქვილი ცარიელია", "ka"),
        ("Ջրաղացը դատարկ է", "hy"),
        ("水車小屋は空っぽです", "ja"),
        ("磨坊已经空了很多年", "zh"),
        ("방앗간이 비어 있다", "ko"),
        ("โรงสีว่างเปล่า", "th"),
        ("Їжак", "uk"),
    ],
)
def test_a_script_or_a_letter_may_tell(text: str, lang: str) -> None:
    assert guess(text) == lang


@pytest.mark.parametrize("text", ["", "12:30, 45 %", "Kamtex", "Anna Berg", "😀", "OK"])
def test_what_cannot_be_told(text: str) -> None:
    assert guess(text) == ""


def test_names_in_letters_of_another_language_do_not_mislead() -> None:
    assert guess("The mayor of Łódź met Jürgen Groß and Françoise Lefèvre in São Tomé.") == "en"
    assert guess("Компания Kamtex Mining Group объявила о покупке Northern Lights.") == "ru"


def test_where_common_words_do_not_tell_the_letters_in_a_row_do() -> None:
    assert guess("Veski seisis aastaid tühjana, kuni saabus uus perenaine ja vaatas ratast.") == "et"


def test_a_huge_text_takes_no_longer() -> None:
    def work(size: int) -> None:
        assert guess(LONG["de"] * size) == "de"
        assert guess_source("π " + LONG["en"] * size, "en") == ""

    assert grows_evenly(work, 5_000)


def test_the_source_shows_where_something_was_left_of_it() -> None:
    assert guess_source("The mill stood empty. Мельница уже много лет стояла пустой.", "en") == "ru"
    assert guess_source("The mill stood empty, порожній млин над селом її.", "en") == "uk"
    assert guess_source("The mill stood empty.", "en") == ""
    assert guess_source("The wheel has a radius of 2π.", "en") == ""
    assert guess_source("Η μηχανή δουλεύει, сказала она вчера мне.", "el") == "ru"


def test_pairs_of_letters_are_those_of_langdetect(golden: Golden) -> None:
    golden(Path(pairs.__file__).with_name("pairs.tsv"), "\n".join([*make_pairs.lines(), ""]))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Сирийская правительственная армия продвигается в Идлибе", "ru"),
        ("Порожня вантажна машина стояла на дорозі біля старого млина", "uk"),
        ("Старата воденица беше празна кога дојде новата сопственичка", "mk"),
    ],
)
def test_pairs_of_letters_tell_what_langdetect_does(monkeypatch: pytest.MonkeyPatch, text: str, lang: str) -> None:
    assert pairs.told_by_pairs(text.split()) == lang
    monkeypatch.setattr("mtqa.languages.guess.told_by_pairs", lambda words: "")
    assert _detected(text) == lang


def test_pairs_of_letters_do_not_tell_where_they_might_be_of_another_language() -> None:
    assert pairs.told_by_pairs(["на", "север"]) == ""
