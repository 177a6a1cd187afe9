#!/bin/bash
# Installs Koepel on a bare Debian 12 or 13, or brings what it installed up to date.
#
#     deploy/install.sh                         asks for name, domain and address
#     deploy/install.sh --yes --domain members.example.org --name "The Umbrella" --email you@example.org
#
# Run it as root, from the folder with the code. It may run again at any time: settings, data and
# people stay as they are. Code goes to /srv/koepel/releases, data to /srv/koepel/data.
set -euo pipefail

SOURCE=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source=deploy/release.sh
. "$SOURCE/deploy/release.sh"
VERSION=$(version_of "$SOURCE")

domain="" name="" email="" person="" language=nl database=sqlite cache=yes proxy=caddy yes=no

usage() {
    sed -n '2,8p' "$0" | cut -c3-
    cat <<'TEXT'
    --domain NAME        the site's name in the Internet
    --name TEXT          the federation's name
    --email ADDRESS      of the first administrator
    --person TEXT        how that administrator is called
    --language CODE      the first language: nl, fr or en (nl)
    --database KIND      sqlite or postgres (sqlite)
    --proxy KIND         caddy, nginx or none (caddy)
    --no-cache           install no Redis or Valkey
    --yes                ask nothing
TEXT
}

while [ $# -gt 0 ]; do
    case $1 in
        --domain) domain=$2; shift ;;
        --name) name=$2; shift ;;
        --email) email=$2; shift ;;
        --person) person=$2; shift ;;
        --language) language=$2; shift ;;
        --database) database=$2; shift ;;
        --proxy) proxy=$2; shift ;;
        --no-cache) cache=no ;;
        --yes) yes=yes ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; fail "unknown option $1" ;;
    esac
    shift
done

ask() { # ask VARIABLE QUESTION DEFAULT
    local answer=""
    [ -z "${!1}" ] || return 0
    [ "$yes" = yes ] || read -r -p "$2 [$3]: " answer
    printf -v "$1" '%s' "${answer:-$3}"
}

check_machine() {
    [ "$(id -u)" = 0 ] || fail "run it as root: sudo $0"
    local system
    # shellcheck disable=SC1091
    system=$(. /etc/os-release && echo "${ID:-}-${VERSION_ID:-}")
    case $system in
        debian-12 | debian-13) ;;
        *) fail "made for Debian 12 and 13; this is $system. docs/deploy.md has each step by hand." ;;
    esac
    case "$database" in sqlite | postgres) ;; *) fail "--database is sqlite or postgres" ;; esac
    case "$proxy" in caddy | nginx | none) ;; *) fail "--proxy is caddy, nginx or none" ;; esac
    case "$language" in nl | fr | en) ;; *) fail "--language is nl, fr or en" ;; esac
}

ask_all() {
    if [ -e $SETTINGS ]; then
        domain=$(sed -n 's/^ALLOWED_HOSTS=\([^,]*\).*/\1/p' $SETTINGS)
        say "Bringing $domain up to date with release $VERSION; $SETTINGS stays as it is"
        return
    fi
    ask domain "Name of the site in the Internet, such as members.example.org" localhost
    [[ $domain =~ ^[A-Za-z0-9.-]+$ ]] || fail "$domain is not the name of a site"
    ask name "Name of the federation" "Our members"
    ask email "E-mail address of the first administrator, empty for none yet" ""
}

install_packages() {
    say "Packages"
    export DEBIAN_FRONTEND=noninteractive
    local packages=(python3 python3-venv ca-certificates curl)
    apt-get update -q
    [ "$database" = sqlite ] || packages+=(postgresql)
    [ "$proxy" = none ] || packages+=("$proxy")
    if [ "$cache" = yes ]; then # Debian 13 has Valkey, Debian 12 has Redis
        if apt-cache policy valkey-server | grep -q 'Candidate: [0-9]'; then
            packages+=(valkey-server)
        else
            packages+=(redis-server)
        fi
    fi
    apt-get install -q -y --no-install-recommends "${packages[@]}"
}

make_user() {
    id koepel >/dev/null 2>&1 || useradd --system --home-dir $HOME_DIR --no-create-home --shell /usr/sbin/nologin koepel
    install -d -m 755 $HOME_DIR $HOME_DIR/releases
    install -d -m 750 -o koepel -g koepel $DATA $DATA/media $DATA/imports $DATA/search $DATA/backups
}

make_database() {
    [ "$database" = postgres ] || return 0
    say "PostgreSQL"
    if has_systemd; then systemctl start postgresql; else service postgresql start; fi
    runuser -u postgres -- psql -qtAc "SELECT 1 FROM pg_roles WHERE rolname = 'koepel'" | grep -q 1 ||
        runuser -u postgres -- createuser koepel
    runuser -u postgres -- psql -qtAc "SELECT 1 FROM pg_database WHERE datname = 'koepel'" | grep -q 1 ||
        runuser -u postgres -- createdb --owner koepel --encoding UTF8 --template template0 --locale C.UTF-8 koepel
}

