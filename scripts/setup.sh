# Sourced by scripts/run and scripts/test: what both need before they can begin.
# Nothing here asks a question, and nothing is done twice.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf 'bandaji: %s\n' "$*" >&2; }

# Installs what is missing of the package groups named ("build", "test").
install_packages() {
  command -v dpkg-query >/dev/null || {
    say "this is not a Debian system; the libraries listed in scripts/packages must be there already."
    return 0
  }
  local group package wanted=() missing=()
  while read -r group package; do
    case " $* " in *" $group "*) wanted+=("$package") ;; esac
  done < <(grep -v '^#' "$root/scripts/packages")
  # One call for all of them: a query each would take a second.
  mapfile -t missing < <(
    comm -13 \
      <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^ii  *//p' | sort -u) \
      <(printf '%s\n' "${wanted[@]}" | sort -u))
  [ "${#missing[@]}" -eq 0 ] && return 0

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    elif command -v sudo >/dev/null && [ -t 0 ] && [ -z "${CI:-}" ]; then
      as_root=(sudo)  # Only the system's own password prompt, and only to somebody who is there.
    else
      say "these packages are missing and can only be installed by root:"
      say "  apt-get install --no-install-recommends ${missing[*]}"
      return 1
    fi
  fi
  say "installing ${#missing[@]} packages: ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}" >&2
}

# Configures (once) and builds the preset, wholly or only the targets named.
build_preset() {
  local preset=$1
  shift
  export CCACHE_NOHASHDIR=1 CCACHE_BASEDIR="$root"
  if [ ! -f "$root/build/$preset/build.ninja" ]; then
    # Whoever only runs the program needs no test libraries, and is not stopped by
    # a warning that a newer compiler has thought of.
    local settings=()
    [ "$preset" = release ] && settings=(-DBANDAJI_TESTS=OFF -DBANDAJI_WARNINGS_AS_ERRORS=OFF)
    (cd "$root" && cmake --preset "$preset" "${settings[@]}") >&2
  fi
  cmake --build "$root/build/$preset" ${1:+--target "$@"} >&2
}
