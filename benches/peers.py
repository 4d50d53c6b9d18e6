#!/usr/bin/env python3
"""variorum beside the tools that people use today, on the same input in one run on one core.

    pip install dateparser galechurch metaphone anyascii rapidfuzz
    python3 benches/peers.py [PROGRAM]        target/release/variorum if not given

Times are CPU seconds. Those of variorum are of the whole program less those of a run on next to nothing, so that both sides are measured warm.
Only ratios mean something on a busy machine.
"""
import json, os, resource, subprocess, sys, tempfile, time

program = sys.argv[1] if len(sys.argv) > 1 else "target/release/variorum"
folder = tempfile.TemporaryDirectory()
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")

DATES = {
    "en": ["15 March 2023", "March 15, 2023", "last Tuesday", "two weeks ago", "yesterday", "15.03.2023", "in November 2019", "three days ago", "at 5 p.m.",
           "Monday", "17:00", "in 2011", "12 January", "next month", "8 June 1967", "Friday, 3 May"],
    "ar": ["15 مارس 2023", "الثلاثاء الماضي", "قبل أسبوعين", "أمس", "15/03/2023", "في نوفمبر 2019", "قبل ثلاثة أيام", "الاثنين", "17:00", "عام 2011",
           "12 يناير", "الشهر المقبل", "8 حزيران 1967", "الجمعة 3 أيار"],
    "ru": ["15 марта 2023 года", "в прошлый вторник", "две недели назад", "вчера", "15.03.2023", "в ноябре 2019 года", "три дня назад", "понедельник",
           "17:00", "в 2011 году", "12 января", "в следующем месяце", "8 июня 1967 года", "в пятницу, 3 мая"],
}
NAMES = {
    "en": "Mikhail Fedotov,Samira Haddad,Thomas Whitfield,Yusuf al-Khalidi,Anna Zaytseva,George Abernathy,Leila Mansour,Oleg Shcherbakov".split(","),
    "ar": "ميخائيل فيدوتوف,سميرة حداد,توماس ويتفيلد,يوسف الخالدي,آنا زايتسيفا,جورج أبرناثي,ليلى منصور,أوليغ شيرباكوف".split(","),
    "ru": "Михаил Федотов,Самира Хаддад,Томас Уитфилд,Юсуф аль-Халиди,Анна Зайцева,Джордж Абернати,Лейла Мансур,Олег Щербаков".split(","),
}


def path(name, text):
    where = os.path.join(folder.name, name)
    with open(where, "w", encoding="utf-8") as out:
        out.write(text)
    return where


