"""English words that lead to a number or count with it: expressions for where they stand without one."""

from mtqa.languages.english import MEASURES, MONEY, PEOPLE, RANKED, SPANS, THINGS

SCALE = r"(?:thousand|million|billion|trillion)"
UNCOUNTED = (
    rf"(?:(?P<counted>{PEOPLE}|{THINGS})\b|(?P<measure>{MEASURES})\b(?!-)|(?P<span>{SPANS})\b"
    rf"|(?P<scale>{SCALE})\b(?!-| (?:dollar|euro|pound|ruble)\b)|(?P<share>%)(?=[\s.,;)]|$))"
)
VAGUE = {"about", "over", "around"}
NEARLY = {"approximately", "roughly", "nearly", "almost", "at least", "up to", "more than", "less than", "as many as"}

HARMED = (
    r"\b(?:killed|killing|shot|injured|injuring|wounded|wounding|evacuated|evacuating|detained|detaining|arrested"
    r"|hospitali[sz]ed|infected|rescued|employs|numbering|died|perished)"
)
HAVING = (
    r"\b(?:there (?:are|were|will be)|includ(?:es?|ing)|involv(?:es?|ed|ing)|attended by|home to|accommodates?|seized"
    r"|registered|recorded|delivered|received|opened|planted|signed by|visited by|totall?ing|consists of|consisted of)"
)
WORTH = r"\b(?:worth|costs?|costing|paid|spent|earned|raised|allocated|exceed(?:s|ed|ing)?|reached|totall?(?:ed|ing))"
BEFELL = (
    r"(?:were|was|have been|had been|died|took part|gathered|live|lived|suffered|participated|joined|fled|arrived"
    rf"|(?:[\w-]{{1,24}} ){{1,4}}?(?:were|have been) (?:{HARMED}|destroyed|damaged|burn(?:t|ed)|flooded|registered"
    r"|seized))"
)
CHANGED = (
    r"\b(?:(?:ris|grow|fall|increas|decreas|declin|dropp|jump|climb|shrink)ing|r[io]ses?|risen|gr[eo]wn?|fell|fallen"
    r"|falls|grows|(?:increase|decrease|decline|reduce)[ds]?|drop(?:s|ped)|jump(?:s|ed)|climbed|shrank|shrunk"
    r"|exceed(?:ed|s)|strengthened|weakened|depreciated)(?: in (?:price|value|size|number|volume|weight|length))?"
)

# Kinds of things that have no number: the words that make a fault of it by themselves,
ALONE = {
    "counted": {"approximately", "roughly"},
    "span": {"approximately", "roughly"},
    "measure": NEARLY,
    "scale": {*NEARLY, "about", "over"} - {"as many as"},
    "share": {*NEARLY, *VAGUE},
}
# what has to lead to the others,
LED = (
    ("counted", rf"{HARMED} ", {*NEARLY, "about"}),
    ("counted", rf"{HAVING} ", {"about", "nearly", "more than", "up to"}),
    ("counted", r"\b(?:of|by|with|from|to|for|in) ", {"about", "nearly", "up to"}),
    ("measure", rf"(?:(?:{WORTH}|{HARMED}|\bby|\bthan) |\()", VAGUE),
    ("span", r"\b(?:for|after|within|during|in|over|takes?|took|lasts?|lasted|spent|waited) ", {*NEARLY, "about"}),
)
# and what happened to those that begin a clause.
START = r"(?:^|[.!?,;:–—-] |\(|\bthat )"
BEFALLEN = (
    (rf"\)?,? {BEFELL}\b", {"about", "nearly", "more than", "up to", "over"}),
    (r"(?= (?:from|in|at|of|who|and)\b)", {"more than", "nearly"}),
    (rf"\)?,? (?:died|perished|(?:were|was|have been) {HARMED})\b", {"at least", "as many as"}),
)

_STRUCK = r"\b(?:fired|shelled|shelling|attacked|attacking|bombed|struck|hit|violated|targeted|stormed)"
_SITE = r"people|ceasefire|truce|territory|city|village|town|army|airport|region|district|border|post|base"
ENDS = r"(?= ?[.,;!?)](?!\w| ?\.)|$)"
_GOES_ON = rf"(?:{ENDS}|(?= (?:compared|against|since|while|during|in|over|and|from|as|per|an?|this|on|with|using)\b))"
_MUCH = r"\b(?:in the amount|[Aa] (?:fine|total)|an area|at an? (?:price|speed|rate|cost|altitude|depth|distance))"
_NUMBERED = (
    r"(?i:school|house|station|building|hospital|route|bus|colony|law|order|decree|resolution|unit|kindergarten|flight)"
)
_CODE = r"of (?:the )?(?:\w{1,20} ){0,4}?(?:Code|Constitution|Procedure)\b"
_NAMED = r"(?:an?|the|his|her|their|by|with|of|in|for)"

