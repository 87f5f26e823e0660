"""Text read in the wrong encoding: “museumâ€™s” for “museum’s”, “Ð¢Ð°” for Cyrillic letters.

The bytes are still all there, so it can be undone. ftfy's detector decides, word by word, and it is asked only where
two characters stand side by side that such an accident makes.
"""

from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment

# A lead byte of UTF-8 as windows-1252, windows-1251 or Latin-1 shows it, and a byte that follows one.
LOOK = r"[ÂÃÄÅÐÑâãîïРСвЃ][\u0080-\u00bfƒˆ˜–—‘’‚“”„†‡•…‰‹›€™ŒœŠšŽžŸЂЃѓљњќћџЎўЈҐЁЄЇІіґё№єјЅѕїА-п]"
# Without this the detector sees nothing; it takes long to load, and Russian words pass the first look.
SUSPICIOUS = expression("[^\t\n\r -~\xa0А-яЁё‘’“”«»–—…]|[ВГРС][‘“”«»][ВГРС]")
WORD = expression(r"\S++")


def find(segment: Segment) -> Iterator[Hit]:
    text = segment.target
    if not SUSPICIOUS.search(text):
        return
    from ftfy import fix_encoding  # noqa: PLC0415
    from ftfy.badness import is_bad  # noqa: PLC0415

    if not is_bad(text):
        return
    for start, end in runs(text):
        words = text[start:end]
        if is_bad(words) and (fixed := fix_encoding(words)) != words:
            yield Hit(start, end, fixed)


def runs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of neighbouring words that hold a character beyond ASCII."""
    start = end = -1
    for match in WORD.finditer(text):
        if match[0].isascii():
            continue
        if match.start() != end + 1 and start >= 0:
            yield start, end
        start, end = match.start() if match.start() != end + 1 or start < 0 else start, match.end()
    if start >= 0:
        yield start, end


rule = Rule(
    find=Where((LOOK,), find),
    message="“{found}” was read in the wrong encoding; it is “{fix}”",
    severity="error",
    examples=(
        Bad("The museumâ€™s hall is closed.", at="museumâ€™s", fixed="The museum’s hall is closed."),
        Bad("They met in a cafÃ© by the sea.", at="cafÃ©", fixed="They met in a café by the sea."),
        Bad("It was cold â€“ and dark.", at="â€“", fixed="It was cold – and dark."),
        Bad("РџСЂРёРІРµС‚, Рига.", at="РџСЂРёРІРµС‚, Рига.", fixed="Привет, Рига.", lang="ru"),
        Bad("Der BÃ¼rgermeister lacht.", at="BÃ¼rgermeister", fixed="Der Bürgermeister lacht.", lang="de"),
        Good("The museum’s hall is closed, said Søren Ångström of Malmö."),
        Good("Рано утром Рита вернулась в Ригу.", lang="ru"),
        Good("À São Tomé, l’été fut très chaud…", lang="fr"),
        Missed("The sign read ????? on both sides."),
    ),
)
