/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import dev.kdn.runtime.RunScript;
import java.util.ArrayList;
import java.util.List;

/// What runs before, and beside, the programs of activities inside a workspace: POSIX sh with `dd`, `mkfifo`, `tail`
/// and the like, which each image of kdn has. All data are arguments.
///
/// A program that outlives kdn has a folder of its own inside, with
/// - `pids`: the processes that keep its log and note its end, and its token,
/// - `started`: not empty once the program is about to run,
/// - `log.N`: its output from the Nth byte on; the last two such files are kept,
/// - `times.N`: lines `SECOND OFFSET`, what was read in that second since 1970 begins at that byte,
/// - `exit`: exit code, second of its end, `memory` if memory was short.
final class ActivityScripts {
    /// The variable that brings the user's variables.
    static final String LAUNCH = "KDN_LAUNCH";

    /// How much of a log is kept at least, in bytes; at most a little more than twice as much.
    static final int LOG_BYTES = 10 << 20;

    private static final String VARIABLES = """
        if [ -n "${KDN_LAUNCH:-}" ]; then eval "$KDN_LAUNCH"; unset KDN_LAUNCH; fi
        """;

    private static final String FOREGROUND = VARIABLES + RunScript.CHECKED + RunScript.EXEC;

    private static final String RUNNER = VARIABLES + RunScript.CHECKED + "echo 1 >&4\nexec 4>&-\n" + RunScript.EXEC;

    // The log is read by dd since that writes what it gets at once, byte for byte. Where much comes, it reads several
    // times in a row, for the sake of fewer processes. What keeps the log lacks the token, so that it outlives the
    // program; and survives the signals that are meant for that, to one of which dd would answer. It reads few times in
    // a
    // row, since what comes slowly afterwards is noted late.
    private static final String LOGGER = """
        keep_log() {
          trap '' TERM INT HUP QUIT USR1 USR2 ALRM
          POSIXLY_CORRECT=1
          export POSIXLY_CORRECT
          unset KDN_ACTIVITY_TOKEN KDN_LAUNCH
          base=0 size=0 older= reads=1 second=
          : >"$dir/log.0"
          while :; do
            said=$(LC_ALL=C dd bs=65536 count="$reads" 2>&1 >>"$dir/log.$base")
            ins=${said%records in*}
            ins=${ins##*[!0-9+ ]}
            case $ins in '0+0 ') break ;; esac
            now=$(date +%s)
            if [ "$now" = "$second" ]; then
              [ "$reads" -ge 8 ] || reads=$((reads * 2))
            else
              second=$now reads=1
              echo "$now $((base + size))" >>"$dir/times.$base"
            fi
            set -- ${said##*records out}
            case ${1:-} in
            '' | *[!0-9]*)
              [ -e "$dir/log.$base" ] || { cat >/dev/null; break; }
              size=$(($(wc -c <"$dir/log.$base")))
              ;;
            *) size=$((size + $1)) ;;
            esac
            if [ "$size" -ge "$half" ]; then
              [ -z "$older" ] || rm -f "$dir/log.$older" "$dir/times.$older"
              older=$base base=$((base + size)) size=0
              : >"$dir/log.$base"
              echo "$now $base" >>"$dir/times.$base"
            fi
          done
          : >"$dir/drained"
        }
        """;

    private static final String MEMORY = """
        kills() {
          for file in /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control; do
            [ -r "$file" ] || continue
            while read -r name count; do
              if [ "$name" = oom_kill ]; then echo "$count"; return; fi
            done <"$file"
          done
          echo 0
        }
        """;

