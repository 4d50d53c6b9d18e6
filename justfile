# The tasks of this repository; plain cargo commands work as well.

# list the tasks
default:
    @just --list

# what has to hold before a change lands
check:
    bash .ci/run

# all tests
test:
    cargo test --locked

# benchmarks
bench:
    cargo bench --locked

# the examples of one language and kind: just examples ar date
examples language="" kind="":
    cargo test --locked --test suite examples -- --nocapture "{{language}}" "{{kind}}"

# whether the weights of lost negations are still those of the stories
weigh:
    cargo test --locked --lib weights -- --ignored

# the names that come from CLDR, written anew (needs npm and python3)
cldr:
    python3 src/languages/cldr/generate.py

# the tests of Parquet files, which the usual build leaves out
parquet:
    cargo test --locked --features parquet --lib parquet
