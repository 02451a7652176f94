#!/usr/bin/env bash
# Install Chromium and the fonts the browser tests look at, through the system's package manager.
# Where that may not be done, say so and go on: the browser tests then say that they were skipped.
set -u
packages="chromium fonts-noto-core fonts-noto-cjk fonts-sil-padauk fonts-thai-tlwg"
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium, and no apt-get to install it: the browser tests will be skipped. Install Chromium to run them." >&2
  exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else
    echo "No Chromium, and no right to install it: the browser tests will be skipped. Run: sudo apt-get install $packages" >&2
    exit 0
  fi
fi
echo "Installing Chromium and fonts for the browser tests …" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # a list of packages, to be split
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $packages; } >/dev/null; then
  echo "Chromium could not be installed: the browser tests will be skipped. Run: apt-get install $packages" >&2
fi
exit 0
