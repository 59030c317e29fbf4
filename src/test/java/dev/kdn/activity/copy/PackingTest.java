/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not UTF-8 is made by a shell, since Java can make no such names.
class PackingTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void refusesNamesThatAreNotText() throws Exception {
        shell("mkdir sub && touch \"sub/caf$(printf '\\351')\" \"sub/caf$(printf '\\350')\"");

        assertThatThrownBy(this::pack)
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("cannot copy a name that is not text in UTF-8; its path, written as in a URL: "
                        + "/.*/sub/caf%E[89]");
    }

    @Test
    void refusesLinksToNamesThatAreNotText() throws Exception {
        shell("ln -s \"no//where$(printf '\\377')\" link");

        assertThatThrownBy(this::pack)
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("cannot copy a link to what is not text in UTF-8; its path, written as in a URL: "
                        + "/.*/link");
    }

    @Test
    void copiesOddNamesAndTargets() throws Exception {
        Files.createFile(folder.resolve("a\nb \t%41"));
        shell("ln -s 'no//where/' link");

        pack();

        assertThat(entries()).containsExactly("root/", "root/a\nb \t%41", "root/link -> no//where/");
    }

    private void pack() throws IOException {
        ArchiveWriter archive = new ArchiveWriter(bytes);
        new Packing(archive, _ -> {}).add(folder, "root");
        archive.complete();
    }

    private List<String> entries() throws IOException {
        ArchiveReader reader = new ArchiveReader(new ByteArrayInputStream(bytes.toByteArray()), "the test");
        List<String> names = new ArrayList<>();
        for (Optional<ArchiveReader.Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
            String link = next.get().header().getLinkName();
            names.add(next.get().header().getName() + (link.isEmpty() ? "" : " -> " + link));
        }
        assertThat(names.removeLast()).isEqualTo(CopyScripts.COMPLETE);
        return names;
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }
}
