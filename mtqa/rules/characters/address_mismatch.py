"""A web or mail address or an @name of the source that the target lacks or changes: “norda.org” for “norda.com”.

A translator spells addresses in other letters, translates their words, completes them from memory, or drops them. The
case of the site, “http” for “https”, “www”, a slash or full stop at the end and the spelling of foreign letters
(“%D0%B0”, “xn--…”) make no difference, nor does the same site in the other language (“ru.norda.org/a” and
“en.norda.org/b”). A site named as a word (“Norda.ru says”) counts only where a letter or two of it are changed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment

_LABEL = r"[\w-]{1,63}"
_DOMAIN = (
    r"com|org|net|ru|ua|рф|укр|info|gov|edu|eu|de|fr|it|es|pl|pt|tr|uk|us|by|kz|tv|io|me|biz|su|ch|at|app|dev|example"
)
_ADDRESS = expression(
    rf"(?P<mail>(?<![\w.+-])[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,4}})"
    r"|(?P<url>\b(?:https?|ftp)://[^\s<>«»“”\"]{1,2000}|\bwww\.[^\s<>«»“”\"]{3,2000})"
    r"|(?P<name>(?<![\w@./+-])@[A-Za-z][A-Za-z0-9_]{1,40}\b(?![.@]\w))"
    rf"|(?P<site>(?<![\w@./-])(?:[a-z0-9-]{{1,63}}\.){{1,3}}(?:{_DOMAIN})\b(?![\w-]|\.\w)(?:/[^\s<>«»“”\"]{{0,2000}})?)",
    re.IGNORECASE,
)
_SIGNS = expression(r"[@/]|\w\.\w")
_END = ".,;:!?…*'’)]}）」，。；：！？、"
_SCHEME = expression(r"^(?:https?|ftp)://", re.IGNORECASE)
_WWW = expression(r"^(?:www\.|m\.)+(?=[^.]+\.)")
_LANGUAGE = expression(r"^[a-z]{2}(?:-[a-z]{2})?\.(?:m\.)?(?=[^.]+\.)")
_PART = expression(r"(?<=/)[a-z]{2}(?:[-_][a-z]{2})?(?=/|$)|(?<=[?&])(?:lang|hl|locale|language)=[\w-]{2,5}")


class Address(NamedTuple):
    """`key` is the address without what makes no difference, `site` that of its site; it may be local to a language."""

    kind: str
    key: str
    site: str
    is_local: bool
    start: int
    end: int


def find(segment: Segment) -> Iterator[Hit]:
    source, target = segment.source, segment.target
    if not source or not target.strip() or not (_SIGNS.search(source) or _SIGNS.search(target)):
        return
    there, here = list(_addresses(source)), list(_addresses(target))
    squeezed = "".join(target.split()).lower()
    added = [address for address in here if not any(_are_same(address, other) for other in there)]
    for address in there:
        right = source[address.start : address.end]
        if any(_are_same(address, other) for other in here) or right.lower() in squeezed or address.key in squeezed:
            continue
        if changed := _like(address, added):
            added.remove(changed)
            message = f"“{{found}}” is “{right}” in the source"
            yield Hit(changed.start, changed.end, right, message, in_source=((address.start, address.end),))
        elif address.kind != "site" or "/" in right:
            message = f"the address “{right}” of the source is missing"
            yield Hit(0, len(target), message=message, in_source=((address.start, address.end),))
    squeezed = "".join(source.split()).lower()
    for address in added:
        if address.kind in ("mail", "url") and target[address.start : address.end].lower() not in squeezed:
            yield Hit(address.start, address.end, message="the address “{found}” is not in the source")


def _addresses(text: str) -> Iterator[Address]:
    for match in _ADDRESS.finditer(text):
        found = match[0].rstrip(_END)
        if found.count("(") > found.count(")"):
            found += match[0][len(found) : len(found) + 1]
        kind = match.lastgroup or ""
        if kind in ("mail", "name"):
            yield Address(kind, found.lower(), "", False, match.start(), match.start() + len(found))
            continue
        host, slash, path = _SCHEME.sub("", unquote(found)).partition("/")
        host = _WWW.sub("", _unicode(host.lower()))
        site = _LANGUAGE.sub("", host)
        is_local = site != host or _PART.search(slash + path) is not None
        key = (site + _PART.sub("", slash + path)).replace("//", "/").rstrip("/?&#")
        yield Address(kind, key, site, is_local, match.start(), match.start() + len(found))


def _are_same(one: Address, other: Address) -> bool:
    return one.key == other.key or ((one.is_local or other.is_local) and one.site == other.site)


def _unicode(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _like(address: Address, added: list[Address]) -> Address | None:
    """Which of the target's own addresses is this one, changed."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    kinds = ("site",) if address.kind == "site" else ("url", "site") if address.kind == "url" else (address.kind,)
    others = [other for other in added if other.kind in kinds]
    if len(others) == 1 and address.kind != "site" and others[0].kind == address.kind:
        return others[0]
    least = 0.8 if address.kind == "site" else 0.6
    alike = {other: Indel.normalized_similarity(address.key, other.key) for other in others}
    best = max(alike, key=lambda other: alike[other], default=None)
    return best if best and alike[best] >= least else None


