# What install.sh and upgrade.sh share; it is sourced, not run.
# shellcheck shell=bash
# Another place than the usual one is for tests and for machines without systemd.
HOME_DIR=${KOEPEL_HOME:-/srv/koepel}
SETTINGS=${KOEPEL_SETTINGS:-/etc/koepel.env}
SITE=${KOEPEL_SITE:-http://127.0.0.1:8000}
DATA=$HOME_DIR/data

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }
# In a container or chroot there is no systemd to talk to; everything else is done all the same.
has_systemd() { [ -d /run/systemd/system ]; }
has_user() { id koepel >/dev/null 2>&1; }
version_of() { sed -n 's/^__version__ = "\(.*\)"/\1/p' "$1/directory/__init__.py"; }

as_koepel() { # as_koepel FOLDER COMMAND …: in the settings' environment
    local command="set -a; . '$SETTINGS'; set +a; cd '$1' && shift && exec \"\$@\""
    if has_user && [ "$(id -u)" = 0 ]; then
        runuser -u koepel -- bash -c "$command" -- "$@"
    else
        bash -c "$command" -- "$@"
    fi
}

copy_code() { # copy_code FROM TO
    install -d -m 755 "$2"
    tar -C "$1" --exclude=./.git --exclude=./.venv --exclude=./var --exclude='__pycache__' -cf - . |
        tar -C "$2" --no-same-owner -xf -
}

give_packages() { # give_packages RELEASE: releases with the same requirements share what is installed
    local name venv
    name=$(cat "$1/requirements.txt" <(python3 --version) | sha256sum | cut -c1-16)
    venv=$HOME_DIR/packages/$name
    if [ ! -e "$venv.whole" ]; then
        rm -rf "$venv"
        install -d -m 755 "$HOME_DIR/packages" &&
            python3 -m venv "$venv" &&
            "$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$1/requirements.txt" &&
            touch "$venv.whole" || return 1
    fi
    ln -sfn "$venv" "$1/.venv"
}

prepare_release() { # prepare_release RELEASE: all that touches no data; its callers ask whether it went well
    give_packages "$1" || return 1
    "$1/.venv/bin/python" -m compileall -q "$1/directory" "$1/members" || return 1
    install -d "$1/var" "$1/var/static" || return 1
    if has_user && [ "$(id -u)" = 0 ]; then chown koepel:koepel "$1/var" "$1/var/static" || return 1; fi
    as_koepel "$1" .venv/bin/python manage.py check --deploy || return 1
    as_koepel "$1" .venv/bin/python manage.py collectstatic --no-input
}

switch_to() { # switch_to RELEASE, at once
    ln -sfn "$1" "$HOME_DIR/app.new"
    mv -T "$HOME_DIR/app.new" "$HOME_DIR/app"
}

install_units() { # install_units RELEASE
    [ -d /etc/systemd/system ] && [ "$(id -u)" = 0 ] || return 0
    install -m 644 "$1"/deploy/koepel-*.service "$1"/deploy/koepel-*.timer /etc/systemd/system/
}

restart_services() {
    if [ -n "${KOEPEL_RESTART:-}" ]; then
        bash -c "$KOEPEL_RESTART"
    elif has_systemd; then
        systemctl daemon-reload
        systemctl enable --quiet koepel-web koepel-mail koepel-tick.timer
        systemctl restart koepel-web koepel-mail koepel-tick.timer
    else
        echo "no systemd here: start the services yourself"
    fi
}

is_well() { # is_well VERSION: whether the site answers, is migrated, and is of this release
    local name answer
    name=$(sed -n 's/^ALLOWED_HOSTS=\([^,]*\).*/\1/p' "$SETTINGS")
    for _try in $(seq "${KOEPEL_PATIENCE:-60}"); do
        if answer=$(curl -fsS --max-time 5 -H "Host: $name" "$SITE/healthz" 2>/dev/null) &&
            [[ $answer == *"\"version\": \"$1\""* ]]; then
            return 0
        fi
        sleep 1
    done
    return 1
}
