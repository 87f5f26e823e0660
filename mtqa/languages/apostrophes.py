"""Where a language sets an apostrophe inside a word: what stands before it, and what after, as expressions.

Only what can be told without doubt: `s` after any English word, but `t` only after a verb that takes n't.
"""

_WORD = r"[^\W\d_]"
_VOWEL = "[aeiouyhàâæéèêëîïôœùûüAEIOUYHÀÂÆÉÈÊËÎÏÔŒÙÛÜ]"

JOINS = {
    "en": (
        (_WORD, r"(?:s|re|ve|ll|d|m)\b(?![-'’])"),
        (
            r"\b(?:ca|do|does|did|is|are|was|were|has|have|had|wo|could|would|should|must|need|might|sha|ai)n",
            r"t\b(?!['’])",
        ),
        (r"\b[Oo]", r"clock\b"),
        (r"\bO", r"[A-Z][a-z]{2}"),
    ),
    "fr": ((r"(?<![\w%])(?i:[ldjnmtsc]|qu|jusqu|lorsqu|puisqu|quoiqu)", _VOWEL),),
    "it": (
        (r"(?<![\w%])(?i:[ldcsmtvn]|un|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|cent|anch|com|dov)", _VOWEL),
    ),
    "tr": (
        (
            r"\b[A-ZÇĞİÖŞÜ][a-zçğıöşüâî]{1,30}",
            r"(?:[nsy]?[ıiuü]n?|n[ıiuü]n|[dt][ae]n?|y[ae]|[ıiuü]n|yl[ae]|[ae]|n[dt][ae]n?|d[ıiuü]r|l[ıiuü])\b",
        ),
    ),
    "uk": ((r"[бпвмфгґкхжчшрдтзнБПВМФГҐКХЖЧШРДТЗН]", "[яюєїЯЮЄЇ]"),),
}
