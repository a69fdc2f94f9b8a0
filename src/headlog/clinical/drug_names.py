"""Names of acute medicines, as data: generics with their class, and brands of the US, the UK and the EU.

A brand's content can differ between countries and change; a name that is not
here is asked about, never guessed. From public knowledge of labels, not a
licensed drug database.
"""

from __future__ import annotations

GENERICS: dict[str, str] = {
    name: drug_class
    for drug_class, names in {
        "triptan": "sumatriptan rizatriptan zolmitriptan naratriptan almotriptan eletriptan frovatriptan",
        "ergot": "ergotamine dihydroergotamine",
        "paracetamol": "paracetamol propacetamol",
        "aspirin": "aspirin",
        "nsaid": "ibuprofen naproxen diclofenac ketoprofen dexketoprofen ketorolac celecoxib indometacin "
                 "mefenamic_acid tolfenamic_acid flurbiprofen nimesulide meloxicam piroxicam etoricoxib "
                 "aceclofenac lornoxicam nabumetone etodolac",
        "other_nonopioid": "metamizole phenazone propyphenazone",
        "opioid": "codeine dihydrocodeine tramadol tapentadol hydrocodone oxycodone morphine hydromorphone "
                  "pethidine butorphanol nalbuphine buprenorphine fentanyl tilidine pentazocine oxymorphone "
                  "methadone",
        "barbiturate": "butalbital",
        "gepant": "ubrogepant rimegepant zavegepant atogepant",
        "ditan": "lasmiditan",
        "compound": "isometheptene dichloralphenazone",
        "adjuvant": "caffeine",
        "not_counted": "metoclopramide domperidone prochlorperazine ondansetron magnesium promethazine "
                       "buclizine diphenhydramine doxylamine chlorphenamine esomeprazole naloxone "
                       "pseudoephedrine phenylephrine vitamin_c riboflavin melatonin device cinnarizine "
                       "dimenhydrinate cyclizine famotidine misoprostol pamabrom dextromethorphan "
                       # Preventives: recorded as courses, never as acute days.
                       "erenumab fremanezumab galcanezumab eptinezumab topiramate propranolol metoprolol "
                       "amitriptyline nortriptyline candesartan valproate venlafaxine "
                       "flunarizine botulinum_toxin",
    }.items()
    for name in names.split()
}  # fmt: skip

# Another name, or another language's, for one generic.
ALIASES: dict[str, str] = {
    "acetaminophen": "paracetamol", "apap": "paracetamol", "acetylsalicylic acid": "aspirin",
    "asa": "aspirin", "ass": "aspirin", "acetylsalicylsaeure": "aspirin", "acetylsalicylsäure": "aspirin",
    "acide acetylsalicylique": "aspirin", "acido acetilsalicilico": "aspirin",
    "ácido acetilsalicílico": "aspirin", "lysine acetylsalicylate": "aspirin", "carbasalate": "aspirin",
    "carbasalate calcium": "aspirin", "dipyrone": "metamizole", "metamizol": "metamizole",
    "metamizole sodium": "metamizole", "antipyrine": "phenazone", "indomethacin": "indometacin",
    "mefenamic acid": "mefenamic_acid", "tolfenamic acid": "tolfenamic_acid", "meperidine": "pethidine",
    "dhe": "dihydroergotamine", "dhe 45": "dihydroergotamine",
    "d.h.e. 45": "dihydroergotamine", "ergotamine tartrate": "ergotamine",
    "naproxen sodium": "naproxen", "sumatriptan succinate": "sumatriptan",
    "rizatriptan benzoate": "rizatriptan", "ibuprofene": "ibuprofen", "ibuprofène": "ibuprofen",
    "ibuprofeno": "ibuprofen", "ibuprofen lysine": "ibuprofen", "paracetamolo": "paracetamol",
    "dexibuprofen": "ibuprofen", "diclofenac potassium": "diclofenac", "diclofenac sodium": "diclofenac",
    "coffein": "caffeine", "koffein": "caffeine", "caféine": "caffeine", "codeine phosphate": "codeine",
    "kodein": "codeine", "tramadol hydrochloride": "tramadol", "botox": "botulinum_toxin",
    "onabotulinumtoxina": "botulinum_toxin", "vitamin c": "vitamin_c", "devices": "device",
    "tens": "device", "neuromodulation": "device", "neuromodulation device": "device",
}  # fmt: skip

