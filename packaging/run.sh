#!/bin/sh
# "make run": the program in the tray, or a guided session in the terminal where nothing can be shown.
set -eu
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "backbreak: no display here (DISPLAY and WAYLAND_DISPLAY are unset), so a guided session runs in the terminal" >&2
    exec .venv/bin/backbreak session --terminal "$@"
fi
exec .venv/bin/backbreak "$@"
