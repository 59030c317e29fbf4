/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static dev.kdn.activity.ActivityFixture.ALIVE;
import static dev.kdn.activity.ActivityState.EXITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs as a workspace tells them, which may be anything.
class KeptLogTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private ActivityFixture with;

    @SuppressWarnings("NullAway.Init") // before each test
    private Activity kept;

    private String id = "";

    @BeforeEach
    void open() {
        with = new ActivityFixture(folder);
        kept = with.recorded("kept", false, ALIVE, EXITED);
        id = kept.id();
    }

    private void keep(String printed) throws IOException {
        Path file = Files.write(folder.resolve("printed"), printed.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(KeptLog.split(file, Map.of(id, kept), with.store)).containsExactly(id);
    }

    private String copy(Optional<Integer> lines, long since) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Optional<Instant> from = since < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(since));
        KeptLog.copy(with.store.logFile(kept), lines, from, out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, last", "2, two|last", "3, one|two|last", "9, one|two|last"})
    void givesTheLastLines(int lines, String wanted) throws IOException {
        keep(id + " 12 0 0\none\ntwo\nlast");

        assertThat(copy(Optional.of(lines), -1)).isEqualTo(wanted.replace('|', '\n'));
        assertThat(copy(Optional.empty(), -1)).isEqualTo("one\ntwo\nlast");
    }

    @Test
    void aLineFeedAtTheEndBeginsNoLine() throws IOException {
        keep(id + " 5 0 0\na\n\nb\n");

        assertThat(copy(Optional.of(1), -1)).isEqualTo("b\n");
        assertThat(copy(Optional.of(2), -1)).isEqualTo("\nb\n");
    }

    @Test
    void givesWhatCameSince() throws IOException {
        keep(id + " 300000 1000 2\n50 1000\n60 201000\n" + "a".repeat(200_000) + "b".repeat(100_000));

        assertThat(copy(Optional.empty(), 50)).hasSize(300_000);
        assertThat(copy(Optional.empty(), 51)).isEqualTo("b".repeat(100_000));
        assertThat(copy(Optional.empty(), 61)).isEmpty();
    }

    @Test
    void bytesStayAsTheyAre() throws IOException {
        keep(id + " 6 0 0\n\000\377\r\n\033[");

        assertThat(copy(Optional.empty(), -1)).isEqualTo("\000\377\r\n\033[");
        keep(id + " 0 0 0\n");
        assertThat(copy(Optional.of(3), -1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID 5 0\nhello",
                "ID -5 0 0\nhello",
                "ID 99999999999 0 0\nhello",
                "ID 5 0 99999999\nhello",
                "ID x 0 0\nhello",
                "../../x 5 0 0\nhello",
                "ID 50 0 0\nhello",
                "ID 5 0 2\nhello",
                "ID 5 0 0",
                "dddddddddddddddddddddddddddddddd 5 0 0\nhello",
                "ID 5 0 1\n1 x\nhello",
                "ID 5 0 1\n-1 0\nhello"
            })
    void refusesWhatMakesNoSense(String printed) throws IOException {
        Path file = Files.writeString(folder.resolve("printed"), printed.replace("ID", id));

        assertThatThrownBy(() -> KeptLog.split(file, Map.of(id, kept), with.store))
                .isInstanceOf(Exception.class);

        assertThat(with.store.logFile(kept)).doesNotExist();
        try (Stream<Path> files = Files.list(with.store.logFile(kept).getParent())) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("activity.json");
        }
    }

    @Test
    void aLineWithoutAnEndIsNotReadForEver() throws IOException {
        Path file = Files.writeString(folder.resolve("printed"), "9".repeat(5_000_000));

        assertThatThrownBy(() -> KeptLog.split(file, Map.of(id, kept), with.store))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0 1779616801, 0, false, 1779616801",
        "137 1779616801 memory, 137, true, 1779616801",
        "256 1779616801, -1, false, 1779616801",
        "-1 5, -1, false, 5",
        "'', -1, false, 0",
        "x y z, -1, false, 0",
        "1 99999999999999999999, 1, false, 0",
        "1 9223372036854775807, 1, false, 0",
        "3, 3, false, 0"
    })
    void anEndMakesSenseOrIsUnknown(String text, int code, boolean memory, long second) {
        Activity.End end = ActivityEnd.parse(text);

        assertThat(end.exitCode().orElse(-1)).isEqualTo(code);
        assertThat(end.outOfMemory()).isEqualTo(memory);
        assertThat(end.time()).isEqualTo(Instant.ofEpochSecond(second));
    }
}
