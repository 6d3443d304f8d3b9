# What every script here shares: where the project stands, steps with their time, the packages.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

started_s=${VUORO_STARTED_S:-$(date +%s)}
export VUORO_STARTED_S=$started_s  # one clock for a script and those it calls

# Two compilers per core gain nothing and may not fit into memory.
jobs=$(nproc)
export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$jobs}
export CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$jobs}
export NINJA_STATUS='[%f/%t %es] '

# step WORDS...: prints what begins now, with the seconds since the first script began.
step() { printf '[%5ds] %s\n' "$(($(date +%s) - started_s))" "$*"; }

# build_preset NAME [TARGET...]: configures quietly and builds.
build_preset() {
  local preset=$1 log=build/$1.configure.log
  shift
  mkdir -p build
  step "$preset: configure"
  cmake --preset "$preset" >"$log" 2>&1 || { cat "$log"; return 1; }
  step "$preset: build ${*:-all}"
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
