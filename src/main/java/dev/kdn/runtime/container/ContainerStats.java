/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.ProgramAccess;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.RepeatedQuestion;
import dev.kdn.runtime.StatsAccess;
import dev.kdn.runtime.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Measures containers from inside, where `/proc` and the control group tell of nothing else, whether the engine is on
/// this machine or not.
final class ContainerStats implements StatsAccess {
    // One script for both versions of control groups. An engine that makes none shows those of the whole machine, which
    // tell nothing of the container. What it needs itself lies outside of the interval, as far as it
    // can. Processes of other users do not show their environment. Names of processes and values of variables can be
    // anything, also what looks like the beginning of a section, but for the mark.
    private static final String SCRIPT = ProgramScripts.HOLDERS + """
        mark=$1
        cg=/sys/fs/cgroup own= v2= v1=
        while IFS= read -r line; do
          case $line in 0::*) own=${line#0::} ;; esac
        done </proc/self/cgroup
        for folder in "$cg${own%/}" "$cg"; do
          if [ -r "$folder/cgroup.events" ]; then v2=$folder; break; fi
        done
        while read -r _ _ _ root point _; do
          if [ "$point" = "$cg/memory" ] && [ "$root" != / ]; then v1=$cg; fi
        done </proc/self/mountinfo
        section() { printf '%s\\n' "$mark$1"; }
        show() { if [ -r "$2" ]; then section "$1"; cat "$2"; fi; }
        cpu() {
          if [ -n "$v2" ]; then show cpu "$v2/cpu.stat"; else show cpuacct "$v1/cpuacct/cpuacct.usage"; fi
        }
        section self
        echo $$
        section tokens
        for file in $(holders '@TOKEN@='); do
          pid=${file#/proc/}
          printf '%s\\n' "${pid%/environ} $(tr '\\0' '\\n' 2>/dev/null <"$file" | grep '^@TOKEN@=')"
        done
        section page
        grep -m 1 KernelPageSize /proc/self/smaps
        if [ -n "$v2" ]; then
          show memory "$v2/memory.current"
          show memory-stat "$v2/memory.stat"
          show memory-limit "$v2/memory.max"
          show pids "$v2/pids.current"
          show io "$v2/io.stat"
        else
          show memory "$v1/memory/memory.usage_in_bytes"
          show memory-stat "$v1/memory/memory.stat"
          show memory-limit "$v1/memory/memory.limit_in_bytes"
          show pids "$v1/pids/pids.current"
          show blkio "$v1/blkio/blkio.throttle.io_service_bytes"
        fi
        show network /proc/net/dev
        section before
        cat /proc/[0-9]*/stat 2>/dev/null
        show uptime /proc/uptime
        cpu
        sleep 0.2
        cpu
        show uptime /proc/uptime
        section after
        cat /proc/[0-9]*/stat 2>/dev/null
        section end
        """.replace("@TOKEN@", ProgramAccess.TOKEN);

    private final ContainerExec exec;

    ContainerStats(ContainerExec exec) {
        this.exec = exec;
    }

    @Override
    public Usage usage(String id) {
        String mark = "@" + UUID.randomUUID() + " ";
        ProgramRequest script = ProgramRequest.of(ContainerId.checked(id), List.of("sh", "-c", SCRIPT, "sh", mark));
        Answer answer = new Answer();
        ProgramEnd end = RepeatedQuestion.end(() -> answer.from(streams -> exec.connected(script, streams)));
        UsageText text = UsageText.of(answer.text(StandardCharsets.ISO_8859_1), mark);
        if (!end.succeeded() || !text.isComplete()) {
            String words = end.complaint().isEmpty() ? "exit code " + end.code() : end.complaint();
            throw new EngineException("cannot measure the workspace: " + words);
        }
        return text.usage();
    }
}
