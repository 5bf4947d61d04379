#!/bin/sh
# A copy of the database every night, whole or not at all. Needs pg_dump and PG* variables.
#
#     backup.sh          for ever: at start, then once a day
#     backup.sh once     one copy; exit 1 when it failed
set -eu
umask 077
folder=${BACKUP_FOLDER:-/backups}
keep=${KEEP_DAYS:-14}

copy() {
    name="$folder/dezhurny-$(date -u +%Y%m%dT%H%M%SZ).dump"
    # Under another name until it is whole and can be read: half a copy never looks like one.
    if pg_dump --format=custom --file="$name.part" && pg_restore --list "$name.part" >/dev/null; then
        mv "$name.part" "$name"
        echo "kept $name"
        # Old copies go only when there is a new one.
        find "$folder" -name 'dezhurny-*.dump' -mtime "+$keep" -delete
    else
        rm -f "$name.part"
        echo "no copy was made" >&2
        return 1
    fi
}

if [ "${1:-}" = once ]; then
    copy
    exit
fi
trap 'exit 0' TERM INT
while true; do
    copy || true
    sleep 86400 &
    wait $!
done
