#!/bin/sh
# run.sh [NAME...]: the schemas of programs in Debian (schemas.txt), through import and through their own history.
#
# Each is built as its program would, imported, compiled, built again from the migrations of that, and compared: by
# our own reader, and by pg_dump with what pg_dump's own output restores to (which is not always what was dumped). Two
# come with all their versions: each becomes the next version of one .eco file, and all migrations run up, down and up.
# The packages are downloaded, never installed, into FILES (out/build/real).
set -u

cd "$(dirname "$0")/../.." || exit 1
here=tests/real
files=${FILES:-$PWD/out/build/real}
PATH=$PWD/${BUILD:-out/build}:$PATH
export PATH files
if [ "${inside-}" = "" ]; then
    inside=yes exec ecorun ephemeral -- "$here/run.sh" "$@"
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
PGOPTIONS='-c client_min_messages=error'
export PGOPTIONS

# unpacked PACKAGE: its files are in $files/PACKAGE
unpacked() {
    [ -d "$files/$1" ] && return
    mkdir -p "$files/debs" &&
        (cd "$files/debs" && apt-get download -qq "$1" >/dev/null 2>&1) &&
        dpkg-deb -x "$files/debs/$1"_*.deb "$files/$1"
}

# ddl PACKAGES PATTERN...: the SQL, on standard output
ddl() {
    packages=$1
    shift
    for pattern in "$@"; do
        for package in $(echo "$packages" | tr , ' '); do
            # shellcheck disable=SC2086 # the pattern is to be expanded
            (cd "$files/$package" && zcat -f $pattern 2>/dev/null) || true
        done
    done
}

made() {
    psql -qX -d postgres -c "drop database if exists \"$1\"" -c "create database \"$1\" ${2:+template \"$2\"}"
}

# dump DATABASE: what pg_dump says of it, in an order of its own: columns of a table may stand in another
dump() {
    pg_dump -s -N ecogen -d "$1" | sed -e '/^--/d' -e '/^\\/d' -e '/^$/d' -e 's/,$//' | sort
}

# dump_of_restored DATABASE: the same of what its dump restores to
dump_of_restored() {
    made restored && pg_dump -s -d "$1" | psql -qX -d restored >/dev/null 2>&1
    dump restored
}

# fail NAME WHAT FILE...: what failed, and how
fail() {
    failed=$((failed + 1))
    echo "FAILED $1: $2"
    shift 2
    cat "$@" | head -n 20
    return 1
}

# step NAME WHAT COMMAND...
step() {
    name=$1 what=$2
    shift 2
    "$@" >"$scratch/out" 2>"$scratch/said" || fail "$name" "$what" "$scratch/said" "$scratch/out"
}

# same NAME WHAT EXPECTED ACTUAL
same() {
    step "$1" "$2" diff "$3" "$4"
}

