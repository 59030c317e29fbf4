/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.storage.JsonValues;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerInspectionTest {
    @ParameterizedTest
    @CsvSource({
        "exited, 137, true, OUT_OF_MEMORY",
        "exited, 137, false, STOPPED",
        "exited, 143, true, STOPPED", // something in it was killed, then it was stopped
        "running, 0, true, RUNNING",
        "dead, 137, false, ERROR"
    })
    void tellsWhetherMemoryWasLacking(String status, int code, boolean killed, String state) throws IOException {
        String json = "{\"State\": {\"Status\": \"%s\", \"ExitCode\": %d, \"OOMKilled\": %s}}"
                .formatted(status, code, killed);

        assertThat(new DockerInspection(JsonValues.of(json)).state()).hasToString(state);
    }
}
