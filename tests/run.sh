#!/usr/bin/env bash
# Builds the host build and runs all tests. What they need of the system (Mosquitto, openssl, rngtest) is installed when it is missing.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/run.sh [--long] [--nanoclr] [--filter EXPRESSION]
  --long       the long runs too (exhaustive power cuts, random comparisons); hours, not minutes
  --nanoclr    instead: builds the Device configuration and runs the NFUnitTest projects on the interpreter that the
               environment variable NANOCLR names (called with a list of .pe files, mscorlib first)
  --filter     only tests that match (dotnet test's filter expression)
environment:
  NFTOKEN_TEST_SEED   seed of the random tests (each prints the one it used)
TEXT
}

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
nanoclr=false
filter='Category!=NanoClr'
while (($#)); do
  case $1 in
    --long) export NFTOKEN_LONG=1 ;;
    --nanoclr) nanoclr=true ;;
    --filter) [[ ${2:-} ]] || { usage >&2; exit 2; }; filter="($filter)&($2)"; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
cd "$top"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "tests/run.sh: no 'dotnet'; install the .NET SDK 10" >&2; exit 1; }

if $nanoclr; then
  exec tests/Device/nanoclr.sh
fi

# Debian keeps mosquitto in /usr/sbin, which is not on every user's PATH.
export PATH=$PATH:/usr/sbin:/sbin
missing=()
command -v mosquitto >/dev/null || missing+=(mosquitto)
command -v openssl >/dev/null || missing+=(openssl)
command -v g++ >/dev/null || missing+=(g++)
# What uses libnftoken.so, and compiles a C program against it.
command -v pkcs11-tool >/dev/null || missing+=(opensc)
command -v p11tool >/dev/null || missing+=(gnutls-bin)
command -v mosquitto_pub >/dev/null || missing+=(mosquitto-clients)
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
compgen -G '/usr/lib/*/engines-3/pkcs11.so' >/dev/null || missing+=(libengine-pkcs11-openssl)
command -v rngtest >/dev/null || missing+=(rng-tools5)
if ((${#missing[@]})); then
  firmware/install.sh "${missing[@]}"
fi

firmware/NativeModule/build.sh
dotnet build nf.sln -c Release -v quiet

log=$(mktemp)
figures=$(mktemp)
trap 'rm -f "$log" "$figures"' EXIT
export NFTOKEN_FIGURES=$figures
status=0
for project in tests/Device/Runner tests/Native tests/Host; do
  dotnet test "$project" -c Release --no-build --filter "$filter" --logger 'console;verbosity=minimal' | tee -a "$log" || status=1
done

cat "$figures"
awk '
  /Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/ {
    gsub(/[^0-9 ]/, " ")
    failed += $1; passed += $2; skipped += $3
  }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit passed == 0 }
' "$log" || status=1
exit $status
