"""How well words in Latin letters are told from Russian and Ukrainian ones: python -m benchmarks.romanized_words

Measured on the words that make_romanized.py leaves out. Needs wordfreq.
"""

from collections.abc import Iterator

from mtqa.languages.make_romanized import LATIN, collected, is_held_out
from mtqa.languages.romanized import likeness

SHORTEST = 6
THRESHOLDS = (2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0)


def lines() -> Iterator[str]:
    words = collected()
    scores = {
        "romanized": [
            likeness(spelt) for spelt, word in words.romanized.items() if is_held_out(word) and len(spelt) >= SHORTEST
        ]
    }
    for lang in LATIN.split():
        scores[lang] = [
            likeness(word)
            for word, of in words.others.items()
            if of == lang and is_held_out(word) and len(word) >= SHORTEST
        ]
    yield "| threshold | recall | precision beside as many English words | " + " | ".join(LATIN.split()) + " |"
    yield "| --- " * (3 + len(LATIN.split())) + "|"
    yield f"| words | {len(scores['romanized'])} | | " + " | ".join(str(len(scores[k])) for k in LATIN.split()) + " |"
    for threshold in THRESHOLDS:
        shares = {kind: sum(score >= threshold for score in found) / len(found) for kind, found in scores.items()}
        recall, false = shares["romanized"], shares["en"]
        alarms = " | ".join(f"{shares[lang]:.5f}" for lang in LATIN.split())
        yield f"| {threshold} | {recall:.3f} | {recall / (recall + false):.5f} | {alarms} |"


if __name__ == "__main__":
    print("\n".join(lines()))
