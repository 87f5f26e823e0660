"""English words that lead to a number or count with it: expressions for where they stand without one."""

from mtqa.languages.english import MEASURES, MONEY, PEOPLE, RANKED, SPANS, THINGS

_COUNTED = rf"(?:{PEOPLE}|{THINGS})"
_SCALE = r"(?:thousand|million|billion|trillion)"
_NEARLY = r"(?:approximately|nearly|roughly|almost|more than|less than|at least|up to|no more than|no less than)"
_ABOUT = r"(?:about|approximately|nearly|roughly|more than|up to)"
_MAYBE = rf"(?:(?:{_NEARLY}|about|over) )?"
_START = r"(?:^|(?<=[.!?,;:–—] )|(?<=- )|(?<=\()|(?<=\bthat ))"
_ENDS = r"(?= ?[.,;!?)](?!\w)|$)"
_GOES_ON = rf"(?:{_ENDS}|(?= (?:compared|against|since|while|during|in|over|and|from|as|per|an?|this|on|with|using)\b))"
_OF_WHAT = r"(?: in (?:price|value|size|number|volume|weight|length))?"
_CHANGED = (
    r"\b(?:(?:ris|grow|fall|increas|decreas|declin|dropp|jump|climb|shrink)ing|r[io]ses?|risen|gr[eo]wn?|fell|fallen"
    r"|falls|grows|(?:increase|decrease|decline|reduce)[ds]?|drop(?:s|ped)|jump(?:s|ed)|climbed|shrank|shrunk"
    r"|exceed(?:ed|s)|strengthened|weakened|depreciated)"
)
_STRUCK = r"\b(?:fired|shelled|shelling|attacked|attacking|bombed|struck|hit|violated|targeted|stormed)"
_HARMED = (
    r"\b(?:killed|killing|injured|injuring|wounded|wounding|evacuated|evacuating|detained|detaining|arrested"
    r"|hospitali[sz]ed|infected|rescued|employs|numbering|died|perished)"
)
_HURT = rf"(?:{_HARMED}|destroyed|damaged|burn(?:t|ed)|flooded|registered|recorded|seized|shot down)"
_SITE = r"people|ceasefire|truce|territory|city|village|town|army|airport|region|district|border|post|base"
_BEFELL = (
    r"(?:were|was|have been|had been|died|took part|gathered|live|lived|suffered|participated|joined|fled|arrived)"
)
_HAVING = (
    r"\b(?:there (?:are|were|will be)|includ(?:es?|ing)|involv(?:es?|ed|ing)|attended by|home to|accommodates?|seized"
    r"|registered|recorded|delivered|received|opened|planted|signed by|visited by|totall?ing|consists of|consisted of)"
)
_WORTH = r"\b(?:worth|costs?|costing|paid|spent|earned|raised|allocated|exceed(?:s|ed|ing)?|reached|totall?(?:ed|ing))"
_MUCH = r"\b(?:in the amount|[Aa] (?:fine|total)|an area|at an? (?:price|speed|rate|cost|altitude|depth|distance))"
_OFFICE = (
    r"(?:school|house|station|building|hospital|route|bus|colony|law|order|decree|resolution|unit|kindergarten|flight)"
)
_CODE = r"of (?:the )?(?:\w{1,20} ){0,4}?(?:Code|Constitution|Procedure)\b"
_NAMED = r"(?:an?|the|his|her|their|by|with|of|in|for)"

LED_BY = rf"{_CHANGED}{_OF_WHAT} by{_ENDS}"

