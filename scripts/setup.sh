#!/usr/bin/env bash
# Makes everything ready that the Makefile needs: system libraries, and the Python environment .venv.
# Usage: scripts/setup.sh [test]    PYTHON=python3.12 chooses another Python than the newest one found.
# A second run looks and does nothing. After an interruption, run it again: what says "done" is written last.
set -euo pipefail
cd "$(dirname "$0")/.."

for_tests=${1:-}
stamp=.venv/cocreate-setup
log=.cache/setup.log
mkdir -p .cache

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

quietly() { # runs a command; only a failure is shown
  "$@" </dev/null >"$log" 2>&1 || { tail -n 25 "$log" >&2; return 1; }
}

# System packages

as_root() { if [ "$(id -u)" -eq 0 ]; then env "$@"; else sudo -n env "$@"; fi; }

may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

apt_install() { # package lists may be missing or old: refreshed only when the first try fails
  say "Installing $* (apt)"
  local get=(DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
  as_root "${get[@]}" install -y --no-install-recommends "$@" </dev/null >"$log" 2>&1 && return
  quietly as_root "${get[@]}" update && quietly as_root "${get[@]}" install -y --no-install-recommends "$@"
}

any_of() { local name; for name; do command -v "$name" >/dev/null && return; done; return 1; }

# Python

works() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { works "$1" && "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

newest_python() { # $1: what it must pass. A name on the path may be a shim for nothing, so each is tried.
  local name
  for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
    if "$1" "$name"; then command -v "$name"; return; fi
  done
  return 1
}

find_python() {
  python=$(newest_python can_make_venv) && return
  local package=python3-venv
  if python=$(newest_python works); then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  fi
  [ -z "${PYTHON:-}" ] || [ -n "$python" ] || stop "PYTHON=$PYTHON is not a Python 3.11 or later."
  if may_install && apt_install "$package"; then python=$(newest_python can_make_venv) && return; fi
  stop "Please install Python 3.11 or later with its venv module (on Debian and Ubuntu: apt install $package)."
}

venv_python=.venv/bin/python

version() { "$1" -c 'import sys; print(*sys.version.split())' 2>/dev/null; }
as_asked() { [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version "$venv_python")" ]; }

# Where the environment lies, since its scripts name their folder, and what it was made by and from.
place() { printf '%s\n' "$PWD"; version "$venv_python"; }
state() { place; cksum pyproject.toml requirements.lock; }

is_current() { [ "$(cat "$stamp" 2>/dev/null)" = "$(state)" ] && as_asked; }
is_usable() { [ "$(head -n 2 "$stamp" 2>/dev/null)" = "$(place)" ] && as_asked; }

make_venv() { # without a stamp something was interrupted, and nobody knows where
  is_usable && return
  find_python
  say "Making .venv with $("$python" --version)"
  rm -rf .venv
  quietly "$python" -m venv .venv
}

install_packages() {
  say "Installing Python packages from requirements.lock"
  local pip=("$venv_python" -m pip --disable-pip-version-check --no-input install --quiet)
  PIP_USER=0 quietly "${pip[@]}" --only-binary :all: --require-hashes -r requirements.lock
  PIP_USER=0 quietly "${pip[@]}" --no-build-isolation --no-deps -e .
}

# Pango and HarfBuzz draw the letters on paper; without the subsetter, PDFs are slow and not repeatable.
native_libraries() {
  "$venv_python" - <<'PYTHON' 2>/dev/null
import ctypes.util, os, sys
found = ctypes.util.find_library
folders = ("/opt/homebrew/lib", "/usr/local/lib", "/usr/lib")
def there(name):
    return found(name) or any(os.path.exists(f"{folder}/lib{name}.{end}") for folder in folders for end in ("dylib", "so.0"))
sys.exit(not all(map(there, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))))
PYTHON
}

need_libraries() {
  native_libraries && return
  local packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
  if may_install && apt_install "${packages[@]}" && native_libraries; then return; fi
  stop "Please install Pango 1.44 or later with HarfBuzz (Debian and Ubuntu: sudo apt install ${packages[*]}; macOS: brew install pango)."
}

need_test_tools() {
  local packages=()
  any_of pdftotext || packages+=(poppler-utils)
  any_of qpdf || packages+=(qpdf)
  [ "$(uname)" != Linux ] || any_of strace || packages+=(strace)
  any_of chromium chromium-browser google-chrome google-chrome-stable || packages+=(chromium)
  [ ${#packages[@]} -gt 0 ] || return 0
  if may_install && apt_install "${packages[@]}"; then return; fi
  say "Some tests need more programs; to run them all, install: ${packages[*]}"
  [ -z "${CI:-}" ] || exit 1 # a test that does not run must not pass for one that does
}

if ! is_current; then
  make_venv
  rm -f "$stamp"
  install_packages
fi
need_libraries
[ "$for_tests" != test ] || need_test_tools
[ -e "$stamp" ] || { state >"$stamp"; say "Ready: $("$venv_python" --version) in .venv"; }
