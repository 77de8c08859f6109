# Sourced by setup.sh: finds a Python, makes .venv with it and installs our packages into that.

python=""
# The set-up is good for this pyproject.toml in this folder: a virtual environment cannot be moved.
fingerprint="$(cksum <pyproject.toml) $(pwd -P)"

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_ensurepip() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

venv_is_usable() {
    [ -x .venv/bin/python ] && is_new_enough .venv/bin/python || return 1
    [ ! -e .venv/backbreak-place ] || [ "$(cat .venv/backbreak-place)" = "$(pwd -P)" ]
}

# Sets $python to the first Python >= 3.11, preferring one that can make a virtual environment as it is.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        # Ask it, do not trust its name: a version manager's stand-in may exist and yet not run.
        command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate" || continue
        python=${python:-$candidate}
        if has_ensurepip "$candidate"; then
            python=$candidate
            return
        fi
    done
    [ -n "$python" ] || give_up "needs Python 3.11 or newer, and none is on the PATH (Ubuntu 22.04 has it" \
        "after: sudo apt-get install python3.11 python3.11-venv); PYTHON=/path/to/python names one elsewhere"
}

# The package that completes $python where the distribution splits it; empty when nothing is missing.
venv_package() {
    if [ -n "$python" ] && ! has_ensurepip "$python"; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
}

make_venv() {
    has_ensurepip "$python" || give_up "$python cannot make a virtual environment: its ensurepip module is missing"
    say "making a virtual environment in .venv ($("$python" --version))"
    rm -rf .venv
    "$python" -m venv .venv
    pwd -P >.venv/backbreak-place
}

# The development tools, read from the list itself: older pips do not know dependency groups.
dev_requirements() {
    .venv/bin/python -c '
import tomllib
with open("pyproject.toml", "rb") as file:
    print("\n".join(tomllib.load(file)["dependency-groups"]["dev"]))'
}

# install_python_packages run|test: "test" includes "run", so its stamp serves for both.
install_python_packages() {
    for done in "$1" test; do
        [ "$(cat ".venv/backbreak-$done" 2>/dev/null)" != "$fingerprint" ] || return 0
    done
    say "installing Python packages into .venv (once; about 250 MB, most of it Qt)"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip
    set -- "$1" --editable .
    if [ "$1" = test ]; then
        dev_requirements >.venv/backbreak-requirements
        set -- "$@" --requirement .venv/backbreak-requirements
    fi
    stamp_file=.venv/backbreak-$1
    shift
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --prefer-binary "$@" </dev/null ||
        give_up "pip could not install the packages (its message is above); is there a network?"
    echo "$fingerprint" >"$stamp_file"
}
