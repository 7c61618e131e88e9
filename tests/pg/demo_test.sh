#!/bin/sh
# demo_test.sh: the demo works, says what it should, leaves nothing behind, and hears ^C. What is committed is fresh.
set -u

cd "$(dirname "$0")/../.." || exit 1
ecogen=${BUILD:-out/build}/ecogen
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
export NO_COLOR=1

# check NAME COMMAND...: the command succeeds.
check() {
    name=$1
    shift
    if "$@" >"$scratch/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$name"
        cat "$scratch/said"
    fi
}

# Everything below out/ and schema/ but what is built, with its time.
snapshot() {
    find out schema -path 'out/build*' -prune -o -type f -exec ls -l --time-style=full-iso {} + | sort
}

demo() {
    schema/demo.sh >"$scratch/demo" 2>&1 || { cat "$scratch/demo"; return 1; }
}

says() {
    grep -qE "$1" "$scratch/demo" || { echo "not in what the demo said: $1"; cat "$scratch/demo"; return 1; }
}

# The folder of its server, as it names it, is gone.
nothing_is_left() {
    folder=$(sed -n 's|.*@\(/.*\):[0-9]*/postgres.*|\1|p' "$scratch/demo" | head -n 1)
    [ -n "$folder" ] && [ ! -e "$folder" ]
}

interrupted() {
    schema/demo.sh >"$scratch/demo" 2>&1 &
    demo=$!
    # Once it names the server, that is up; on a busy machine that takes its time.
    while kill -0 "$demo" && ! grep -q '@/' "$scratch/demo"; do
        sleep 0.1
    done
    kill -TERM "$demo"
    ! wait "$demo"
}

check 'migrations and models are up to date' "$ecogen" check --frozen schema/ecomind.eco
snapshot >"$scratch/before"
check 'the demo ends well' demo
snapshot >"$scratch/after"
check 'it says what there is' says '2 migrations'
check 'it finds the schema equal' says 'equal'
check 'it reads back what it wrote' says '100,000'
check 'no committed file is touched' cmp "$scratch/before" "$scratch/after"
check 'no server is left' nothing_is_left
check 'a signal ends it' interrupted
check 'and no server is left then' nothing_is_left

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