def run(*args):
    """CPU seconds of a run of the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, *args], stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(small, large, times=3):
    """CPU seconds of `large` less those of `small`, the best of several runs."""
    return max(min(run(*large) for _ in range(times)) - min(run(*small) for _ in range(times)), 1e-9)


def theirs(call, least=0.5):
    """CPU seconds of one call, the best of several rounds."""
    call()
    best, spent = 1e9, 0.0
    while spent < least:
        begun = time.process_time()
        call()
        took = time.process_time() - begun
        best, spent = min(best, took), spent + took
    return best


SENTENCES = {"en": "The talks in the capital began {} and ended late.", "ar": "بدأت المحادثات في العاصمة {} وانتهت في ساعة متأخرة.",
             "ru": "Переговоры в столице начались {} и закончились поздно."}


def dates():
    """Dates in running text, a sentence a case: both read whole sentences, told the language and left to find it (as `search_dates` is called by default)."""
    from dateparser.search import search_dates
    rounds = 1000
    for told in (True, False):
        total = took = peer = 0.0
        for language, cases in DATES.items():
            cases = [SENTENCES[language].format(case) for case in cases]
            one, many = path("one.txt", cases[0] + "\n"), path("many.txt", "\n".join(cases * rounds) + "\n")
            how = [*(["--lang", language] if told else []), "--segmentation", "line", "--published", "2023-11-14T12:00:00Z"]
            took += ours(["facts", one, *how], ["facts", many, *how]) / rounds
            peer += theirs(lambda: [search_dates(case, languages=[language] if told else None) for case in cases])
            total += len(cases)
        known = "language told" if told else "language found"
        print(f"dates         variorum {total / took:12,.0f} cases/s ({known}, all kinds of fact)   dateparser {total / peer:8,.1f} cases/s   {peer / took:8.0f} x")


def names():
    from anyascii import anyascii
    from metaphone import doublemetaphone
    from rapidfuzz import fuzz
    # Every name with every name of another script, written in many ways so that nothing is known from before.
    letters = {"en": "bdfgklmnprstv", "ru": "бдфгклмнпрств", "ar": "بدفغكلمنبرستف"}
    pairs = []
    for n in range(13 * 13):
        own = {language: [name + letters[language][n % 13] + letters[language][n // 13] for name in all] for language, all in NAMES.items()}
        for a, b in (("en", "ar"), ("en", "ru"), ("ar", "ru")):
            pairs += [(x, own[b][(i + step) % 8]) for i, x in enumerate(own[a]) for step in range(8)]
    one, many = path("one.tsv", "\t".join(pairs[0]) + "\n"), path("many.tsv", "".join(f"{a}\t{b}\n" for a, b in pairs))
    took = ours(["names", "--pairs", one], ["names", "--pairs", many])

    def metaphone():
        for a, b in pairs:
            codes = [[{c for c in doublemetaphone(word) if c} for word in anyascii(name).split()] for name in (a, b)]
            sum(any(x & y for y in codes[1]) for x in codes[0])

    def ratio():
        for a, b in pairs:
            fuzz.ratio(anyascii(a).lower(), anyascii(b).lower())

    for name, peer in (("Double Metaphone", theirs(metaphone)), ("anyascii + ratio", theirs(ratio))):
        print(f"names         variorum {len(pairs) / took:12,.0f} pairs/s   {name:16} {len(pairs) / peer:10,.0f} pairs/s   {peer / took:8.2f} x")


def turned(text, by):
    zero = lambda c: "0" if "1" <= c <= "9" else "\u0660" if "\u0661" <= c <= "\u0669" else ""
    return "".join(chr(ord(z) + 1 + (ord(c) - ord(z) - 1 + by) % 9) if (z := zero(c)) else c for c in text)


def sentences(count):
    """Pairs of editions of about so many sentences: those of the samples over and over with other figures, as `variorum segment` cuts them."""
    out = []
    for language in ("en", "ru"):
        cut = []
        for sample in ("summit", "earthquake", "markets"):
            file = os.path.join(root, "samples", sample, f"{language}.txt")
            lines = subprocess.run([program, "segment", file, "--lang", language], capture_output=True, text=True, check=True).stdout
            cut += [" ".join(json.loads(line)["text"].split()) for line in lines.splitlines()]
        out.append([turned(cut[n % len(cut)], n // len(cut)) for n in range(count)])
    return out


def align():
    import galechurch
    for count in (10, 100, 1000, 10000):
        a, b = sentences(count)
        files = [path("en.txt", "\n".join(a) + "\n"), path("ru.txt", "\n".join(b) + "\n")]
        small = [path("en1.txt", a[0] + "\n"), path("ru1.txt", b[0] + "\n")]
        how = ["--segmentation", "line", "--published", "2023-11-14"]
        langs = lambda files: ["--lang", f"{files[0]}=en", "--lang", f"{files[1]}=ru"]
        times = 5 if count < 10000 else 1
        read = sum(ours(["facts", s, "--lang", l, *how], ["facts", f, "--lang", l, *how], times) for s, f, l in zip(small, files, ("en", "ru")))
        whole = ours(["align", *small, *how, *langs(small)], ["align", *files, *how, *langs(files)], times)
        alone = max(whole - read, 1e-9)
        beside = ""
        if count <= 1000:  # galechurch refuses larger blocks
            peer = theirs(lambda: galechurch.align(a, b))
            beside = f"   galechurch {peer * 1000:9.2f} ms   {alone / peer:8.2f} x its time"
        print(f"align {count:7,} variorum {alone * 1000:9.2f} ms (and {read * 1000:.2f} ms to read the facts){beside}")


for part in (dates, names, align):
    part()
