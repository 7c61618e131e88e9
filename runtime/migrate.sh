#!/bin/sh
# migrate.sh [ARGUMENT...]: wait until the database accepts connections, then bring it to the newest migration.
#
# What a container's start-up, an init container or a deploy script calls. The arguments go to "ecorun up", and the exit
# status is its own: 0 done or nothing to do, 1 a migration failed, 2 usage, 4 no database or a lock not taken in time,
# 5 interrupted.
#
#   DATABASE_URL                    the database; else libpq's own PGHOST, PGUSER, PGPASSWORD, PGDATABASE, PGPASSFILE, …;
#   DB_HOST DB_PORT DB_USER         or these, where libpq's are not set
#   DB_PASSWORD DB_NAME
#   MIGRATE_TIMEOUT                 how long to wait for the server, in seconds (60)
#   ECORUN                          the runner, where it is not in PATH
#
# No password is ever printed, and none is put on a command line that was not there before.
set -eu

# default NAME VALUE: export the variable unless it is set or there is no value.
default() {
    eval "[ -n \"\${$1-}\" ] || [ -z \"\$2\" ] || export \"$1=\$2\""
}

if [ -z "${DATABASE_URL-}" ]; then
    default PGHOST "${DB_HOST-}"
    default PGPORT "${DB_PORT-}"
    default PGUSER "${DB_USER-}"
    default PGPASSWORD "${DB_PASSWORD-}"
    default PGDATABASE "${DB_NAME-}"
fi

ecorun=${ECORUN:-ecorun}
if ! command -v "$ecorun" >/dev/null; then
    echo "migrate.sh: there is no $ecorun; set ECORUN to where it is" >&2
    exit 1
fi

# Whoever names the database on the command line means it for the waiting, too.
db='' previous=''
for argument; do
    case $previous in -d | --db) db=$argument ;; esac
    case $argument in
        --db=*) db=${argument#--db=} ;;
        -d?*) db=${argument#-d} ;;
    esac
    previous=$argument
done

# In the background, so that a signal is heard at once, also by process 1 of a container.
"$ecorun" wait --timeout "${MIGRATE_TIMEOUT:-60}" ${db:+--db "$db"} &
waiting=$!
trap 'kill "$waiting" 2>/dev/null; exit 5' INT TERM HUP
status=0
wait "$waiting" || status=$?
trap - INT TERM HUP
[ "$status" -eq 0 ] || exit "$status"

exec "$ecorun" up "$@"
