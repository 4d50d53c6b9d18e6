#!/usr/bin/env bash
# The program as a user meets it: cold start, the rate of audits, time and memory for long stories, size on disk.
#
#     benches/process.sh [PROGRAM]        target/release/variorum if not given
#
# Times are CPU time (user and system) of the best of several runs: on a busy machine the clock on the wall says little.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/variorum}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

python3 - "$program" "$folder" <<'PY'
import json, os, resource, subprocess, sys, time

program, folder = sys.argv[1:]
languages, samples = ["en", "ar", "ru"], ["summit", "earthquake", "markets"]
texts = {s: {l: open(f"samples/{s}/{l}.txt", encoding="utf-8").read() for l in languages} for s in samples}

def run(*args):
    """CPU seconds, wall seconds and peak memory (MB) of one run."""
    begun = time.monotonic()
    pid = os.posix_spawn(program, [program, *args], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{program} {' '.join(args)} failed")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024

def best(times, *args):
    runs = [run(*args) for _ in range(times)]
    return min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)

def turned(text, by):
    return "".join(chr(ord(z) + 1 + (ord(c) - ord(z) - 1 + by) % 9) if (z := "0" if "1" <= c <= "9" else "\u0660" if "\u0661" <= c <= "\u0669" else "") else c for c in text)

def long(times):
    """A folder with a story made of the samples, their paragraphs in changing order and with changing figures."""
    path = os.path.join(folder, f"x{times}")
    os.makedirs(path)
    total = 0
    for language in languages:
        lines = [line for s in samples for line in texts[s][language].splitlines() if line.strip()]
        strides = [stride for stride in (7, 11, 13, 17, 19, 23) if len(lines) % stride]
        out = []
        for n in range(16 * times):
            rounds = n // len(lines)
            out.append(turned(lines[(n * strides[rounds % len(strides)] + rounds) % len(lines)], n))
        text = "\n\n".join(out) + "\n"
        total += len(text.encode())
        open(os.path.join(path, f"{language}.txt"), "w", encoding="utf-8").write(text)
    return path, total

print(f"size on disk                {os.path.getsize(program) / 1e6:8.1f} MB")
cpu, wall, memory = best(9, "check", "samples/summit", "--format", "json")
print(f"check samples/summit, cold  {cpu * 1000:8.1f} ms CPU, {wall * 1000:.1f} ms on the clock, {memory:.1f} MB")
base, floor = cpu, memory

def stories(path, count):
    with open(path, "w", encoding="utf-8") as out:
        for n in range(count):
            s = samples[n % 3]
            editions = [{"id": l, "language": l, "text": turned(texts[s][l], n // 3)} for l in languages]
            out.write(json.dumps({"id": f"{s}-{n}", "published": "2023-11-14T12:00:00Z", "editions": editions}, ensure_ascii=False) + "\n")

few, many = os.path.join(folder, "few.jsonl"), os.path.join(folder, "many.jsonl")
stories(few, 3), stories(many, 303)
first, rest = best(3, "audit", few, "--jobs", "1"), best(3, "audit", many, "--jobs", "1")
each = (rest[0] - first[0]) / 300
print(f"audit, one processor        {1 / each:8.0f} stories a second ({each * 1000:.2f} ms CPU each), {rest[2]:.1f} MB")

for times in (1, 10, 100):
    path, size = long(times)
    cpu, wall, memory = best(3 if times < 100 else 1, "check", path, "--published", "2023-11-14", "--format", "json")
    own = max(cpu - base, 0)
    print(f"check a story {times:3} times as long {size / 1e3:8.0f} kB: {cpu * 1000:.0f} ms CPU ({own * 1e9 / size:.0f} ns a byte beside the start), "
          f"{memory:.1f} MB ({max(memory - floor, 0) * 1e6 / size:.0f} bytes a byte beside the start)")
PY
