/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import java.util.ArrayList;
import java.util.List;

/// What runs inside a workspace to read the logs that [ActivityScripts] keep there.
final class LogScripts {
    // Ends with kdn, whose end ends the input. The newest of a log may have no time yet, but the file has.
    private static final String LOG = """
        cd "$1" 2>/dev/null || exit 9
        lines=$2 since=$3 follow=$4
        bases() { for file in log.*; do echo "${file#log.}"; done | sort -n; }
        total() {
          base=
          for base in $(bases); do :; done
          size=$(wc -c <"log.$base")
          end=$((base + size))
        }
        emit() {
          for base in $(bases); do
            size=$(wc -c <"log.$base") || continue
            first=$(($1 > base ? $1 : base))
            last=$((base + size < $2 ? base + size : $2))
            [ "$first" -ge "$last" ] || tail -c +"$((first - base + 1))" "log.$base" | head -c "$((last - first))"
          done
        }
        [ -f pids ] || exit 9
        total
        start=0
        if [ -n "$since" ]; then
          start=$end offset=
          for base in $(bases); do
            [ -f "times.$base" ] || continue
            while read -r second next; do
              offset=$next
              if [ "$second" -ge "$since" ]; then start=$offset; break 2; fi
            done <"times.$base"
          done
          if [ "$start" = "$end" ] && [ -n "$offset" ]; then
            changed=$(stat -c %Y "log.$base" 2>/dev/null || stat -f %m "log.$base" 2>/dev/null || echo 0)
            [ "$changed" -lt "$since" ] || start=$offset
          fi
        fi
        if [ -n "$lines" ]; then emit "$start" "$end" | tail -n "$lines"; else emit "$start" "$end"; fi
        [ "$follow" = 1 ] || exit 0
        exec 5<&0
        { cat <&5; kill -TERM $$; } >/dev/null 2>&1 &
        while :; do
          over=
          [ ! -f exit ] || over=1
          from=$end
          total
          emit "$from" "$end"
          [ -z "$over" ] || exit 0
          sleep 0.1
        done
        """;

    // Of each: a line `ID BYTES BASE TIMES`, as many lines of times, so many bytes of log.
    private static final String KEEP = """
        cd "$1" 2>/dev/null || exit 0
        shift
        for id; do
          ( cd "$id" 2>/dev/null && [ -f pids ] || exit 0
            for file in log.* times.*; do [ -f "$file" ] && [ ! -L "$file" ] || rm -rf "$file"; done
            first= size=0 times=0
            for base in $(for file in log.*; do echo "${file#log.}"; done | sort -n); do
              first=${first:-$base}
              size=$((size + $(wc -c <"log.$base")))
              [ ! -e "times.$base" ] || times=$((times + $(wc -l <"times.$base")))
            done
            echo "$id $size $first $times"
            for base in $(for file in times.*; do echo "${file#times.}"; done | sort -n); do
              [ ! -e "times.$base" ] || cat "times.$base"
            done | head -n "$times"
            for base in $(for file in log.*; do echo "${file#log.}"; done | sort -n); do
              cat "log.$base"
            done | head -c "$size" )
        done
        """;

    private LogScripts() {}

    /// Prints the log.
    ///
    /// @param lines the last ones only; empty for all
    /// @param since only what came in that second of 1970 or later; empty for all
    static List<String> log(String folder, String lines, String since, boolean follow) {
        return ActivityScripts.script(LOG, List.of("sh", folder, lines, since, follow ? "1" : ""));
    }

    /// Prints the logs of those with what belongs to them, to be read by [KeptLog].
    static List<String> keep(String folder, List<String> ids) {
        List<String> words = new ArrayList<>(List.of("sh", folder));
        words.addAll(ids);
        return ActivityScripts.script(KEEP, words);
    }
}
