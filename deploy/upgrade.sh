#!/bin/bash
# Brings a site that install.sh made to another release, and back by itself where that one is not well.
#
#     deploy/upgrade.sh 1.1.0                   the tag v1.1.0 of the repository that this file is in
#     deploy/upgrade.sh koepel-1.1.0.tar.gz     a release's archive, compared with its .sha256
#     deploy/upgrade.sh /root/koepel            a folder with the code
#
# Run it as root. It makes a backup, puts the new release beside the old one, checks it, migrates the
# database, switches, and asks the site whether it is well. Until the switch the old release serves.
set -euo pipefail

SOURCE=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source=deploy/release.sh
. "$SOURCE/deploy/release.sh"
KEPT=3 # releases that stay, the one in use among them

[ $# = 1 ] && [ "${1#-}" = "$1" ] || { sed -n '2,10p' "$0" | cut -c3-; fail "say which release"; }
[ -e "$SETTINGS" ] || fail "$SETTINGS is not there; install.sh makes a site"
[ -w "$HOME_DIR" ] || fail "run it as root: sudo $0 $1"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Two upgrades at once would take each other's links away.
exec 9>"$HOME_DIR/upgrade.lock"
flock -n 9 || fail "another upgrade is running"

fetch() { # fetch WHAT: puts the new code into $scratch
    if [ -d "$1" ]; then
        copy_code "$1" "$scratch"
    elif [ -f "$1" ]; then
        if [ -e "$1.sha256" ]; then
            (cd "$(dirname "$1")" && sha256sum --quiet -c "$(basename "$1").sha256") || fail "$1 is not what its .sha256 says"
        fi
        tar -xzf "$1" -C "$scratch" --strip-components=1 --no-same-owner
    else
        git -C "$SOURCE" fetch --quiet --tags || say "The repository cannot be reached; looking at what is here"
        git -C "$SOURCE" archive "v${1#v}" 2>/dev/null | tar -xf - -C "$scratch" || fail "there is no release ${1#v}"
    fi
    [ -e "$scratch/manage.py" ] || fail "there is no Koepel in $1"
}

forget_oldest() {
    local folder
    # shellcheck disable=SC2012 # names of ours: a version and a moment
    ls -1dt "$HOME_DIR"/releases/*/ | tail -n "+$((KEPT + 1))" | while read -r folder; do
        [ "$(readlink -f "$folder")" = "$(readlink -f "$HOME_DIR/app")" ] || rm -rf "$folder"
    done
}

roll_back() { # roll_back WHY
    say "$1; going back to ${old##*/}"
    switch_to "$old"
    install_units "$old"
    restart_services
    is_well "$(version_of "$old")" || fail "neither release is well. The data of before: manage.py restore $backup --replace"
    fail "$1. The site is as it was; the log of koepel-web says more. The backup: $backup"
}

old=$(readlink -f "$HOME_DIR/app")
fetch "$1"
version=$(version_of "$scratch")
new=$HOME_DIR/releases/$version-$(date -u +%Y%m%d%H%M%S)
say "From $(version_of "$old") to $version"
copy_code "$scratch" "$new"
prepare_release "$new" || { rm -rf "$new"; fail "release $version does not pass its own checks; nothing was changed"; }

say "Backup"
backup=$(as_koepel "$old" .venv/bin/python manage.py backup "$DATA/backups") || fail "no backup could be made; nothing was changed"
echo "$backup"
backup=${backup%%: *}

say "Database"
# What a release adds, the one before it can live with: it serves meanwhile, and again where this fails.
as_koepel "$new" .venv/bin/python manage.py migrate --no-input || roll_back "The database could not be migrated"

say "Release $version"
switch_to "$new"
install_units "$new"
restart_services || roll_back "The services do not start"
is_well "$version" || roll_back "Release $version is not well"
forget_oldest
say "Release $version is there. The one before it is ${old##*/}, the backup $backup"
