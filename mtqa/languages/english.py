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