WITHOUT_NUMBER = (
    # what is measured
    rf"{_MUCH} of (?:(?:about|over) )?(?:{MEASURES}|km|{SCALE})\b(?! and\b)(?!-)",
    rf"\b(?:amount(?:s|ed|ing) to|fined|(?:rose|fell|grew|increased|decreased|dropped) to) {MEASURES}\b",
    rf"\b(?:fine|price|cost|damage|salary|pension|fee|sum|income|budget|penalty) (?:is|was|will be) {MEASURES}\b",
    r"\bmore than(?= ?[.;](?!\w))",
    r"\b(?:minus|plus|down to|reach(?:ed)?|exceed(?:s|ed)?) degrees\b",
    r"\b(?:located|situated|lies|lie) (?:k?m|(?:kilo)?met(?:er|re)s) (?:from|away|north|south|east|west)\b",
    r"\b(?:up to|about|approximately|nearly|more than|less than|at least|over|weighing|weighs|measuring)"
    r" (?:mm|cm|km|kg|kW|MW|kWh|ml)\b(?!-)",
    # scales, shares and money
    rf"(?:(?<!couple )(?<!few )\bof|\b(?:to|by|for|worth|costs?|reached|paid|at|with|from|allocated|another)) {SCALE}"
    rf" (?:{MONEY}|{PEOPLE}|tonn?es)\b",
    rf"{CHANGED} (?:to )?per ?cent\b",
    r"\b(?:compared (?:to|with)|just (?:under|over)|account(?:s|ed)? for|ma[dk](?:es?|ing) up|represents?|claims?)"
    r" per ?cent\b",
    r", per ?cent of (?:the )?(?:people|voters|respondents|residents|citizens|population|votes|those)\b",
    rf"\b(?:spent|spends?|invested|against|receiv(?:ed?|es)|lost|sold|estimated at|amount(?:s|ed) to) {SCALE}"
    rf" (?:{MONEY}|{PEOPLE}|tonn?es)\b",
    r"\b(?:increase|decrease|growth|rise|fall|drop|discount|reduction|share) of (?:percent\b|%(?=[\s.,;)]|$))",
    r"\b(?:reached|only) %(?=[\s.,;)]|$)",
    rf"\b(?:by|to|of|than|about|from|at)(?: [.,]|[.,] )(?:per ?cent\b|%|{SCALE}\b)",
    rf"{WORTH} (?:(?:about|over|more than) )?(?:US)?[$€£](?= (?:{SCALE}|in|for|and|from)\b|[,;.](?!\S))",
    # parts and times
    r", of (?:which|whom) (?:were|are|have been|had been|died)\b",
    r"\bleft (?:about|around|more than|at least|over) (?:people dead|dead|injured|wounded|homeless)\b",
    r"(?:,|\band) (?:about|around|more than|at least|over) (?:injured|wounded|killed|hurt|missing|arrested)\b",
    rf"\b(?:toll|number|damage|figure|total|population) (?:(?:has|had) )?(?:exceeded|exceeds){ENDS}",
    rf"\b(?:[Aa] total of|[Aa]nother) (?!people\b|w?o?men\b)(?:{PEOPLE}|{THINGS})\b(?! (?:and|are)\b)",
    r"\bup to (?:years|months)['’]? (?:in (?:prison|jail)|imprisonment|of imprisonment|behind)\b",
    r"\b[Aa]t least of the [a-z]{2,20}s (?:are|were|have|had|will)\b",
    r"\b(?:more than|up to|nearly) of the [a-z]{2,20}s\b",
    rf"{_STRUCK}(?: [\w’'-]{{1,24}}){{0,6}}? (?:(?!\w{{0,20}}(?:ous|ss|mas)\b)[a-z]{{3,20}}s|\w{{3,20}}men|{_SITE})"
    rf" times{_GOES_ON}",
    r"\b(?:more than|almost|nearly|by|at least|is|be|became|becomes?|up to) times"
    r" (?:more|less|higher|lower|larger|greater|bigger|smaller|cheaper|faster)\b",
    rf"{CHANGED} (?:in|almost|nearly|more than|about|at least) times{_GOES_ON}",
    # how long, how old, when
    rf"\b[Ee]very {SPANS}\b",
    r"\bat the age of (?:years|months)\b|\baged (?:(?:about|over|under) )?years\b",
    rf"\b{_NAMED} [-–‑](?:year|month|week|day|hour|minute|(?:kilo)?met(?:er|re)|km|storey|story|percent|room|seat)"
    r"(?:[- ]olds?)?\b",
    r"\b[Aa]t (?:about |around )?(?:[ap]\.m\.|(?:[ap]m|o['’]clock)\b)",
    r"(?:^|[.!?] )In, (?=the\b|an?\b|it\b|s?he\b|they\b)",
    # numbered things
    rf"\b(?:the|his|her|its|their|a|in|on) (?:st|nd|rd|th){RANKED}",
    rf"\b{_NUMBERED} (?:No\.|№)(?= ?[a-z,;)])",
    rf"\b(?:under|by|of|with|to) (?:[Aa]rticle|Art\.) {_CODE}",
    r"\b[Pp]art of (?:[Aa]rticle|Art\.)(?= of\b)",
)
