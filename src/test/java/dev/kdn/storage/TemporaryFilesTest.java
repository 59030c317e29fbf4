/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryFilesTest {
    // Beyond what Linux gives to processes.
    private static final String DEAD = "4194305";

    @TempDir
    private Path folder;

    @Test
    void givesEachNameOnce() {
        Path file = folder.resolve("list.json");

        Path name = TemporaryFiles.nameFor(file);

        assertThat(name.getParent()).isEqualTo(folder);
        assertThat(name).isNotEqualTo(TemporaryFiles.nameFor(file));
    }

    @Test
    void leavesThoseOfLivingProcesses() throws IOException {
        Files.createFile(TemporaryFiles.nameFor(folder.resolve("list.json")));

        assertThat(TemporaryFiles.stale(folder)).isEmpty();
    }

    @Test
    void clearsThoseOfDeadProcessesWhereverTheyAre() throws IOException {
        Path here = Files.createFile(folder.resolve(".list.json-" + DEAD + "-3-fa4c.tmp"));
        Path deep = Files.createDirectories(folder.resolve("workspaces/x"));
        Path there = Files.createFile(deep.resolve(".meta-1.json-" + DEAD + "-3-fa4c.tmp"));

        assertThat(TemporaryFiles.stale(folder)).containsExactlyInAnyOrder(here, there);
        TemporaryFiles.clear(folder);

        assertThat(here).doesNotExist();
        assertThat(there).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list.json-" + DEAD + "-3-fa4c.tmp",
                ".list.json-" + DEAD + "-3-fa4c",
                ".list.tmp",
                ".list.json-x-3-fa4c.tmp",
                ".list.json--3-fa4c.tmp",
                ".list.json-12345678901-3-fa4c.tmp"
            })
    void leavesWhatItDidNotName(String name) throws IOException {
        Files.createFile(folder.resolve(name));

        assertThat(TemporaryFiles.stale(folder)).isEmpty();
    }

    @Test
    void findsNothingInAFolderThatIsNotThere() {
        assertThat(TemporaryFiles.stale(folder.resolve("none"))).isEmpty();
    }
}
