#!/bin/sh
# run.sh PROGRAM...: run test programs, as many at once as there are processors (JOBS=1: one after another), a line each;
# print in full what a failing one said.
#
# A program is a cmocka table or a script that ends with "N passed, N failed"; one that says neither counts as one test
# that passed or failed by its exit status. The last line is the sum, in those same words.
set -u

# "passed failed skipped" as told by the log; status decides where the program did not say, or died half way.
count() {
    awk -v status="$1" '
        /^\[  PASSED  \] [0-9]+ test/ { passed += $4; told = 1 }
        /^\[  FAILED  \].* [0-9]+ test.*listed below/ {
            for (i = 1; i < NF; i++) if ($(i + 1) ~ /^test\(s\)/) failed += $i
            told = 1
        }
        /^\[  SKIPPED \].* [0-9]+ test.*listed below/ {
            for (i = 1; i < NF; i++) if ($(i + 1) ~ /^test\(s\)/) skipped += $i
        }
        /^[0-9]+ passed, [0-9]+ failed/ { passed += $1; failed += $3; told = 1 }
        END {
            if (!told && status == 0) passed = 1
            if (status != 0 && failed == 0) failed = 1
            print passed + 0, failed + 0, skipped + 0
        }' "$2"
}

# One line, and what there is to say of a failure, in one piece: others write, too.
tell() {
    [ "$2" -eq 0 ] && word=ok || word=FAILED
    printf '%-7s%-28s %5d passed' "$word" "$name" "$1"
    [ "$2" -eq 0 ] || printf ', %d failed' "$2"
    [ "$3" -eq 0 ] || printf ', %d skipped' "$3"
    printf '  %4d s\n' "$4"
    if [ "$2" -ne 0 ]; then
        sed 's/^/    /' "$log"
        printf '    exit status %d\n' "$status"
    fi
}

# run.sh --one FOLDER PROGRAM: run one, and leave its counts in the folder.
if [ "${1-}" = --one ]; then
    program=$3
    case $program in */*) ;; *) program=./$program ;; esac
    name=${program#./}
    name=${name#"${BUILD:-out/build}/"}
    name=${name#tests/}
    log=$2/$$.log

    began=$(date +%s)
    "$program" >"$log" 2>&1 </dev/null
    status=$?
    counts=$(count "$status" "$log")
    echo "$counts" >"$2/$$.counts"
    # shellcheck disable=SC2086  # three numbers
    told=$(tell $counts $(($(date +%s) - began)))
    printf '%s\n' "$told"
    rm -f "$log"
    # 255 stops xargs: nobody wants to see the rest after ^C.
    [ "$status" -ne 130 ] || exit 255
    exit 0
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

printf '%s\n' "$@" | xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -I '{}' sh "$0" --one "$folder" '{}' || exit 130

cat "$folder"/*.counts | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        printf "%d passed, %d failed", passed, failed
        if (skipped) printf ", %d skipped", skipped
        print ""
        exit failed > 0
    }'
