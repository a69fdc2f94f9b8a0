#!/bin/sh
# The system packages that the browser and PostgreSQL tests need, on Debian and Ubuntu.
set -eu

needed="chromium postgresql poppler-utils python3-venv git make"
# The same browser without the machinery of a window: with it the browser's tests take a third less time.
lighter="chromium-headless-shell"

is_there() {
  dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q "ok installed"
}

missing=""
for package in $needed; do
  is_there "$package" || missing="$missing $package"
done
if [ -z "$missing" ] && is_there "$lighter"; then
  echo "Nothing is missing."
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "This system has no apt-get. Install these by its own means:$missing" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "Run this line, then try again:" >&2
  echo "  sudo sh scripts/install-system-packages.sh" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
if [ -n "$missing" ]; then
  # A server that starts by itself is not wanted: the tests start their own.
  apt-get install -y -qq --no-install-recommends $missing
fi
if ! is_there "$lighter" && ! apt-get install -y -qq --no-install-recommends "$lighter"; then
  echo "There is no $lighter here; the tests will use chromium, and take longer."
fi
