#!/bin/sh
# The tests marked "desktop". As root, those also marked "refuses_root" run as a plain user made for them.
set -eu
cd "$(dirname "$0")/.."

if [ "$(id -u)" -ne 0 ]; then
    exec .venv/bin/python -m pytest tests/desktop -n 2 --dist loadgroup -m desktop "$@"
fi

status=0
.venv/bin/python -m pytest tests/desktop -n 2 --dist loadgroup -m "desktop and not refuses_root" "$@" || status=$?

user=backbreak-test
id "$user" >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin "$user"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
chown "$user" "$home"

as_user() { # as_user "setpriv options" command...
    options=$1
    shift
    # shellcheck disable=SC2086
    env -i HOME="$home" TMPDIR="$home" PATH="$PATH" LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
        HYPOTHESIS_STORAGE_DIRECTORY="$home/hypothesis" \
        setpriv --reuid "$user" --regid "$user" --clear-groups $options -- "$@"
}

# A Python or a checkout inside root's own home is out of a plain user's reach; reading it is all we lend.
options=""
as_user "" sh -c '.venv/bin/python -c "import pytest"' 2>/dev/null ||
    options="--inh-caps +dac_read_search --ambient-caps +dac_read_search"
plain_status=0
as_user "$options" .venv/bin/python -m pytest tests/desktop -m "desktop and refuses_root" "$@" || plain_status=$?
# A choice of tests (-k) need not have one of these; without a choice, running none is a failure.
[ "$plain_status" -ne 5 ] || [ $# -eq 0 ] || plain_status=0
[ "$status" -ne 5 ] || [ $# -eq 0 ] || status=0
[ "$status" -ne 0 ] || status=$plain_status
exit "$status"
