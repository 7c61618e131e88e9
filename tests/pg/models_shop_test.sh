#!/bin/sh
# models_shop_test.sh: from shop.eco to a program that runs: models written, compiled without a warning, used.
set -eu

cd "$(dirname "$0")/../.."
build=$PWD/${BUILD:-out/build}

# ecorun runs this script again with a throwaway server at DATABASE_URL.
if [ "${1-}" != inside ]; then
    exec "$build/ecorun" ephemeral -- "$0" inside
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

case $build in *-san) sanitize=-fsanitize=address,undefined ;; *) sanitize= ;; esac

"$build/ecogen" diff --from empty --to tests/pg/shop/shop.eco --format sql >"$scratch/shop.sql"
"$build/ecogen" models tests/pg/shop/shop.eco -o "$scratch" >/dev/null
psql -qX -v ON_ERROR_STOP=1 -d "$DATABASE_URL" -f "$scratch/shop.sql"
models=$(dirname "$(find "$scratch" -name shop_schema.h)")
# shellcheck disable=SC2046,SC2086  # a word an option; CC may be two
${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -g $sanitize -Iruntime -I"$models" \
    tests/pg/shop/shop.c "$models"/*.c "$build/libeco.a" $(pkg-config --cflags --libs libpq) -lm -o "$scratch/shop"
"$scratch/shop"