    // A signal for the whole program does not keep this shell from noting the end: trapped, not ignored, so that the
    // program itself has its ordinary ways. Neither does a full disk: the room for the end is taken at the beginning.
    private static final String DETACHED = LOGGER + MEMORY + """
        dir=$1 half=$2 runner=$3 was=$(umask)
        shift 3
        umask 077
        mkdir -p "$dir" && mkfifo "$dir/pipe" && printf '%40s\\n' 1 >"$dir/exit.new" || exit 125
        trap : TERM INT HUP
        keep_log <"$dir/pipe" &
        echo "$$ $! $KDN_ACTIVITY_TOKEN" >"$dir/pids"
        exec 3>"$dir/pipe"
        rm -f "$dir/pipe"
        before=$(kills)
        (umask "$was"; exec sh -c "$runner" "$@") </dev/null >&3 2>&1 3>&- 4>"$dir/started"
        code=$?
        exec 3>&-
        tries=40
        until [ -e "$dir/drained" ] || [ "$tries" = 0 ]; do
          tries=$((tries - 1))
          sleep 0.05
        done
        short=
        if [ "$code" = 137 ] && [ "$(kills)" -gt "$before" ]; then short=memory; fi
        printf '%-40s\\n' "$code $(date +%s) $short" 1<>"$dir/exit.new" && mv "$dir/exit.new" "$dir/exit"
        """;

    private static final String AWAIT_START = """
        cd "$1" 2>/dev/null || { sleep 0.1; cd "$1" 2>/dev/null; } || { sleep 2; cd "$1"; } || exit 9
        tries=100
        until [ -s started ] || [ -f exit ]; do
          [ "$tries" -gt 0 ] || exit 9
          tries=$((tries - 1))
          sleep 0.05
        done
        [ -s started ] || cat exit log.0
        """;

    private static final String AWAIT_END = """
        cd "$1" || exit 9
        tries=$2
        until [ -f exit ] || [ "$tries" = 0 ]; do
          tries=$((tries - 1))
          sleep 0.1
        done
        """;

    private static final String ENDS = """
        cd "$1" 2>/dev/null || exit 0
        shift
        for id; do
          if [ -f "$id/exit" ]; then read -r line <"$id/exit"; echo "$id $line"; fi
        done
        """;

    // The state LISTEN in proc(5), of any address.
    private static final String AWAIT_PORT = """
        cd "$1" || exit 9
        port=$(printf '%04X' "$2")
        tries=$3
        until cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q "^ *[0-9]*: [0-9A-F]*:$port [0-9A-F]*:0000 0A "; do
          [ ! -f exit ] || exit 10
          [ "$tries" -gt 0 ] || exit 11
          tries=$((tries - 1))
          sleep 0.1
        done
        """;

    private ActivityScripts() {}

    /// The program with the user's variables.
    static List<String> foreground(List<String> argv) {
        return script(FOREGROUND, argv);
    }

    /// The program, which keeps its log and its end in that folder.
    static List<String> detached(String folder, List<String> argv) {
        List<String> words = new ArrayList<>(List.of("sh", folder, Integer.toString(LOG_BYTES), RUNNER));
        words.addAll(argv);
        return script(DETACHED, words);
    }

    /// Waits until the program of that folder runs; prints how it ended, and what it said, if it did not get that far.
    /// Ends with [#UNKNOWN] if nothing is to be seen of it.
    static List<String> awaitStart(String folder) {
        return script(AWAIT_START, List.of("sh", folder));
    }

    /// Waits for the end of the program of that folder.
    ///
    /// @param tenths of a second, at most
    static List<String> awaitEnd(String folder, long tenths) {
        return script(AWAIT_END, List.of("sh", folder, Long.toString(tenths)));
    }

    /// Prints a line `ID CODE SECOND [memory]` for each that has ended.
    static List<String> ends(String folder, List<String> ids) {
        List<String> words = new ArrayList<>(List.of("sh", folder));
        words.addAll(ids);
        return script(ENDS, words);
    }

    /// Waits until something listens on the port; ends with [#OVER] if the program of that folder is over, and with
    /// [#LATE] after that time.
    static List<String> awaitPort(String folder, int port, long tenths) {
        return script(AWAIT_PORT, List.of("sh", folder, Integer.toString(port), Long.toString(tenths)));
    }

    static List<String> remove(String folder, List<String> ids) {
        List<String> argv = new ArrayList<>(List.of("rm", "-rf", "--"));
        ids.forEach(id -> argv.add(folder + "/" + id));
        return argv;
    }

    static List<String> script(String text, List<String> words) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text));
        argv.addAll(words);
        return argv;
    }

    /// The exit code of scripts that find no folder.
    static final int UNKNOWN = 9;

    static final int OVER = 10;
    static final int LATE = 11;
}
