"""Which spellings of a document are one name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from mtqa.languages.lexicon import commonness, has_lexicon, is_rarer, look_up
from mtqa.names.likeness import Likeness, fold, keys, may_be_one, same_name
from mtqa.names.mentions import Name, is_first_name

CROWD = 24
"""With so many of the most frequent names that share a key each other one is compared: the work stays linear."""
COMMON = 3.3
KNOWN = 2.0
UNKNOWN = 1.0
SHORT, SLIP, LONG = 4, 7, 20
CASES = ("a", "u", "om", "ym", "e")

Spelt = tuple[str, Name]


def clusters(found: Mapping[str, Name], lang: str) -> list[list[Name]]:
    """Names in several spellings, each with the most frequent spelling first, the rarest last."""
    groups = {text: [text] for text in found}
    compared = chain(_pairs(found), _slips(found, lang) if has_lexicon(lang) else ())
    pairs = [(one, other) for one, other in compared if _may_be_one(one, other)]
    look_up((name.text for pair in pairs for name in pair), lang)
    for one, other in pairs:
        group, joining = groups[one.text], groups[other.text]
        if group is not joining and _are_one(one, other, found, lang):
            group += joining
            groups.update(dict.fromkeys(joining, group))
    several = {min(group): group for group in groups.values() if len(group) > 1}
    return [sorted((found[text] for text in group), key=_by_weight) for group in several.values()]


def _by_weight(name: Name) -> tuple[int, int, int]:
    return -len(name.starts), *name.starts[0]


def _pairs(found: Mapping[str, Name]) -> Iterator[tuple[Name, Name]]:
    """Names worth comparing: those that sound alike, and those with a neighbour or an office in common."""
    sounds, before, after, offices = (defaultdict[str, list[Name]](list) for _ in range(4))
    for name in found.values():
        if len(name.text) >= 4:
            _note(name, keys(name.text), sounds)
            if name.before:
                _note(name, {key for text in name.before for key in keys(text)}, before)
            _note(name, name.after, after)
            _note(name, name.offices, offices)
    yield from _within(sounds)
    together = chain.from_iterable(map(_within, (before, after, offices)))
    yield from ((one, other) for one, other in together if may_be_one(one.text, other.text))


def _within(crowds: Mapping[str, list[Name]]) -> Iterator[tuple[Name, Name]]:
    for crowd in (crowd for crowd in crowds.values() if len(crowd) > 1):
        if len(crowd) > CROWD:
            crowd.sort(key=_by_weight)
        yield from ((earlier, name) for at, name in enumerate(crowd) for earlier in crowd[: min(at, CROWD)])


def _note(name: Name, signs: Iterable[str], crowds: Mapping[str, list[Name]]) -> None:
    for sign in signs:
        crowds[sign].append(name)


def _slips(found: Mapping[str, Name], lang: str) -> Iterator[tuple[Name, Name]]:
    """Unknown names that stand once, beside those that stand more often and share all letters but one of either."""
    long = [(letters, name) for name in found.values() if SLIP <= len(letters := fold(name.text)) <= LONG]
    often = [(letters, name) for letters, name in long if len(name.starts) > 1]
    lone = _spared(often, ((letters, name) for letters, name in long if len(name.starts) == 1))
    rare = [(letters, name) for letters, name in lone if is_rarer(name.text, COMMON, lang)]
    usual: dict[str, Name] = {}
    for letters, name in sorted(_spared(rare, often), key=lambda pair: _by_weight(pair[1])):
        for short in _shortened(letters):
            usual.setdefault(short, name)
    pairs = ((usual[short], name) for letters, name in rare for short in _shortened(letters) if short in usual)
    yield from ((one, other) for one, other in pairs if _is_unknown(other, lang))


def _spared(these: Sequence[Spelt], those: Iterable[Spelt]) -> list[Spelt]:
    """Which of those begin or end as any of these: a slip changes a letter or two that stand close together."""
    beginnings, endings = ({letters[part] for letters, _ in these} for part in (slice(3), slice(-3, None)))
    return [pair for pair in those if pair[0][:3] in beginnings or pair[0][-3:] in endings]


def _shortened(letters: str) -> Iterator[str]:
    yield letters
    yield from (letters[:at] + letters[at + 1 :] for at in range(len(letters)))


def _is_unknown(name: Name, lang: str) -> bool:
    return len(name.text) > 5 and commonness(name.text, lang) < UNKNOWN


def _may_be_one(one: Name, other: Name) -> bool:
    """Whether they are spelt as one name, and something else may speak for it: their company, length or number."""
    if one.text.lower() == other.text.lower():
        return False
    if not (_have_company(one, other) or _are_long(one, other) or 1 in (len(one.starts), len(other.starts))):
        return False
    return same_name(one.text, other.text) is not Likeness.OTHER or _is_inflected(one, other)


def _are_one(one: Name, other: Name, found: Mapping[str, Name], lang: str) -> bool:
    if not (_is_proven(one, lang) or _is_proven(other, lang)):
        return False
    likeness = same_name(one.text, other.text)
    if likeness is Likeness.OTHER:
        return _is_inflected(one, other)
    if _are_apart(one.after, other.after) or (not _have_company(one, other) and _are_words(one, other, lang)):
        return False
    same_bearer = bool(one.offices & other.offices) or _shared(_first_names(one), _first_names(other))
    if likeness is Likeness.CERTAIN:
        return same_bearer or _shared(one.after, other.after) or _stand_in_one_place(one, other, lang)
    if _stand_before_the_same(one, other, found):
        return True
    one_bearer = same_bearer or _stand_after_the_same(one, other, found) or _is_lone_slip(one, other, lang)
    return one_bearer and not _are_words(one, other, lang)


def _have_company(one: Name, other: Name) -> bool:
    """Whether anything but their spelling can speak for one name: an office of both, names beside both."""
    return bool((one.before and other.before) or (one.after and other.after) or one.offices & other.offices)


def _are_long(one: Name, other: Name) -> bool:
    """Whether both are too long to be alike by chance."""
    return min(len(one.text), len(other.text)) > SHORT


def _stand_in_one_place(one: Name, other: Name, lang: str) -> bool:
    """Whether nothing speaks against one name: neither different first names nor two words of the language."""
    apart = _are_apart(one.before, other.before)
    return _are_long(one, other) and not apart and not _are_words(one, other, lang)


def _are_words(one: Name, other: Name, lang: str) -> bool:
    """Whether the language knows both, and one of them well: Cuban and Kuban, Russell and Russel."""
    texts = one.text, other.text
    if all(is_rarer(text, COMMON, lang) for text in texts):
        return False
    return not any(is_rarer(text, KNOWN, lang) for text in texts)


def _is_proven(name: Name, lang: str) -> bool:
    """Whether it is a name: by a capital inside a sentence, or because no lexicon has it."""
    return bool(name.proven) or (has_lexicon(lang) and commonness(name.text, lang) < UNKNOWN)


def _is_inflected(one: Name, other: Name) -> bool:
    """Whether a man’s surname has kept the ending of a Slavic case: “Dmitry Kolchin” and “Dmitry Kolchina”."""
    short, long = (one, other) if len(one.text) < len(other.text) else (other, one)
    if not long.text.startswith(short.text) or short.text[-1] in "aeiouy":
        return False
    men = (text for text in _first_names(one) & _first_names(other) if text[-1] not in "aeiou")
    return long.text[len(short.text) :] in CASES and any(men)


def _first_names(name: Name) -> set[str]:
    return {text for text in name.before if is_first_name(text)}


def _shared(these: set[str], those: set[str]) -> bool:
    if these & those:
        return True
    sounds = defaultdict(list)
    for text in these:
        for key in keys(text):
            sounds[key].append(text)
    return any(
        same_name(text, alike) is Likeness.CERTAIN
        for text in those
        for key in keys(text)
        for alike in sounds.get(key, ())[:CROWD]
    )


def _are_apart(these: set[str], those: set[str]) -> bool:
    """Whether both stand beside names, and never beside the same one."""
    return bool(these and those) and not _shared(these, those)


def _stand_before_the_same(one: Name, other: Name, found: Mapping[str, Name]) -> bool:
    """Whether a name stands after both and after no other: “Khayat Salim” and “Hayyet Salim”."""
    alone = (found[text].before <= {one.text, other.text} for text in one.after & other.after)
    return one.text[0] == other.text[0] and any(alone)


def _stand_after_the_same(one: Name, other: Name, found: Mapping[str, Name]) -> bool:
    """Whether a name stands before both and before no other: “Zhao Weidong” and “Zhao Weidung”."""
    return any(found[text].after <= {one.text, other.text} for text in one.before & other.before)


def _is_lone_slip(one: Name, other: Name, lang: str) -> bool:
    """Whether one spelling stands once and is no word at all, beside one that stands more often."""
    usual, rare = sorted((one, other), key=_by_weight)
    return (
        len(rare.starts) == 1 < len(usual.starts)
        and has_lexicon(lang)
        and _is_unknown(rare, lang)
        and not _are_apart(one.before, other.before)
    )
