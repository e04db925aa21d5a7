#!/bin/sh
# Sees to it that the programs the tests start are there: redis-server always, chromium once a test drives a browser.
# As root on Debian or Ubuntu it installs what is missing; elsewhere it says what to install. All output goes to
# standard error. `ensure-tools.sh redis-server` asks for that program alone.
set -eu
cd "$(dirname "$0")/../.."
exec >&2

missing=""
command -v redis-server >/dev/null || missing="redis-server"
if [ "${1:-}" != redis-server ] && grep -rqs --include='*.ts' 'playwright-core' test && ! command -v chromium >/dev/null; then
  missing="$missing chromium fonts-liberation fonts-noto-color-emoji"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests need these programs; please install the packages:" $missing
  exit 1
fi

echo "Installing" $missing
apt="apt-get -qq -o DPkg::Lock::Timeout=120"
log=$(mktemp)
if ! { $apt update && DEBIAN_FRONTEND=noninteractive $apt install -y --no-install-recommends $missing; } >"$log" 2>&1; then
  tail -n 20 "$log"
  echo "apt-get could not install what the tests need; please install the packages:" $missing
  exit 1
fi
rm -f "$log"
