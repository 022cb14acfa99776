# What the fetch scripts share; sourced. Their standard output is for the result alone.
# shellcheck shell=bash

cache=${SUDOSAFE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sudosafe}
[[ $cache == /* ]] || cache=$PWD/$cache

log() { printf 'fetch: %s\n' "$*" >&2; }
die() { log "error: $*"; exit 1; }

# run LABEL OUTPUT COMMAND...: runs COMMAND, its output in a file, with a line every 15 s. It gets a process group
# of its own, so that cleanup can stop it together with its children.
run() {
  local label=$1 output=$2 start=$SECONDS next=15 job
  shift 2
  set -m
  "$@" </dev/null >"$output" 2>&1 3>&- &
  job=$!
  set +m
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.2
    if ((SECONDS - start >= next)); then
      log "$label: $((SECONDS - start)) s"
      next=$((next + 15))
    fi
  done
  wait "$job"
}

# shellcheck disable=SC2317,SC2329 # the trap runs it
cleanup() {
  local job
  trap '' INT TERM HUP
  for job in $(jobs -p); do kill -TERM -- "-$job" 2>/dev/null || true; done
  wait
  [[ -z ${tmp-} ]] || rm -rf "$tmp"
}

# lock [-n]: locks file descriptor 9. macOS has no flock, but Perl.
lock() {
  if command -v flock >/dev/null; then
    flock "$@" 9
  else
    perl -MFcntl=:flock -e 'open my $f, ">&=", 9 or die; exit !flock $f, LOCK_EX | (@ARGV ? LOCK_NB : 0)' -- "$@"
  fi
}

# alone FOLDER: waits until no other fetch works in FOLDER. What runs and what is in $tmp goes when the script ends.
alone() {
  trap cleanup EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  exec 9>"$1/lock"
  if ! lock -n; then
    log "waiting for another fetch"
    run "waiting for another fetch" /dev/null lock || die "cannot lock $1/lock"
  fi
}

# make_tmp FOLDER: $tmp in FOLDER, without those of runs that were killed
make_tmp() {
  rm -rf "$1"/tmp.*
  tmp=$(mktemp -d "$1/tmp.XXXXXX")
}

# go_build LABEL MODULE PACKAGE FILE TIME OPTION...: builds a program from its Go modules
go_build() {
  local label=$1 module=$2 package=$3 file=$4 time=$5 status=0 start=$SECONDS
  shift 5
  log "building $label from its Go modules: about $time on 2 cores, once"
  run "building $label" "$tmp/log" env CGO_ENABLED=0 GOWORK=off GOTMPDIR="$tmp" \
    go build -C "$module" -mod=readonly -buildvcs=false -trimpath "$@" -o "$file" "$package" || status=$?
  if ((status)); then
    tail -n 20 "$tmp/log" >&2
    die "building $label failed with exit code $status ($(go version))"
  fi
  log "built $label in $((SECONDS - start)) s"
}
