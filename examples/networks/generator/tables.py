"""The assumptions of finland50.json as tables: what the sources leave open. Every table that shapes
the result is named in the document's notes."""

# The twelve agencies of the 2022 reform (in_2022_reform in agencies.csv): id and names.
STATE_AGENCIES = {
    "KELA": ("kela", "Kansaneläkelaitos (Kela)", "Folkpensionsanstalten (FPA)",
             "Social Insurance Institution (Kela)"),
    "VERO": ("vero", "Verohallinto", "Skatteförvaltningen", "Tax Administration"),
    "POL": ("pol", "Poliisin lupapalvelut", "Polisens tillståndstjänster",
            "Police licence services"),
    "TE": ("te", "TE-toimistot", "Arbets- och näringsbyråerna",
           "Employment and Economic Development Offices"),
    "DVV": ("dvv", "Digi- ja väestötietovirasto",
            "Myndigheten för digitalisering och befolkningsdata",
            "Digital and Population Data Services Agency"),
    "MML": ("mml", "Maanmittauslaitos", "Lantmäteriverket", "National Land Survey"),
    "OIKEUSAPU": ("oikeusapu", "Oikeusapu ja edunvalvonta",
                  "Rättshjälp och intressebevakning", "Legal aid and guardianship"),
    "ULOSOTTO": ("ulosotto", "Ulosottolaitos", "Utsökningsverket", "Enforcement Authority"),
    "MIGRI": ("migri", "Maahanmuuttovirasto", "Migrationsverket", "Finnish Immigration Service"),
    "RISE": ("rise", "Rikosseuraamuslaitos, yhdyskuntaseuraamukset",
             "Brottspåföljdsmyndigheten, samhällspåföljder",
             "Criminal Sanctions Agency, community sanctions"),
    "AVI": ("avi", "Aluehallintovirastot", "Regionförvaltningsverken",
            "Regional State Administrative Agencies"),
    "ELY": ("ely", "ELY-keskukset", "NTM-centralerna",
            "Centres for Economic Development, Transport and the Environment"),
}

# Visits a year where agencies.csv has none.
ASSUMED_VISITS_2030 = {"avi": 20000, "ely": 30000}

# Per agency: in how many of the largest offices it sits all opening hours; how many (agency, office)
# pairs it visits by weekly agreement; its officials; per mille of its visits in such an office that
# are left to visits and video; per cent of those that only a meeting face to face can serve.
AGENCY_PLAN = {
    #             full time, visited, officials, left ‰, face %
    "kela":      (34, 16, 12, 320, 30),
    "pol":       (30, 20, 10, 550, 70),
    "te":        (28, 22, 9, 460, 30),
    "vero":      (22, 28, 8, 250, 30),
    "dvv":       (18, 32, 7, 230, 35),
    "migri":     (9, 16, 5, 210, 60),
    "mml":       (0, 28, 5, 280, 35),
    "oikeusapu": (0, 30, 5, 95, 40),
    "ulosotto":  (0, 25, 4, 340, 35),
    "rise":      (0, 15, 2, 110, 50),
    "avi":       (0, 5, 1, 220, 30),
    "ely":       (0, 7, 2, 220, 30),
}

# Per cent of the half hours asked in Swedish; rounded, by the language relations of the towns.
SWEDISH_PERCENT = {"helsinki": 6, "espoo": 7, "turku": 6, "vaasa": 25, "kokkola": 13, "porvoo": 29,
                   "parainen": 54}

# Per cent asked in a Sámi language, where the Sámi Language Act (1086/2003) gives the right.
SAMI_PERCENT = {"utsjoki": {"se": 40}, "inari": {"se": 12, "smn": 8, "sms": 6},
                "inari-saariselka": {"se": 12, "smn": 6, "sms": 4}, "enontekio": {"se": 15},
                "sodankyla": {"se": 10}}
SAMI_BASES = ("inari", "utsjoki", "enontekio", "sodankyla", "kittila", "rovaniemi")

# Spoken by officials, or by interpreters only. fse and fss are Finnish and Finland-Swedish sign
# language; se, smn and sms Northern, Inari and Skolt Sámi.
LANGUAGES = [("fi", False), ("sv", False), ("en", False), ("se", False), ("smn", True),
             ("sms", True), ("fse", True), ("fss", True), ("ar", True), ("so", True), ("ru", True),
             ("uk", True), ("fa", True)]
INTERPRETERS = {"smn": 1, "sms": 1, "fse": 4, "fss": 1, "ar": 4, "so": 3, "ru": 5, "uk": 3, "fa": 3}
ASKED_INTERPRETED = ["fse", "ar", "so", "ru", "uk", "fa"]

# Skills that officials have and advisors are trained for, by agency.
SKILLS = {"kela": "benefits", "vero": "taxation", "dvv": "population-data"}

# Places without a municipality of their own: latitude, longitude.
BY_HAND = {"Inari (Saariselkä)": ("Inari", 68.42, 27.41)}

# The two towns of the trial with Tuesdays 8-18 (autumn 2023), and others with the same long Tuesday.
LONG_TUESDAY_TRIAL = ("lahti", "lappeenranta")
LONG_TUESDAY_ALSO = ("helsinki", "tampere", "turku", "oulu", "espoo", "jyvaskyla", "kuopio")

# Smallest offices: opening days and hours.
SPARSE_HOURS = {
    "kuhmo": ("mon-fri", "09:00", "15:00"), "sodankyla": ("mon-fri", "09:00", "15:00"),
    "parainen": ("mon-fri", "09:00", "15:00"), "virolahti": (["mon", "tue", "thu"], "09:00", "15:00"),
    "inari-saariselka": (["tue", "thu"], "10:00", "15:00"),
    "savukoski": (["tue", "wed", "thu"], "09:30", "14:30"),
    "inari": ("mon-fri", "09:00", "15:00"), "enontekio": (["mon", "wed", "thu"], "10:00", "15:00"),
    "utsjoki": (["mon", "tue", "thu"], "10:00", "15:00"),
}

# What a plan costs, in cents; all assumed. The speed is that of the drive times.
RATES = {"away_hour_cents": 4500, "drive_km_cents": 57, "km_per_hour": 65, "booth_hour_cents": 600,
         "interpreter_hour_cents": 7500}

# Coverage. The study leaves so many people without an office; it names no figure for "enough people"
# and no office that may have fewer, so the rest is an example.
UNASSIGNED = 22087
LEAST_PEOPLE = 5000
EDGE_MINUTES = 90
EDGE_AREAS = ("kemijarvi", "kolari", "muonio", "pelkosenniemi", "pello", "posio", "ranua", "salla",
              "tervola", "ylitornio")
EDGE_OFFICES = ("enontekio", "inari", "inari-saariselka", "savukoski", "utsjoki")
