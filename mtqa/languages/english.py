"""English words by kind, as pieces of expressions and as sets."""

PERSON = (
    r"(?:academician|accused|actor|admiral|ambassador|colonel|commander|corporal|councill?or|deputy|governor|marshal"
    r"|mayor|professor|senator|actor|actress|athlete|attacker|author|bandit|banker|biker|blogger|bodyguard|boxer|boy|boyfriend"
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
    r"|firefighters|sailors|pilots|officers|guests|visitors|fans|players|members|customers|subscribers|pensioners"
    r"|detainees|personnel|individuals|representatives|deputies|candidates|asylum seekers|applicants|bodies|commandos)"
)
THINGS = (
    r"(?:houses|homes|buildings|apartments|flats|villages|settlements|towns|cities|cars|vehicles|trucks|buses|tanks"
    r"|drones|missiles|rockets|shells|mines|aircraft|planes|helicopters|ships|boats|schools|hospitals|cases|attacks"
    r"|strikes|fires|accidents|violations|complaints|shops|companies|enterprises|targets|positions|trees|plots|warships"
    r"|countries|regions|organi[sz]ations|flights|rounds|grenades|bombs|weapons|goals|votes|crimes|offences|hectares)"
)
MONEY = (
    r"(?:ro?ubles|hryvnias?|hryvnyas?|UAH|RUB|kopecks|dollars|euros|tenge|zlotys|yuan|(?:\w{2,12} )?francs"
    r"|shekels|rupees|yen)"
)
MEASURES = (
    rf"(?:per ?cent|percentage points|{MONEY}|(?:square|cubic) (?:kilo)?met(?:er|re)s|hectares|kilomet(?:er|re)s"
    r"|tonn?es|kilograms|degrees (?:Celsius|Fahrenheit)|barrels)"
)
SPANS = r"(?:seconds|minutes|hours|days|weeks|months|years|decades)"
RANKED = (
    r"(?: (?:anniversary|army|battalion|birthday|brigade|century|championship|channel|congress|division|edition|grade"
    r"|half|meeting|minute|place|position|quarter|regiment|round|session|tour)\b)"
)

DEMONYM = (
    r"(?:(?!Guardian|Martian|Barbarian|Magician|Historian|Librarian|Parish)[A-Z][a-z]{2,}(?:ian|ean|ish|ese)|American"
    r"|African|Afghan|Angolan|Arab|Azeri|Basque|Bosniak|Catalan|Croat|Cuban|Czech|Dutch|Emirati|French|German|Greek|Iraqi"
    r"|Israeli|Kazakh|Kenyan|Kosovan|Kurd|Kuwaiti|Kyrgyz|Libyan|Mexican|Moldovan|Moroccan|Nepali|Pakistani|Qatari|Saudi"
    r"|Serb|Slovak|Slovene|Somali|Swiss|Tajik|Tatar|Thai|Tibetan|Turkmen|Ugandan|Uyghur|Uzbek|Welsh|Yemeni)"
)

