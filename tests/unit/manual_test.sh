#!/bin/sh
# manual_test.sh: man pages read well, completions complete, and what is installed can be uninstalled.
set -u

cd "$(dirname "$0")/../.." || exit 1
export BUILD="${BUILD:-out/build}"
share=$BUILD/share
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# expect NAME EXPECTED ACTUAL
expect() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n    expected: %s\n    is:       %s\n' "$1" "$2" "$3"
    fi
}

# Every command and option that --help tells of.
told() {
    "$BUILD/$1" --help | grep -oE -- '--[a-z-]+'
    for command in $("$BUILD/$1" --help | sed -n "s/^    $1 \([a-z]*\)  *.*/\1/p"); do
        echo "$command"
        "$BUILD/$1" "$command" --help | grep -oE -- '^ .*--[a-z-]+' | grep -oE -- '--[a-z-]+'
    done
}

for program in ecogen ecorun; do
    groff -man -Tascii -P-cbou -ww "$share/man/man1/$program.1" >"$scratch/page" 2>"$scratch/warnings"
    expect "the manual of $program formats without warnings" '' "$(cat "$scratch/warnings")"
    expect "the manual of $program tells what --help does" '' "$(
        told "$program" | sort -u | while read -r word; do
            grep -qwF -e "$word" "$scratch/page" || echo "$word"
        done)"
    expect "an unknown form of $program" 2 "$("$BUILD/$program" --print html >/dev/null 2>&1; echo $?)"
    for shell in zsh fish; do
        command -v "$shell" >/dev/null || continue
        case $shell in zsh) file=zsh/site-functions/_$program ;; fish) file=fish/vendor_completions.d/$program.fish ;; esac
        expect "$shell reads the completion of $program" 0 "$("$shell" -n "$share/$file" >&2; echo $?)"
    done
done

# complete WORD...: what bash offers for the last word. "=" is a word of its own, as bash has it.
complete() {
    # shellcheck disable=SC2016
    bash -c '. "$0/$1"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); "_$1"; echo "${COMPREPLY[*]}"' \
        "$share/bash-completion/completions" "$@"
}

while IFS='|' read -r line expected; do
    # shellcheck disable=SC2086  # words of a command line; "_" is an empty one
    expect "bash: $line" "$expected" "$(eval "complete $(printf '%s' "$line" | sed "s/_\$/''/")")"
done <<'END'
ecogen che|check
ecogen _|generate check diff fmt import models new seal
ecogen schema/x|
ecogen --fr|
ecogen check --fr|--frozen
ecogen -q check --fr|--frozen
ecogen --out check --me|--message
ecogen --out check diff --e|--exit-code
ecogen --out = check diff --e|--exit-code
ecogen diff --format _|text sql json markdown
ecogen diff --format =|text sql json markdown
ecogen diff --format = s|sql
ecogen --vers|--version
ecogen check --vers|
ecorun st|status
ecorun --db x status --ex|--exit-code
ecorun --format j|json
ecorun verify --format j|json
ecorun wait --time|--timeout
ecorun up --time|
ecorun up --d|--db --dir
END

if command -v fish >/dev/null; then
    offer() {
        fish --no-config -c "source $share/fish/vendor_completions.d/$1.fish; complete -C '$2'" | cut -f 1 | sort | paste -s -d ' '
    }
    expect 'fish: a command' check "$(offer ecogen 'ecogen che')"
    expect "fish: a command's option" --frozen "$(offer ecogen 'ecogen check --fro')"
    expect "fish: another's option is not offered" --from "$(offer ecogen 'ecogen diff --fro')"
    expect 'fish: a choice' 'json markdown sql text' "$(offer ecogen 'ecogen diff --format ')"
fi

# installing WHAT: make it in a folder of its own; what it says if it fails.
installing() {
    make --no-print-directory -s SETUP=no DESTDIR="$scratch/root" PREFIX=/usr "$1" >"$scratch/said" 2>&1 || cat "$scratch/said"
}

expect 'make install' '' "$(installing install)"
expect 'the completion of bash is where it looks' "$(cat "$share/bash-completion/completions/ecogen")" \
    "$(cat "$scratch/root/usr/share/bash-completion/completions/ecogen")"
expect 'make uninstall' '' "$(installing uninstall)"
expect 'make uninstall leaves no file' '' "$(cd "$scratch/root" && find . ! -type d)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
