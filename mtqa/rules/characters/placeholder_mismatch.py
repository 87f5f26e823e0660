"""A placeholder or tag of the source that the target lacks, changes or adds: “{ Save }” for “{save}”, “% d” for “%d”.

A translator takes “{count}” for a word and writes “{Anzahl}”, sets a space after “%” and drops a “</b>”: then the
program shows nonsense or stops. Known are “{x}”, “{{x}}”, “${x}”, “%{x}”, “%(n)s”, “%1$s”, “%d”, “%name%”, “$1”,
“:name”, tags, and the messages of ICU with their branches. What has a name or a number may stand anywhere and be said
again; of “%s” and “%d” only the place tells which is which. A space or a capital that crept in is taken out. Left
alone: “50% of”, “$5”, “<unknown>”.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from mtqa.expressions import expression
from mtqa.languages.placeholders import Placeholder, placeholders
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Edit, Segment

# With so many missing placeholders each is looked for in another form: time grows no faster than the text.
MOST = 30
_COUNTED = ("bare", "tag")
_SET_IN = frozenset(("<sup>", "</sup>", "<sub>", "</sub>", "<br>", "<wbr>"))
_PIECES = expression(r"\w+|\W")
_ALIKE = {"{": r"[{(\[｛]", "}": r"[})\]｝]", "%": "[%％]"}


def find(segment: Segment) -> Iterator[Hit]:
    if not segment.source or not segment.target.strip():
        return
    there, here = _meant(placeholders(segment.source)), placeholders(segment.target)
    if not there and not here:
        return
    if not any(item.kind == "broken" for item in there):
        for broken in (item for item in here if item.kind == "broken"):
            yield Hit(broken.start, broken.end, message="a brace of this message is never closed")
    missing, added = _unlike(there, here)
    lost, taken = list[Placeholder](), bytearray(len(segment.target))
    for item in set(here).difference(added):
        _take(taken, item)
    for item in missing[:MOST]:
        if hit := _damaged(segment, item, taken) or _renamed(segment, item, taken):
            _take(taken, hit)
            yield hit
        else:
            lost.append(item)
    lost += missing[MOST:]
    if lost:
        names = ", ".join(f"“{segment.source[item.start : item.end]}”" for item in lost)
        verb = "is" if len(lost) == 1 else "are"
        yield Hit(
            0,
            len(segment.target),
            message=f"{names} of the source {verb} missing",
            in_source=tuple((item.start, item.end) for item in lost),
        )
    for item in added:
        if item.key not in _SET_IN and not any(taken[item.start : item.end]):
            yield Hit(item.start, item.end, message="“{found}” is not in the source")
    if not missing and not added:
        yield from _reordered(there, here)


def _meant(found: list[Placeholder]) -> list[Placeholder]:
    """Without “$1” where it may be money: where no “$2” goes with it."""
    numbers = {item.key for item in found if item.kind == "dollar"}
    return [item for item in found if item.kind != "dollar" or {"$1", "$2"} <= numbers]


def _unlike(there: list[Placeholder], here: list[Placeholder]) -> tuple[list[Placeholder], list[Placeholder]]:
    """The placeholders of the source that the target has not, and the other way round."""
    known = {item.key for item in there}
    here = [item for item in here if item.kind not in ("dollar", "colon") or item.key in known]
    if _numbered(there, here):
        there, here = ([item for item in items if item.kind not in ("bare", "printf")] for items in (there, here))
    return _without(there, here), _without(here, there)


def _numbered(there: list[Placeholder], here: list[Placeholder]) -> bool:
    """Whether the target says “%2$s of %1$s” where the source says “%s … %s”."""
    bare = [item.key for item in there if item.kind == "bare" and item.key != "{}"]
    numbered = sorted(item.key for item in here if item.kind == "printf")
    return bool(bare) and numbered == sorted(f"%{number}${key[1:]}" for number, key in enumerate(bare, 1))


def _without(items: Iterable[Placeholder], others: Iterable[Placeholder]) -> list[Placeholder]:
    left = Counter(item.key for item in others)
    result = []
    for item in items:
        if not left[item.key]:
            result.append(item)
        elif item.kind in _COUNTED:
            left[item.key] -= 1
    return result


def _damaged(segment: Segment, item: Placeholder, taken: bytearray) -> Hit | None:
    """A stretch of the target that is the placeholder but for spaces, case or the form of its brackets."""
    right = segment.source[item.start : item.end]
    if item.kind in ("icu", "broken") or (item.kind == "tag" and "=" in right):
        return None
    found = re.finditer(r"[ \u00a0]?".join(map(_loose, _PIECES.findall(right))), segment.target, re.IGNORECASE)
    return next((_fixed(segment, item, match) for match in found if _is_free(match, taken)), None)


def _renamed(segment: Segment, item: Placeholder, taken: bytearray) -> Hit | None:
    """A stretch that has the name of the placeholder in another form, or its form and another name."""
    right = segment.source[item.start : item.end]
    if item.kind not in ("braced", "printf") or not (name := re.search(r"(?<=[{(%])\w+(?=[})%])", right)):
        return None
    inside = r"[^{}<>%\s]{1,40}" if right.endswith("%") else r"[^\s{}<>%](?:[^{}<>%\n]{0,38}[^\s{}<>%])?"
    other_name = "".join(inside if piece == name[0] else _loose(piece) for piece in _PIECES.findall(right))
    other_form = rf"(?:[$#%] ?)?[{{(\[]{{1,2}} ?{re.escape(name[0])} ?[}})\]]{{1,2}}" if "{" in right else other_name
    found = (
        match
        for form in (other_form, other_name)
        for match in re.finditer(form, segment.target)
        if "{" not in right or not _depths(segment.target)[match.start()]
    )
    return next((_fixed(segment, item, match, safe=False) for match in found if _is_free(match, taken)), None)


def _loose(piece: str) -> str:
    return _ALIKE.get(piece) or re.escape(piece)


def _is_free(match: re.Match[str], taken: bytearray) -> bool:
    goes_on = match[0][-1].isalnum() and match.string[match.end() : match.end() + 1].isalnum()
    return not goes_on and not any(taken[match.start() : match.end()])


def _take(taken: bytearray, stretch: Placeholder | Hit) -> None:
    taken[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)


@lru_cache(8)
def _depths(text: str) -> tuple[int, ...]:
    """How many braces are open at each offset."""
    return tuple(accumulate(((char == "{") - (char == "}") for char in text), initial=0))


def _fixed(segment: Segment, item: Placeholder, match: re.Match[str], *, safe: bool = True) -> Hit:
    right = segment.source[item.start : item.end]
    edit = Edit(match.start(), match.end(), right, safe and ("(" in right or "(" not in match[0]))
    message = f"“{{found}}” is “{right}” in the source"
    return Hit(match.start(), match.end(), edit, message, in_source=((item.start, item.end),))


def _reordered(there: list[Placeholder], here: list[Placeholder]) -> Iterator[Hit]:
    right, order = ([item for item in items if item.kind == "bare"] for items in (there, here))
    for one, other in zip(right, order, strict=False):
        if one.key != other.key:
            message = f"“{{found}}” stands where the source has “{one.key}”, and only the order tells them apart"
            yield Hit(other.start, other.end, message=message, in_source=((one.start, one.end),))
            return


rule = Rule(
    find=Paired(find),
    message="the placeholders are not those of the source",
    severity="error",
    examples=(
        Bad(
            "Press { save } to go on.",
            at="{ save }",
            fixed="Press {save} to go on.",
            source="Нажмите {save}, чтобы продолжить.",
            source_lang="ru",
            in_source=("{save}",),
        ),
        Bad(
            "Drücken Sie {speichern}.",
            at="{speichern}",
            fixed="Drücken Sie {save}.",
            lang="de",
            source="Press {save}.",
            source_lang="en",
            in_source=("{save}",),
        ),
        Bad(
            "Файлов скопировано: % d.",
            at="% d",
            fixed="Файлов скопировано: %d.",
            lang="ru",
            source="%d files copied.",
            source_lang="en",
            in_source=("%d",),
        ),
        Bad(
            "Willkommen in der Stadt.",
            at="Willkommen in der Stadt.",
            lang="de",
            source="Welcome to %(town)s.",
            source_lang="en",
            in_source=("%(town)s",),
        ),
        Bad(
            "Il reste %s jours dans %d.",
            at="%s",
            lang="fr",
            source="%d days are left in %s.",
            source_lang="en",
            in_source=("%d",),
        ),
        Bad(
            "Bring the <b>key with you.",
            at="Bring the <b>key with you.",
            source="Возьмите <b>ключ</b> с собой.",
            source_lang="ru",
            in_source=("</b>",),
        ),
        Bad(
            "Hallo ${name}, Sie haben {count} Briefe.",
            at="{count}",
            lang="de",
            source="Hello ${name}, you have letters.",
            source_lang="en",
        ),
        Bad(
            "{n, plural, one {# boat} other {# boats}",
            at="{n, plural,",
            source="{n, plural, one {# лодка} few {# лодки} other {# лодок}}",
            source_lang="ru",
        ),
        Bad(
            ":Count Boote liegen im Hafen.",
            at=":Count",
            fixed=":count Boote liegen im Hafen.",
            lang="de",
            source=":count boats are in the harbour.",
            source_lang="en",
            in_source=(":count",),
        ),
        Good("Der {1} liegt im {0}.", lang="de", source="The {0} holds the {1}.", source_lang="en"),
        Good("%2$s: %1$d boats.", source="%1$d лодок: %2$s.", source_lang="ru"),
        Good("%2$s hat %1$d Boote.", lang="de", source="%d boats are owned by %s.", source_lang="en"),
        Good(
            "50% of the boats were sold for $5.",
            source="Половина лодок, 50% от всех, продана за 5 долларов.",
            source_lang="ru",
        ),
        Good("Das Eis kostet 1 Dollar.", lang="de", source="The ice costs $1.", source_lang="en"),
        Good(
            "{n, plural, one {# boat} other {# boats}} left",
            source="Осталось {n, plural, one {# лодка} few {# лодки} other {# лодок}}",
            source_lang="ru",
        ),
        Good("The file <name> is gone: see :name.", source="Файл <имя> исчез: см. раздел.", source_lang="ru"),
        Good("Zu {name}: {name} ist da.", lang="de", source="{name} is here.", source_lang="en"),
        Good("A <br> new road<br/>runs here.", source="Здесь<br/> новая<br>дорога.", source_lang="ru"),
        Missed("Das Eis kostet viel.", lang="de", source="The ice costs $1.", source_lang="en"),
    ),
)