# What news is about: nouns that stand first in a sentence and are no titles of persons or offices.
_NOUNS = """
accident act action activist actor agreement aim aircraft airport amount analyst animal answer apartment area army
article artist assembly attack attempt audience author authority bank battle beginning bill blast boat body bomb book
border boss bottle boy branch bridge budget building bus campaign candidate car case cause centre center ceremony
championship change charge chief child children circumstance citizen city club coach collection commission committee
communication community company complex concert condition conference conflict construction consumer contract
contribution cost count crew crime crisis crowd cup currency customer data date day death debate debt decision
decrease defendant defender delegation demand department deputy development diplomat director disaster disease
district doctor document draft driver dynamics earthquake economy edition effect election electricity emergency
employee employer end enemy engine enterprise entrance epidemic equipment escape event evidence examination example
exercise exhibition expert explosion export fact factory family fan farmer father festival fighter fighting film fire
firefighter firm flat flight flood forecast forest friend front fuel function gas girl goal group growth guest harvest
head hearing height history holder holiday hospital hotel hour house husband idea image incident income increase
industry inflation information inhabitant injured injury interview introduction investigation investigator invention
investor island issue item job journalist judge killer killing lack lake language launch law lawyer leader leadership
length lesson letter level license life line list loan loss majority man manager manufacturer market marriage match
material matter meaning measure medicine meeting member men message method militant military minority missile mission
mistake money month morning mother mountain movement movie murder museum music name nation negotiation negotiator
neighbour neighbor network news newspaper night nurse number object occupation offer officer official oil opening
operation operator opponent opposition order organiser organizer organization organisation origin outcome owner
ownership painting pair pandemic paper parents part participant participation partner party passenger past patient
people percentage performance period person phenomenon photo photograph picture place plan plane planet plant play
player plot pilot poet point police policeman policemen policy politician population position power practice presence
presentation pressure price prisoner problem procedure process producer product production program programme progress
project proposal prosecutor protest protester purpose pupil quality quantity question race railway rain range rate
reaction reader reason rebel recipe record recovery reduction referee reform region registration relation relations
relative release remains repair report reporter representative rescue rescuer research researcher resident resolution
response responsibility restriction result return revenue review revolution right ring rise risk river road robber
role roof room route rule ruling ruler salary sale sanction scale scandal scene schedule school scientist season
security seller sentence series service session share shell shelling ship shooter shooting shop shot show side sign
signal singer sister site situation size sky snow society soldier solution son song source speaker specialist
specialty speech speed spokesman spokesperson spokeswoman stadium staff stage star start statement station status step
store storm story strategy street strength strike striker structure student study subject success suggestion sum
summer supplier supply support surface surgeon suspect system tank target task tax teacher team technology temperature
term territory terrorist test text thief threat ticket time title tool top topic tourist tournament town toy track
trade tradition traffic train trainer training transition transport trap treatment tree trend trial trip troops truck
truth type university usage use user vaccine value vehicle version victim victory video view village villager violence
virus visit visitor volunteer voter voting vote war warehouse warrior water weapon weather website wedding week weight
whole wife wind window winner winter witness woman women word work worker workers world wound writer year youth zone
"""
NOUNS = frozenset(
    form for noun in _NOUNS.split() for form in (noun, noun[:-1] + "ies" if noun[-1] == "y" else noun + "s")
)

# Words cut short with a full stop, without those of one or two letters, and those that machines write out before one.
_ABBREVIATIONS = """
abbr adj adv alt app approx appx arch art assn assoc asst attn aug ave avg bat bldg blvd calif cap capt cent cert chap
chmn col coll comm comp con conf cons cont contd contr corp corps dec dem dep dept dev dia diam dict diff dim dir dist
div doc ead edn eds eng engl equiv esp esq est etc etym ext feb fed fem fig figs fin freq fri gal gen germ gov govt
grad hist hon hosp ibid ill illus inc incl ind inf info ins insp inst int intl introd isl jan kan lab lang lat lib
lieut lit loc ltd mag maj mar mas masc math max mem messrs mgr mil min mins misc miss mod mon msgr mtn mus myth nat
neg nov num obs oct ont oper opp opt ord org orig oxf pag para pat pers phil phys pop poss pref prep pres prev prim
prin prob proc prof prop prov pseud pub publ rec ref refl reg rel rep repr reps rept resp ret rev rom sat sci sec secs
sect sen sens sept seq ser serg sergt sgt sing soc sov spec sta stat subj sun supp suppl surg syn tab tech tel temp
tenn tex theol thu thur tit topog trans transl treas trig tue tues typ ult univ unkn usu var vet viz voc vol vols wed
wis
billion chel kop million rbl rub thousand trillion tys
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
PLACE_WORD = (
    r"(?:street|avenue|lane|square|prospect|boulevard|embankment|alley|highway|city|town|village|settlement|hamlet"
    r"|river|lake|station|district)"
)
