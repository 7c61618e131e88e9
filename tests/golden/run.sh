#!/bin/sh
# run.sh [--accept] [NAME...]: golden tests; the files beside x.eco say what is expected of it.
#
#     x.eco  x.sql               the schema as SQL
#     x.eco  x.c                 its models, which also compile without a warning
#     x.eco  x.err               its diagnostics, and exit status 1
#     x.eco  x.new.eco  x.diff   the migration from one to the other: up, then down
#     x.eco  x.fmt               its canonical layout
#
# --accept writes the present output into the expected files instead (make golden); git diff is the review.
# A case is data: to add one, write x.eco and an empty x.sql, then accept.
set -u

cd "$(dirname "$0")/../.." || exit 1
ecogen=$PWD/${BUILD:-out/build}/ecogen
root=$PWD
cd tests/golden || exit 1

accept=
if [ "${1-}" = --accept ]; then
    accept=yes
    shift
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
passed=0 failed=0
export NO_COLOR=1 LC_ALL=C
export ASAN_OPTIONS=exitcode=99     # its default, 1, would pass for a diagnosed error

# Each writes what ecogen makes of $1.eco to stdout, and fails if ecogen's exit status is not the expected one.
make_sql() {
    "$ecogen" diff --from empty --to "$1.eco" --format sql
}

make_err() {
    { "$ecogen" check "$1.eco" >/dev/null; } 2>&1
    [ $? -eq 1 ]
}

make_diff() {
    "$ecogen" generate "$1.eco" -o "$scratch" >/dev/null || return 1
    cp -r "$scratch/migrations" "$scratch/before"
    "$ecogen" generate "$1.new.eco" -o "$scratch" >/dev/null || return 1
    for file in "$scratch"/migrations/*.up.sql "$scratch"/migrations/*.down.sql; do
        [ ! -e "$scratch/before/${file##*/}" ] || continue
        printf -- '-- ---- %s ----\n' "${file##*/}"
        cat "$file"
    done
}

make_fmt() {
    "$ecogen" fmt --stdout "$1.eco"
}

make_c() {
    "$ecogen" models "$1.eco" -o "$scratch" >/dev/null &&
    for file in "$scratch/models"/*.[ch]; do
        printf '/* ---- %s ---- */\n' "${file##*/}"
        cat "$file"
        case $file in *.c)
            # shellcheck disable=SC2046  # a word an option
            "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I"$root/runtime" \
                -I"$scratch/models" $(pkg-config --cflags libpq) -c -o "$scratch/models/object" "$file" || return 1 ;;
        esac
    done
}

# One expectation: produce, then compare or accept.
run() {
    name=$1 suffix=$2
    rm -rf "${scratch:?}"/*
    if ! "make_$suffix" "$name" >"$scratch/actual" 2>"$scratch/stderr"; then
        failed=$((failed + 1))
        printf 'FAILED %s.%s: unexpected exit status; this was said:\n' "$name" "$suffix"
        cat "$scratch/stderr"
    elif [ -n "$accept" ]; then
        cmp -s "$scratch/actual" "$name.$suffix" || { cp "$scratch/actual" "$name.$suffix"; echo "accepted $name.$suffix"; }
        passed=$((passed + 1))
    elif diff -u "$name.$suffix" "$scratch/actual" >"$scratch/difference"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s.%s: - expected, + what came out\n' "$name" "$suffix"
        tail -n +3 "$scratch/difference"
    fi
}

[ $# -gt 0 ] || set -- *.eco
for file; do
    name=${file%.eco}
    case $name in *.new | '*') continue ;; esac
    expectations=0
    for suffix in sql c err diff fmt; do
        if [ -e "$name.$suffix" ]; then
            expectations=$((expectations + 1))
            run "$name" "$suffix"
        fi
    done
    if [ "$expectations" -eq 0 ]; then
        failed=$((failed + 1))
        printf 'FAILED %s.eco: nothing is expected of it; there is no %s.sql, .c, .err, .diff or .fmt\n' "$name" "$name"
    fi
done

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
