#!/bin/sh
# migrate_test.sh: runtime/migrate.sh against servers that are there, late, refusing, or not there at all.
set -u

cd "$(dirname "$0")/../.." || exit 1
PATH=$PWD/${BUILD:-out/build}:$PATH
export PATH
if [ "${1-}" != inside ]; then
    exec ecorun ephemeral -- "$0" inside
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0
url=$DATABASE_URL
unset DATABASE_URL PGPASSWORD
newest=$(find out/migrations -name '*.up.sql' | wc -l)

# expect NAME STATUS PATTERN: the last run ended so, and said so; a secret was not said.
expect() {
    if [ "$status" -eq "$2" ] && grep -qE "$3" "$scratch/said" && ! grep -q 'hush-hush' "$scratch/said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: exit %d, expected %d and /%s/; it said:\n' "$1" "$status" "$2" "$3"
        cat "$scratch/said"
    fi
}

# version NAME DATABASE NUMBER: that database has been migrated so far.
version() {
    query='select coalesce(max(version), 0) from ecogen.history'
    psql -qtAX "host=$host user=$user dbname=$2" -c "$query" >"$scratch/said" 2>&1
    status=$?
    expect "$1: version $3" 0 "^$3\$"
}

# try [VARIABLE=VALUE...] -- [ARGUMENT...]
try() {
    status=0
    (
        while [ "$1" != -- ]; do
            export "${1?}"
            shift
        done
        shift
        exec runtime/migrate.sh "$@"
    ) >"$scratch/said" 2>&1 || status=$?
}

fresh() {
    psql -qX "$url" -c "drop database if exists $1" -c "create database $1" >/dev/null 2>&1
}

host=$PGHOST user=$PGUSER
unset PGHOST PGUSER PGDATABASE PGPORT

fresh by_url
try "DATABASE_URL=host=$host user=$user dbname=by_url password=hush-hush" --
expect 'DATABASE_URL' 0 'accepts connections'
version 'DATABASE_URL' by_url "$newest"
try "DATABASE_URL=host=$host user=$user dbname=by_url" --
expect 'a second run has nothing to do' 0 'nothing to do|up to date'

fresh by_parts
try DB_HOST="$host" DB_USER="$user" DB_NAME=by_parts DB_PASSWORD=hush-hush -- 1
expect 'DB_HOST and friends, and an argument' 0 'accepts connections'
version 'up 1' by_parts 1

fresh by_libpq
try PGHOST="$host" PGUSER="$user" PGDATABASE=by_libpq DB_NAME=nowhere --
version "libpq's variables go before DB_NAME" by_libpq "$newest"

fresh by_option
try -- --db "host=$host user=$user dbname=by_option"
version 'a database on the command line' by_option "$newest"

try DB_HOST=/nowhere MIGRATE_TIMEOUT=1 --
expect 'no server: gives up in time' 4 '.'
try DB_HOST="$host" DB_USER="$user" DB_NAME=by_url -- --no-such-option
expect "ecorun's exit status is passed on" 2 '.'
try ECORUN=/nowhere/ecorun --
expect 'no ecorun' 1 'set ECORUN'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
