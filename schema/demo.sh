#!/bin/sh
# demo.sh: the whole idea on EcoMind's schema, on a PostgreSQL server that exists for this minute only.
#
# Run it as "make demo". Everything happens in a folder of its own and is gone afterwards, also after ^C.
set -eu

cd "$(dirname "$0")/.."
build=${BUILD:-out/build}

# ecorun starts the server, runs this script again with DATABASE_URL set, and cleans up behind it.
if [ "${1-}" != inside ]; then
    PATH=$PWD/$build:$PATH
    export PATH
    exec ecorun ephemeral -- "$0" inside
fi

if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then
    bold=$(printf '\033[1m') dim=$(printf '\033[2m') plain=$(printf '\033[0m')
else
    bold='' dim='' plain=''
fi

step() {
    printf '\n%s%s%s\n' "$bold" "$*" "$plain"
}

# Show a command as one would type it, then run it.
run() {
    printf '%s$ %s%s\n' "$dim" "$*" "$plain"
    "$@"
}

step '1. The schema, its migrations and its C models agree'
run ecogen schema/ecomind.eco

step '2. A throwaway PostgreSQL is up; wait for it, and apply both migrations'
run runtime/migrate.sh

step '3. What is there, and is it what schema/ecomind.eco says?'
run ecorun status
run ecorun verify
printf '%s$ ecorun sql >migration.sql%s\n' "$dim" "$plain"
ecorun sql | awk '
    /^CREATE TABLE users / { shown = 1 }
    shown { print "    " $0 }
    shown && /^$/ { shown = 0 }
    END { printf "... %d lines in all: the whole run as one script, made without a database\n", NR }'
run ecorun down base
run ecorun up

step '4. The generated models at work'
run "$build/schema/demo"

step '5. Done: the server and its folder go now'
echo 'Next: change a line of schema/ecomind.eco, then type: out/build/ecogen schema/ecomind.eco'