make_settings() {
    [ ! -e $SETTINGS ] || return 0
    say "Settings in $SETTINGS"
    local url=sqlite:///$DATA/koepel.sqlite3 hops=1
    # The local socket: PostgreSQL knows the user koepel by the system's word, without a password.
    [ "$database" = sqlite ] || url="postgres:///koepel?host=/var/run/postgresql"
    [ "$proxy" != none ] || hops=0
    (
        umask 077
        cat >$SETTINGS.new <<TEXT
# Koepel's settings; docs/configuration.md tells each of them. Restart after a change:
# systemctl restart koepel-web koepel-mail
SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')
ALLOWED_HOSTS=$domain
# For whatever watches the site: https://$domain/healthz?deep=1
HEALTH_TOKEN=$(python3 -c 'import secrets; print(secrets.token_urlsafe(32))')
DATABASE_URL=$url
MEDIA_ROOT=$DATA/media
IMPORT_ROOT=$DATA/imports
SEARCH_INDEX_ROOT=$DATA/search
# A backup each day; take them to another machine, with this file.
BACKUP_ROOT=$DATA/backups
PROXY_HOPS=$hops
# The mail server. Without it mail is written to the journal: journalctl -u koepel-mail
#EMAIL_URL=smtp+tls://user:password@mail.example.org:587
DEFAULT_FROM_EMAIL=koepel@$domain
# Only once every name below this domain speaks https:
SECURE_HSTS_INCLUDE_SUBDOMAINS=0
SECURE_HSTS_PRELOAD=0
TEXT
        [ "$cache" = no ] || echo "CACHE_URL=redis://127.0.0.1:6379/1" >>$SETTINGS.new
    )
    chown root:koepel $SETTINGS.new
    chmod 640 $SETTINGS.new
    mv $SETTINGS.new $SETTINGS
}

bound_cache() {
    local file
    for file in /etc/valkey/valkey.conf /etc/redis/redis.conf; do
        if [ -e $file ] && ! grep -q '^maxmemory ' $file; then
            printf '\n# Koepel: kept pages and limits, the oldest go first\nmaxmemory 256mb\nmaxmemory-policy allkeys-lru\n' >>$file
            if has_systemd; then systemctl restart "$(basename $file .conf)-server"; fi
        fi
    done
}

install_release() {
    say "Release $VERSION"
    local release
    release=$HOME_DIR/releases/$VERSION-$(date -u +%Y%m%d%H%M%S)
    copy_code "$SOURCE" "$release"
    prepare_release "$release"
    as_koepel "$release" .venv/bin/python manage.py migrate --no-input
    as_koepel "$release" .venv/bin/python manage.py start_site --name "$name" --language "$language" \
        ${email:+--email "$email"} ${person:+--person "$person"}
    switch_to "$release"
}

start_services() {
    say "Services"
    install_units "$HOME_DIR/app"
    restart_services
}

install_proxy() {
    local to
    case "$proxy" in
        none) return 0 ;;
        caddy) to=/etc/caddy/Caddyfile ;;
        nginx) to=/etc/nginx/sites-enabled/koepel ;;
    esac
    say "Proxy: $to"
    if [ -e "$to" ] && ! grep -q 'Koepel' $to && ! grep -q 'Caddyfile is an easy way' $to; then
        echo "$to is yours: put what stands in deploy/ into it"
        return 0
    fi
    if ! grep -qs Koepel "$to"; then
        local from=$SOURCE/deploy/nginx.conf
        [ "$proxy" = nginx ] || from=$SOURCE/deploy/Caddyfile
        sed "s/members\.example\.org/$domain/g" "$from" >$to
    fi
    if [ "$proxy" = caddy ] && ! caddy version | grep -q '^v\?2\.[0-6]\.'; then
        # Later releases have another word for the same.
        sed -i 's/buffer_requests$/request_buffers 64MB/; /max_buffer_size/d' $to
    fi
    has_systemd || return 0
    systemctl enable --quiet $proxy
    systemctl reload-or-restart $proxy
}

wait_until_well() {
    has_systemd || return 0
    is_well "$VERSION" || fail "the site does not answer; journalctl -u koepel-web says why"
    say "https://$domain/ is there"
}

check_machine
ask_all
install_packages
make_user
make_database
make_settings
bound_cache
install_release
start_services
install_proxy
wait_until_well
[ -z "$email" ] || echo "Sign in as $email at https://$domain/admin/ with a code by mail (or from: journalctl -u koepel-mail)."
