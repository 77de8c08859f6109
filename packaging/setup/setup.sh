#!/bin/sh
# Makes everything a target of the Makefile needs, and does nothing, fast, when it is all there.
#
#   setup.sh run       the program: its Python packages, the libraries Qt draws with, and a voice
#   setup.sh test      also the development tools, and a bus daemon for the tests
#   setup.sh desktop   also a whole X11 desktop, and sound, for the tests in tests/desktop
#
# System packages come from apt-get when we are root; otherwise the one command that would bring
# them is printed. What has no packages of ours to offer (other distributions) is named, and we go on.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
cd "$here/../.."
target=${1:?"usage: setup.sh run|test|desktop"}

say() { echo "backbreak: $*" >&2; }
give_up() {
    say "$*"
    exit 1
}

# shellcheck source=packaging/setup/python.sh
. "$here/python.sh"
# shellcheck source=packaging/setup/system.sh
. "$here/system.sh"

case $target in
    run) groups="offscreen x11 wayland voice" must="" stamp=run ;;
    test) groups="offscreen bus" must="offscreen bus" stamp=test ;;
    desktop) groups="offscreen bus x11 desktop" must="$groups" stamp=test ;;
    *) give_up "setup.sh knows run, test and desktop, not '$target'" ;;
esac

# Two targets started at once take turns; the lock is gone with this process.
if command -v flock >/dev/null 2>&1; then
    exec 9<pyproject.toml
    flock 9
fi

venv_is_usable || find_python
bring_system_packages
venv_is_usable || make_venv
install_python_packages "$stamp"

# Where Python was told to write no bytecode, every single command would compile the program anew.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q backbreak || say "could not compile the program"
