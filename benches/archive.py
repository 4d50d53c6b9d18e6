#!/usr/bin/env python3
"""Audits of archives: stories a second on one and on two cores, MB/s, and the peak of memory, for archives of growing size.

    python3 benches/archive.py [--program target/release/variorum] [--stories 1000 10000] [--size tiny|news] [--jobs 1 2] [--db] [--keep FOLDER]

The archives are made here, the same ones every time: `tiny` stories have a sentence in two languages, `news` stories a page in three (the samples, each time with other
figures). One story in twenty has an altered toll. Wall time says little on a busy machine; CPU time and the peak of memory do not depend on the load.
"""

import argparse
import datetime
import json
import os
import pathlib
import random
import resource
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLACES = [("Kabul", "Кабуле"), ("London", "Лондоне"), ("Cairo", "Каире"), ("Tokyo", "Токио"), ("Baghdad", "Багдаде"), ("Paris", "Париже")]
SOURCES = ["north wire", "south wire", "the daily"]
DESKS = ["world", "economy", "home"]


def tiny(n, chance):
    """A sentence in two languages."""
    english, russian = PLACES[n % len(PLACES)]
    dead = 11 + n % 880
    told = dead + 1 + n % 7 if chance.random() < 0.05 else dead
    return [
        ("en", f"An explosion in {english} killed {dead} people on Monday, officials said."),
        ("ru", f"В понедельник при взрыве в {russian} погибли {told} человек, сообщили власти."),
    ]


def news(n, chance):
    """A page in three languages: a sample with its digits turned round, in every edition alike."""
    name = ["summit", "earthquake", "markets"][n % 3]
    altered = chance.choice(["ar", "ru"]) if chance.random() < 0.05 else None
    turned = str.maketrans("123456789", "".join("123456789"[(i + n) % 9] for i in range(9)))
    turned.update(str.maketrans("١٢٣٤٥٦٧٨٩", "".join("١٢٣٤٥٦٧٨٩"[(i + n) % 9] for i in range(9))))
    folder = ROOT / "samples" / name
    texts = {language: (folder / f"{language}.txt").read_text() for language in ("en", "ar", "ru")}
    if altered:
        texts[altered] = (folder / "altered" / f"{altered}.txt").read_text()
    return [(language, text.translate(turned)) for language, text in texts.items()]


def make(path, count, size):
    """Writes an archive; how many bytes of text it has."""
    chance, total = random.Random(1), 0
    with open(path, "w") as out:
        for n in range(count):
            editions = (tiny if size == "tiny" else news)(n, chance)
            total += sum(len(text.encode()) for _, text in editions)
            day = datetime.date(2023, 1, 2) + datetime.timedelta(days=n * 364 // max(count, 1))
            story = {
                "id": f"{size}-{n}",
                "published": f"{day}T10:00:00Z",
                "source": SOURCES[n % 7 % 3],
                "desk": DESKS[n % 5 % 3],
                "editions": [{"language": language, "text": text} for language, text in editions],
            }
            out.write(json.dumps(story, ensure_ascii=False) + "\n")
    return total


def measure(command):
    """Wall seconds, CPU seconds and the peak in MB of one run."""
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command}: exit status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/release/variorum"))
    parser.add_argument("--stories", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--size", choices=["tiny", "news"], default="tiny")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--db", action="store_true", help="write a database instead of reports on standard output")
    parser.add_argument("--keep", help="leave archives and databases in this folder")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{'stories':>9} {'jobs':>4} {'wall s':>8} {'CPU s':>8} {'a second':>9} {'CPU ms each':>11} {'MB/s':>6} {'peak MB':>8} {'speed-up':>8}")
        for count in options.stories:
            archive = folder / f"{options.size}-{count}.jsonl"
            total, first = make(archive, count, options.size), None
            for jobs in options.jobs:
                command = [options.program, "audit", str(archive), "--no-config", "--jobs", str(jobs)]
                if options.db:
                    database = folder / f"{options.size}-{count}-{jobs}.sqlite"
                    for end in ("", "-wal", "-shm"):
                        pathlib.Path(f"{database}{end}").unlink(missing_ok=True)
                    command += ["--db", str(database)]
                wall, cpu, peak = measure(command)
                first = first or wall
                print(
                    f"{count:9} {jobs:4} {wall:8.2f} {cpu:8.2f} {count / wall:9.0f} {cpu / count * 1000:11.3f} {total / wall / 1e6:6.2f} {peak:8.1f} {first / wall:8.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
