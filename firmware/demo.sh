#!/usr/bin/env bash
# The whole product on real input: a cloud played by openssl and Mosquitto, and a simulated board that connects to it with an
# identity from its own token.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: firmware/demo.sh [--rsa] [--fast] [--keep DIR]
  --rsa        an RSA-2048 device key instead of P-256
  --fast       publish without waiting a second between messages
  --keep DIR   leave keys, certificates and the board's image in DIR, which must not exist or be empty;
               a name that begins with a dash is written ./-name
exit status: 0 if every message was published, acknowledged and echoed
TEXT
}

fail() { echo "demo.sh: $*" >&2; exit 1; }

algorithm=P-256 interval=1000 keep=
while (($#)); do
  case $1 in
    --rsa) algorithm=RSA-2048 ;;
    --fast) interval=0 ;;
    --keep) keep=${2:-}; [[ $keep && $keep != -* ]] || { usage >&2; exit 2; }; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

step=0
heading() { step=$((step + 1)); printf '\n%d. %s\n' "$step" "$*"; }

dir='' broker=''
leave() {
  status=$?
  trap - EXIT INT TERM
  if [[ $broker ]]; then
    kill "$broker" 2>/dev/null || true
    wait "$broker" 2>/dev/null || true
  fi
  if [[ $dir && ! $keep ]]; then
    rm -rf "$dir"
  fi
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [[ $keep ]]; then
  mkdir -p -- "$keep" || fail "$keep: no such directory can be made"
  [[ -z $(ls -A -- "$keep") ]] || fail "$keep is not empty: name another directory"
fi

heading "Tools: dotnet, openssl, mosquitto"
command -v dotnet >/dev/null || fail "there is no 'dotnet': install the .NET SDK 10 (https://dotnet.microsoft.com/download)"
# Debian keeps mosquitto in /usr/sbin, which is not on every user's PATH.
export PATH=$PATH:/usr/sbin:/sbin
missing=()
for tool in openssl mosquitto; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if ((${#missing[@]})); then
  "$top/firmware/install.sh" "${missing[@]}"
fi
if [[ $keep ]]; then
  dir=$(cd -- "$keep" && pwd)
else
  dir=$(mktemp -d)
fi
chmod 700 "$dir"
dotnet build "$top/firmware/Tool/Tool.csproj" -c Release -v quiet -nologo >"$dir/build.log" 2>&1 ||
  { cat "$dir/build.log" >&2; fail "the build failed"; }
rm "$dir/build.log"
# From here on files hold keys.
umask 077
nftoken() { dotnet "$top/firmware/Tool/bin/Release/net10.0/nftoken.dll" "$@"; }
cd "$dir"
openssl version
mosquitto -h | head -n 1 || true

heading "The cloud: a CA, the broker's certificate, a $algorithm device key with its CSR and certificate"
run() { "$@" 2>openssl.log || { cat openssl.log >&2; fail "openssl failed: ${*:2:3}"; }; }
thing=nftoken-demo
ec=(-algorithm EC -pkeyopt ec_paramgen_curve:P-256)
device=("${ec[@]}")
[[ $algorithm == P-256 ]] || device=(-algorithm RSA -pkeyopt rsa_keygen_bits:2048)

run openssl genpkey "${ec[@]}" -out ca.key
run openssl req -x509 -new -key ca.key -subj "/O=nftoken demo/CN=Demo root CA" -days 365 -out ca.pem \
  -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign"

run openssl genpkey "${ec[@]}" -out server.key
run openssl req -new -key server.key -subj "/CN=localhost" -out server.csr
printf '%s\n' 'subjectAltName=DNS:localhost,IP:127.0.0.1' 'extendedKeyUsage=serverAuth' >server.ext
run openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -extfile server.ext -out server.pem

run openssl genpkey "${device[@]}" -out device.key
run openssl req -new -key device.key -subj "/O=nftoken demo/CN=$thing" -out device.csr
printf '%s\n' 'extendedKeyUsage=clientAuth' >device.ext
run openssl x509 -req -in device.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -extfile device.ext -out device.pem
rm -f openssl.log
openssl x509 -in device.pem -noout -subject -issuer -enddate

heading "The broker: Mosquitto on 127.0.0.1, TLS only, with client certificates"
# A port is free until somebody else takes it: another is tried when the broker ends at once.
reachable() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
start_broker() {
  cat >mosquitto.conf <<CONF
per_listener_settings false
persistence false
log_dest file $dir/mosquitto.log
listener $1 127.0.0.1
allow_anonymous false
cafile $dir/ca.pem
certfile $dir/server.pem
keyfile $dir/server.key
require_certificate true
use_identity_as_username true
CONF
  # Started as root, Mosquitto becomes another user, who cannot read this directory.
  if [[ $(id -u) == 0 ]]; then
    echo 'user root' >>mosquitto.conf
  fi
  mosquitto -c mosquitto.conf >>mosquitto.log 2>&1 &
  broker=$!
  for ((i = 0; i < 100; i++)); do
    kill -0 "$broker" 2>/dev/null || { wait "$broker" || true; broker=''; return 1; }
    if reachable "$1"; then
      return 0
    fi
    sleep 0.1
  done
  kill "$broker" 2>/dev/null || true
  wait "$broker" 2>/dev/null || true
  broker=''
  return 1
}
port=
for ((attempt = 0; attempt < 20; attempt++)); do
  candidate=$((20000 + RANDOM % 20000))
  if ! reachable "$candidate" && start_broker "$candidate"; then
    port=$candidate
    break
  fi
done
[[ $port ]] || { cat mosquitto.log >&2 2>/dev/null || true; fail "Mosquitto did not start"; }
echo "mosquitto listens on port $port"

heading "A new board: an ESP32's flash, empty"
nftoken board new board.img --board ESP32_REV0 --profile raw

heading "Provisioning: keys and certificates into the board's token"
nftoken import board.img --key device.key --certificate device.pem --root ca.pem
nftoken objects board.img

heading "Reboot: the board starts from its flash and says hello; its console:"
status=0
nftoken hello board.img --host localhost --port "$port" --interval "$interval" || status=$?

heading "Result"
if ((status == 0)); then
  echo "every message was published, acknowledged and echoed"
else
  echo "demo.sh: hello world failed (exit status $status); the line above says why" >&2
fi
if [[ $keep ]]; then
  echo "kept in $dir: board.img and board.img.board, keys and certificates"
fi
exit "$status"
