/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kdn.error.OutputException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    @Test
    void tellsOfAFullDisk() throws IOException {
        assumeThat(Files.exists(Path.of("/dev/full"))).isTrue();
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            StandardOutput out = new StandardOutput(full);

            assertThatThrownBy(() -> out.line("x"))
                    .isInstanceOf(OutputException.class)
                    .hasMessage("cannot write to standard output: No space left on device");
        }
    }

    @Test
    void endsQuietlyWhenTheReaderHasGone() {
        Broken broken = new Broken();
        StandardOutput out = new StandardOutput(broken);

        out.line("x");
        out.line("y");

        assertThat(broken.writes).isEqualTo(1);
    }

    /// A pipe without a reader.
    private static final class Broken extends OutputStream {
        private int writes;

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            writes++;
            throw new IOException("Broken pipe");
        }
    }
}
