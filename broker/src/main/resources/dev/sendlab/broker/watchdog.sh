# Reads what its parent starts; when the parent is gone, by whatever death, the pipe ends and nothing may stay.
# SIGKILL is the one signal that also reaches a process stopped by SIGSTOP. The signals of a terminal are the parent's.
trap '' INT QUIT TERM HUP
pids=' '
while read -r verb what; do
  case $verb in
    process) pids="$pids$what " ;;
    forget) case $pids in *" $what "*) pids="${pids%% $what *} ${pids#* $what }" ;; esac ;;
    directory) set -- "$@" "$what" ;;
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
