#include "dialogs/understand/lexicon.hpp"
#include "dialogs/understand/themes.hpp"

namespace amends::dialogs {
namespace {

constexpr std::uint8_t number(theme value) { return static_cast<std::uint8_t>(value); }

// clang-format off
constexpr phrase_group groups[]{
    {cue::theme, number(theme::broken), 1,
      "broke|broken|brake|breaks|breaking|bust|busted|crack*|snap|snapped|snapping|split|splitting|tore|torn|ripp*|shatter*|smash*|dent|dents|dented|"
      "scratch*|chip|chips off|chipped|bent|warped|wobbl*|wonky|loose|came off|comes off|fell off|falls off|falling off|fell out|came apart|"
      "leak*|drip*|flood*|jam|jams|jammed|jamming|stuck|seiz*|squeak*|grind|grinding|rattl*|hum|humming|buzz*|crackl*|hiss*|bang|clunk*|"
      "fault*|defect*|malfunction*|dead|died|dies|conked|packed in|gave up|knackered|kaput|bricked|fried|burnt out|blown|blew|trip|trips|tripped|"
      "crash|crashes|crashed|crashing|freez*|froze|frozen|hang|hangs|lag|lags|laggy|lagging|glitch*|bug|bugs|buggy|error|errors|blank screen|black screen|"
      "won't|wont|doesn't work|doesnt work|not working|stopped working|no sound|no signal|no power|no picture|no internet|no service|"
      "drop|drops|dropped|dropping|disconnect*|cuts out|cut out|cutting out|goes off|went off|flicker*|pixelat*|fuzzy|blurry|distort*|overheat*|"
      "sync*|locked out|log in|logs me out|logged out|won't let me|wont let me|doesn't scan|not scan|declin*|reject*|bounced|failed|fails|failing|fail|"
      "rust*|fade*|faded|peel*|fray*|pill*|shrunk|shrank|shrink*|stretch*|threadbare|bald|flat|faulty|poor quality|shoddy|flimsy|tatty|cheap|tacky|shabby|down again"},
    {cue::theme, number(theme::spoiled), 1,
      "dirty|filthy|filth|grubby|grime|grimy|grease|greasy|sticky|stain*|spill|spilled|spilt|smudge*|dust|dusty|hair|hairs|mould*|mold*|mildew|damp|musty|"
      "stink*|stank|stench|smell*|reek*|whiff|pong|sewage|drain|drains|sour|rancid|rotten|rotting|off|mushy|soggy|stale|raw|undercooked|pink inside|"
      "overcooked|burnt|charred|cold|lukewarm|tepid|stone cold|warm beer|melted|curdled|expired|out of date|past its date|salty|bland|tasteless|watery|dry|"
      "cockroach*|roach*|mouse|mice|rat|rats|bug|bugs|bedbug*|ants|fly|flies|maggot*|worm*|weevil*|slug|insect*|spider*|plaster|fingernail|"
      "crushed|squashed|soaked|sodden|soaking|wet|bruised|wilted|limp|brown|smear*|loud|noise|noisy|racket|thump*|drilling|snoring|freezing|boiling|stuffy|"
      "no hot water|no heating|blocked|clogged|overflow*"},
    {cue::theme, number(theme::wrong), 1,
      "wrong|wrongly|incorrect*|mistake*|mix up|mixed up|mix-up|mixup|instead|not what|isn't what|wasn't what|different|somebody else's|someone else's|"
      "another person|not mine|never ordered|didn't order|did not order|not ordered|nothing like|not as|mismatch*|misspel*|incomplete|swapped|switched|"
      "half|only got|only one|only two|two of|one of|short|too small|too big|too tight|too short|size|"
      "asked for|ordered|i said|i wrote|arrived with|came with|turned up with|not the same|other one|"
      "unusable|useless|doesn't fit|does not fit|won't fit|pointless"},
    {cue::theme, number(theme::missing), 1,
      "missing|lost|lose|loses|vanish*|disappear*|gone|nowhere|no sign|no trace|not in the|wasn't in|weren't in|empty|left out|forgot|forgotten|"
      "never arrived|never came|never got|never received|didn't arrive|didn't come|not arrived|not received|not delivered|hasn't arrived|hasn't come|"
      "haven't got|haven't received|says delivered|marked delivered|marked as delivered|signed for|stolen|nicked|pinched|wiped|deleted|erased|cancelled|"
      "canceled|without|no record|not found|can't find|cannot find|not there|isn't there|wasn't there|never posted|not credited|never credited|unaccounted"},
    {cue::theme, number(theme::late), 1,
      "late|later|delay*|overdue|behind schedule|wait|waits|waited|waiting|queue*|queuing|slow|slowly|slower|ages|forever|hours|weeks|months|days|"
      "supposed to|due|was due|should have|should've|meant to|expected by|still|yet|not yet|hasn't|haven't|so far|by now|how long|how much longer|"
      "two hours|three hours|an hour|half an hour|40 minutes|since|until|till|missed|missed my|took|takes|taking|dragg*|pending|processing|in transit|held up|"
      "stuck in|stood|sat|sitting|standing|on hold|hold music|no show|no-show|didn't turn up|never turned up|didn't show|never showed|rescheduled|postponed|"
      "put off|pushed back|day 4|day four|third day"},
    {cue::theme, number(theme::silence), 1,
      "no reply|no response|no answer|nobody|no one|noone|no-one|unanswered|ignored|ignoring|ignore|ignores|silence|silent|crickets|radio silence|"
      "never called|never rang|never replied|never heard|haven't heard|not heard|didn't call|no call|call back|callback|called back|ring back|get back to me|"
      "got back to|fobbed|fob|passed around|passed from|pillar to post|round in circles|going in circles|runaround|run around|automated|auto reply|bounced between|"
      "transferred|hung up|cut off|cut me off|voicemail|straight to|no updates|no update|not a word|without a word|nothing back|heard nothing"},
    {cue::theme, number(theme::rude), 1,
      "rude|rudely|rudeness|attitude|impolite|disrespect*|snapp*|shout*|yell*|scream*|swore|swear|sneer*|smirk*|roll* his eyes|rolled her eyes|eye roll|eyes at|"
      "laughed|laugh at|mocked|mocking|humiliat*|embarrass*|insult*|patronis*|patroniz*|condescend*|dismiss*|arrogan*|surly|grumpy|curt|abrupt|aggressive|"
      "threw|throw|throws|tossed|slammed|shoved|pushed me|grabbed|barged|walked off|walked away|walked in|walked out|stormed|turned his back|turned her back|"
      "discriminat*|racist|racism|accent|stared|staring|glared|ignored us|ignored me|unprofessional|unfriendly|unhelpful|careless|lazy|on his phone|on her phone|"
      "on their phones|chatting|couldn't care|couldnt care|didn't care|don't care|shrug*|made me feel|felt like|treated|tone|called me|told me to|lecture*|tutted|huff*|bully*|harass*"},
    {cue::theme, number(theme::promised), 1,
      "promise*|guarantee*|assured|assurance|agreed|agreement|you said|he said|she said|they said|was told|were told|i was told|told us|told me|said it would|"
      "said you'd|swore|pledge*|commit*|supposed|as advertised|confirmed|confirmation|booked|reserved|quoted|in writing|contract|signed|deal|"
      "kept saying|keep saying|always say|every time|same answer|by friday|by monday|within 24|within 48|within|working days|next day|same day|"
      "no longer honour|honour*|honor*|broke your word|backed out|went back on|changed your mind|excuse*"},
    {cue::theme, number(theme::misled), 1,
      "mislead*|misled|lie|lies|lied|lying|liar*|false|falsely|fake|deceiv*|deceptive|dishonest|trick|tricked|tricks|con|conned|scam*|fraud*|bait|small print|"
      "fine print|hidden|not mention*|never mention*|nobody mentioned|no mention|didn't say|doesn't say|nowhere does it|advertis*|the ad|website says|"
      "site says|page says|app says|listed as|listing|description|picture*|photo*|brochure|leaflet|menu says|sign says|the label|in fact|turns out|turned out|"
      "actually|so-called|supposedly|apparently|allegedly|claims|claimed|claim to|says|said|states|unlimited|free trial|without asking|without my|without telling|"
      "without notice|without warning|no notice|no warning|not informed|consent|opted|signed me up|sneak*|bury|buried"},
    {cue::theme, number(theme::charged), 1,
      "charge|charges|charged|charging me|overcharg*|double|twice|bill|bills|billed|billing|invoice*|fee|fees|cost*|price*|pricey|expensive|rip off|ripoff|rip-off|"
      "paid|pay|paying|payment|debit*|deduct*|taken out|took out|taken from|took from|out of my account|subscription|renew*|auto-renew|autorenew|direct debit|"
      "refund*|money|deposit|credit*|statement|balance|interest|penalty|surcharge|tip|service charge|resort fee|minibar|cleaning fee|late fee|discount*|coupon*|voucher*|"
      "promo|code|cheaper|more than|difference|hike|hiked|went up|gone up|put up|increase*|per month|a month|quid|pounds|dollars|bucks|euros|rand|rupees|pence|cents"},
    {cue::theme, number(theme::fire), 1,
      "fire|fires|flame*|ablaze|alight|smoke|smoking|smok*|smould*|burn|burns|burned|burning|burnt|scorch*|"
      "singe*|singed|char*|charred|blacken*|melt|melts|melted|melting|spark*|explod*|explosion|blew up|blow up|"
      "blown up|burst*|bang|blast|overheat*|red hot|glowing|too hot to touch|smells of burning|burning smell|"
      "burnt plastic|singeing|fireball|flare*|ignite*|caught light|fire brigade|fire engine|extinguisher*|"
      "smoke alarm"},
    {cue::theme, number(theme::shock), 1,
      "shock|shocks|shocked me|electric shock|electrocut*|zap|zaps|zapped|tingl*|live wire|live wires|"
      "bare wire|bare wires|exposed wire*|exposed|wires hanging|wiring|cable|cables|socket*|plug|plugs|outlet|"
      "fuse*|short circuit*|gas|gas leak|gas smell|smell gas|leaking gas|fumes|fume|carbon monoxide|monoxide|"
      "co alarm|boiler|hob|propane|lithium|battery swelled|swollen battery|battery swollen|bulge*|bulging"},
    {cue::theme, number(theme::hurt), 1,
      "hurt|hurts|hurting|injur*|bleed*|bled|blood|bloody nose|cut|cuts|slice*|sliced|gash*|stitch*|stitches|"
      "bruis*|scald*|blister*|scar|scarred|scars|swell*|swollen|swelling|puffy|rash|rashes|hives|itch*|"
      "broken wrist|fracture*|broke my|broke his|broke her|broken leg|broken arm|sprain*|twisted my|twist*|"
      "dislocat*|torn ligament|pulled a muscle|concuss*|knocked out|whiplash|slipped|slip|slippery|tripped|"
      "trip|fell|fall|fallen|went down|landed on|came down on|hit my|hit his|hit her|hit me|struck|trapped|"
      "crush*|pinched|pierc*|stab*|splinter*|shard*|graze*|puncture*|chemical burn|infect*|pus|chipped tooth|"
      "cracked a tooth|lost a tooth|tooth"},
    {cue::theme, number(theme::ill), 1,
      "sick|sickness|ill|vomit*|threw up|throwing up|thrown up|puk*|diarrh*|the runs|on the toilet|poison*|"
      "food poisoning|salmonella|e coli|norovirus|listeria|gastro*|stomach|tummy|belly|cramps|cramping|fever|"
      "temperature of|nausea*|nauseous|dizzy|dizziness|faint*|passed out|collapsed|unconscious|seizure*|fit|"
      "convuls*|palpitation*|heart racing|breathe|breathing|breathless|wheez*|asthma*|choke*|choking|gag*|"
      "allerg*|anaphyl*|epipen*|reaction|react*|peanut*|nut|nuts|shellfish|gluten|coeliac|celiac|lactose|dairy|"
      "sesame|migraine*|dehydrat*|raw chicken|pink chicken|pink inside|undercooked|mould on|mouldy|moldy|"
      "maggot*|rat|rats|mouse|mice|droppings|rotten|insulin|glucose|blood sugar|"
      "bites|bitten|bite|bedbug*|bed bug*|fleas|dermatologist|molar|dentist|dental|cough|coughing|"
      "chest infection|infection|sewage|dose|double dose|overdose|warfarin|blood pressure|pendant*|clammy|"
      "shivering|trembling|numb|hold your breath|blurred|blind in|deaf in|miscarr*|contraction*|stroke|"
      "heart attack|fluttering|tight chest|chest pain*"},
    {cue::theme, number(theme::body), 1,
      "hand|hands|finger*|thumb|arm|arms|wrist|elbow|shoulder*|neck|back|spine|head|face|forehead|eye|eyes|"
      "eyelid*|ear|ears|nose|mouth|lip|lips|tongue|throat|tooth|teeth|gum|gums|chest|rib|ribs|heart|lungs|"
      "liver|kidney*|leg|legs|knee*|ankle*|foot|feet|toe|toes|skin|scalp|hair|bone*|collarbone|tailbone|muscle*"},
    {cue::theme, number(theme::rescue), 1,
      "hospital*|a&e|emergency room|emergency ward|ambulance*|paramedic*|doctor*|surgeon|nurse*|clinic|gp|"
      "casualty|intensive care|on a drip|drip|stretcher|operation|x-ray|xray|medics|first aid|poison control|"
      "poison centre|111|999|911|112|fire service|fire department|evacuat*|rescued|rescue|stitched|"
      "plaster cast|in plaster|antibiotics|medication|medicine"},
    {cue::theme, number(theme::violence), 1,
      "threaten*|threat*|attack*|assault*|punch*|kick*|slap*|shov*|push*|grab*|grabbed|pin|pinned|drag*|"
      "throttl*|headbutt*|beat|beaten|beat up|hit me|knife|knives|gun|weapon*|bat|hammer*|break my|break your|"
      "break his|kill you|kill me|kill him|i'll kill|burn down|burn your|smash up|smash the|smash your|"
      "come round|come down there|know where you live|knows where i live|know where i live|where i live|"
      "outside my house|followed me|follow me|following me|stalk*|creep*|broke in|break in|break-in|intruder*|"
      "stranger*|masturbat*|exposed himself|touched me|groped|harass*|hidden camera|spy camera|filming me|"
      "watching me|restraining order|my ex|alone|on my own|scared of him|frightened|drunk|high on"},
    {cue::theme, number(theme::crash), 1,
      "crash|crashed|collision|collided|accident|brake|brakes|braking|steering|swerv*|skid*|speeding|overtak*|"
      "red light|texting|on his phone while|on the phone while|asleep at the wheel|nodding off|dozing|"
      "drink driving|drunk driver|ran over|run over|knocked over|knocked down|nearly hit|almost hit|almost ran|"
      "wheel came|wheel nut*|tyre|tire|tyres|tires|blowout|blew out|seatbelt*|seat belt*|airbag*|car seat|"
      "child seat|derail*|turbulence|emergency landing|engine|lift dropped|lift fell|elevator dropped|"
      "stuck in the lift|stuck in the elevator|pavement|pedestrian*|cyclist*|motorway|highway"},
    {cue::theme, number(theme::hazard), 1,
      "ceiling|tile|tiles|roof|balcony|railing*|handrail*|banister|stairs|staircase|step|steps|ladder|"
      "scaffold*|shelf|shelves|wardrobe|bunk|cot|crib|playground|slide|swing|pool|lifeguard|life jacket*|"
      "escalator|lift|elevator|door slammed|glass|glass door|shard*|blade*|needle*|nail|nails|screw|screws|pin|"
      "metal|plastic piece|bone in|stone in|magnet*|button battery|button batteries|choking hazard|bleach|acid|"
      "chemical*|asbestos|lead|mould|fire exit|fire door|exit|blocked exit|locked exit|wet floor|ice|icy|hole|"
      "pothole|manhole|pylon|pole|tree|branch|sign|chandelier|lamp|bracket|hook|strap|buckle|harness|helmet|"
      "chair collapsed|collapsed|gave way|snapped|came off in|flew off|flew past|flew"},
    {cue::theme, number(theme::risk), 1,
      "danger*|unsafe|not safe|isn't safe|safe|safely|safety|hazard*|risk|risky|risks|recall|recalled|nearly|"
      "almost|could have|could've|might have|someone will|somebody will|someone's going to|waiting to happen|"
      "death trap|deathtrap|lethal|deadly|fatal|killed|kill|die|dying|died|dead|life|lives|alive|serious|"
      "terrif*|horrif*|close call|inch from|inches from|lucky|luckily|thank god|accident|warning|no warning|"
      "precaution*|emergency"},
    {cue::theme, number(theme::contempt), 1,
      "idiot*|moron*|imbecile*|clown*|muppet*|cowboy*|joker*|jokers|circus|shambles|farce|joke|pathetic|useless|hopeless|incompetent|incompetence|disgrace*|disgust*|"
      "ridiculous|absurd|outrage*|appalling|atrocious|abysmal|dreadful|horrendous|horrible|horrific|terrible|awful|dire|shocking|shameful|shame on|ashamed|"
      "unacceptable|unbelievable|beyond|insane|crazy|mental|rubbish|garbage|trash|crap|crappy|bollocks|bloody|damn*|hell|ffs|wtf|wth|omfg|fuck*|f*ck*|shit*|arse*|"
      "piss*|bastard*|bitch*|stupid|dumb|thick|dim|brainless|gormless|pillock|wanker*|twat*|prick*|scum|crooks|crook|thieves|thief|thieving|robbers|robbing|robbery|"
      "daylight robbery|greedy|vultures|sharks|parasites|leeches|worst|worthless|waste of|sick of|fed up|had enough|enough|sick and tired|done with|never again|"
      "avoid|boycott|shut up|get lost|get stuffed|screw|stuff your|hate|loathe|despise|furious|livid|fuming|seething|raging|angry|annoyed|annoying|irritat*|infuriat*|cross"},
    {cue::theme, number(theme::sarcasm), 1,
      "great job|nice job|good job|well done|bravo|congrat*|slow clap|round of applause|thanks for nothing|thanks a bunch|cheers for|thanks ever so|many thanks|"
      "lovely touch|how lovely|how nice|how kind|how generous|how thoughtful|charming|brilliant|genius|marvellous|fantastic|wonderful|splendid|superb|delightful|"
      "impressive|impressed|top notch|world class|five star|five stars|5 star|luxury|premium|deluxe|lucky me|just great|just what|of course|obviously|clearly|"
      "apparently|presumably|i suppose|i guess|i see|oh good|oh great|oh lovely|oh joy|yay|lol|lmao|haha|ha ha|funny|hilarious|comedy|laugh|joking|kidding|"
      "having a laugh|pull the other|yeah right|sure thing|whatever|as if|so much for|remind me|do tell|pray tell|i'm sure|must be|clever"},
    {cue::theme, number(theme::let_down), 1,
      "disappoint*|let down|let me down|letdown|sad|sadly|sadder|upset|upsetting|gutted|heartbroken|crushed|cried|crying|tears|in tears|sob*|ruined|ruin|spoiled|spoilt|"
      "wasted|waste|shame|pity|regret|wish i|expected|hoped|hoping|looked forward|looking forward|thought better|used to be|used to|gone downhill|not like before|"
      "loyal|years|customer for|long-standing|faith|trust|trusted|birthday|wedding|anniversary|christmas|honeymoon|funeral|party|gift|present|never buying|never buy|"
      "not coming back|won't be back|last time|taking my business|switching|leaving you|underwhelm*|meh|mediocre|average|poor|below|hardly|barely|lousy"},
    {cue::theme, number(theme::worry), 1,
      "urgent*|asap|emergency|right now|right away|immediately|straight away|today|tonight|tomorrow|quick|quickly|hurry|deadline|before|in time|running out|"
      "worr*|anxious|anxiety|panic*|scared|scary|frighten*|terrif*|afraid|fear|nervous|stress*|desperate*|begging|beg you|please please|pls pls|help me|please help|"
      "can't sleep|cant sleep|don't know what|what do i do|what should i do|oh no|oh god|omg|need it|need this|needs it|rent|wages|payday|stranded|alone|"
      "exam|interview|flight|boarding|surgery|operation|medication|medicine|insulin|baby|kids|child|visa|passport|completion|court date|is it safe|hacked|stolen|strange|stranger"},
    {cue::theme, number(theme::praise), 1,
      "thank|thanks|thank you|thankyou|thx|tx|ty|tysm|tq|ta|cheers|grateful|gratitude|appreciat*|much obliged|obliged|bless|bless you|legend|legends|star|stars|gem|angel|"
      "hero|lifesaver|life saver|credit to|compliment*|praise|kudos|hats off|well done|good work|great service|great job|excellent|brilliant|superb|fantastic|"
      "amazing|awesome|lovely|wonderful|perfect|perfectly|spot on|first class|top marks|delicious|tasty|yummy|best|the best|love it|loved|love|like new|works a treat|"
      "works now|working now|sorted|all sorted|solved|fixed|all good|all fine|happy|chuffed|delighted|pleased|thrilled|impressed|kind|kindly helped|patient|helpful|"
      "friendly|polite|quick|speedy|recommend|smooth|spotless|nicely|made my day|nothing but praise|well happy|dead chuffed|arrived safely|safe and sound|no complaints|pass on"},
    {cue::theme, number(theme::asking), 1,
      "can i|could i|may i|can you|could you|would you|will you|can we|could we|is it possible|is there|are there|do you|does it|does the|how do i|how can i|how to|how much|how many|"
      "how long|what is|what's|what are|whats|when is|when does|when do|when will|where is|where do|where can|which|who do|i'd like|i would like|i want to|i wanna|i need to|"
      "please|pls|plz|kindly|requesting|request|book|booking|reserve|cancel my|cancel the|change my|change the|update my|update the|add|remove|send me|email me|forward|"
      "arrange|schedule|reschedule|set up|activate|deactivate|switch me|upgrade|downgrade|transfer|extend|renew|order|reorder|pick up|collect|deliver to|leave it|"
      "copy of|receipt|invoice for|vat|quote|opening hours|open on|close at|what time|do i need|am i able|allowed|let me know|tell me|wondering|wondered|just checking|quick question|quick q|curious|enquir*|inquir*|thinking of"},
    {cue::theme, number(theme::staff), 1,
      "staff|employee*|worker*|driver*|courier*|rider*|postman|delivery guy|delivery man|waiter*|waitress*|chef|cook|barista|receptionist*|reception|front desk|concierge|porter|"
      "housekeeping|maid|cleaner*|manager*|supervisor*|assistant*|cashier*|clerk*|teller*|adviser*|advisor*|agent*|rep|reps|representative*|technician*|engineer*|"
      "plumber*|fitter*|installer*|mechanic*|handyman|guard|security|guide|conductor|crew|stewardess|steward|pilot|attendant*|salesman|saleswoman|salesperson|"
      "operator*|call centre|call center|customer service|support team|your team|your people|your lot|you lot|the guy|the man|the woman|the lady|the girl|the lad|the bloke"},
    {cue::theme, number(theme::frail), 1,
      "elderly|pensioner*|old man|old woman|old lady|aged|years old|eighty*|ninety*|seventy*|grandma|grandmother|granny|gran|nan|nana|grandad|grandfather|grandpa|"
      "pregnant|expecting|newborn|baby|infant|toddler|nursing|breastfeed*|disabled|disability|wheelchair*|walker|crutches|walking stick|cane|blind|deaf|hearing aid|"
      "screen reader|autis*|dementia|alzheimer*|stroke|cancer|chemo*|dialysis|diabet*|insulin|asthma*|epilep*|heart condition|heart attack|oxygen|transplant|surgery|"
      "operation|bedridden|housebound|carer|care home|hospice|terminal|ill|illness|unwell|poorly|mental health|depress*|anxiety disorder|ptsd|widow*|bereaved|passed away|"
      "died|funeral|late husband|late wife|late mother|late father|single mum|single mom|homeless|benefits|food bank|can't afford|special needs|dyslexi*|can't read|can't walk|hip|arthritis"},
    {cue::theme, number(theme::agency), 1,
      "ombudsman|regulator*|trading standards|ofcom|ofgem|ofwat|fca|fsa|fos|ftc|fcc|cfpb|bbb|better business|"
      "attorney general|consumer protection|consumer council|consumer affairs|consumer rights|consumer court|"
      "consumer forum|consumer agency|citizens advice|watchdog|authority|authorities|health department|"
      "health board|health inspector*|environmental health|food standards|food safety|fire marshal|"
      "fire department|fire inspector*|hse|osha|caa|dot|faa|aviation authority|transport authority|"
      "data protection|ico|gdpr|privacy commissioner|information commissioner|licensing|council|mp|congressman|"
      "senator|minister|ministry|department of|inspector*|inspectors|state board|banking commission|"
      "banking regulator|central bank|insurance commissioner|labour board|tax office|hmrc|irs|customs|"
      "town hall|city hall|postal regulator|accc|acm|afca|nhs|"
      "agency|medicines agency|standards agency|commission|commissioner|enforcement|inspectorate|registrar|"
      "the board|bonding scheme|deposit scheme|adjudicator|arbiter|rail regulator|airport authority|"
      "food officer|hygiene officer|hygiene rating|licensing people|competition authority|bar council|"
      "medical council|care quality|equality body|human rights|embassy|consulate|union rep|safeguarding|"
      "social services|child protection"},
    {cue::theme, number(theme::law), 1,
      "court|courts|courtroom|courthouse|judge|small claims|tribunal|lawyer*|attorney*|solicitor*|barrister|"
      "counsel|legal|legally|legal action|sue|suing|sued|lawsuit|litigation|proceedings|summons|writ|"
      "injunction|letter before action|claim form|statutory|consumer act|consumer law|consumer rights act|"
      "section 75|chargeback|dispute the charge|dispute it|bank dispute|damages|liable|liability|"
      "breach of contract|breach|arbitration|arbitrator|mediation|class action|notary|affidavit|evidence|"
      "witness*|statement|prosecut*|press charges|rights|my rights|the law|against the law|illegal|unlawful|"
      "criminal|crime|fraud|theft|"
      "harassment order|restraining order|cease and desist|consumer code|placed before|then i file|i'm filing|"
      "filing papers|papers served|serve you|served papers|in the dock|magistrate*|bailiff*|court order|"
      "judgment|class-action|law centre|legal aid|no win no fee|letter of claim|fourteen days|14 days|ten days|"
      "seven days|final notice|formal notice|without prejudice|on record"},
    {cue::theme, number(theme::police), 1,
      "police|cops|cop|policeman|officer|officers|constable|sheriff|police station|crime number|"
      "crime reference|action fraud|report you|reported you|reporting you|report it to|report this to|"
      "i'll report|reported it to|reported this to|complaint with the|complaint to the|complained to the|"
      "filed with|file with|filing with|lodged with|raise it with|take it to|take this to|taking this to|"
      "taking it to|taking you to|hear from|hearing from"},
    {cue::theme, number(theme::platform), 1,
      "twitter|tweet*|facebook|fb|instagram|insta|tiktok|youtube|reddit|linkedin|threads|mastodon|whatsapp|"
      "telegram|discord|snapchat|blog*|podcast|forum*|google review*|google maps|yelp|trustpilot|tripadvisor|"
      "glassdoor|app store|play store|mumsnet|nextdoor|quora|substack|medium|social media|socials|online|"
      "internet|the web|website|group|groups|community page|neighbourhood group|expat group|review site*|"
      "reviews|review|one star|1 star|one-star|zero stars|hashtag*|"
      "short|reel|reels|stories|stream|streaming|twitch|channel|feed|timeline|comments section|comments|"
      "app reviews|star rating|booking.com|airbnb reviews|checkatrade|expat forum|parents' page"},
    {cue::theme, number(theme::press), 1,
      "press|the media|media|paper|papers|newspaper*|gazette|herald|echo|evening post|daily mail|the sun|"
      "guardian|tribune|chronicle|reporter*|journalist*|editor|editors|news|newsroom|news desk|newsdesk|"
      "headline*|front page|channel|channel 4|channel 6|tv|television|radio|bbc|cnn|itv|watchdog|consumer show|"
      "consumer column|columnist|column|story|stories|tip line|tipline|expose*|documentary|interview|"
      "press release|broadcast*|on air|"
      "money pages|consumer desk|consumer pages|consumer page|evening news|morning news|bulletin|correspondent|"
      "feature writer|letters page|tabloid*|broadsheet|local rag|sunday paper|daily courier|courier's|"
      "investigative|breakfast telly|phone-in|consumer hour|consumer champion|money section|travel section|"
      "food critic|critic|magazine|newsletter"},
    {cue::theme, number(theme::publish), 1,
      "post|posts|posted|posting|post it|post this|publish*|upload*|share|sharing|shared|spread|spreading|"
      "go public|going public|public|publicly|go viral|goes viral|viral|put it up|putting it|put this on|"
      "putting this|write up|write-up|writing a|write a|writing it|name and shame|naming|tell everyone|"
      "telling everyone|tell the world|let everyone know|everyone will know|everyone know|make sure everyone|"
      "warn everyone|warn others|warning others|tag|tagging|livestream*|live stream|stream it|out there|"
      "word of mouth|leak it|"
      "hit upload|hit publish|hit send|press send|press publish|livestreaming|going live|live tweeting|shares|"
      "shared it|retweet*|repost*|already up|went up|written up|write it up|writing it up|quote this|quote you|"
      "for all to see|out in the open|expose|exposing|air it|blast it|plaster*|splash*|headline|"
      "my thumb is over"},
    {cue::theme, number(theme::proof), 1,
      "screenshot*|screen shot*|video|videos|film|filmed|filming|footage|recording|recorded|record it|photos|"
      "photographs|pictures|camera|dashcam|cctv|transcript|chat log|every message|evidence|proof|"
      "saved everything|kept everything|documented|it's all on"},
    {cue::theme, number(theme::audience), 1,
      "everyone|everybody|the world|followers|subscribers|readers|viewers|members|people in|thousand people|"
      "thousand members|my audience|influencer*|creator|blogger*|vlogger*|everyone i know|all my friends|"
      "whole town|entire town|parents group|10k|20k|50k|80k|100k|k followers|million"},
    {cue::theme, number(theme::reporting), 1,
      "report|reporting|reported|complain|complaint*|complaining|lodge|file|filing|raise|register a|grievance|escalat*|take this|take it|taking this|taking it|go to|going to|"
      "hear from|hearing from|contact|contacting|notify|inform|tell|telling|let them|let everyone|i will|i'll|i shall|see you in|next step|next stop|last chance|final|"
      "otherwise|or else|unless|if you don't|if not|if this isn't|if i don't|by noon|by tonight|deadline|warn*|consequences|be warned|or i|or we|evidence|proof"},
    {cue::theme, number(theme::supposing), 1,
      "if|would|could|might|suppose|supposing|hypothetical*|in case|what happens|what if|planning|plan to|thinking|considering|next week|next month|tomorrow|future|will be|"
      "going to be|before i|when i|for my|for a friend|asking for|out of interest|wondering|ever|normally|usually|generally|policy|possible|allowed|able to|eligible"},
    {cue::theme, number(theme::failing), 1,
      "not|no|never|none|nothing|nor|neither|cannot|can't|cant|don't|dont|doesn't|doesnt|didn't|didnt|isn't|isnt|aren't|wasn't|wasnt|weren't|won't|wont|wouldn't|"
      "couldn't|shouldn't|hasn't|hasnt|haven't|havent|hadn't|ain't|unable|refuse*|refusal|denied|deny|without|hardly|impossible|unwilling|zero|nil"},
    {cue::theme, number(theme::again), 1,
      "again|still|another|second|third|fourth|fifth|sixth|twice|thrice|three times|four times|five times|six times|several times|so many times|every time|each time|every day|every week|"
      "every month|every single|once more|yet again|repeatedly|repeat|repeating|repeated|constantly|continu*|keep|keeps|kept|always|same|over and over|already|explained|"
      "told you|told them|told your|said it|asked|called|rang|phoned|emailed|wrote|written|messaged|chased|chasing|reminded|went back|back again|previous|last time|nth|umpteenth|x times|reference number|ticket"},
    {cue::theme, number(theme::contrast), 1,
      "but|however|yet|though|although|instead|even though|despite|except|only to|turns out|and now|now|meanwhile|while|whereas|rather than|not even|even|at least|and then|until|"
      "so why|then why|so now|which is not|as opposed"},
    {cue::theme, number(theme::amends), 1,
      "refund*|money back|reimburse*|repay|return|returns|returning|send back|credit|credited|compensat*|replace*|replacement|exchange*|swap|swapped|repair*|fix|fixing|mend|"
      "mended|redo|again properly|resend|redeliver*|another one|new one|discount|off my|waive*|waiver|apolog*|sorry|explain*|explanation|reason|assur*|guarantee|"
      "sort it|sort this|sort out|put it right|put this right|make it right|make this right|do something|take it back|collect it|reverse*|cancel it|undo|correct it|correct this|expedite|speed up|speed it"},
    {cue::theme, number(theme::despair), 1,
      "kill myself|killing myself|suicid*|end it|end it all|end my life|take my life|take my own|hurt myself|harm myself|cut myself|overdose|pills|tablets|rope|bridge|jump off|jumping|"
      "hang myself|don't want to live|dont want to live|don't want to be here|dont want to be here|don't want to wake|not wake up|never wake|better off dead|better off without me|"
      "want to die|wanna die|ready to die|wish i was dead|wish i were dead|rather be dead|be dead|not being alive|no point living|no point in living|no point going on|no reason to|"
      "nothing to live|can't go on|cant go on|can't live|cant live|can't do this anymore|cant do this anymore|give up on life|goodbye everyone|goodbye note|life isn't worth|not worth living|i mean it"},
    {cue::theme, number(theme::person), 1,
      "human|humans|human being|person|people|someone|somebody|anyone|anybody|real person|real people|"
      "real human|actual person|actual human|live agent|live person|live chat|living|breathing|pulse|heartbeat|"
      "flesh and blood|not a bot|not a robot|not a machine|alive|agent|agents|representative*|rep|reps|"
      "operator*|advisor*|adviser*|banker|consultant|colleague*|staff member|member of staff|one of your|"
      "one of you|customer service|customer care|customer support|tech support|support team|help desk|helpdesk|"
      "service desk|switchboard|case handler|case worker|point of contact|contact person|named person|"
      "named individual|individual"},
    {cue::theme, number(theme::superior), 1,
      "manager*|supervisor*|boss|superior|in charge|higher up|higher-up|above you|senior|head of|director|ceo|"
      "owner|team leader|team lead|duty manager|general manager|shift manager|store manager|area manager|"
      "whoever runs|whoever is responsible|responsible|authority|authorised|authorized|decide|decision maker|"
      "escalat*|upstairs"},
    {cue::theme, number(theme::talking), 1,
      "speak|speaking|talk|talking|talk to|speak to|speak with|chat with|chat to|word with|phone|call me|"
      "ring me|give me a call|give me a ring|telephone|by phone|on the phone|phone call|phone number|"
      "number to call|number i can|direct line|extension|voice|call back|callback|call us|connect|connected|"
      "transfer|put me through|put me on|put him on|put her on|pass me|hand me|get me|get hold of|reach|"
      "get through|come to the phone|face to face|in person|meet|discuss|explain it to|explain to|hear it from|"
      "deal with me|contact me|ring my|on my mobile|after four|appointment with|video call|zoom|whatsapp me|"
      "have someone|have somebody|send someone|send somebody|ask someone|ask somebody|let someone|let somebody|"
      "find someone|find me|fetch"},
    {cue::theme, number(theme::together), 1,
      "we all|all of us|us all|both of us|everyone here|everybody here|whole|entire|group|families|neighbours|neighbors|tenants|residents|members|passengers|guests|traders|"
      "students|colleagues|on behalf|joint*|together|petition|collective*|class action|dozens|hundreds|thousands|of us|others|other customers|same problem|same issue|not the only|not just me|whole street|street|village|building|office|team of"},
    {cue::theme, number(theme::messages), 1,
      "text|texts|texting|sms|email|emails|emailing|newsletter*|message|messages|messaging|notification*|spam*|spamming|bombard*|marketing|promotional|mailing list|"
      "unsubscribe|opt out|opt-out|stop|stop sending|take me off|remove me|off your list|no more|leave me alone|don't contact|do not contact|survey|surveys|call me again|pester*"},
    {cue::theme, number(theme::before), 1,
      "yesterday|last|ago|since|been|was|were|had|did|got|came|went|bought|purchased|ordered|received|arrived|delivered|opened|stayed|checked in|ate|used|tried|left|gave|sent|"
      "found|saw|noticed|happened|started|stopped|turned|made|put|kept|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|night|week|month"},
    {cue::theme, number(theme::rhetoric), 1,
      "how come|how can you|how could you|how is it|how hard|how many times|how on earth|why|why on earth|why is|what's the point|what is the point|what use|what on earth|what the|what kind of|"
      "what sort of|who signed|who thought|who do i|since when|on what grounds|where's|where the|am i meant|am i supposed|are you serious|are you kidding|seriously|really|"
      "is that|is this|isn't it|don't you|do you even|does anyone|does anybody|can anyone|have you|did you|you call|call that|call this|call yourselves|or what|not being funny|explain to me"},
    {cue::theme, number(theme::mending), 1,
      "sorry|correction|correct that|i meant|i mean|meant to|scratch that|strike that|ignore that|ignore my|disregard|forget that|forget what|take that back|take back|typo|mistyped|misread|"
      "misspoke|my mistake|my bad|oops|whoops|wait|hold on|actually|not the|it's not|it was not|rather|turns out|found it|never mind|nevermind|nvm|false alarm|as you were|wrong number|fat finger*"},
    {cue::theme, number(theme::place), 1,
      "street|st|road|rd|avenue|ave|lane|drive|flat|apartment|apt|unit|floor|room|block|house|postcode|zip|po box|name is|my name|surname|spelled|spelt|number is|account number|"
      "reference|order number|booking ref|serial|model|sort code|ending|date of birth|dob|born|blue|black|white|red|green|grey|silver|large|medium|small|yes|yep|yeah|ok|okay|"
      "sure|correct|right|that one|the first|the second|the third|option|none of|both|neither|hello|hi|hey|morning|afternoon|evening|greetings|test|testing"},
    {cue::theme, number(theme::machine), 1,
      "bot|bots|robot*|chatbot*|chat bot|machine|automated|automatic|ai|computer|script|scripted|menu|press 1|press one|options|options don't|none of these|loop|copy paste|canned|template|you keep|not understand|don't understand|doesn't understand|same answer"},
    {cue::theme, number(theme::regret), 1,
      "my fault|my own fault|my mistake|my bad|own stupid|silly me|stupid of me|dumb me|i forgot|i missed|i dropped|i spilled|i spilt|i typed|i entered|i gave|i picked|i chose|i booked|i ordered the wrong|"
      "i misread|by accident|accidentally|by mistake|mistakenly|fair enough|fair dos|i admit|hands up|i should have|i didn't read|entirely mine|on me|any chance|goodwill"},
    {cue::theme, number(theme::exception), 1,
      "just this once|just once|this once|exception|bend the rules|bend|rules are rules|i know the rule*|i know the policy|i know you don't|i know it's|i understand the policy|i know that|special case|"
      "special circumstances|circumstances|would you let|could you let|any chance|make allowance*|as a favour|as a favor|goodwill|flexible|flexibility|waive|one-time|one time|instead could|rather than|even so|pretty please|any way round|any way around|possible to make|can we make it|accommodat*"},
    {cue::theme, number(theme::disbelief), 1,
      "don't believe|dont believe|can't believe|do not believe|doubt|doubtful|sceptical|skeptical|not convinced|unconvinced|prove|proof|show me|evidence|how do i know|how would you know|how do you know|"
      "how can i be sure|really?|is that true|sounds like|a likely story|likely story|pull the other|cynic*|excuse me for|hard to believe|heard that before|said that last|that's what you said|"
      "so you're saying|so youre saying|you mean|you're saying|you're telling me|are you saying|are you telling|does that mean|so it's|so i'm|so i have|in other words|that isn't what|not what i|i didn't ask|i never asked|i don't want|nobody asked|thought you|i thought"},
};
// clang-format on

} // namespace

std::span<const phrase_group> words_of_theme_en() { return groups; }

} // namespace amends::dialogs
