/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.image.Shells.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the script that goes into images, with package managers that only say what they were told.
class PackagesScriptTest {
    // A real one would clean this machine.
    private static final String NO_RM = "rm() { echo rm \"$1\"; }";

    @TempDir
    Path bin;

    static Stream<List<String>> shells() {
        return Shells.here().stream();
    }

    private void command(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void commands(String... names) throws IOException {
        for (String name : names) {
            command(name, "echo " + name + " \"$@\"");
        }
    }

    private Ended run(List<String> shell, String... arguments) throws IOException, InterruptedException {
        Ended ended = Shells.run(shell, NO_RM, "packages.sh", bin.toString(), List.of(arguments));
        return new Ended(ended.code(), ended.output().replace(" ca-certificates", "")); // as this machine has them
    }

    /// What is missing everywhere but for `ps`, which busybox has.
    private static String all(List<String> shell, String ps) {
        return "bash curl git " + (Shells.bringsCommands(shell) ? "" : ps + " ") + "sudo tmux";
    }

    @ParameterizedTest
    @MethodSource("shells")
    void installsMissingEssentialsAndWhatIsAskedForWithApt(List<String> shell) throws Exception {
        commands("apt-get", "bash", "git", "ps", "sudo");

        assertThat(run(shell, "auto", "jq")).isEqualTo(new Ended(0, """
            apt-get update
            apt-get install -y --no-install-recommends curl tmux jq
            apt-get clean
            rm -rf
            """));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void usesTheNamesOfFedoraWithDnf(List<String> shell) throws Exception {
        commands("dnf", "microdnf");

        assertThat(run(shell, "auto", "@development-tools"))
                .isEqualTo(new Ended(0, """
                    dnf install -y %s @development-tools
                    dnf clean all
                    """.formatted(all(shell, "procps-ng"))));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void takesMicrodnfWhereThereIsNoDnf(List<String> shell) throws Exception {
        commands("microdnf");

        assertThat(run(shell, "auto", "jq")).isEqualTo(new Ended(0, """
            microdnf install -y %s jq
            microdnf clean all
            """.formatted(all(shell, "procps-ng"))));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void asksZypperNothing(List<String> shell) throws Exception {
        commands("zypper");

        assertThat(run(shell, "auto", "jq")).isEqualTo(new Ended(0, """
            zypper --non-interactive install --no-recommends %s jq
            zypper clean --all
            """.formatted(all(shell, "procps"))));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void leavesNoCacheWithApk(List<String> shell) throws Exception {
        commands("apk");

        assertThat(run(shell, "auto", "jq"))
                .isEqualTo(new Ended(0, "apk add --no-cache " + all(shell, "procps") + " jq\n"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void obeysAChoice(List<String> shell) throws Exception {
        commands("apt-get", "dnf", "apk", "bash", "curl", "git", "ps", "sudo", "tmux");

        assertThat(run(shell, "apk", "jq").output()).endsWith("apk add --no-cache jq\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void goesWithoutWhereThereIsNoManager(List<String> shell) throws Exception {
        assertThat(run(shell, "auto"))
                .isEqualTo(new Ended(
                        0, "kdn: no package manager, the image goes without: " + all(shell, "procps") + "\n"));
        commands("apt-get");
        assertThat(run(shell, "none", "jq").code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void failsForPackagesThatNothingCanInstall(List<String> shell) throws Exception {
        assertThat(run(shell, "auto", "jq"))
                .isEqualTo(new Ended(
                        1, "kdn: this base image has none of apt-get, dnf, microdnf, zypper and apk to install: jq\n"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void failsWhenTheManagerFails(List<String> shell) throws Exception {
        for (String manager : new String[] {"apt-get", "dnf", "microdnf", "zypper", "apk"}) {
            command(manager, "exit 100");

            assertThat(run(shell, manager.equals("apt-get") ? "apt" : manager, "jq")
                            .code())
                    .as(manager)
                    .isEqualTo(100);
        }
    }
}
