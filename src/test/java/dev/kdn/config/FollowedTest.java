/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedTest {
    private Path folder;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary.toRealPath();
        Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectories(folder.resolve("c"));
    }

    private Path link(String name, String target) throws IOException {
        return Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    @Test
    void tellsEveryLinkOfTheWay() throws IOException {
        Path inner = link("a/b/inner", "../../c/./x");
        Path outer = link("outer", folder + "/a/b/inner");

        Followed followed = Followed.of(outer.resolve("y"));

        assertThat(followed).isEqualTo(new Followed(folder.resolve("c/x/y"), List.of(outer, inner)));
        assertThat(followed.isDecidedIn(folder.resolve("a"))).isTrue();
        assertThat(followed.isDecidedIn(folder.resolve("c"))).isTrue();
        assertThat(followed.isDecidedIn(folder.resolve("a/b/inner/z"))).isFalse();
    }

    @Test
    void goesUpFromWhereALinkLedTo() throws IOException {
        Path link = link("link", "a/b");

        assertThat(Followed.of(link("up", "link/..")).real())
                .isEqualTo(folder.resolve("up").toRealPath())
                .isEqualTo(folder.resolve("a"));
        assertThat(Followed.of(link).links()).containsExactly(link);
    }

    @Test
    void comesToAnEnd() throws IOException {
        Path round = link("round", "round");
        link("d", "e/x");
        link("e", "d/y");

        assertThat(Followed.of(round).real()).isEqualTo(round);
        assertThat(Followed.of(folder.resolve("d")).real()).isEqualTo(folder.resolve("d"));
        assertThat(Followed.of(folder.resolve("none/at/all")).real()).isEqualTo(folder.resolve("none/at/all"));
        assertThat(Followed.of(Path.of("/")).real()).isEqualTo(Path.of("/"));
    }
}
