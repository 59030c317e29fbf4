/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import dev.kdn.agent.SettingsFile;
import dev.kdn.error.EngineException;
import dev.kdn.runtime.HomeAccess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The home folder of a workspace. It is read and written by programs inside: a program there may have put links to
/// anything of this machine in it.
record LocalHome(LocalInstances instances, LocalPrograms programs) implements HomeAccess {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    // GNU's and BusyBox's, and that of macOS.
    private static final String READ = """
        cd || exit
        for path; do
          if [ -f "$path" ] && [ -r "$path" ]; then
            mode=$(stat -L -c %a "$path" 2>/dev/null || stat -L -f %Lp "$path") && size=$(wc -c <"$path") || exit
            printf '%s %s %s\\n' "$mode" "$((size))" "$path"
            head -c "$((size))" "$path" || exit
          fi
        done
        """;
    private static final String WRITE = """
        cd || exit
        while [ "$1" != -- ]; do mkdir -p "$1" || exit; shift; done
        shift
        umask 077
        while [ $# -gt 0 ]; do
          new=$1.kdn-new
          rm -rf "$new" && head -c "$3" >"$new" && chmod "$2" "$new" && mv "$new" "$1" || exit
          shift 3
        done
        """;

    @Override
    public String hostName() {
        return "localhost";
    }

    @Override
    public Optional<String> sourcesPath(Path sources) {
        return Optional.of(sources.toString());
    }

    @Override
    public Map<String, SettingsFile> read(String id, Set<String> paths) {
        List<String> sorted = List.copyOf(new TreeSet<>(paths));
        int most = (SettingsFile.MAX_BYTES + 8192) * Math.max(1, sorted.size());
        return files(sorted, run(id, script(READ, sorted), new byte[0], most));
    }

    /// What the script has printed: of each file a line `MODE SIZE PATH` and its content.
    ///
    /// @throws EngineException if it makes no sense, since a program writes the files meanwhile
    static Map<String, SettingsFile> files(List<String> sorted, byte[] output) {
        Map<String, SettingsFile> found = new TreeMap<>();
        int start = 0;
        for (String path : sorted) {
            String tail = " " + path + "\n";
            int end = indexOf(output, start);
            String head = new String(output, start, end - start, StandardCharsets.UTF_8) + "\n";
            if (end > start && head.endsWith(tail)) {
                int size = number(head, 1, 10);
                if (size > SettingsFile.MAX_BYTES) {
                    throw SettingsFile.tooLarge("~/" + path);
                }
                start = end + 1 + size;
                if (start > output.length) {
                    throw changing(path);
                }
                found.put(path, new SettingsFile(Arrays.copyOfRange(output, end + 1, start), number(head, 0, 8)));
            }
        }
        if (start != output.length) {
            throw changing(sorted.getLast());
        }
        return found;
    }

    private static int number(String head, int word, int radix) {
        try {
            int number = Integer.parseInt(head.split(" ", 3)[word], radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notWhatToolsPrint) {
            // Told below.
        }
        throw new EngineException("cannot make out what is in the home folder of the workspace: " + head.strip());
    }

    /// A program that writes a file meanwhile makes it shorter than it was said to be.
    private static EngineException changing(String path) {
        return new EngineException("~/" + path + " changed while it was read, in the workspace", "try again");
    }

    private static int indexOf(byte[] output, int start) {
        int end = start;
        while (end < output.length && output[end] != '\n') {
            end++;
        }
        return end;
    }

    @Override
    public void write(String id, Map<String, SettingsFile> files, Set<String> folders) {
        TreeSet<String> all = new TreeSet<>(folders);
        List<String> triples = new ArrayList<>();
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        new TreeMap<>(files).forEach((path, file) -> {
            int slash = path.lastIndexOf('/');
            if (slash > 0) {
                all.add(path.substring(0, slash));
            }
            byte[] content = file.content();
            triples.addAll(List.of(path, Integer.toOctalString(file.mode()), Integer.toString(content.length)));
            input.writeBytes(content);
        });
        List<String> arguments = new ArrayList<>(all);
        arguments.add("--");
        arguments.addAll(triples);
        byte[] _ = run(id, script(WRITE, arguments), input.toByteArray(), 1 << 16);
    }

    private static List<String> script(String text, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", text, "/bin/sh"));
        argv.addAll(arguments);
        return argv;
    }

    private byte[] run(String id, List<String> argv, byte[] input, int most) {
        LocalPrograms.Outcome outcome =
                programs.run(instances.get(id), SandboxedProgram.of(argv).asOwn(), input, most, LIMIT);
        if (!outcome.succeeded()) {
            throw new EngineException("cannot use the home folder of the workspace: " + outcome.complaint());
        }
        return outcome.output();
    }

    /// Copies what there is of the paths from the home folder of one workspace into that of another.
    ///
    /// @param paths `~/` is the home folder; others are passed over, since nothing else is the workspace's own
    void carry(LocalInstance from, LocalInstance to, List<String> paths) {
        List<String> relative = paths.stream()
                .filter(path -> path.startsWith("~/"))
                .map(path -> path.substring(2))
                .toList();
        if (relative.isEmpty()) {
            return;
        }
        Path source = instances.home(from.id());
        Path seen = to.bare() ? source : Path.of("/run/kdn-old-home");
        List<String> arguments = new ArrayList<>(List.of(seen.toString()));
        arguments.addAll(relative);
        SandboxedProgram copy = SandboxedProgram.of(script(COPY, arguments))
                .asOwn()
                .seeing(to.bare() ? List.of() : List.of(new LocalInstance.Mount(source, seen, true)));
        LocalPrograms.Outcome outcome = programs.run(to, copy, new byte[0], 1 << 16, LIMIT.multipliedBy(10));
        if (!outcome.succeeded()) {
            throw new EngineException("failed to carry the agent's state over: " + outcome.complaint());
        }
    }

    private static final String COPY = """
        cd || exit
        old=$1
        shift
        for path; do
          if [ -e "$old/$path" ] || [ -L "$old/$path" ]; then
            mkdir -p "$(dirname "$path")" && cp -a "$old/$path" "$(dirname "$path")/" || exit
          fi
        done
        """;
}
