#!/bin/sh
# The system packages that the browser and PostgreSQL tests need, on Debian and Ubuntu.
set -eu

packages="chromium postgresql poppler-utils python3-venv git make"

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
if [ -z "$missing" ]; then
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
apt-get update -qq
# A server that starts by itself is not wanted: the tests start their own.
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
