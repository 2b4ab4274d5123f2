#!/usr/bin/env bash
# What the device build costs a board: the size of each .pe of ours, and the RAM of a token, measured on the interpreter. Part of tests/run.sh --nanoclr.
# Exit status 1 where a sum is over its limit.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
over=0

# limit NAME BYTES LIMIT
limit() {
  local word=of
  if (($2 > $3)); then
    word='OVER ITS LIMIT of'
    over=1
  fi
  printf '%8d  %s, %s %d\n' "$2" "$1" "$word" "$3"
}

# Size of the .pe of the room $1 (pal/Storage).
size() {
  local files=("$1"/bin/Device/netnano1.0/NfToken.*"${1##*/}".pe)
  stat -c %s "${files[0]}"
}

sum() {
  local total=0 room
  for room; do
    ((total += $(size "$room")))
  done
  echo "$total"
}

token=(pal/Abstractions pal/Storage firmware/Cryptography firmware/Cryptoki)
mapfile -t all < <(for project in pal/*/*.csproj firmware/*/*.csproj firmware/*/*/*.csproj; do
  room=$(dirname "$project")
  if compgen -G "$room/bin/Device/netnano1.0/NfToken.*${room##*/}.pe" >/dev/null; then echo "$room"; fi
done)

echo 'Bytes of flash (.pe):'
for room in "${all[@]}"; do
  printf '%8d  %s\n' "$(size "$room")" "$room"
done
limit 'token, store, entropy and P-256' "$(sum "${token[@]}")" $((128 * 1024))
# A board has one store, and is of one family: of those that exclude each other the largest counts.
others=(pal/DriveStorage pal/EepromStorage pal/Stm32)
limit 'everything' $(($(sum "${all[@]}") - $(sum "${others[@]}"))) $((240 * 1024))

# figure PROGRAM NAME
figure() {
  awk -F, -v name="$2" '$1 == "Figure" && $2 == name { print $3 }' <<<"$1"
}

measure() {
  (cd "tests/Footprint/$1/bin/Device/netnano1.0" && NANOCLR_HEAP=100k "$NANOCLR" mscorlib.pe $(ls -- *.pe | grep -vx mscorlib.pe))
}

empty=$(measure Empty)
with_token=$(measure Token)
for name in loaded rest signature; do
  [[ $(figure "$with_token" $name) ]] || { printf 'the program that measures RAM failed:\n%s\n' "$with_token"; exit 1; }
done
assemblies=$(($(figure "$empty" free) - $(figure "$with_token" loaded)))
rest=$(figure "$with_token" rest)
echo 'Bytes of RAM on a heap of 100 KB (the flash itself not counted):'
printf '%8d  %s\n' "$assemblies" 'assemblies and the program, above an empty program' "$rest" 'the token with six objects and its generator'
limit 'at rest, above an empty program' $((assemblies + rest)) $((24 * 1024))
limit 'more at the peak of a P-256 signature' "$(figure "$with_token" signature)" $((16 * 1024))
exit $over