rule = Rule(
    find=Paired(find),
    message="the addresses are not those of the source",
    safe=False,
    examples=(
        Bad(
            "The timetable is at https://norda.org/ferri/2021 now.",
            at="https://norda.org/ferri/2021",
            fixed="The timetable is at https://norda.org/ferry/2021 now.",
            source="Расписание теперь здесь: https://norda.org/ferry/2021.",
            source_lang="ru",
            in_source=("https://norda.org/ferry/2021",),
        ),
        Bad(
            "Schreiben Sie an kai@norda.com.",
            at="kai@norda.com",
            fixed="Schreiben Sie an pier@norda.com.",
            lang="de",
            source="Пишите на pier@norda.com.",
            source_lang="ru",
            in_source=("pier@norda.com",),
        ),
        Bad(
            "See the timetable on our page.",
            at="See the timetable on our page.",
            source="Смотрите расписание на www.norda.ru/ferry.",
            source_lang="ru",
            in_source=("www.norda.ru/ferry",),
        ),
        Bad(
            "As norde.org writes, the pier is closed.",
            at="norde.org",
            fixed="As norda.org writes, the pier is closed.",
            source="Как пишет norda.org, причал закрыт.",
            source_lang="ru",
            in_source=("norda.org",),
        ),
        Bad(
            "Ask @norda_ferri for a place.",
            at="@norda_ferri",
            fixed="Ask @norda_ferry for a place.",
            source="Спросите у @norda_ferry, есть ли место.",
            source_lang="ru",
            in_source=("@norda_ferry",),
        ),
        Bad(
            "The pier is closed, see https://norda.org/pier.",
            at="https://norda.org/pier",
            source="Причал закрыт.",
            source_lang="ru",
        ),
        Good("Read on at http://www.norda.org/ferry/.", source="Читайте на https://norda.org/ferry.", source_lang="ru"),
        Good("See en.norda.org/wiki/Pier (in Russian).", source="См. ru.norda.org/wiki/Причал.", source_lang="ru"),
        Good("See https://norda.org/en/pier.", source="См. https://norda.org/ru/prichal.", source_lang="ru"),
        Good("Gazeta says that the pier is closed.", source="По данным «Norda.ru», причал закрыт.", source_lang="ru"),
        Good(
            "Voir https://norda.org/%D0%BF%D0%B8%D1%80 et pier@norda.org.",
            lang="fr",
            source="См. https://norda.org/пир и Pier@norda.org",
            source_lang="ru",
        ),
        Good(
            "We sold 5 @ 20 euros each to @home users.", source="Продали 5 штук по 20 евро для @home.", source_lang="ru"
        ),
        Missed("The pier is closed, Norda says.", source="Причал закрыт, пишет norda.org.", source_lang="ru"),
    ),
)
