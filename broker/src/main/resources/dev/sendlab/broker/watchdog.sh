# Reads what its parent starts; when the parent is gone, by whatever death, the pipe ends and nothing may stay.
# SIGKILL is the one signal that also reaches a process stopped by SIGSTOP. The signals of a terminal are the parent's.
trap '' INT QUIT TERM HUP
pids=' '
containers=
while read -r verb what; do
  case $verb in
    process) pids="$pids$what " ;;
    forget) case $pids in *" $what "*) pids="${pids%% $what *} ${pids#* $what }" ;; esac ;;
    directory) set -- "$@" "$what" ;;
    containers) containers=$what ;;
  esac
done
for pid in $pids; do kill -s KILL "$pid" 2>/dev/null; done
for directory in "$@"; do
  tries=0
  until rm -rf "$directory" 2>/dev/null || [ $tries -ge 50 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
done

[ -n "$containers" ] || exit 0
label=${containers%% *}
DOCKER_HOST=${containers#* }
export DOCKER_HOST
# An engine that hangs must not keep us for ever.
if command -v timeout >/dev/null; then
  docker() { timeout 20 docker "$@"; }
fi
# The engine may still be carrying out what our parent asked for last: look again for a while.
looks=0
while [ $looks -lt 10 ]; do
  for container in $(docker ps -aq --filter "label=$label"); do docker rm -f -v "$container"; done
  for network in $(docker network ls -q --filter "label=$label"); do docker network rm "$network"; done
  looks=$((looks + 1))
  sleep 0.3
done >/dev/null 2>&1
