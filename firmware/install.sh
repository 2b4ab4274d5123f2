#!/usr/bin/env bash
# Installs packages of the system that the demo and the tests need, or says in one line what to install.
set -euo pipefail

(($#)) || { echo "usage: firmware/install.sh PACKAGE ..." >&2; exit 2; }
as_root=()
if [[ $(id -u) != 0 ]]; then
  as_root=(sudo -n)
fi

if ! command -v apt-get >/dev/null || { ((${#as_root[@]})) && ! sudo -n true 2>/dev/null; }; then
  echo "please install: $* (on Debian and Ubuntu: sudo apt-get install $*)" >&2
  exit 1
fi

# RUNLEVEL=1 keeps Debian's scripts from starting a freshly installed broker as a service.
echo "installing $*"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
