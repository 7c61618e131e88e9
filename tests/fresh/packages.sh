#!/bin/sh
# packages.sh GROUP...: install the Debian packages that building, testing or checking ecogen needs.
#
# make calls it by itself (make SETUP=no does not). Nothing happens when everything is there. Otherwise it says what is
# missing and why, and installs that: as root, or through sudo. Where there is no apt it prints the list and fails.
#
# It lives with the tests of the empty machine because they are what proves it: tests/fresh/run.sh.
set -eu

# GROUP  PACKAGE  WHY. Of "a|b" the first that this release of Debian knows is taken; any of them will do if installed.
list() {
    cat <<'LIST'
build  gcc                                compiles ecogen, ecorun and libeco
build  libc6-dev                          the C library's headers
build  make                               runs the build
build  flex                               makes the scanner of the .eco language
build  bison                              makes the parser of the .eco language
build  pkg-config                         finds the libraries below
build  libpq-dev                          talks to PostgreSQL
build  libpg-query-dev                    PostgreSQL's own parser, for the SQL inside .eco files
build  libjansson-dev                     writes JSON
build  libssl-dev                         SHA-256, for the checksums of migrations
demo   postgresql-15|postgresql           a throwaway server to show things on; no system cluster is created
demo   postgresql-client-15|postgresql-client  psql and pg_dump
test   libcmocka-dev                      runs the unit tests
test   groff-base                         formats the man pages
test   postgresql-15|postgresql           a throwaway server to test on; no system cluster is created
test   postgresql-client-15|postgresql-client  psql and pg_dump
clang  clang                              builds with CC=clang
clang  libclang-rt-14-dev|libclang-rt-dev clang's sanitizers and fuzzer
fuzz   clang                              builds the fuzz target
fuzz   libclang-rt-14-dev|libclang-rt-dev libFuzzer and the sanitizers
lint   shellcheck                         checks the shell scripts
lint   yamllint                           checks the YAML files
lint   docker-compose                     checks docker-compose.dev.yml
lint   cppcheck                           checks the C code
lint   clang-tidy                         checks the C code
lint   clang                              the headers clang-tidy reads
lint   libcmocka-dev                      so that the tests can be checked too
fresh  debootstrap                        makes an empty Debian in a folder
LIST
}

say() {
    printf '%s\n' "$*" >&2
}

# The lines of the list that belong to the groups asked for.
wanted() {
    list | awk -v groups=" $* " 'index(groups, " " $1 " ") && !seen[$2]++ { $1 = ""; print substr($0, 2) }'
}

# Of those lines, the ones no alternative of which is installed.
missing() {
    wanted "$@" >"$scratch/wanted"
    # shellcheck disable=SC2046  # one word a package is what we want
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(awk '{ gsub(/\|/, " ", $1); print $1 }' "$scratch/wanted") \
        2>"$scratch/unknown" | awk '
            installed { if ($1 == "installed") have[$2] = 1; next }
            {
                n = split($1, names, "|")
                for (i = 1; i <= n; i++) if (names[i] in have) next
                print
            }' installed=1 - installed= "$scratch/wanted"
}

# A line with a reason each, aligned.
explain() {
    awk '{ name = $1; sub(/\|.*/, "", name); $1 = ""; printf "    %-22s%s\n", name, $0 }' "$1" >&2
}

# For each missing line the first alternative apt knows, else the first.
choose() {
    while read -r alternatives why; do
        : "$why"
        first=${alternatives%%|*}
        chosen=$first
        for name in $(printf '%s' "$alternatives" | tr '|' ' '); do
            if [ -n "$(apt-cache show --no-all-versions "$name" 2>/dev/null)" ]; then
                chosen=$name
                break
            fi
        done
        printf '%s\n' "$chosen"
    done <"$scratch/missing"
}

# A command as root; apt's many lines go to the log, a password prompt of sudo goes to the terminal.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null
}

fail() {
    say "error: $*"
    [ ! -s "$log" ] || { say "the last lines of $log:"; tail -n 15 "$log" | sed 's/^/    /' >&2; }
    exit 1
}

scratch=$(mktemp -d)
created_no_cluster=
no_cluster=/etc/postgresql-common/createcluster.d/zz-ecogen.conf

clean_up() {
    rm -rf "$scratch"
    # shellcheck disable=SC2016
    [ -z "$created_no_cluster" ] || as_root sh -c 'rm -f "$1"; rmdir "${1%/*}" 2>/dev/null || :' sh "$no_cluster"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

log=out/build/apt.log

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    wanted "$@" >"$scratch/missing"
    say "ecogen needs these Debian packages, or what your system calls them:"
    explain "$scratch/missing"
    log=/dev/null
    fail "there is no apt here to install them with. Install them yourself, then run: make SETUP=no"
fi

missing "$@" >"$scratch/missing"
[ -s "$scratch/missing" ] || exit 0

say "ecogen needs some Debian packages that are not installed here:"
explain "$scratch/missing"
if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    log=/dev/null
    fail "you are not root and there is no sudo. As root, run: apt-get install $(choose | paste -s -d ' ')"
fi

mkdir -p out/build
: >"$log"
say "Installing them with apt-get$([ "$(id -u)" = 0 ] || echo ' through sudo'); what it says goes to $log."

if ! ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1; then
    apt update || fail "apt-get update failed"
fi

# Debian's PostgreSQL packages would set up and start a server for the whole machine; ours live in temporary folders.
if grep -q '^postgresql' "$scratch/missing" && [ ! -e "$no_cluster" ]; then
    created_no_cluster=yes
    # shellcheck disable=SC2016
    as_root sh -c 'mkdir -p "${1%/*}" && echo "create_main_cluster = false" >"$1"' sh "$no_cluster"
fi

# shellcheck disable=SC2046
if ! apt install --no-install-recommends $(choose); then
    # The package lists may be older than what the mirrors still have.
    apt update || fail "apt-get update failed"
    apt install --no-install-recommends $(choose) || fail "apt-get install failed"
fi
say "Installed."
