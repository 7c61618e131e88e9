#!/bin/sh
# run.sh: the figures of docs/performance.md, as ratios measured in one run. ROUNDS=21 for more than 9 rounds.
#
# Everything is measured in turn (tests/bench/measure.c), so that what disturbs one disturbs all. On a busy machine the
# CPU column is the one to trust.
set -eu

build=$(cd "${BUILD:-out/build}" && pwd)
root=$(pwd)
rounds=${ROUNDS:-9}
few=$(((rounds + 1) / 2 < 5 ? 5 : (rounds + 1) / 2))

# The programs themselves: Debian's psql on the PATH is a wrapper in Perl.
PATH=$build:$PATH
server=$(for folder in ${ECO_PG_BIN:+"$ECO_PG_BIN"} "$(pg_config --bindir 2>/dev/null || :)" /usr/lib/postgresql/*/bin; do
    [ ! -x "$folder/psql" ] || printf '%s\n' "$folder"; done | tail -n 1)
PATH=${server:+$server:}$PATH
export PATH

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

measure() {
    "$build/tests/bench/measure" "$@"
}

# A schema of $1 tables with 10 columns, a foreign key, two indexes, a check and a comment each.
schema() {
    awk -v tables="$1" 'BEGIN {
        for (t = 1; t <= tables; t++) {
            printf "/// Table %d.\ntable t%05d {\n", t, t
            print "    id          bigserial       primary key\n    org_id      varchar(255)\n    name        text"
            print "    email       varchar(255)?   unique\n    amount      numeric(12,2)   = 0\n    kwh         float?"
            print "    created_at  timestamptz     = now()\n    active      boolean         = true"
            printf "    metadata    jsonb?\n    parent_id   bigint?         references t%05d on delete cascade\n\n", (t > 1 ? t - 1 : t)
            print "    index (org_id, created_at desc)\n    index (lower(name)) where (active)\n    check (amount >= 0)\n}\n"
        }
    }'
}

compiler() {
    cd "$folder"
    schema 1000 >1000.eco
    schema 10000 >10000.eco
    ecogen -q -o 1000 1000.eco
    ecogen -q -o 10000 10000.eco

    echo "## ecogen, 1,000 tables of 10 columns ($(du -k 1000.eco | cut -f 1) KB)"
    echo
    measure "$rounds" -- "limit: cat" cat 1000.eco -- "sha256sum" sha256sum 1000.eco \
        -- "ecogen check" ecogen check -q 1000.eco -- "ecogen, no change" ecogen -q -o 1000 1000.eco
    echo
    echo "## ecogen, 10,000 tables against 1,000"
    echo
    measure "$rounds" -- "check, 1,000" ecogen check -q 1000.eco -- "check, 10,000" ecogen check -q 10000.eco
    echo
    measure "$few" -- "no change, 1,000" ecogen -q -o 1000 1000.eco -- "no change, 10,000" ecogen -q -o 10000 10000.eco
    echo
    echo "## ecogen diff, two schemas of 10,000 tables with 10 changes"
    echo
    # A column more in ten tables.
    awk '/^table t0100[0-9]/ { print; print "    extra       text?"; next } { print }' 10000.eco >10000.new.eco
    # shellcheck disable=SC2016
    measure "$few" -- "two checks" sh -c 'ecogen check -q "$1" && ecogen check -q "$2"' sh 10000.eco 10000.new.eco \
        -- "diff" ecogen diff -q --from 10000.eco --to 10000.new.eco
    echo
}

# Inside an ephemeral server: databases of $1 and $2 tables.
import() {
    cd "$folder"
    for tables in "$@"; do
        schema "$tables" >"$tables.eco"
        createdb "tables$tables"
        ecogen diff -q --from empty --to "$tables.eco" --format sql | psql -Xq -d "tables$tables"
        vacuumdb -qz -d "tables$tables"
    done

    echo "## ecogen import, a database of $1 tables"
    echo
    measure "$rounds" -- "pg_dump -s" pg_dump -s -d "dbname=tables$1" -- "ecogen import" ecogen import "dbname=tables$1"
    echo
    echo "## ecogen import, $2 tables against $1"
    echo
    measure "$few" -- "import, $1" ecogen import "dbname=tables$1" -- "import, $2" ecogen import "dbname=tables$2" \
        -- "pg_dump -s, $1" pg_dump -s -d "dbname=tables$1" -- "pg_dump -s, $2" pg_dump -s -d "dbname=tables$2"
    echo
}

# Inside an ephemeral server. 0002 cannot run in a transaction, so psql takes two calls, or one with BEGIN and COMMIT.
runner() {
    cd "$root/out/migrations"
    for n in $(seq 0 "$rounds"); do
        for database in two one ecorun; do createdb "$database$n"; done
    done

    echo "## ecorun up, both migrations of EcoMind"
    echo
    # shellcheck disable=SC2016
    measure "$rounds" \
        -- "psql -1 -f 0001, psql -f 0002" sh -c 'psql -Xq1 -f 0001*.up.sql -d "$1" && psql -Xq -f 0002*.up.sql -d "$1"' sh "dbname=two{}" \
        -- "psql, one connection" sh -c 'exec psql -Xq -c BEGIN -f 0001*.up.sql -c COMMIT -f 0002*.up.sql -d "$1"' sh "dbname=one{}" \
        -- "ecorun up" ecorun up -q --dir . -d "dbname=ecorun{}"
    echo
    echo "## ecorun up with nothing to do"
    echo
    measure "$((rounds * 5))" -- "psql -c 'select 1'" psql -Xqc 'select 1' -d dbname=ecorun1 \
        -- "ecorun up" ecorun up -q --dir . -d dbname=ecorun1 -- "ecorun status" ecorun status -q --dir . -d dbname=ecorun1
}

case ${1:-} in
runner) runner ;;
import) import 1000 10000 ;;
*)
    echo "$(date -u +%Y-%m-%d), $(uname -sm), $(getconf _NPROCESSORS_ONLN) cores, PostgreSQL $(psql --version | grep -o "[0-9][0-9.]*" | head -n 1); medians of $rounds rounds"
    echo
    (compiler)
    exec_self=$root/tests/bench/run.sh
    ecorun ephemeral -- "$exec_self" runner
    ecorun ephemeral -- "$exec_self" import
    ;;
esac
