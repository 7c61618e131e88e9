#!/bin/sh
# run.sh PROGRAM...: run test programs one after another, a line each; print in full what a failing one said.
#
# A program is a cmocka table or a script that ends with "N passed, N failed"; one that says neither counts as one test
# that passed or failed by its exit status. The last line is the sum, in those same words.
set -u

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

passed=0 failed=0 skipped=0

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
        }' "$log"
}

for program; do
    case $program in */* ) ;; *) program=./$program ;; esac
    name=${program#./}
    name=${name#"${BUILD:-out/build}/"}
    name=${name#tests/}

    began=$(date +%s)
    "$program" >"$log" 2>&1 </dev/null
    status=$?
    [ "$status" -ne 130 ] || exit 130
    # shellcheck disable=SC2046  # three numbers
    set -- $(count "$status")
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))

    [ "$2" -eq 0 ] && word=ok || word=FAILED
    printf '%-7s%-28s %5d passed' "$word" "$name" "$1"
    [ "$2" -eq 0 ] || printf ', %d failed' "$2"
    [ "$3" -eq 0 ] || printf ', %d skipped' "$3"
    printf '  %4d s\n' $(($(date +%s) - began))
    if [ "$2" -ne 0 ]; then
        sed 's/^/    /' "$log"
        printf '    exit status %d\n' "$status"
    fi
done

printf '%d passed, %d failed' "$passed" "$failed"
[ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
echo
[ "$failed" -eq 0 ]
