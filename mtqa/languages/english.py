"""English words by kind, as pieces of expressions."""

PERSON = (
    r"(?:accused|actor|actress|athlete|attacker|author|bandit|banker|biker|blogger|bodyguard|boxer|boy|boyfriend"
    r"|bride|brother|builder|businessman|businesswoman|captain|champion|child|citizen|civilian|clerk|coach"
    r"|convict|criminal|cyclist|daughter|defendant|defender|detainee|director|doctor|driver|employee|engineer"
    r"|entrepreneur|farmer|father|fighter|fireman|firefighter|fisherman|foreigner|fugitive|girl|girlfriend"
    r"|goalkeeper|graduate|grandfather|grandmother|grandson|granddaughter|guard|guy|hero|hooligan|hostage"
    r"|hunter|husband|inhabitant|inspector|invalid|journalist|kid|killer|lad|lady|lawyer|lieutenant|lover"
    r"|major|maniac|man|manager|mechanic|midfielder|migrant|militant|militiaman|miner|minor|model|mother"
    r"|motorcyclist|motorist|murderer|musician|native|neighbour|neighbor|nurse|officer|official|opponent"
    r"|orphan|owner|painter|passenger|patient|pedestrian|pensioner|perpetrator|person|photographer|pilot"
    r"|player|poet|policeman|policewoman|politician|priest|prisoner|programmer|pupil|racer|rapist|recidivist"
    r"|relative|resident|retiree|robber|sailor|salesman|saleswoman|schoolboy|schoolgirl|scientist|seller"
    r"|sergeant|shooter|singer|sister|skater|skier|soldier|son|sportsman|stepfather|stepson|striker|student"
    r"|suspect|swimmer|swindler|teacher|teen|teenager|tenant|terrorist|thief|tourist|trader|trainer|unemployed"
    r"|victim|villager|volunteer|waiter|waitress|widow|widower|wife|witness|woman|worker|writer|youngster"
    r"|youth)"
)

FUNCTION_WORD = (
    r"(?:a|about|above|across|after|against|ago|all|almost|along|already|also|although|always|am|among|an|and|any|are"
    r"|around|as|at|away|back|be|because|been|before|behind|being|below|beneath|beside|besides|between|beyond|both|but"
    r"|by|can|cannot|could|despite|did|do|does|done|down|during|each|either|else|enough|especially|even|ever|every"
    r"|except|few|first|for|from|had|has|have|having|he|her|here|hers|herself|him|himself|his|how|however|if|in|including"
    r"|inside|instead|into|is|it|its|itself|just|less|like|many|may|maybe|me|might|mine|more|most|much|must|my|myself"
    r"|near|nearly|neither|never|no|none|nor|not|nothing|now|of|off|often|on|once|one|only|onto|or|other|others|ought"
    r"|our|ours|out|outside|over|own|per|perhaps|probably|quite|rather|same|shall|she|should|since|so|some|somehow"
    r"|someone|something|sometimes|soon|still|such|than|that|the|their|theirs|them|themselves|then|there|therefore|these"
    r"|they|this|those|though|through|throughout|thus|till|to|together|too|toward|towards|under|unless|until|up|upon|us"
    r"|versus|very|via|was|we|well|were|what|when|whenever|where|whereas|wherever|whether|which|while|who|whoever|whole"
    r"|whom|whose|why|will|with|within|without|would|yes|yet|you|your|yours|yourself)"
)
PEOPLE = (
    r"(?:people|persons|soldiers|servicemen|servicewomen|militants|militiamen|fighters|rebels|terrorists|civilians"
    r"|policemen|residents|citizens|inhabitants|villagers|refugees|migrants|children|students|pupils|schoolchildren"
    r"|patients|passengers|tourists|workers|employees|miners|volunteers|protesters|demonstrators|activists|participants"
    r"|victims|prisoners|hostages|men|women|families|athletes|spectators|voters|doctors|specialists|experts|rescuers"
    r"|firefighters|sailors|pilots|officers|guests|visitors|fans|players|members|customers|subscribers|pensioners)"
)
THINGS = (
    r"(?:houses|homes|buildings|apartments|flats|villages|settlements|towns|cities|cars|vehicles|trucks|buses|tanks"
    r"|drones|missiles|rockets|shells|mines|aircraft|planes|helicopters|ships|boats|schools|hospitals|cases|attacks"
    r"|strikes|fires|accidents|violations|complaints|shops|companies|enterprises|targets|positions|trees|plots)"
)
MONEY = r"(?:ro?ubles|hryvnias?|hryvnyas?|UAH|RUB|kopecks|dollars|euros|tenge|zlotys|yuan)"
MEASURES = (
    rf"(?:per ?cent|percentage points|{MONEY}|(?:square|cubic) (?:kilo)?met(?:er|re)s|hectares|kilomet(?:er|re)s"
    r"|tonn?es|kilograms|degrees (?:Celsius|Fahrenheit)|barrels)"
)
SPANS = r"(?:seconds|minutes|hours|days|weeks|months|years|decades)"
RANKED = (
    r"(?: (?:anniversary|army|battalion|birthday|brigade|century|championship|channel|congress|division|edition|grade"
    r"|half|meeting|minute|place|position|quarter|regiment|round|session|tour)\b)"
)
