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
version='select coalesce(max(version), 0) from ecogen.history'

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
expect 'DATABASE_URL' 0 '2'
try "DATABASE_URL=host=$host user=$user dbname=by_url" --
expect 'a second run has nothing to do' 0 ''

fresh by_parts
try DB_HOST="$host" DB_USER="$user" DB_NAME=by_parts DB_PASSWORD=hush-hush -- 1
expect 'DB_HOST and friends, and an argument' 0 '1'
got=$(psql -qtAX "host=$host user=$user dbname=by_parts" -c "$version")
[ "$got" = 1 ] || status=99
expect "only version 1 is applied, not $got" 0 ''

fresh by_libpq
try PGHOST="$host" PGUSER="$user" PGDATABASE=by_libpq DB_NAME=nowhere --
expect "libpq's variables go before DB_NAME" 0 '2'

try DB_HOST=/nowhere MIGRATE_TIMEOUT=1 --
expect 'no server: gives up in time' 4 '.'
try DB_HOST="$host" DB_USER="$user" DB_NAME=by_url -- --no-such-option
expect "ecorun's exit status is passed on" 2 '.'
try ECORUN=/nowhere/ecorun --
expect 'no ecorun' 1 'set ECORUN'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
