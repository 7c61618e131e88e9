#!/bin/sh
# dockerfile.sh FOLDER: do what the Dockerfile says, step by step, where there is no container engine.
#
# Each stage is an empty Debian below FOLDER; FROM debian:12-slim, WORKDIR, COPY, RUN, USER and CMD are understood, and
# anything else is an error. COPY . takes the committed state. The last stage must then start: with no database to be
# found, migrate.sh has to give up in time with exit status 4, as the user the image names.
set -eu

dir=$1
cd "$(dirname "$0")/../.."
. tests/fresh/debian.sh

stage='' folder=/ user=0:0 command='' stages=''
clean_up() {
    for name in $stages; do debian_unmount "$dir/$name"; done
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

fail() {
    echo "Dockerfile: $*" >&2
    exit 1
}

# from debian:12-slim [AS NAME]
from() {
    [ "$1" = debian:12-slim ] || fail "FROM $1"
    stage=image-${3-final} folder=/
    stages="$stages $stage"
    debian_make "$dir/$stage" ca-certificates
    rm -rf "$dir/$stage.context" && mkdir "$dir/$stage.context"
    git archive HEAD | tar -x -C "$dir/$stage.context"
}

# copy [--from=STAGE] SOURCE... TARGET
copy() {
    context=$dir/$stage.context
    case $1 in --from=*) context=$dir/image-${1#--from=}; shift ;; esac
    for target; do :; done
    case $target in /*) target=$dir/$stage$target ;; *) target=$dir/$stage$folder/$target ;; esac
    while [ $# -gt 1 ]; do
        # A folder's content is copied, not the folder.
        if [ -d "$context/$1" ]; then mkdir -p "$target" && cp -a "$context/$1/." "$target"
        else mkdir -p "$(dirname "$target.")" && cp -a "$context/$1" "$target"; fi
        shift
    done
}

# One line an instruction: comments gone, continued lines joined.
sed '/^[[:space:]]*#/d; /^[[:space:]]*$/d' Dockerfile | sed -e ':a' -e '/\\$/N; s/\\\n//; ta' >"$dir/instructions"
# shellcheck disable=SC2086  # arguments are words
while read -r instruction arguments <&3; do
    printf '   %s %s\n' "$instruction" "$arguments"
    case $instruction in
        FROM) from $arguments ;;
        COPY) copy $arguments ;;
        WORKDIR) folder=$arguments; mkdir -p "$dir/$stage$folder" ;;
        RUN) debian_run "$dir/$stage" "mkdir -p '$folder' && cd '$folder' && { $arguments; }" >"$dir/step.log" 2>&1 ||
            { tail -n 20 "$dir/step.log" >&2; fail "this step failed: $arguments"; } ;;
        USER) user=$arguments ;;
        CMD) command=$(printf '%s' "$arguments" | tr -d '[]",') ;;
        *) fail "$instruction is not understood by this test" ;;
    esac
done 3<"$dir/instructions"

status=0
debian_run "$dir/$stage" "cd '$folder'; export MIGRATE_TIMEOUT=1 PGHOST=/nowhere
    setpriv --reuid=${user%:*} --regid=${user#*:} --clear-groups $command" || status=$?
[ "$status" -eq 4 ] || fail "$command ended with $status; without a database it should be 4"
debian_run "$dir/$stage" "cd '$folder'; setpriv --reuid=${user%:*} --regid=${user#*:} --clear-groups ecorun sql" |
    grep 'CREATE TABLE organizations' >/dev/null || fail 'the image cannot render its migrations'
for name in $stages; do
    debian_remove "$dir/$name"
    rm -rf "$dir/$name.context"
done
echo 'The image builds and starts.'
