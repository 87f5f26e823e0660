"""Sentences of the source that the target has not: four sentences in, one out.

Neural systems stop early, or pass over a sentence in the middle of a paragraph. The sentences of both sides are laid
beside one another by their lengths, numbers and names: one is lost only if that is far likelier than that it was joined
to its neighbour, as short sentences often are. Abbreviations, initials and quotations do not cut a sentence.
"""

from collections.abc import Iterator

from mtqa.alignment.sentences import astray
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment
from mtqa.text import beginning


def find(segment: Segment) -> Iterator[Hit]:
    if segment.source and segment.target.strip() and (lost := astray(segment).lost):
        first = beginning(segment.source[slice(*lost[0])])
        many = "a sentence of the source is" if len(lost) == 1 else f"{len(lost)} sentences of the source are"
        yield Hit(0, len(segment.target), message=f"{many} missing: “{first}”", in_source=lost)


rule = Rule(
    find=Paired(find),
    message="sentences of the source are missing",
    examples=(
        Bad(
            "The ferry to Norda did not run on Monday.",
            at="The ferry to Norda did not run on Monday.",
            source="Паром на Норду в понедельник не ходил. Капитан заболел, а заменить его было некому. Пассажиры "
            "ночевали в школьном спортзале. Утром им раздали чай.",
            source_lang="ru",
            in_source=(
                "Капитан заболел, а заменить его было некому.",
                "Пассажиры ночевали в школьном спортзале.",
                "Утром им раздали чай.",
            ),
        ),
        Bad(
            "The mill was sold in 1907. The new owner tore down the wheel.",
            at="The mill was sold in 1907. The new owner tore down the wheel.",
            source="Мельницу продали в 1907 г. наследникам. Деньги ушли на уплату долгов, о которых в деревне никто не "
            "догадывался. Новый владелец снёс колесо.",
            source_lang="ru",
            in_source=("Деньги ушли на уплату долгов, о которых в деревне никто не догадывался.",),
        ),
        Bad(
            "Am Abend fiel in der ganzen Stadt der Strom aus.",
            at="Am Abend fiel in der ganzen Stadt der Strom aus.",
            lang="de",
            source="In the evening the power failed all over town. Was it the storm? The company said that it would "
            "take days to mend the lines.",
            source_lang="en",
            in_source=("Was it the storm?", "The company said that it would take days to mend the lines."),
        ),
        Good(
            "The gate was locked, the watchman left, and the dogs slept.",
            source="Ворота заперли. Сторож ушёл. Собаки спали.",
            source_lang="ru",
        ),
        Good(
            "“When?” he asked; nobody knew. Prof. A. S. Finn was born in the year 1951.",
            source="«Когда?» – спросил он. Никто не знал. Проф. А. С. Финн родился в 1951 г.",
            source_lang="ru",
        ),
        Good(
            "Der Sturm hielt drei Tage an, und die Fähre blieb so lange im Hafen liegen.",
            lang="de",
            source="The storm went on for three days. All that time the ferry stayed in the harbour.",
            source_lang="en",
        ),
        Missed(
            "The storm went on for three days. The harbour was closed.",
            source="Шторм продолжался три дня. Гавань закрыли. Никто не роптал.",
            source_lang="ru",
        ),
    ),
)
