#!/usr/bin/env bash
# Builds the Device configuration and runs the device's tests on a real interpreter: tests/run.sh --nanoclr calls it.
# NANOCLR names the executable; it is called with the .pe files of one NFUnitTest project, mscorlib first.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [[ -z ${NANOCLR:-} ]]; then
  echo "tests/run.sh --nanoclr: NANOCLR names no interpreter; set it to a nanoCLR executable of this machine" >&2
  exit 2
fi

if [[ ! -x $NANOCLR ]]; then
  echo "tests/run.sh --nanoclr: NANOCLR=$NANOCLR cannot be executed" >&2
  exit 2
fi

dotnet build nf.sln -c Device -v quiet || {
  echo "tests/run.sh --nanoclr: the Device configuration does not build; it needs a NuGet source with the nanoFramework packages" >&2
  exit 1
}
dotnet build tests/Device/Runner -c Release -v quiet
status=0
dotnet test tests/Device/Runner -c Release --no-build --filter Category=NanoClr --logger 'console;verbosity=detailed' || status=1
tests/Device/figures.sh || status=1
exit $status
