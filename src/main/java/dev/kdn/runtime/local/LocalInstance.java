/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.runtime.Forward;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One workspace on this machine.
///
/// @param id 32 hexadecimal digits; every program of the workspace has it in its environment
/// @param workspace the id of the workspace
/// @param sources a real path, which is the same inside
/// @param mounts besides the sources
/// @param environment variables with their values
/// @param secrets names of kdn's secrets, by variable
/// @param offline whether there is no network
/// @param unsandboxed whether the user said when it was made that it is to have no sandbox
/// @param bare whether it has no sandbox now, for whatever reason
/// @param boot during which boot of the machine it was started; empty if it is stopped
record LocalInstance(
        String id,
        String name,
        String workspace,
        Path sources,
        List<Mount> mounts,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<Integer> ports,
        boolean offline,
        boolean unsandboxed,
        boolean bare,
        String boot) {
    private static final String YES = "yes";

    LocalInstance {
        mounts = List.copyOf(mounts);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        ports = List.copyOf(ports);
    }

    /// A file or folder of this machine, and where it is inside.
    ///
    /// @param host a real path
    record Mount(Path host, Path target, boolean readOnly) {}

    LocalInstance started(String newBoot) {
        return with(newBoot, bare);
    }

    LocalInstance stopped() {
        return with("", bare);
    }

    LocalInstance inSandbox() {
        return with(boot, false);
    }

    LocalInstance withoutSandbox() {
        return with(boot, true);
    }

    private LocalInstance with(String newBoot, boolean nowBare) {
        return new LocalInstance(
                id,
                name,
                workspace,
                sources,
                mounts,
                environment,
                secrets,
                ports,
                offline,
                unsandboxed,
                nowBare,
                newBoot);
    }

    LocalInstance named(String newName) {
        return new LocalInstance(
                id, newName, workspace, sources, mounts, environment, secrets, ports, offline, unsandboxed, bare, boot);
    }

    /// @param bootNow the present boot of the machine
    RuntimeState state(String bootNow) {
        return boot.isEmpty() || !boot.equals(bootNow) ? RuntimeState.STOPPED : RuntimeState.RUNNING;
    }

    RuntimeInfo info(String bootNow) {
        Map<String, String> info = new TreeMap<>();
        info.put("source_path", sources.toString());
        if (!ports.isEmpty()) {
            info.put("forwards", Forward.format(forwards()));
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("container", name);
        facts.put("sandbox", bare ? "none" : "bubblewrap");
        facts.put("network", offline ? "none" : "this machine's");
        return new RuntimeInfo(id, state(bootNow), info, facts);
    }

    /// Nothing stands between a port inside and the same one of this machine.
    List<Forward> forwards() {
        return ports.stream().map(port -> new Forward("127.0.0.1", port, port)).toList();
    }

    Map<String, String> toMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("workspace", workspace);
        members.put("sources", sources.toString());
        members.put("boot", boot);
        members.put("offline", offline ? YES : "");
        members.put("unsandboxed", unsandboxed ? YES : "");
        members.put("bare", bare ? YES : "");
        members.put(
                "ports", String.join(" ", ports.stream().map(String::valueOf).toList()));
        for (int i = 0; i < mounts.size(); i++) {
            members.put("mount " + i, mounts.get(i).host().toString());
            members.put("target " + i, mounts.get(i).target().toString());
            members.put("ro " + i, mounts.get(i).readOnly() ? YES : "");
        }
        new TreeMap<>(environment).forEach((variable, value) -> members.put("env " + variable, value));
        new TreeMap<>(secrets).forEach((variable, secret) -> members.put("secret " + variable, secret));
        return members;
    }

    static LocalInstance of(String id, Map<String, String> members) {
        List<Mount> mounts = new ArrayList<>();
        while (members.containsKey("mount " + mounts.size())) {
            int i = mounts.size();
            mounts.add(new Mount(
                    Path.of(members.get("mount " + i)),
                    Path.of(members.getOrDefault("target " + i, "")),
                    YES.equals(members.get("ro " + i))));
        }
        List<Integer> ports = new ArrayList<>();
        for (String port : members.getOrDefault("ports", "").split(" ", -1)) {
            if (!port.isEmpty()) {
                ports.add(Integer.valueOf(port));
            }
        }
        return new LocalInstance(
                id,
                members.getOrDefault("name", ""),
                members.getOrDefault("workspace", ""),
                Path.of(members.getOrDefault("sources", "")),
                mounts,
                prefixed("env ", members),
                prefixed("secret ", members),
                ports,
                YES.equals(members.get("offline")),
                YES.equals(members.get("unsandboxed")),
                YES.equals(members.get("bare")),
                members.getOrDefault("boot", ""));
    }

    private static Map<String, String> prefixed(String prefix, Map<String, String> members) {
        Map<String, String> found = new TreeMap<>();
        members.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
