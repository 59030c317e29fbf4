/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The environment of programs in a workspace: nothing of the user's but what says how to print and how to reach the
/// network.
///
/// What the configuration sets, and the PATH, comes in under names that mean nothing, and gets its own inside:
/// `LD_PRELOAD` and its
/// like would otherwise work on the programs that make the sandbox.
///
/// @param environment of the launcher
/// @param names pairs of a variable and the number of its value
record WorkspaceVariables(Map<String, String> environment, List<String> names) {
    /// By which the programs of a workspace are found; nobody else sets it.
    static final String TOKEN = "KDN_LOCAL_INSTANCE";

    /// Where the programs of the system are.
    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String DIRECTORY = "KDN_DIRECTORY";
    private static final String VALUE = "KDN_VALUE_";
    private static final List<String> FORWARDED = List.of("TERM", "COLORTERM", "LANG", "TZ");
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

    /// @param host whose environment is kdn's own
    /// @param home the home folder as programs see it
    static WorkspaceVariables of(LocalInstance instance, LocalHost host, Path home, SandboxedProgram program) {
        Map<String, String> launcher = new HashMap<>();
        for (String name : FORWARDED) {
            forward(name, host.environment(), launcher);
        }
        if (!instance.offline()) {
            for (String name : PROXIES) {
                forward(name, host.environment(), launcher);
                forward(name.toUpperCase(Locale.ROOT), host.environment(), launcher);
            }
        }
        String path = instance.bare() ? host.environment().getOrDefault("PATH", PATH) : PATH;
        launcher.put("PATH", path);
        launcher.put("HOME", home.toString());
        launcher.put("USER", host.environment().getOrDefault("USER", "agent"));
        launcher.put("LOGNAME", launcher.get("USER"));
        launcher.put("SHELL", Files.exists(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh");
        launcher.put(TOKEN, instance.id());
        program.directory().ifPresent(folder -> launcher.put(DIRECTORY, folder));
        List<String> names = new ArrayList<>();
        given(instance, home + "/.local/bin:" + path, program).forEach((name, value) -> {
            String number = Integer.toString(names.size() / 2);
            launcher.put(VALUE + number, value);
            names.addAll(List.of(name, number));
        });
        return new WorkspaceVariables(launcher, names);
    }

    /// What the program has besides. Its PATH begins in the home folder inside, which outside may be somebody else's.
    private static Map<String, String> given(LocalInstance instance, String path, SandboxedProgram program) {
        Map<String, String> given = new TreeMap<>();
        if (!program.isOwn()) {
            given.put("PATH", path);
            given.putAll(instance.environment());
        }
        given.putAll(program.environment());
        given.remove(TOKEN);
        return given;
    }

    WorkspaceVariables with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new WorkspaceVariables(more, names);
    }

    private static void forward(String name, Map<String, String> from, Map<String, String> to) {
        String value = from.getOrDefault(name, "");
        if (!value.isEmpty()) {
            to.put(name, value);
        }
    }
}
