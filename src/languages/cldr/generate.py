#!/usr/bin/env python3
"""Writes {en,ar,ru}/gazetteer/cldr.toml: CLDR's names of territories and of its time zones' exemplar cities.

What      Territories in en, ar (with its country locales) and ru (with its country locales), and exemplar cities in the same,
          written with the bars of ../README.md, under the keys of gazetteer/places.toml: ISO 3166 codes for territories, the
          kebab-case English name for cities. A form that places.toml already finds under the same key is not repeated, and a form that
          places.toml gives to another place, or calls ambiguous, is left out: places.toml is the authority, this table fills its gaps.
Source    Unicode CLDR 48.2 as npm packages: cldr-localenames-full, cldr-dates-full, cldr-core (https://github.com/unicode-org/cldr-json).
Licence   Unicode License v3 (https://www.unicode.org/license.txt), SPDX Unicode-3.0, Copyright 1991-2026 Unicode, Inc.
Command   npm pack cldr-localenames-full@48.2.0 cldr-dates-full@48.2.0 cldr-core@48.2.0
          python3 src/languages/cldr/generate.py DIRECTORY_WITH_THE_TGZ_FILES
Python 3.11 or later, standard library only. Run it again after places.toml has changed.
"""

import itertools
import json
import pathlib
import re
import sys
import tarfile
import tomllib
import unicodedata

VERSION = "48.2.0"
LANGUAGES = pathlib.Path(__file__).resolve().parent.parent
TAGS = ("en", "ar", "ru")
SECTIONS = ("country", "demonym", "city", "region", "water", "land")

# Codes that are not countries or territories.
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "EA", "IC", "CP", "CQ", "DG"}
# Zones whose exemplar is an island, a base, a village or a word of the language rather than a city of the news.
NOT_CITIES = re.compile(
    r"Antarctica/|Atlantic/(?!Reykjavik|Stanley)|Indian/(?!Antananarivo)|Etc/|America/(Indiana|Kentucky|North_Dakota)/|"
    r"America/(Resolute|Creston|Dawson|Noronha|Bahia_Banderas|St_Kitts|St_Thomas|Tortola|Thule|Lower_Princes|Antigua|Bahia)$|"
    r"Pacific/(?!Apia|Auckland|Funafuti|Honolulu|Majuro|Noumea|Pago_Pago|Port_Moresby|Saipan|Tarawa)|Asia/Oral$|Australia/(Lord_Howe|Lindeman)"
)
# Cities whose English name alone would be another key of places.toml.
CITY_KEYS = {
    "America/Argentina/San_Juan": "san-juan-argentina", "America/Cordoba": "cordoba-argentina", "America/Merida": "merida-mexico",
    "America/St_Johns": "st-johns", "Australia/Darwin": "darwin-australia", "Europe/Kirov": "kirov", "Asia/Kuwait": "kuwait-city",
    "Africa/Djibouti": "djibouti-city", "Asia/Singapore": "singapore-city", "Europe/Luxembourg": "luxembourg-city",
    "Europe/Monaco": "monaco-city", "Europe/San_Marino": "san-marino-city", "Europe/Vatican": "vatican-city",
    "America/Guatemala": "guatemala-city", "America/Panama": "panama-city", "Asia/Gaza": "gaza-city", "Asia/Hong_Kong": "hong-kong-city",
    "Asia/Macau": "macau-city", "America/El_Salvador": "san-salvador", "America/Chihuahua": "chihuahua-city",
    "America/Argentina/San_Luis": "san-luis-argentina",
}
# Forms that are ordinary words, other people's names or misprints of the data; Arabic has no capitals to tell them.
NOT_FORMS = {
    "en": {"Center", "Oral", "Nome", "Troll", "Knox", "Davis", "Casey", "Bahia", "Darwin", "Kirov", "Stanley", "Mendoza", "San Luis", "Boa Vista"},
    "ar": {
        "بنين", "مالي", "عمان", "نوم", "ترك", "سمراء", "ماهي", "سيتا", "استر", "ديلي", "العيون", "دار السلام", "كناري", "جوني", "برثا", "دارون",
        "وينكتون", "سول", "روسو", "مسقط", "ناسو", "سنتر", "بلم", "ثيل", "واك", "كايمان", "سالطا", "ريجينا", "سيتكا", "كيشينج", "بور مورسبي", "أندير",
        "باهيا", "كوبر", "كرالنديك", "داوسان", "غودثاب", "كورال هاربر", "مكويلون", "سكالين", "كامتشاتكا", "جوجو", "أشوا", "تاكمان", "كيابا", "ماشيو",
    },
    "ru": {"Того", "Доминика", "Дарвин", "Киров", "Стэнли", "Мендоса", "Мэн", "Центр", "Восток", "Кости", "о-в Сахалин", "Петропавловск-Камчатский", "Микелон"},
}
# Arabic names whose article belongs to them: without it they are ordinary words or people's names.
KEEP_ARTICLE = {
    "القاهرة", "الرياض", "الجزائر", "المغرب", "الهند", "الخرطوم", "الكاميرون", "السلفادور", "الإمارات", "الرباط", "الدوحة",
}
# Russian words in -ь: the feminine ones take ь, the others ь:m.
FEMININE = {"Беларусь", "Астрахань"}
MASCULINE = {"Израиль", "Брюссель", "Севастополь", "Симферополь", "Анадырь", "Тайвань", "Либревиль", "Браззавиль", "Пномпень", "Гуаякиль"}


