/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.runtime.ProgramAccess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Scripts of POSIX sh that find, inside a container, what belongs to a program. They need `grep`, `tr`, `sort` and
/// `sleep`, which the images of kdn have, and `/proc`.
final class ProgramScripts {
    /// What separates the tokens from what the short program prints.
    static final String END_OF_LIST = "--\n";

    /// Stands for a token once all processes have been looked at: a list from which one of the programs was struck
    /// that make it does not have it.
    static final String WHOLE = "whole";

    // The variable stands in no argument of these programs, and tokens in nobody's environment but the programs'.
    static final String LOOK = """
        {
          cat /proc/[0-9]*/environ 2>/dev/null
          [ $? -gt 128 ] || printf '\\000%1$s=%2$s\\000'
        } | tr '\\000' '\\n' | grep '^%1$s=' | sort -u
        echo --
        exec "$@"
        """.formatted(ProgramAccess.TOKEN, WHOLE);

    /// A function that prints the environments, files below `/proc`, in which one of some lines is found.
    // BusyBox's grep sees no further than the first variable; GNU's alone is much faster.
    static final String HOLDERS = """
        narrow=
        printf 'a\\000b' | grep -qF b || narrow=yes
        holders() {
          if [ -z "$narrow" ]; then
            grep -lsF "$1" /proc/[0-9]*/environ
            return
          fi
          for file in /proc/[0-9]*/environ; do
            { tr '\\0' '\\n' <"$file" | grep -qF "$1"; } 2>/dev/null && echo "$file"
          done
        }
        """;

    // Members are those with the token, and those in a session whose leader has it or is gone. Who has been seen stays
    // one, for the one by whom it was found may end first. A program that keeps a log of its own end has written the
    // processes that do so into a file, which signals leave out.
    private static final String MEMBERS = HOLDERS + """
        tokens=$1 signal=$2 folder=$3
        spare= known= self=$$
        look_at() {
          { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
          set -- ${line##*) }
          case $1 in Z | X) return 1 ;; esac
          session=$4 start=${20}
        }
        take() { found="$found $pid" seen="$seen $pid:$start" sessions="$sessions $session"; }
        members() {
          found= seen= sessions=
          for file in $(holders "$tokens"); do
            pid=${file#/proc/}; pid=${pid%/environ}
            if look_at "$pid"; then take; fi
          done
          for one in $known; do
            pid=${one%:*}
            case "$found " in *" $pid "*) continue ;; esac
            if look_at "$pid" && [ "$start" = "${one#*:}" ]; then take; fi
          done
          known=
          [ -n "$found" ] || return 1
          ours=
          for leader in $sessions; do
            case "$ours " in *" $leader "*) continue ;; esac
            if [ "$leader" != 0 ] && { [ ! -d "/proc/$leader" ] || case "$found " in *" $leader "*) : ;; *) false ;; esac; }; then
              ours="$ours $leader"
            fi
          done
          for file in /proc/[0-9]*/stat; do
            pid=${file#/proc/}; pid=${pid%/stat}
            case "$found " in *" $pid "*) continue ;; esac
            look_at "$pid" || continue
            case "$ours " in *" $session "*) take ;; esac
          done
          known=$seen
        }
        # A process shows no environment at the moment of its exec.
        first() { members || { sleep 0.1; members; }; }
        send() {
          for pid in $found; do
            case " $spare " in *" $pid "*) continue ;; esac
            [ "$pid" = "$self" ] || kill -s "$1" "$pid" 2>/dev/null
          done
        }
        """;

    private static final String SIGNAL = MEMBERS + "first || exit 3\nsend \"$signal\"\nexit 0\n";

    private static final String END = MEMBERS + """
        tenths=$4
        first || exit 3
        for keeper in "$folder"*/*/pids; do
          [ -f "$keeper" ] && read -r wrapper logger its <"$keeper" && case $tokens in *"$its"*) spare="$spare $wrapper $logger" ;; esac
        done
        send "$signal"
        while members; do
          [ "$tenths" -gt 0 ] || break
          tenths=$((tenths - 1))
          sleep 0.1
        done
        [ -n "$found" ] || exit 0
        tenths=50
        while members; do
          [ "$tenths" -gt 0 ] || exit 5
          [ "$tenths" -gt 30 ] || spare=
          tenths=$((tenths - 1))
          send KILL
          sleep 0.1
        done
        exit 4
        """;

    private ProgramScripts() {}

    static List<String> signal(String token, String signal) {
        return List.of("sh", "-c", SIGNAL, "sh", patterns(Set.of(token)), signal, "");
    }

    static List<String> end(Set<String> tokens, String signal, Duration grace) {
        String tenths = Long.toString((grace.toMillis() + 99) / 100);
        return List.of("sh", "-c", END, "sh", patterns(tokens), signal, ContainerPrograms.FOLDER_OF_ALL, tenths);
    }

    /// For `grep -F`: a line for each.
    private static String patterns(Set<String> tokens) {
        return tokens.stream().map(token -> ProgramAccess.TOKEN + "=" + token).collect(Collectors.joining("\n"));
    }
}
