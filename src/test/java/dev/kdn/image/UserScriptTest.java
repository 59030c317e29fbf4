/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.image.Shells.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the script that makes the user of an image, on made-up root file systems.
class UserScriptTest {
    // Only root may give files away.
    private static final String NO_CHOWN = "chown() { echo chown \"$1\" \"$2\"; }";

    @TempDir
    Path root;

    static Stream<List<String>> shells() {
        return Shells.here().stream();
    }

    private Path etc(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(root.resolve("etc")).resolve(name), text);
    }

    private void run(List<String> shell, int uid, int gid) throws IOException, InterruptedException {
        Ended ended = Shells.run(
                shell,
                NO_CHOWN,
                "user.sh",
                "/usr/bin:/bin",
                List.of(String.valueOf(uid), String.valueOf(gid), root.toString()));

        assertThat(ended).isEqualTo(new Ended(0, "chown -R " + uid + ":" + gid + "\n"));
        assertThat(root.resolve("workspace/sources")).isDirectory();
        assertThat(root.resolve("home/agent/.local/bin")).isDirectory();
    }

    private String passwd() throws IOException {
        return Files.readString(root.resolve("etc/passwd")).replaceAll("/(usr/)?(local/)?bin/(ba)?sh", "SH");
    }

    private String groups() throws IOException {
        return Files.readString(root.resolve("etc/group"));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void addsTheUserAndItsGroup(List<String> shell) throws Exception {
        etc("passwd", "root:x:0:0:root:/root:/bin/ash\n");
        etc("group", "root:x:0:root\nadm:x:1001:root,adm\n");

        run(shell, 1001, 1002);

        assertThat(passwd()).isEqualTo("""
            root:x:0:0:root:/root:/bin/ash
            agent:*:1001:1002:workspace user:/home/agent:SH
            """);
        assertThat(groups()).isEqualTo("root:x:0:root\nadm:x:1001:root,adm\nagent:x:1002:\n");
        assertThat(root.resolve("etc/shadow")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void usesAGroupThatHasTheNumber(List<String> shell) throws Exception {
        etc("passwd", "root:x:0:0:root:/root:/bin/ash\n");
        String before = "root:x:0:\nusers:x:100:20\ndialout:x:20:"; // no line end, and 20 as a member
        etc("group", before);

        run(shell, 1001, 20);

        assertThat(groups()).isEqualTo(before);
        assertThat(passwd()).contains("agent:*:1001:20:");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void replacesWhoHasTheNameOrTheNumber(List<String> shell) throws Exception {
        etc("passwd", "root:x:0:0:root:/root:/bin/ash\nagent:x:7:7::/a:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh");
        etc("group", "agent:x:7:\nnode:x:1000:\n");

        run(shell, 1000, 30);

        assertThat(passwd()).isEqualTo("""
            root:x:0:0:root:/root:/bin/ash
            agent:*:1000:30:workspace user:/home/agent:SH
            """);
        assertThat(groups()).isEqualTo("node:x:1000:\nagent:x:30:\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void givesRootAnotherHome(List<String> shell) throws Exception {
        etc("passwd", "root:x:0:0:root:/root:/bin/ash\n");
        etc("group", "root:x:0:\n");

        run(shell, 0, 0);

        assertThat(passwd()).isEqualTo("root:*:0:0:workspace user:/home/agent:SH\n");
        assertThat(groups()).isEqualTo("root:x:0:\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void worksWithoutAnyUserFile(List<String> shell) throws Exception {
        Files.createDirectories(root.resolve("etc/skel"));
        Files.writeString(root.resolve("etc/skel/.profile"), "x");

        run(shell, 1001, 20);

        assertThat(passwd()).startsWith("agent:*:1001:20:");
        assertThat(groups()).isEqualTo("agent:x:20:\n");
        assertThat(root.resolve("home/agent/.profile")).exists();
    }
}
