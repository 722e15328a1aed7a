#!/usr/bin/env bash
# guard.sh PIDFILE SIGNAL GRACE COMMAND... : runs COMMAND so that it cannot outlive its launcher.
#
# Standard input is a pipe that only the launcher holds open. The kernel closes it however the launcher ends, kill -9
# included; polling a pid would be fooled by zombies and by pids used again. At its end the command's whole process group
# gets SIGNAL and, GRACE seconds later, KILL. The launcher stops a part in the same way: it closes the pipe.
pidfile=$1 signal=$2 grace=$3
shift 3

# A process group of its own for the command: Ctrl-C reaches the launcher alone, which then stops the parts in order.
set -m
trap : INT HUP

"$@" </dev/null &
child=$!
echo "$child" >"$pidfile.new" && mv "$pidfile.new" "$pidfile"

stop() {
  kill -s "$signal" -- "-$child" 2>/dev/null
  for ((i = 0; i < grace * 5; i++)); do
    kill -0 -- "-$child" 2>/dev/null || return
    sleep 0.2
  done
  kill -KILL -- "-$child" 2>/dev/null
}
trap 'stop; exit 143' TERM

while kill -0 "$child" 2>/dev/null; do
  read -r -t 1 _
  # 1 is the end of the pipe; above 128 is the timeout or a signal.
  if (($? == 1)); then
    stop
    break
  fi
done
wait "$child"
code=$?
# What the command itself has started ends with it.
kill -KILL -- "-$child" 2>/dev/null
rm -f "$pidfile"
exit "$code"
