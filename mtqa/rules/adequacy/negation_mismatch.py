"""A “not” that the source does not say, or one of the source that was lost: “They will come” for «Они не придут».

One small word, and the text says the contrary; neural systems drop it most often in long sentences. A note, since what
one language denies another may put the other way round: only where nothing on the other side could be a denial is it
told, be it a prefix (“unwell”), a verb (“refused”) or a limit (“hardly”, “only”). Questions and segments of more than
two sentences are left alone.
"""

from collections.abc import Iterator

from mtqa.languages.negation import negation
from mtqa.languages.sentences import sentences
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment

MOST, LEAST = 2, 3


def find(segment: Segment) -> Iterator[Hit]:
    source, target = segment.source, segment.target
    there, here = negation(segment.source_lang), negation(segment.target_lang)
    if not source or not target or not there or not here or "?" in source or "?" in target:
        return
    if len(sentences(target, segment.target_lang)) > MOST:
        return
    denied, denies = there.plain.search(source), here.plain.search(target)
    if denies and not there.any.search(source):
        yield Hit(*denies.span(), message="“{found}” denies something; the source does not")
    elif (
        denied and len(target.split()) >= LEAST and len(there.any.findall(source)) == 1 and not here.any.search(target)
    ):
        message = f"the “{denied[0]}” of the source was lost"
        yield Hit(0, len(target), message=message, in_source=(denied.span(),))


rule = Rule(
    find=Paired(find),
    message="one side denies something, the other does not",
    severity="note",
    source_languages=("ru", "uk"),
    languages=("en",),
    examples=(
        Bad(
            "The ferry will not come on Monday.",
            at="not",
            source="Паром придёт в понедельник.",
            source_lang="ru",
        ),
        Bad(
            "Nobody saw the captain on the bridge.",
            at="Nobody",
            source="Капитана видели на мостике.",
            source_lang="ru",
        ),
        Bad(
            "The ferry came on Monday.",
            at="The ferry came on Monday.",
            source="Паром не пришёл в понедельник.",
            source_lang="ru",
            in_source=("не",),
        ),
        Bad(
            "The captain told the passengers about the storm.",
            at="The captain told the passengers about the storm.",
            source="Капітан не розповів пасажирам про шторм.",
            source_lang="uk",
            in_source=("не",),
        ),
        Good("The ferry failed to come on Monday.", source="Паром не пришёл в понедельник.", source_lang="ru"),
        Good("There are no more ideas.", source="Идеи закончились.", source_lang="ru"),
        Good("He is unwell.", source="Он не здоров.", source_lang="ru"),
        Good("The pump weighs at least 40 kilograms.", source="Насос весит не менее 40 килограммов.", source_lang="ru"),
        Good("Needle No. 24 is in the box.", source="Игла № 24 лежит в коробке.", source_lang="ru"),
        Good("He did not wait until noon.", source="Он отказался ждать до полудня.", source_lang="ru"),
        Good("Have you tried it?", source="Вы не пробовали?", source_lang="ru"),
        Missed("The ferry came only on Monday.", source="Паром не пришёл в понедельник.", source_lang="ru"),
    ),
)
