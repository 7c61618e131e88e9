#!/bin/sh
# standby_test.sh: C368 ecorun on a server that only reads: what changes is refused before anything else, what asks is answered.
set -u

cd "$(dirname "$0")/../.." || exit 1
ecorun=$PWD/${BUILD:-out/build}/ecorun
binaries=${ECO_PG_BIN:-$(find /usr/lib/postgresql -path '*/bin/initdb' -exec dirname {} + 2>/dev/null | sort -V | tail -n 1)}
scratch=$(mktemp -d)
passed=0 failed=0

# A server does not run as root.
as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        "$@"
    fi
}

server() {
    as_server "$binaries/pg_ctl" -D "$scratch/data" -w -o "-k $scratch -c listen_addresses= -c fsync=off" -l "$scratch/log" "$@" >/dev/null
}

clean() {
    server -m immediate stop 2>/dev/null
    rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# try STATUS PATTERN ARGUMENT...
try() {
    status=0 expected=$1 pattern=$2
    shift 2
    "$ecorun" "$@" --dir "$scratch/migrations" -d "host=$scratch user=postgres dbname=postgres" >"$scratch/said" 2>&1 || status=$?
    if [ "$status" -eq "$expected" ] && grep -q "$pattern" "$scratch/said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: exit %d, expected %d and /%s/; it said:\n' "$*" "$status" "$expected" "$pattern"
        cat "$scratch/said"
    fi
}

chmod 755 "$scratch"
cp -r out/migrations "$scratch/migrations"
[ "$(id -u)" -ne 0 ] || chown postgres "$scratch"
as_server "$binaries/initdb" -D "$scratch/data" -A trust -U postgres --no-sync >/dev/null || exit 1

server start || exit 1
try 0 'is at version 1' up 1
server stop
as_server touch "$scratch/data/standby.signal"
server start || exit 1

try 1 'E0708.*standby' up
try 1 'E0708.*standby' down
try 1 'E0708.*standby' redo
try 1 'E0708.*standby' baseline 1
try 0 'nothing to do' up 1
try 0 'pending   0002' status
try 0 'applied   0001' history
try 0 'equals version 1' verify
try 0 'accepts connections' wait

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
