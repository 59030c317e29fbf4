/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the script that goes into images, with package managers that only say what they were told.
class PackagesScriptTest {
    @TempDir
    Path bin;

    private record Ended(int code, String output) {}

    private void command(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void commands(String... names) throws IOException {
        for (String name : names) {
            command(name, "echo " + name + " \"$@\"");
        }
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-s", "--"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", bin.toString()));
        Process process = builder.start();
        try (InputStream script = ImageRecipes.class.getResourceAsStream("packages.sh")) {
            process.getOutputStream().write(script == null ? new byte[0] : script.readAllBytes());
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.replace(" ca-certificates", ""));
    }

    @Test
    void installsMissingEssentialsAndWhatIsAskedForWithApt() throws Exception {
        commands("apt-get", "bash", "git", "ps", "sudo");
        command("rm", "echo rm \"$1\""); // a real one would clean this machine

        assertThat(run("auto", "jq")).isEqualTo(new Ended(0, """
            apt-get update
            apt-get install -y --no-install-recommends curl tmux jq
            apt-get clean
            rm -rf
            """));
    }

    @Test
    void usesTheNamesOfFedoraWithDnf() throws Exception {
        commands("dnf");

        assertThat(run("auto", "@development-tools")).isEqualTo(new Ended(0, """
            dnf install -y bash curl git procps-ng sudo tmux @development-tools
            dnf clean all
            """));
    }

    @Test
    void goesWithoutWhereThereIsNoManager() throws Exception {
        assertThat(run("auto"))
                .isEqualTo(new Ended(
                        0, "kdn: no package manager, the image goes without: bash curl git procps sudo tmux\n"));
        commands("apt-get");
        assertThat(run("none", "jq").code()).isZero();
    }

    @Test
    void failsForPackagesThatNothingCanInstall() throws Exception {
        assertThat(run("auto", "jq"))
                .isEqualTo(new Ended(1, "kdn: this base image has neither apt-get nor dnf to install: jq\n"));
    }

    @Test
    void failsWhenTheManagerFails() throws Exception {
        command("apt-get", "exit 100");

        assertThat(run("apt", "jq").code()).isEqualTo(100);
    }
}
