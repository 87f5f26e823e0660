"""One name in several spellings: “Kolchin” and, further down, “Kolchyn”; “Alexei Drozdov” and “Alexey Drozdov”.

A machine puts a foreign name into Latin letters anew in every sentence, by another system or by a guess. Spellings
that differ only by system (y and i, kh and h, ye and e, zh and j, w and v, ı and y) are one name where they stand in
the same place of it. Spellings that are merely near need a sign that one person is meant: the same first name, the
same office before it, the same name beside it, or that one of them stands once and is in no lexicon. A man’s surname
in an oblique case (“Roman Kolchina”) is the same name after the same first name. Otherwise Ivanov and Ivanova, Petrov
and Petrovich, Syria and Syrian are different names; so are two first names before different surnames. The finding
stands at the first of the rarest spelling and relates all other places. Without the extra `lexicon` only the document
tells a name from a word, and a misspelling that stands without a first name or an office is not found.
"""

from collections.abc import Iterator

from mtqa.names import clusters, names
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document


def find(document: Document) -> Iterator[Hit]:
    for cluster in clusters(names(document), document.target_lang):
        usual, rare = cluster[0], cluster[-1]
        rarest = next(name for name in cluster[1:] if len(name.starts) == len(rare.starts))
        here = rarest.places[0]
        related = sorted(spot for name in cluster for spot in name.places if spot != here)
        counts = ", ".join(f"{name.text} {len(name.starts)}×" for name in cluster)
        message = f"“{{found}}” looks like “{{fix}}” in another spelling ({counts})"
        yield Hit(here.start, here.end, usual.text, message, segment=here.segment, related=tuple(related))


rule = Rule(
    find=Across(find),
    message="“{found}” looks like “{fix}” in another spelling",
    languages=("en", "es", "fr", "it", "nl", "pt"),
    safe=False,
    extra="lexicon",
    examples=(
        Bad(
            "The mayor Oleg Kolchin spoke first. Then Kolchyn left the hall, and nobody followed Kolchin.",
            at="Kolchyn",
            fixed="The mayor Oleg Kolchin spoke first. Then Kolchin left the hall, and nobody followed Kolchin.",
            related=("Kolchin", "Kolchin"),
        ),
        Bad(
            "The consul Timur Yeldashev was received at noon.\n\nThreats had reached consul Eldashev a week before, "
            "said Yeldashev’s aide. “Consul Pavel Eldashov is well,” she added.",
            at="Eldashev",
            fixed="The consul Timur Yeldashev was received at noon.\n\nThreats had reached consul Yeldashev a week "
            "before, said Yeldashev’s aide. “Consul Pavel Yeldashev is well,” she added.",
            related=("Yeldashev", "Yeldashev", "Eldashov"),
        ),
        Bad(
            "It was signed by Alexey Drozdov. The second paper bears the name of Alexei Drozdov, "
            "and Alexei Drozdov does not deny it.",
            at="Alexey",
            fixed="It was signed by Alexei Drozdov. The second paper bears the name of Alexei Drozdov, "
            "and Alexei Drozdov does not deny it.",
            related=("Alexei", "Alexei"),
        ),
        Bad(
            "Alexander Drozdov has left. A friend of Aleksandr Drozdov paid; Alexander Drozdov had no money.",
            at="Aleksandr",
            fixed="Alexander Drozdov has left. A friend of Alexander Drozdov paid; Alexander Drozdov had no money.",
            related=("Alexander", "Alexander"),
        ),
        Bad(
            "He praised the fighters of Khayat Salim in May and those of Hayyat Salim in June.",
            at="Hayyat",
            fixed="He praised the fighters of Khayat Salim in May and those of Khayat Salim in June.",
            related=("Khayat",),
        ),
        Bad(
            "Police questioned Emre Aydınlı for a day. On Monday Emre Aydynly was let go.",
            at="Aydynly",
            fixed="Police questioned Emre Aydınlı for a day. On Monday Emre Aydınlı was let go.",
            related=("Aydınlı",),
        ),
        Bad(
            "Roman Kolchin spoke twice. Nobody answered Roman Kolchina, and then Kolchin sat down.",
            at="Kolchina",
            fixed="Roman Kolchin spoke twice. Nobody answered Roman Kolchin, and then Kolchin sat down.",
            related=("Kolchin", "Kolchin"),
        ),
        Good("Pavel Ivanov came with Anna Ivanova. The Ivanovs and Pavel’s son Ivan Petrovich met Oleg Petrov."),
        Good("Alexei Drozdov wrote to Alexey Lunin, and neither Drozdov nor Lunin had an answer."),
        Good("In Syria the Syrians waited; in Russia, Russia’s allies and a Russian spoke of Germans and of Germany."),
        Good("Cuban guests flew to Kuban. The channel Al Arabiya is not of Saudi Arabia. Elena Sobol saw Alena Sobol."),
        Good("Alexander Sobol met Alexandra Sobol in Austria, not in Australia, Slovakia or Slovenia."),
        Good("The old father, Viktor Markov, and his son Igor Malkov moved to Iran; others chose Iraq."),
        Good("The Minister answered. The Ministry did not. Major Zotov and Mayor Belov kept out of it."),
        Good("Professor Kahn thanked the band of Ali Khan for the evening."),
        Missed("Volodya Pokatovich won the heat. Poktaovich had trained for years."),
    ),
)
