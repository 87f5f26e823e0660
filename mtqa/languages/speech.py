"""The verbs by which a language reports what somebody said, as an expression."""

SAYING = {
    "en": (
        r"(?:said|says|say|told|tells|added|adds|noted|notes|stressed|stresses|emphasi[sz]e[sd]|explain(?:ed|s)"
        r"|stated|states|reported|reports|wrote|writes|asked|asks|repl(?:ied|ies)|answer(?:ed|s)|conclude[sd]"
        r"|announce[sd]|declare[sd]|comment(?:ed|s)|confirm(?:ed|s)|recall(?:ed|s)|believe[sd]|admit(?:ted|s)"
        r"|claim(?:ed|s)|quote[sd]?|complain(?:ed|s)|exclaim(?:ed|s)|insist(?:ed|s)|argue[sd]|continue[sd]"
        r"|remark(?:ed|s)|observe[sd]|warn(?:ed|s)|promise[sd]|assure[sd]|clarifie[sd]|specifie[sd]|summed|sums"
        r"|summari[sz]e[sd]|reads|thinks|shared?|pointed|points|cite[sd])"
    ),
}