def load(archive, name):
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile(f"package/{name}"))


def locales(archive, tag):
    """The language's own locale first, then its country locales."""
    with tarfile.open(archive) as tar:
        found = {name.split("/")[2] for name in tar.getnames() if re.fullmatch(rf"package/main/{tag}(-[A-Z]{{2}})?/.*", name)}
    return sorted(found, key=lambda locale: (len(locale), locale))


def territories(archive, tag):
    out = {}
    # Country locales of English differ in nothing but spellings of the main locale.
    for locale in locales(archive, tag) if tag != "en" else ["en"]:
        names = load(archive, f"main/{locale}/territories.json")["main"][locale]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            code = code.split("-")[0]
            if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES:
                if name not in out.setdefault(code, []):
                    out[code].append(name)
    return out


def cities(archive, tag):
    out = {}

    def walk(node, path):
        for key, value in node.items():
            if isinstance(value, dict) and key not in ("long", "short"):
                city = value.get("exemplarCity")
                zone = "/".join([*path, key])
                if city and city not in out.setdefault(zone, []):
                    out[zone].append(city)
                walk({k: v for k, v in value.items() if isinstance(v, dict)}, [*path, key])

    for locale in locales(archive, tag) if tag != "en" else ["en"]:
        zones = load(archive, f"main/{locale}/timeZoneNames.json")["main"][locale]["dates"]["timeZoneNames"]["zone"]
        walk(zones, [])
    return out


