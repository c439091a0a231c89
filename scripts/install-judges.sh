#!/usr/bin/env bash
# Installs the outside judges of our files (Debian's admesh and prusa-slicer). Never fails: tests that need an absent
# judge say so and are skipped.
judges=(admesh prusa-slicer)

missing=()
for judge in "${judges[@]}"; do
  command -v "$judge" >/dev/null 2>&1 || missing+=("$judge")
done
[ ${#missing[@]} -eq 0 ] && exit 0

loudly() { echo "WARNING: $* Tests that ask ${missing[*]} will be skipped." >&2; exit 0; }

command -v apt-get >/dev/null 2>&1 || loudly "there is no apt-get here to install the outside judges."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || loudly "only root can install the outside judges."
  as_root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
install() { timeout 600 "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null; }
install || { timeout 300 "${as_root[@]}" apt-get update -q >/dev/null && install; } ||
  loudly "apt-get could not install the outside judges."
exit 0
