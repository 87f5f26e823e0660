"""Words that deny, by language: those that plainly do, and those that may be put as a denial in another language."""

import re
from functools import cache
from typing import NamedTuple

from mtqa.expressions import compiled

_PLAIN = {
    "en": r"(?:not|cannot|nor|never|none|nobody|nothing|nowhere|neither|without)\b|no\b(?!\. ?\d)|\w+n['’]t\b",
    "ru": r"(?:не(?! (?:менее|более|меньше|больше|раньше|позднее|позже|только|просто|лишь|столько|раз|прочь|считая"
    r"|говоря|в теме|то\b|иначе|случайно|зря))|нет|нельзя|никогда|никто|никого|никому|ничто|ничего|нигде"
    r"|никуда|никак)\b",
    "uk": r"(?:не(?! (?:менше|більше|раніше|пізніше|тільки|лише|просто|стільки|раз|рахуючи|кажучи|те\b|інакше|дарма))"
    r"|немає|нема|ніколи|ніхто|нікого|нікому|ніщо|нічого|ніде|нікуди|ніяк)\b",
}
_MAYBE = {
    "en": r"(?:un|in|im|ir|il|dis|non|mis|anti)-?\w{3,}|\w+(?:less|proof|free)\b|(?:fail|lack|refus|den[iy]|prevent"
    r"|avoid|except|prohibit|reject|oppos|ceas|exclu|hesitat|doubt|ignor|neglect|cancel|withh|differ"
    r"|absen|stop|miss|ban|wrong"
    r"|drop|remain|resist|forb|poor|weak|danger|vulnerab|contrar|los[est]|bar|weary|tired|matter|only"
    r"|hard|difficult)\w*"
    r"|(?:unable|barely|scarcely|rarely|seldom|few|little|unless|until|instead|far|rather|despite|whatever|whoever"
    r"|however|wherever|regardless|against|free|out|any\w*|once|too|quit|almost|nearly|beyond|above|yet"
    r"|zero|other|gone|off"
    r"|short|away|keep|kept|leave|left|still|bad|badly|mind|last|sooner|otherwise|than|whether|why)\b",
    "ru": r"(?:не|ни|без|бес|недо|анти)\w*|(?:отказ|запре|против|отсутств|избе[гж]|перест|прекра|исключ|отриц|отверг"
    r"|отклон|лиш[аеиь]|утрат|потеря|сомне|опроверг|воздерж|остал|брос|сорва|чужд|провал|отмен|снят|далек"
    r"|молч|препятств"
    r"|меша|закончи|кончи|исчез|разв|отвык|упуст|забы|минова|пофиг|плева|наплева|воспрещ|закры|останов"
    r"|ограни|бойкот|нехват|дефицит"
    r"|прежде|трудн|сложн|тяжел|редк|лишь|лишн)\w*|(?:вряд|едва|только|кроме|мало|меньше|помимо|вместо|хватит|пока"
    r"|до|чуть|почти|иначе|стоп|наоборот|вне|разве|ноль|нуль|уже|больше|нету|хоть|куда|мимо|зря|никел\w*|№)\b|№",
    "uk": r"(?:не|ні|без|анти)\w*|(?:відмов|заборон|проти|відсутн|уник|припин|перест|виключ|запереч|відхил|втра[тч]"
    r"|сумнів|спрост|утрим|провал|скас|брак|далек|мовч|перешкод|заваж|закінч|скінч|зник|забу|закри|зупин|обмеж|важк"
    r"|складн|рідк|зайв|байдуж|позбав)\w*|(?:навряд|ледве|лише|тільки|крім|мало|менше|окрім|замість|годі|поки|перш|до"
    r"|майже|інакше|навпаки|поза|хіба|нуль|вже|більше|хоч|куди|повз|дарма)\b|№",
}


class Negation(NamedTuple):
    """What plainly denies, and all that may."""

    plain: re.Pattern[str]
    any: re.Pattern[str]


@cache
def negation(lang: str) -> Negation | None:
    """The words of a language, None if they are not known."""
    if lang not in _PLAIN:
        return None
    expressions = rf"(?<!\w)(?:{_PLAIN[lang]})", rf"(?<!\w)(?:{_PLAIN[lang]}|{_MAYBE[lang]})"
    return Negation(*(compiled(expression, re.IGNORECASE) for expression in expressions))
