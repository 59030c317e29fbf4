/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.process.Posix;
import dev.kdn.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Finds and ends the programs of workspaces: those that have its token in their environment, which only kdn puts
/// there, and everything below them.
final class RunningPrograms {
    private static final Path PROC = Path.of("/proc");
    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final Duration KILLED = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private RunningPrograms() {}

    /// Ends them all: asks, waits, kills. Those that make a sandbox are not asked, since everything inside ends with
    /// them, and they end when nothing is left inside.
    ///
    /// @return whether none is left
    static boolean end(String instanceId) {
        Set<ProcessIdentity> found = of(instanceId);
        for (ProcessIdentity program : found) {
            if (!isSandbox(program)) {
                signal(program, Posix.SIGTERM);
                signal(program, Posix.SIGHUP); // for shells, which ignore the other one
            }
        }
        await(instanceId, GRACE);
        found = of(instanceId);
        found.forEach(program -> signal(program, Posix.SIGKILL));
        await(instanceId, KILLED);
        return of(instanceId).isEmpty();
    }

    /// The programs that run now, parents before children.
    static Set<ProcessIdentity> of(String instanceId) {
        Set<Long> pids = new LinkedHashSet<>();
        ProcessHandle.allProcesses()
                .filter(process -> hasToken(process.pid(), instanceId))
                .forEach(process -> addWithChildren(process, pids));
        Map<Long, ProcessIdentity> found = new LinkedHashMap<>();
        for (long pid : pids) {
            ProcessIdentity.of(pid).ifPresent(identity -> found.put(pid, identity));
        }
        return new LinkedHashSet<>(found.values());
    }

    private static void addWithChildren(ProcessHandle process, Set<Long> pids) {
        if (pids.add(process.pid())) {
            process.descendants().forEach(child -> pids.add(child.pid()));
        }
    }

    private static boolean hasToken(long pid, String instanceId) {
        String wanted = WorkspaceVariables.TOKEN + "=" + instanceId;
        try {
            String all = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return List.of(all.split("\0", -1)).contains(wanted);
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean isSandbox(ProcessIdentity program) {
        try {
            return Files.readString(PROC.resolve(program.pid() + "/comm"))
                    .strip()
                    .equals("bwrap");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void signal(ProcessIdentity program, int signal) {
        if (program.isAlive()) {
            boolean _ = Posix.kill(Math.toIntExact(program.pid()), signal);
        }
    }

    private static void await(String instanceId, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!of(instanceId).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
