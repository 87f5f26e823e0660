"""A name in two pieces: “Gorch Akov” for Gorchakov, “Vil nius” for Vilnius.

A machine that cuts a rare name into pieces sometimes forgets to put them together again. Two words are one name where
the document writes it in one elsewhere and one of the pieces nowhere else; where the second piece is an ending that
cannot stand alone (Ov, enko, shvili); and, with the extra `lexicon`, where the whole is a far more usual word than one
of the pieces. Two words that are both usual (New York, Face Book) and pieces that the document uses elsewhere are left
alone. The whole is put in its place safely where the document has it. Without the extra `lexicon` only the document
and the endings decide.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from mtqa.expressions import expression
from mtqa.languages.lexicon import commonness, in_lexicon, is_rarer
from mtqa.names import CAPITALS, SPACES, capitals, is_capital, is_first_name, names, spellings, vocabulary
from mtqa.reading import targets, with_any
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document, Edit

PAIR = expression(rf"([{CAPITALS}](?<![\w'’-].)[^\W\d_]{{1,29}}+)[ \u00a0](?=([^\W\d_]{{2,30}}+)(?![\w-]))")
ENDINGS = frozenset(
    "ova ov yova yov ev yev skiy skii skij skyi skaya enko chenko shvili ovich evich ovna evna".split()  # noqa: SIM905
)
USUAL, KNOWN = 4.0, 3.1


def find(document: Document) -> Iterator[Hit]:
    lang, texts = document.target_lang, targets(document)
    suspects = {space.join(pair) for pair in _suspects(document) for space in SPACES}
    if not suspects:
        return
    numbers, counts = with_any(suspects, document), vocabulary(document)
    pairs = [(number, pair) for number in numbers for pair in PAIR.finditer(texts[number]) if _may_be(*pair.groups())]
    together = Counter(_pieces(pair.groups()) for _, pair in pairs)
    for number, pair in pairs:
        pieces = _pieces(pair.groups())
        alone = [piece for piece in pieces if counts[piece] <= together[pieces]]
        joined = pair[1] + pieces[1]
        stands = any(is_rarer(piece, USUAL, lang) for piece in alone) and _is_name(joined, document)
        if stands or (alone and _make_one(pair[1], pair[2], lang)):
            fix = Edit(pair.start(1), pair.end(2), joined, safe=stands)
            yield Hit(pair.start(1), pair.end(2), fix, segment=number)


def _suspects(document: Document) -> Iterator[tuple[str, str]]:
    """The pairs that would make one word, a name of the document or a word of the language."""
    lang, known = document.target_lang, spellings(document)
    pairs = {(first, second) for _, words in capitals(document) for _, first, second in words if second}
    wholes = {pair: "".join(pair).lower() for pair in pairs}
    likely = in_lexicon(wholes.values(), lang).union(map(str.lower, known))
    for (first, second), whole in wholes.items():
        if (whole in likely or second.lower() in ENDINGS) and _may_be(first, second):
            is_name = first + second.lower() in known and any(is_rarer(piece, USUAL, lang) for piece in (first, second))
            if is_name or _make_one(first, second, lang):
                yield first, second


def _may_be(first: str, second: str) -> bool:
    return is_capital(first) and (is_capital(second) or second.islower()) and len(first + second) > 4


def _is_name(word: str, document: Document) -> bool:
    return word in spellings(document) and names(document)[word].proven


def _pieces(pair: Sequence[str]) -> tuple[str, str]:
    return pair[0].lower(), pair[1].lower()


def _make_one(first: str, second: str, lang: str) -> bool:
    """Whether the whole is one word though the document has it nowhere in one."""
    if second.lower() in ENDINGS and not is_first_name(first) and is_rarer(first, USUAL, lang):
        return True
    if is_rarer(first + second, KNOWN + 1, lang) and not any(is_rarer(piece, KNOWN, lang) for piece in (first, second)):
        return False
    whole = commonness(first + second, lang)
    return whole > 0 and whole > min(commonness(first, lang), commonness(second, lang)) + 1


rule = Rule(
    find=Across(find),
    message="“{found}” is one name in two pieces; write “{fix}”",
    severity="error",
    languages=("en", "es", "fr", "it", "nl", "pt"),
    extra="lexicon",
    examples=(
        Bad(
            "The envoy Dmitry Gorchakov left. A day later Gorch Akov was back.",
            at="Gorch Akov",
            fixed="The envoy Dmitry Gorchakov left. A day later Gorchakov was back.",
        ),
        Bad(
            "They moved to Vil nius in spring.",
            at="Vil nius",
            fixed="They moved to Vilnius in spring.",
        ),
        Bad(
            "The word of Pavel Yer Lov is not enough, said Yerlov’s rival.",
            at="Yer Lov",
            fixed="The word of Pavel Yerlov is not enough, said Yerlov’s rival.",
        ),
        Bad(
            "According to Tamara Zhord Ova, the bridge held.",
            at="Zhord Ova",
            fixed="According to Tamara Zhordova, the bridge held.",
        ),
        Good("In New York he saw Van Gogh, in Las Vegas Mc Donald, in Tel Aviv and Sri Lanka nobody."),
        Good("He met Abu Dhabi’s envoy, Bin Laden’s cousin and Kim Jong Un in Ulan Bator."),
        Good("Some times are better. Any one of them may be right, with out any doubt."),
        Missed("Pavel Or Lov was late."),
    ),
)
