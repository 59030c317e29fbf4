/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The arguments of bubblewrap for one program: what it sees of this machine, and how.
final class SandboxArguments {
    /// Where the filter of system calls is open.
    static final int FILTER_DESCRIPTOR = 9;

    /// Where the report is open.
    static final int REPORT_DESCRIPTOR = 8;

    /// The home folder inside.
    static final Path HOME = Path.of("/home/agent");

    private static final Path PLACE = Path.of("/workspace/sources");
    // Of Nix and Guix the programs only: beside them are the sockets of their services.
    private static final List<String> SYSTEM = List.of(
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/etc",
            "/opt",
            "/nix/store",
            "/nix/var/nix/profiles",
            "/gnu/store",
            "/var/lib/ca-certificates",
            "/run/current-system");
    // What tells of the whole machine, as container engines cover it, too.
    private static final List<String> MACHINE = List.of(
            "/proc/acpi",
            "/proc/asound",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/proc/timer_list",
            "/proc/timer_stats");
    private static final List<String> NAMESPACES =
            List.of("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try");
    private static final Path RESOLVER = Path.of("/etc/resolv.conf");

    private final LocalInstance instance;
    private final LocalInstances instances;
    private final List<String> arguments = new ArrayList<>();

    private SandboxArguments(LocalInstance instance, LocalInstances instances) {
        this.instance = instance;
        this.instances = instances;
    }

    /// @param hidden of the system
    static List<String> of(
            LocalInstance instance,
            LocalInstances instances,
            LocalHost host,
            HiddenFiles hidden,
            SandboxedProgram program) {
        SandboxArguments made = new SandboxArguments(instance, instances);
        made.isolate(program.outlivesKdn());
        if (program.report().isPresent()) {
            made.add("--json-status-fd", Integer.toString(REPORT_DESCRIPTOR));
        }
        made.system();
        made.hidden(hidden);
        made.cover(host.home());
        made.cover(instances.storage());
        made.own(program.visible());
        made.add("--remount-ro", "/");
        made.add("--chdir", instance.sources().toString());
        return made.arguments;
    }

    /// A sandbox that sees everything, to try whether there can be any.
    static List<String> simplest() {
        List<String> arguments = new ArrayList<>(NAMESPACES);
        arguments.addAll(List.of("--die-with-parent", "--cap-drop", "ALL"));
        arguments.addAll(List.of("--seccomp", Integer.toString(FILTER_DESCRIPTOR)));
        arguments.addAll(List.of("--ro-bind", "/", "/", "--proc", "/proc"));
        return arguments;
    }

    private void isolate(boolean outlivesKdn) {
        arguments.addAll(NAMESPACES);
        if (instance.offline()) {
            add("--unshare-net");
        }
        if (!outlivesKdn) {
            add("--die-with-parent");
        }
        add("--cap-drop", "ALL");
        add("--seccomp", Integer.toString(FILTER_DESCRIPTOR));
    }

    private void system() {
        add("--dir", "/var");
        add("--tmpfs", "/run");
        add("--symlink", "../run", "/var/run");
        for (String path : SYSTEM) {
            systemFolder(Path.of(path));
        }
        add("--proc", "/proc");
        for (String path : MACHINE) {
            coverWithNothing(Path.of(path));
        }
        add("--dev", "/dev");
        if (!instance.offline()) {
            resolver().ifPresent(file -> add("--ro-bind", file.toString(), file.toString()));
        }
        add("--perms", "0755", "--dir", "/home");
    }

    private void coverWithNothing(Path path) {
        if (Files.isDirectory(path)) {
            add("--tmpfs", path.toString());
        } else if (Files.exists(path)) {
            add("--ro-bind", "/dev/null", path.toString());
        }
    }

    private void systemFolder(Path path) {
        if (Files.isSymbolicLink(path) && path.getNameCount() == 1) {
            try {
                add("--symlink", Files.readSymbolicLink(path).toString(), path.toString());
            } catch (IOException gone) {
                return;
            }
        } else if (Files.isDirectory(path)) {
            add("--ro-bind", path.toString(), path.toString());
        }
    }

    /// Where the file with the name servers really is, if that is a place which programs would not see.
    private static Optional<Path> resolver() {
        try {
            Path file = RESOLVER.toRealPath();
            return SYSTEM.stream().anyMatch(file::startsWith) ? Optional.empty() : Optional.of(file);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private void hidden(HiddenFiles hidden) {
        hidden.folders().forEach(folder -> add("--tmpfs", folder.toString()));
        hidden.files().forEach(file -> add("--ro-bind", "/dev/null", file.toString()));
        Path users = instances.folder(instance.id()).resolve(UserNames.FILE);
        if (Files.exists(users)) {
            add("--ro-bind", users.toString(), "/etc/passwd");
        }
    }

    /// Puts an empty folder over one of the user's that is where the system is, such as a home folder in `/opt`.
    private void cover(Path own) {
        try {
            Path real = own.toRealPath();
            if (SYSTEM.stream().anyMatch(path -> real.startsWith(path) && !real.equals(Path.of(path)))) {
                add("--tmpfs", real.toString());
            }
        } catch (IOException none) {
            return;
        }
    }

    /// What is mounted below something else comes after it.
    private void own(List<LocalInstance.Mount> visible) {
        List<LocalInstance.Mount> all = new ArrayList<>();
        Path temporary = instances.temporary(instance.id());
        all.add(new LocalInstance.Mount(temporary, Path.of("/tmp"), false));
        all.add(new LocalInstance.Mount(temporary, Path.of("/var/tmp"), false));
        all.add(new LocalInstance.Mount(instances.home(instance.id()), HOME, false));
        all.add(new LocalInstance.Mount(instance.sources(), instance.sources(), false));
        all.addAll(instance.mounts());
        all.addAll(visible);
        all.sort(Comparator.comparingInt(mount -> mount.target().getNameCount()));
        for (LocalInstance.Mount mount : all) {
            add(
                    mount.readOnly() ? "--ro-bind" : "--bind",
                    mount.host().toString(),
                    mount.target().toString());
        }
        if (!Files.exists(PLACE) && all.stream().noneMatch(mount -> PLACE.startsWith(mount.target()))) {
            add("--symlink", instance.sources().toString(), PLACE.toString());
        }
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }
}