WITHOUT_NUMBER = (
    # what is measured
    rf"\b{_NEARLY} {MEASURES}\b(?!-)",
    rf"(?:{_WORTH}|{_HARMED}|\bby|\bthan) (?:about|around|over|some) {MEASURES}\b(?!-)",
    rf"{_CHANGED}{_OF_WHAT} by (?:(?:{_NEARLY}|about) )?(?:{MEASURES}|{_SCALE}|times)\b",
    rf"{_CHANGED}{_OF_WHAT} by (?:compared|against|since|while)\b",
    rf"{_MUCH} of {_MAYBE}(?:{MEASURES}|km|{_SCALE})\b(?! and\b)(?!-)",
    rf"\b(?:amount(?:s|ed|ing) to|fined|(?:rose|fell|grew|increased|decreased|dropped) to) {MEASURES}\b",
    rf"\b(?:fine|price|cost|damage|salary|pension|fee|sum|income|budget|penalty) (?:is|was|will be) {MEASURES}\b",
    r"\bmore than(?= ?[.;](?!\w))",
    r"\b(?:minus|plus|down to|reach(?:ed)?|exceed(?:s|ed)?) degrees\b",
    r"\b(?:located|situated|lies|lie) (?:k?m|(?:kilo)?met(?:er|re)s) (?:from|away|north|south|east|west)\b",
    # scales, shares and money
    rf"\b(?:{_NEARLY}|about|over) {_SCALE}\b(?!-| (?:dollar|euro|pound|ruble)\b)",
    rf"(?:(?<!couple )(?<!few )\bof|\b(?:to|by|for|worth|costs?|reached|paid|at|with|from|allocated|another)) {_SCALE}"
    rf" (?:{MONEY}|{PEOPLE}|tonn?es)\b",
    r"\b(?:increase|decrease|growth|rise|fall|drop|discount|reduction|share) of (?:percent\b|%(?=[\s.,;)]|$))",
    rf"\b(?:{_NEARLY}|about|over|(?:rose|fell|grew|increased|decreased|dropped) by|reached|only) %(?=[\s.,;)]|$)",
    rf"\b(?:by|to|of|than|about|from|at)(?: [.,]|[.,] )(?:per ?cent\b|%|{_SCALE}\b)",
    rf"{_WORTH} {_MAYBE}(?:US)?[$€£](?= (?:{_SCALE}|in|for|and|from)\b|[,;.](?!\S))",
    # people and things
    rf"{_HARMED} (?:{_NEARLY}|about|as many as) {_COUNTED}\b",
    rf"{_HAVING} {_ABOUT} {_COUNTED}\b",
    rf"\b(?:of|by|with|from|to|for|in) (?:approximately|nearly|roughly|up to|about) {_COUNTED}\b",
    rf"\b(?:approximately|roughly) (?:{_COUNTED}|{SPANS})\b",
    rf"{_START}(?:[Aa]bout|[Nn]early|[Mm]ore than|[Uu]p to|[Oo]ver) {_COUNTED}\)?,? {_BEFELL}\b",
    rf"{_START}(?:[Aa]t least|[Aa]s many as) {_COUNTED}\)?,? (?:died|perished|(?:were|was|have been) {_HARMED})\b",
    rf"{_START}(?:[Aa]bout|[Nn]early|[Mm]ore than) {_COUNTED}(?: [\w-]{{1,24}}){{1,4}}? (?:were|have been) {_HURT}\b",
    r"\b[Aa]t least of the [a-z]{2,20}s (?:are|were|have|had|will)\b",
    r"\b(?:more than|up to|nearly) of the [a-z]{2,20}s\b",
    # how often
    rf"{_STRUCK}(?: [\w’'-]{{1,24}}){{0,6}}? (?:(?!\w{{0,20}}(?:ous|ss|mas)\b)[a-z]{{3,20}}s|\w{{3,20}}men|{_SITE})"
    rf" times{_GOES_ON}",
    r"\b(?:more than|almost|nearly|by|at least|is|be|became|becomes?|up to) times"
    r" (?:more|less|higher|lower|larger|greater|bigger|smaller|cheaper|faster)\b",
    rf"{_CHANGED} (?:in |(?:almost|nearly|more than|about|at least) )times{_GOES_ON}",
    # how long, how old, when
    rf"\b(?:for|after|within|during|in|over|takes?|took|lasts?|lasted|spent|waited) (?:{_NEARLY}|about) {SPANS}\b",
    rf"\b[Ee]very {SPANS}\b",
    r"\bat the age of (?:years|months)\b|\baged (?:(?:about|over|under) )?years\b",
    rf"\b{_NAMED} [-–‑](?:year|month|week|day|hour|minute|(?:kilo)?met(?:er|re)|km|storey|story|percent|room|seat)"
    r"(?:[- ]olds?)?\b",
    r"\bat (?:about |around )?(?:[ap]\.m\.|(?:[ap]m|o['’]clock)\b)",
    r"(?:^|[.!?] )In, (?=the\b|an?\b|it\b|s?he\b|they\b)",
    # numbered things
    rf"\b(?:the|his|her|its|their|a|in|on) (?:st|nd|rd|th){RANKED}",
    rf"\b(?i:{_OFFICE}) (?:No\.|№)(?= ?[a-z,;)])",
    rf"\b(?:under|by|of|with|to) (?:[Aa]rticle|Art\.) {_CODE}|\b[Pp]art of (?:[Aa]rticle|Art\.)(?= of\b)",
)
