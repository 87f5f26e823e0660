"""How a language tells who said what stands in quotation marks."""

SAYING = {
    "en": (
        r"(?:said|says|say|told|tells|added|adds|noted|notes|stressed|stresses|emphasi[sz]e[sd]|explain(?:ed|s)"
        r"|stated|states|reported|reports|wrote|writes|asked|asks|repl(?:ied|ies)|answer(?:ed|s)|conclude[sd]"
        r"|announce[sd]|declare[sd]|comment(?:ed|s)|confirm(?:ed|s)|recall(?:ed|s)|believe[sd]?|admit(?:ted|s)"
        r"|claim(?:ed|s)|quote[sd]?|complain(?:ed|s)|exclaim(?:ed|s)|insist(?:ed|s)|argue[sd]|continue[sd]"
        r"|remark(?:ed|s)|observe[sd]|warn(?:ed|s)|promise[sd]|assure[sd]|clarifie[sd]|specifie[sd]|summed|sums"
        r"|summari[sz]e[sd]|reads|thinks|share[sd]|point(?:ed|s)|cite[sd]|read)"
    ),
    "de": (
        r"(?:sagte?|sagten|erklärte?|betonte?|schrieb|schreibt|meinte?|fügte?|berichtete?|teilte|fragte?|antwortete?"
        r"|ergänzte?|äußerte|bemerkte?|heißt|hieß|zitiert|zitierte|warnte?|kommentierte?|versicherte?|bestätigte?"
        r"|behauptete?|verkündete?|kündigte|rief|ruft|glaubt|merkte?)"
    ),
}
_ADVERB = {
    "en": r"(?:in|on|at|to|during|with|via|after|before|earlier|today|yesterday|as|while|and|about|out|up|when)",
    "de": r"(?:in|im|am|an|auf|bei|gegenüber|nach|vor|zu|heute|gestern|und|mit)",
}
_NO_SPEAKER = {
    "en": r"(?:this|that|these|those|what|which|who|so|but|because|there|here|if|when|how|why|not)",
    "de": r"(?:das|dies|diese|dieser|was|wer|so|aber|weil|da|hier|wenn|als|wie|warum|nicht|und|oder)",
}


def speaker(code: str) -> str:
    """An expression for a clause that names the speaker: “said the minister”, “the ministry noted in a statement”."""
    saying = SAYING[code]
    named = rf"(?!{_NO_SPEAKER[code]}\b)(?:[\w.’'-]{{1,30}}+ ){{1,6}}?{saying}(?=[.,;:!?]|$| {_ADVERB[code]}\b)"
    return rf"(?:{saying}\b|{named})"
