/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs the scripts that go into images, with the shells that base images have.
final class Shells {
    /// What a script did.
    record Ended(int code, String output) {}

    private Shells() {}

    /// Debian's sh, Alpine's sh and whatever this machine calls sh, as far as they are here.
    static List<List<String>> here() {
        List<List<String>> shells = new ArrayList<>(List.of(List.of("/bin/sh")));
        for (List<String> shell :
                List.of(List.of("/usr/bin/dash"), List.of("/usr/bin/busybox", "sh"), List.of("/bin/busybox", "sh"))) {
            if (Files.isExecutable(Path.of(shell.getFirst()))) {
                shells.add(shell);
            }
        }
        return shells;
    }

    /// Whether the shell brings the usual commands itself, PATH or not.
    static boolean bringsCommands(List<String> shell) {
        return shell.size() > 1;
    }

    /// Runs a script from the image resources.
    ///
    /// @param before lines that go before the script; functions win over every command
    static Ended run(List<String> shell, String before, String script, String path, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(shell);
        argv.addAll(List.of("-s", "--"));
        argv.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path));
        Process process = builder.start();
        try (InputStream text = ImageRecipes.class.getResourceAsStream(script)) {
            process.getOutputStream().write((before + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().write(text == null ? new byte[0] : text.readAllBytes());
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
