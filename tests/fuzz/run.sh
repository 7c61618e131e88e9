#!/bin/sh
# run.sh PROGRAM [SECONDS]: fuzz for a minute. It begins with every .eco file we have and with what tests/fuzz/NAME/ holds,
# knows the words of tests/fuzz/NAME.dict, and keeps what it learned beside the program for the next time.
set -eu

program=$1
seconds=${2:-60}
name=tests/fuzz/${program##*/}
corpus=$program.corpus
seeds=$program.seeds

mkdir -p "$corpus" "$seeds"
find schema tests/golden out/migrations -name '*.eco' -exec cp {} "$seeds" \; 2>/dev/null || :
[ ! -d "$name" ] || cp "$name"/* "$seeds"
set --
[ ! -e "$name.dict" ] || set -- "-dict=$name.dict"

# A leak, a second of thinking or half a gigabyte is a find like any other.
ASAN_OPTIONS=detect_leaks=1 "$program" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$program." -verbosity=0 "$@" "$corpus" "$seeds"
echo "${program##*/}: $seconds s, nothing found; corpus of $(find "$corpus" -type f | wc -l) inputs"
