# shellcheck shell=sh
# An empty Debian 12 in a folder; read by the scripts beside it, which set `dir`.

: "${dir:?}"

# debian_make FOLDER PACKAGES: the minimum, plus PACKAGES, with this machine's way to the mirrors.
debian_make() {
    if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
        echo 'an empty Debian needs root and debootstrap' >&2
        exit 1
    fi
    debian_remove "$1"
    mkdir -p "$dir"
    # shellcheck disable=SC2016  # apt fills it in
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 2>/dev/null | head -n 1)
    mirror=${mirror:-http://deb.debian.org/debian}
    tarball=$dir/bookworm-$(printf '%s' "$2" | tr ',' '-').tar
    log=$dir/debootstrap.log
    if [ ! -e "$tarball" ]; then
        debootstrap --variant=minbase --include="$2" --make-tarball="$tarball.new" bookworm "$1" "$mirror" >"$log" 2>&1 ||
            { tail "$log" >&2; exit 1; }
        mv "$tarball.new" "$tarball"
    fi
    debootstrap --variant=minbase --include="$2" --unpack-tarball="$tarball" bookworm "$1" "$mirror" >"$log" 2>&1 ||
        { tail "$log" >&2; exit 1; }

    for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf /etc/apt/auth.conf; do
        [ ! -e "$file" ] || cp -L "$file" "$1$file"
    done
    # The mirrors and how to reach and trust them; what a package left there is of no use without the package.
    rm -f "$1/etc/apt/sources.list"
    for folder in sources.list.d trusted.gpg.d keyrings auth.conf.d; do
        [ ! -d "/etc/apt/$folder" ] || cp -RL "/etc/apt/$folder" "$1/etc/apt/"
    done
    [ ! -e /etc/apt/sources.list ] || cp /etc/apt/sources.list "$1/etc/apt/"
    grep -liE 'proxy|check-valid|check-date|verify|cainfo' /etc/apt/apt.conf.d/* 2>/dev/null |
        xargs -r cp -t "$1/etc/apt/apt.conf.d/"
    mkdir -p "$1/usr/local/share/ca-certificates" "$1/usr/share/keyrings"
    cp -RL /usr/local/share/ca-certificates/. "$1/usr/local/share/ca-certificates/" 2>/dev/null || :
    mount -t proc proc "$1/proc" 2>/dev/null || mount --bind /proc "$1/proc"
    mount --bind /dev "$1/dev"
    mount --bind /dev/pts "$1/dev/pts"
    # No package list is there at first, as on any machine fresh from an image.
    rm -rf "$1"/var/lib/apt/lists/*
}

# debian_run FOLDER COMMANDS [SHELL-ARGUMENT...]: as root in there, with nothing of our environment but proxies.
debian_run() {
    chroot "$1" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
        http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" no_proxy="${no_proxy-}" /bin/sh -euc "$2"
}

# debian_left_behind FOLDER: nothing of ours goes on running in there, and no server was set up for the whole machine.
debian_left_behind() {
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        left=
        for process in /proc/[0-9]*; do
            [ "$(readlink "$process/root")" != "$(readlink -f "$1")" ] ||
                left="$left$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null); "
        done
        [ -n "$left" ] || break
        : "$attempt"
        sleep 1     # what was just told to end may still be at it
    done
    if [ -n "$left" ]; then
        echo "still running: $left" >&2
        exit 1
    fi
    if [ -n "$(ls -A "$1/etc/postgresql" 2>/dev/null)" ]; then
        echo 'a PostgreSQL server was set up for the whole machine' >&2
        exit 1
    fi
}

debian_unmount() {
    for mounted in dev/pts dev proc; do
        if mountpoint -q "$1/$mounted"; then umount "$1/$mounted"; fi
    done
}

# debian_remove FOLDER: also what is mounted in there; never what a mount leads to.
debian_remove() {
    debian_unmount "$1"
    rm -rf --one-file-system "$1"
}