counted() {
    psql -qtAX -F ' ' -d "$1" -c "select count(*) filter (where relkind in ('r', 'p')), 'tables,',
        count(*) filter (where relkind in ('v', 'm')), 'views,', (select count(*) from pg_proc p
        where p.oid >= 16384 and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')),
        'functions,', (select count(*) from pg_trigger where not tgisinternal), 'triggers'
        from pg_class where oid >= 16384 and relnamespace <> 'pg_toast'::regnamespace"
}

# through_import NAME: of the database of that name
through_import() {
    work=$scratch/$1
    mkdir "$work"
    step "$1" import ecogen import "dbname=$1" -o "$work/s.eco" &&
        step "$1" "import is not as fmt would have it" ecogen fmt --check "$work/s.eco" &&
        step "$1" "database and import differ" ecogen diff --from "dbname=$1" --to "$work/s.eco" --exit-code &&
        step "$1" "first migration" ecogen "$work/s.eco" -o "$work/out" &&
        made built &&
        step "$1" up ecorun up -d dbname=built --dir "$work/out/migrations" &&
        dump_of_restored "$1" >"$work/expected" &&
        dump built >"$work/actual" &&
        same "$1" "pg_dump (< should be, > is)" "$work/expected" "$work/actual" &&
        step "$1" "down to nothing" ecorun down base -d dbname=built --dir "$work/out/migrations" &&
        echo "ok     $1: $(counted "$1")"
}

# add_version NAME DATABASE NUMBER: the next version of the file, and of its migrations
add_version() {
    step "$1" "import of version $3" ecogen import "dbname=$2" -o "$work/s.eco" || return
    # Tables are empty: what a new column gets in rows that are there is nobody's concern.
    until ecogen "$work/s.eco" -o "$work/out" >"$work/said" 2>&1; do
        lines=$(sed -n 's/^[^ ]*s\.eco:\([0-9]*\):.*error\[E0603\].*cannot be added: rows.*/\1/p' "$work/said")
        [ -n "$lines" ] || fail "$1" "migration to version $3" "$work/said" || return
        for line in $lines; do
            sed -i "${line}s/\$/  fill (null)/" "$work/s.eco"
        done
    done
    find "$work/out/migrations" -name '*.up.sql' | wc -l >"$work/count.$3"
    dump_of_restored "$2" >"$work/expected.$3"
}

# runs_to NAME DIRECTION NUMBER: the migrations, to a version; and what is there is that version
runs_to() {
    step "$1" "$2 to version $3" ecorun "$2" "$(cat "$work/count.$3")" -d dbname=built --dir "$work/out/migrations" &&
        dump built >"$work/actual" &&
        same "$1" "$2 to version $3, pg_dump (< should be, > is)" "$work/expected.$3" "$work/actual"
}

# through_history NAME DATABASE...
through_history() {
    name=$1 versions=0
    work=$scratch/history-$name
    mkdir "$work"
    shift
    for database in "$@"; do
        versions=$((versions + 1))
        add_version "$name" "$database" "$versions" || return
    done
    made built
    for version in $(seq 1 "$versions"); do
        runs_to "$name" up "$version" || return
    done
    for version in $(seq $((versions - 1)) -1 1); do
        runs_to "$name" down "$version" || return
    done
    runs_to "$name" up "$versions" &&
        echo "ok     $name: $versions versions, $(cat "$work/count.$versions") migrations, up, down and up; $(counted built)"
}

# Each version of openQA's schema comes as a whole.
openqa() {
    unpacked openqa || return
    databases=
    for folder in $(find "$files/openqa/usr/share/openqa/dbicdh/PostgreSQL/deploy" -name 001-auto.sql | sort -V); do
        database=openqa_$(basename "$(dirname "$folder")")
        made "$database"
        psql -qX -d "$database" -f "$folder" >/dev/null 2>&1
        databases="$databases $database"
    done
    # shellcheck disable=SC2086 # a list
    through_history openqa $databases
}

# The files that a section of GNUmed's configuration lists: "[database", "[bundle clinical]".
section_files() {
    awk -v which="$2" '
        /^\[/ { here = index($0, which) == 1; listed = 0 }
        here && /^schema base directory/ { folder = $NF }
        here && /^(superuser )?schema = \$/ { listed = 1; next }
        /^\$/ { listed = 0 }
        listed && !/^#/ && NF { print folder "/" $1 }' "$1"
}

# Those of the database itself, then those of its bundles, in the order in which they are named.
gnumed_files() {
    section_files "$1" '[database'
    sed -n '/^bundles = /,/^.bundles/p' "$1" | grep -v -e '[#$=]' -e '^ *$' | while read -r bundle; do
        section_files "$1" "[bundle $bundle]"
    done
}

# Each version of GNUmed's schema is made of the one before.
gnumed() {
    unpacked gnumed-server || return
    folder=$files/gnumed-server/var/lib/gnumed/server/bootstrap
    for role in gm-dbo gm-doctors gm-public gm-staff gm-logins gm-nurses any-doc any-staff; do
        psql -qX -d postgres -c "create role \"$role\" superuser" >/dev/null 2>&1
    done
    before=template1 databases=
    for version in $(seq 2 22); do
        configuration=$folder/update_db-v$((version - 1))_v$version.conf
        [ "$version" -gt 2 ] || configuration=$folder/bootstrap-monolithic_core.conf
        made "gnumed_$version" "$before"
        gnumed_files "$configuration" | sed "s,.*,\\\\i $folder/&," >"$scratch/gnumed.sql"
        psql -qX -d "gnumed_$version" -f "$scratch/gnumed.sql" >/dev/null 2>&1
        before=gnumed_$version databases="$databases gnumed_$version"
    done
    # shellcheck disable=SC2086 # a list
    through_history gnumed $databases
}

wanted() {
    [ -z "$names" ] || echo " $names " | grep -q " $1 "
}

names=$*
grep -v '^#' "$here/schemas.txt" >"$scratch/schemas"
while read -r name packages patterns; do
    wanted "$name" || continue
    for package in $(echo "$packages" | tr , ' '); do
        unpacked "$package" || echo "$package is not to be had here"
    done
    made "$name"
    # shellcheck disable=SC2086 # a list
    ddl "$packages" $patterns | psql -qX -d "$name" >/dev/null 2>&1
    through_import "$name"
done <"$scratch/schemas"
if wanted openqa; then
    openqa
fi
if wanted gnumed; then
    gnumed
fi
exit "$failed"