def key_of(zone, english):
    if zone in CITY_KEYS:
        return CITY_KEYS[zone]
    plain = "".join(c for c in unicodedata.normalize("NFD", english) if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", re.sub("['’.]", "", plain).lower()).strip("-")


def russian_word(word):
    """The last word of a name with its bar, or as it stands where the ending does not tell."""
    last = word.rsplit("-", 1)[-1].rsplit("’", 1)[-1]
    if len(last) < 3 or last.isupper() or not last[0].isupper():
        return word
    for ending, paradigm in (("ия", "ия"), ("ья", "я"), ("ея", "я")):
        if word.endswith(ending):
            return f"{word[: -len(paradigm)]}|{paradigm}"
    if word.endswith("а") and word[-2] not in "аеёиоуыэюя":
        return f"{word[:-1]}|а"
    if word.endswith("й") and word[-2] in "ауеэ":
        return f"{word[:-1]}|й"
    if word in MASCULINE:
        return f"{word[:-1]}|ь:m"
    if word in FEMININE:
        return f"{word[:-1]}|ь"
    if re.search("[бвгджзклмнпрстфхцчшщ]$", word):
        return f"{word}|"
    return word


def russian(name):
    name = re.sub(r"\bо-ва\b", "острова", name.replace("О-в", "о-в"))
    name = re.sub(r"\bо-в\b", "остров", name)
    words = name.split()
    if len(words) == 1:
        return [russian_word(name)]
    if words[0] == "остров" and len(words) > 1:
        return [" ".join(["Остров|", *words[1:]])]
    if len(words) != 2:
        return [name]
    first, second = words
    adjective = re.fullmatch("(.+?)(ый|ий|ая|ое|ые|ие)", first)
    if not adjective:
        return [name]
    stem = adjective[1]
    paradigm = "ий" if stem[-1] in "кгхшжчщ" else "ый"
    if second == "острова":
        return [f"{stem}|{paradigm} остров|"]
    noun = russian_word(second)
    # Declined only if both words are: a plural or a neuter that the rules do not know stays as printed.
    if "|" in noun and first.endswith(("ая", "ый", "ий")):
        return [f"{stem}|{paradigm} {noun}"]
    return [name]


def arabic(name):
    words = name.replace("ـ", "").split()
    first = words[0]
    if first.startswith("ال") and len(first) > 4:
        # Alone, a short name is safer with its article; the form after ل is then listed, as places.toml does.
        if len(words) == 1 and (first in KEEP_ARTICLE or len(first) == 5):
            return [name, "لل" + name[2:]]
        return [name[2:]]
    return [name]


FORMS = {"en": lambda name: [name], "ar": arabic, "ru": russian}


def fold(tag, text, letters):
    text = unicodedata.normalize("NFKC", text).lower()
    if tag == "en":
        text = unicodedata.normalize("NFD", text)
    text = "".join(letters.get(c, c) for c in text)
    if tag != "ru":
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.split())


def expand(tag, form, profile):
    """Every form that the notation stands for, folded."""
    letters = profile["letters"]["fold"] | dict.fromkeys(profile["letters"]["drop"], "")
    parts = []
    for word in form.split():
        stem, bar, paradigm = word.partition("|")
        table = profile["paradigm"][paradigm] if bar else {"any": [""]}
        parts.append(sorted({stem + ending for endings in table.values() for ending in endings}))
    return {fold(tag, " ".join(words), letters) for words in itertools.product(*parts)}


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/npm")
    names = source / f"cldr-localenames-full-{VERSION}.tgz"
    dates = source / f"cldr-dates-full-{VERSION}.tgz"
    zones = {tag: cities(dates, tag) for tag in TAGS}
    all_zones = sorted(set().union(*zones.values()))
    english = {zone: zones["en"].get(zone, [zone.rsplit("/", 1)[-1].replace("_", " ")])[0] for zone in all_zones}
    keys = {zone: key_of(zone, english[zone]) for zone in all_zones if not NOT_CITIES.match(zone)}

    tables, known = {}, {}
    for tag in TAGS:
        profile = tomllib.loads((LANGUAGES / tag / "profile.toml").read_text())
        places = tomllib.loads((LANGUAGES / tag / "gazetteer" / "places.toml").read_text())
        owner = {}
        for section in SECTIONS:
            for key, forms in places.get(section, {}).items():
                for form in forms:
                    for word in expand(tag, form, profile):
                        owner.setdefault(word, key)
                    known.setdefault(tag, set()).add(key)
        for form in places.get("ambiguous", {}):
            for word in expand(tag, form, profile):
                owner[word] = None
        wanted = [("country", code, forms) for code, forms in sorted(territories(names, tag).items())]
        wanted += [("city", keys[zone], zones[tag].get(zone, [english[zone]] if tag == "en" else [])) for zone in sorted(keys)]
        table = {"country": {}, "city": {}}
        for section, key, forms in wanted:
            for name in forms:
                if name in NOT_FORMS[tag] or name.strip("ًٌٍَُِّْ") in NOT_FORMS[tag] or "(" in name or " - " in name:
                    continue
                for form in FORMS[tag](name):
                    words = expand(tag, form, profile)
                    printed = expand(tag, name, profile)
                    if any(owner.get(word, key) != key for word in words):
                        continue        # another place's, or ambiguous
                    if words <= owner.keys() or printed <= owner.keys() or form in table[section].get(key, []):
                        continue        # places.toml or an earlier form finds it
                    for word in words:
                        owner[word] = key
                    table[section].setdefault(key, []).append(form)
        tables[tag] = table

    # A place that one language cannot name is of no use to the others.
    for section in ("country", "city"):
        every = set().union(*(tables[tag][section] for tag in TAGS))
        for key in every:
            if not all(key in tables[tag][section] or key in known[tag] for tag in TAGS):
                for tag in TAGS:
                    tables[tag][section].pop(key, None)
    for tag in TAGS:
        lines = [
            f"# Generated by src/languages/cldr/generate.py from Unicode CLDR {VERSION}: do not edit; correct the rule there, or say it in places.toml.",
            "# Licence: Unicode License v3 (https://www.unicode.org/license.txt). Only what places.toml does not already find.",
        ]
        for section in ("country", "city"):
            lines += ["", f"[{section}]"]
            for key, forms in sorted(tables[tag][section].items()):
                lines.append(f"{key} = [{', '.join(json.dumps(form, ensure_ascii=False) for form in forms)}]")
        (LANGUAGES / tag / "gazetteer" / "cldr.toml").write_text("\n".join(lines) + "\n")
        print(tag, {section: len(table) for section, table in tables[tag].items()})


if __name__ == "__main__":
    main()
