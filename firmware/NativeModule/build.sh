#!/usr/bin/env bash
# Builds firmware/NativeModule/out/libnftoken.so. Installs what that needs of the system (clang, zlib1g-dev) where it is missing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "build.sh: no 'dotnet'; install the .NET SDK 10" >&2; exit 1; }
missing=()
command -v clang >/dev/null || missing+=(clang)
command -v ld >/dev/null || missing+=(binutils)
[[ -e /usr/include/zlib.h ]] || missing+=(zlib1g-dev)
[[ -e /usr/include/string.h ]] || missing+=(libc6-dev)
if ((${#missing[@]})); then
  ../install.sh "${missing[@]}"
fi

mkdir -p obj out
clang -std=gnu11 -O2 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -c Front/front.c -o obj/front.o
dotnet publish NativeModule.csproj -c Native -o obj/publish -p:FrontObject="$here/obj/front.o" -v quiet --nologo
# Into place in one step: a program may have the old one open.
cp obj/publish/libnftoken.so out/.libnftoken.so
mv out/.libnftoken.so out/libnftoken.so
echo "$here/out/libnftoken.so"