# Brand to generics joined by "+". Names that hold another name are found first, the longest winning.
BRANDS: dict[str, str] = {
    # triptans
    "imitrex": "sumatriptan", "imigran": "sumatriptan", "imigran recovery": "sumatriptan",
    "imiject": "sumatriptan", "tosymra": "sumatriptan", "onzetra": "sumatriptan", "zembrace": "sumatriptan",
    "zecuity": "sumatriptan", "sumavel": "sumatriptan", "formigran": "naratriptan", "amerge": "naratriptan",
    "naramig": "naratriptan", "maxalt": "rizatriptan", "maxalt mlt": "rizatriptan",
    "maxalt melt": "rizatriptan", "maxalt lingua": "rizatriptan", "rizaport": "rizatriptan",
    "zomig": "zolmitriptan", "zomig rapimelt": "zolmitriptan", "ascotop": "zolmitriptan",
    "zomigoro": "zolmitriptan", "axert": "almotriptan", "almogran": "almotriptan",
    "dolortriptan": "almotriptan", "relpax": "eletriptan", "relert": "eletriptan", "frova": "frovatriptan",
    "migard": "frovatriptan", "allegro": "frovatriptan", "treximet": "sumatriptan+naproxen",
    "suvexx": "sumatriptan+naproxen", "symbravo": "rizatriptan+meloxicam",
    # ergots
    "cafergot": "ergotamine+caffeine", "migergot": "ergotamine+caffeine", "ergomar": "ergotamine",
    "migril": "ergotamine+caffeine+cyclizine", "ergo-kranit": "ergotamine", "ergo kranit": "ergotamine",
    "migranal": "dihydroergotamine", "trudhesa": "dihydroergotamine", "atzumi": "dihydroergotamine",
    "brekiya": "dihydroergotamine", "diergo": "dihydroergotamine", "gynergene": "ergotamine+caffeine",
    # gepants, ditan
    "ubrelvy": "ubrogepant", "nurtec": "rimegepant", "nurtec odt": "rimegepant", "vydura": "rimegepant",
    "zavzpret": "zavegepant", "qulipta": "atogepant", "aquipta": "atogepant", "reyvow": "lasmiditan",
    "rayvow": "lasmiditan",
    # paracetamol
    "tylenol": "paracetamol", "tylenol extra strength": "paracetamol", "panadol": "paracetamol",
    "panadol actifast": "paracetamol", "calpol": "paracetamol", "hedex": "paracetamol",
    "mandanol": "paracetamol", "perfalgan": "paracetamol", "ofirmev": "paracetamol",
    "doliprane": "paracetamol", "efferalgan": "paracetamol", "dafalgan": "paracetamol",
    "tachipirina": "paracetamol", "gelocatil": "paracetamol", "apiretal": "paracetamol",
    "ben-u-ron": "paracetamol", "benuron": "paracetamol", "alvedon": "paracetamol",
    "panodil": "paracetamol", "apotel": "paracetamol", "acamol": "paracetamol",
    "anadin paracetamol": "paracetamol", "tylenol pm": "paracetamol+diphenhydramine",
    "paramax": "paracetamol+metoclopramide",
    # aspirin
    "bayer aspirin": "aspirin", "ecotrin": "aspirin", "bufferin": "aspirin", "disprin": "aspirin",
    "aspro": "aspirin", "aspegic": "aspirin", "aspégic": "aspirin", "aspirina": "aspirin",
    "aspirin migraene": "aspirin",
    "aspirin migräne": "aspirin", "vazalore": "aspirin", "migpriv": "aspirin+metoclopramide",
    "migramax": "aspirin+metoclopramide", "aspirin plus c": "aspirin+vitamin_c", "alka-seltzer": "aspirin",
    "alka seltzer": "aspirin",
    # nsaids
    "advil": "ibuprofen", "advil migraine": "ibuprofen", "motrin": "ibuprofen", "nurofen": "ibuprofen",
    "nurofen express": "ibuprofen", "nurofen migraine pain": "ibuprofen", "brufen": "ibuprofen",
    "spidifen": "ibuprofen", "dolormin": "ibuprofen", "dolormin migraene": "ibuprofen",
    "dolormin migräne": "ibuprofen", "moment": "ibuprofen", "dalsy": "ibuprofen", "espidifen": "ibuprofen",
    "eudorlin": "ibuprofen", "ibuflam": "ibuprofen", "cuprofen": "ibuprofen",
    "anadin ibuprofen": "ibuprofen", "ibumetin": "ibuprofen", "antarene": "ibuprofen", "aleve": "naproxen",
    "naprosyn": "naproxen", "anaprox": "naproxen", "naprelan": "naproxen", "momendol": "naproxen",
    "synflex": "naproxen", "feminax ultra": "naproxen", "apranax": "naproxen",
    "vimovo": "naproxen+esomeprazole", "cambia": "diclofenac", "cataflam": "diclofenac",
    "voltaren": "diclofenac", "voltarol": "diclofenac", "zipsor": "diclofenac",
    "arthrotec": "diclofenac+misoprostol", "toradol": "ketorolac", "sprix": "ketorolac",
    "celebrex": "celecoxib", "elyxyb": "celecoxib", "mobic": "meloxicam", "arcoxia": "etoricoxib",
    "indocin": "indometacin", "ponstel": "mefenamic_acid", "ponstan": "mefenamic_acid",
    "clotam": "tolfenamic_acid", "oki": "ketoprofen", "oruvail": "ketoprofen", "profenid": "ketoprofen",
    "enantyum": "dexketoprofen", "keral": "dexketoprofen", "froben": "flurbiprofen",
    "strefen": "flurbiprofen", "aulin": "nimesulide", "duexis": "ibuprofen+famotidine",
    "nuromol": "ibuprofen+paracetamol", "combogesic": "ibuprofen+paracetamol",
    "advil dual action": "ibuprofen+paracetamol", "maxigesic": "ibuprofen+paracetamol",
    "advil pm": "ibuprofen+diphenhydramine",
    # metamizole, phenazone
    "novalgin": "metamizole", "nolotil": "metamizole", "novaminsulfon": "metamizole",
    "novalgina": "metamizole", "berlosin": "metamizole", "algifor": "ibuprofen",
    "migraene-kranit": "phenazone", "migräne-kranit": "phenazone",
    # combinations
    "excedrin": "paracetamol+aspirin+caffeine", "excedrin migraine": "paracetamol+aspirin+caffeine",
    "excedrin pm": "paracetamol+aspirin+diphenhydramine",
    "excedrin extra strength": "paracetamol+aspirin+caffeine",
    "excedrin tension headache": "paracetamol+caffeine", "thomapyrin": "paracetamol+aspirin+caffeine",
    "thomapyrin intensiv": "paracetamol+aspirin+caffeine", "neuralgin": "paracetamol+aspirin+caffeine",
    "anadin": "aspirin+caffeine", "anadin original": "aspirin+caffeine",
    "anadin extra": "paracetamol+aspirin+caffeine", "alka-seltzer xs": "paracetamol+aspirin+caffeine",
    "beechams powders": "aspirin+caffeine", "askit": "aspirin+caffeine", "bc powder": "aspirin+caffeine",
    "goody's": "paracetamol+aspirin+caffeine", "goodys": "paracetamol+aspirin+caffeine",
    "panadol extra": "paracetamol+caffeine", "hedex extra": "paracetamol+caffeine",
    "vivimed": "paracetamol+caffeine", "octadon": "paracetamol+caffeine", "anacin": "aspirin+caffeine",
    "saridon": "paracetamol+propyphenazone+caffeine", "solpadeine": "paracetamol+codeine+caffeine",
    "solpadeine max": "paracetamol+codeine+caffeine", "solpadeine headache": "paracetamol+caffeine",
    "syndol": "paracetamol+codeine+caffeine+doxylamine", "migraleve": "paracetamol+codeine+buclizine",
    "migraleve pink": "paracetamol+codeine+buclizine", "migraleve yellow": "paracetamol+codeine",
    "co-codamol": "paracetamol+codeine", "cocodamol": "paracetamol+codeine",
    "solpadol": "paracetamol+codeine", "zapain": "paracetamol+codeine", "kapake": "paracetamol+codeine",
    "paracodol": "paracetamol+codeine", "co-dydramol": "paracetamol+dihydrocodeine",
    "panadeine": "paracetamol+codeine", "co-codaprin": "aspirin+codeine", "codafen": "ibuprofen+codeine",
    "nurofen plus": "ibuprofen+codeine", "tylenol 3": "paracetamol+codeine",
    "tylenol with codeine": "paracetamol+codeine", "t3": "paracetamol+codeine",
    "talvosilen": "paracetamol+codeine", "klipal": "paracetamol+codeine",
    "dafalgan codeine": "paracetamol+codeine", "efferalgan codeine": "paracetamol+codeine",
    "prontalgine": "paracetamol+codeine+caffeine", "gelonida": "paracetamol+codeine",
    "treo": "aspirin+caffeine", "treo comp": "aspirin+caffeine+codeine",
    "fioricet": "butalbital+paracetamol+caffeine", "fiorinal": "butalbital+aspirin+caffeine",
    "esgic": "butalbital+paracetamol+caffeine", "phrenilin": "butalbital+paracetamol",
    "bupap": "butalbital+paracetamol", "allzital": "butalbital+paracetamol",
    "midrin": "isometheptene+dichloralphenazone+paracetamol", "midrid": "isometheptene+paracetamol",
    "nodolor": "isometheptene+dichloralphenazone+paracetamol", "vicodin": "hydrocodone+paracetamol",
    "norco": "hydrocodone+paracetamol", "lortab": "hydrocodone+paracetamol",
    "percocet": "oxycodone+paracetamol", "endocet": "oxycodone+paracetamol",
    "ultracet": "tramadol+paracetamol", "zaldiar": "tramadol+paracetamol",
    "tramacet": "tramadol+paracetamol", "skudexa": "tramadol+dexketoprofen",
    "midol complete": "paracetamol+caffeine",
    # opioids
    "ultram": "tramadol", "tramal": "tramadol", "zydol": "tramadol", "contramal": "tramadol",
    "adolonta": "tramadol", "nucynta": "tapentadol", "palexia": "tapentadol", "oxycontin": "oxycodone",
    "oxynorm": "oxycodone", "roxicodone": "oxycodone", "targin": "oxycodone+naloxone",
    "targinact": "oxycodone+naloxone", "dilaudid": "hydromorphone", "demerol": "pethidine",
    "stadol": "butorphanol", "nubain": "nalbuphine", "oramorph": "morphine", "ms contin": "morphine",
    "sevredol": "morphine", "butrans": "buprenorphine", "valoron": "tilidine+naloxone",
    "df118": "dihydrocodeine", "duragesic": "fentanyl",
    # not counted
    "reglan": "metoclopramide", "maxolon": "metoclopramide", "primperan": "metoclopramide",
    "paspertin": "metoclopramide", "motilium": "domperidone", "compazine": "prochlorperazine",
    "buccastem": "prochlorperazine", "stemetil": "prochlorperazine", "zofran": "ondansetron",
    "phenergan": "promethazine", "benadryl": "diphenhydramine", "cefaly": "device", "gammacore": "device",
    "nerivio": "device", "relivion": "device", "savi dual": "device", "aimovig": "erenumab",
    "ajovy": "fremanezumab", "emgality": "galcanezumab", "vyepti": "eptinezumab", "topamax": "topiramate",
    "inderal": "propranolol",
}  # fmt: skip
