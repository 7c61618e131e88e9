#!/bin/sh
# run.sh [WHAT...]: does a newcomer's machine do what the README says? In an empty Debian 12 made by debootstrap:
#
#     root     git clone, make demo, make test, as root
#     user     the same as a user with sudo, in an empty Debian of its own
#     image    the steps of the Dockerfile, and the image's migrate.sh against no database
#
# All three without an argument. Needs root, debootstrap and the network, and some 2 GB below FRESH_DIR
# (/var/tmp/ecogen-fresh), where the downloaded base system is kept; the clone is of the committed state.
set -eu

cd "$(dirname "$0")/../.."
dir=${FRESH_DIR:-/var/tmp/ecogen-fresh}
. tests/fresh/debian.sh
trap 'exit 130' INT TERM HUP

as_newcomer() {
    who=$1 machine=$dir/$1
    trap 'debian_unmount "$machine"' EXIT      # after a failure the rest stays, to be looked at
    debian_make "$machine" git,make,ca-certificates
    git clone -q --bare . "$machine/ecogen.git"
    case $who in
        root) home=/root ;;
        user)
            debian_run "$machine" 'apt-get -qq update && apt-get -qq install -y --no-install-recommends sudo >/dev/null 2>&1
                rm -rf /var/lib/apt/lists/*
                useradd -m -s /bin/bash user && echo "user ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/user'
            home=/home/user ;;
    esac
    debian_run "$machine" "chown -R $who /ecogen.git"
    debian_run "$machine" "su -s /bin/sh $who -c 'cd $home && git clone -q /ecogen.git ecogen && cd ecogen &&
        make demo && make test'"
    debian_left_behind "$machine"
    debian_remove "$machine"
}

[ $# -gt 0 ] || set -- root user image
for what; do
    printf '== %s\n' "$what"
    case $what in
        root | user) as_newcomer "$what" ;;
        image) tests/fresh/dockerfile.sh "$dir" ;;
        *) echo "run.sh: what is $what? root, user, image" >&2; exit 2 ;;
    esac
done
echo 'On an empty Debian 12 everything works.'
