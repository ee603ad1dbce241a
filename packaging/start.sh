#!/bin/sh
# Finds a Python that the desk runs on, installing Debian's own when root, and hands over to bootstrap.py.
set -eu

fits() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if fits "$name"; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

install="apt-get install --yes --no-install-recommends python3 python3-venv"
if ! python=$(find_python) && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "eocdesk: installing Python with apt" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update && $install -qq >/dev/null || true
fi
if ! python=$(find_python); then
    echo "eocdesk: Python 3.11, 3.12 or 3.13 is needed. On Debian 12 or Ubuntu 24.04: sudo $install" >&2
    echo "eocdesk: elsewhere, name yours: PYTHON=/path/to/python3.12 make run" >&2
    exit 3
fi
exec "$python" "$(dirname "$0")/bootstrap.py" "$@"
