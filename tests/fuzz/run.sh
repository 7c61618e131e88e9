#!/bin/sh
# run.sh PROGRAM [SECONDS]: fuzz for a minute, from every .eco file we have; new finds are kept beside the program.
set -eu

program=$1
seconds=${2:-60}
corpus=$program.corpus
seeds=$program.seeds

mkdir -p "$corpus" "$seeds" tests/fuzz/*/
name=${program##*/}
find schema tests/golden out/migrations -name '*.eco' -exec cp {} "$seeds" \; 2>/dev/null || :

dictionary=tests/fuzz/$name.dict
[ -f "$dictionary" ] || dictionary=tests/fuzz/parse_fuzz.dict

# A leak, a second of thinking or half a gigabyte is a find like any other.
ASAN_OPTIONS=detect_leaks=1 "$program" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=65536 \
    "-dict=$dictionary" \
    -print_final_stats=1 -artifact_prefix="$program." -verbosity=0 "$corpus" "$seeds"
echo "${program##*/}: $seconds s, nothing found; corpus of $(find "$corpus" -type f | wc -l) inputs"
