/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import dev.kdn.testing.EngineTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@EngineTest("podman-api")
class PodmanApiRuntimeIT extends EngineRuntimeContract {
    @Override
    String host() {
        return TestEngines.variable("TESTBED_PODMAN_HOST");
    }

    /// podman cannot have a colon together with what it cuts names up at.
    @Override
    String oddName() {
        return "a b,c\"d'é=x";
    }

    @Test
    void refusesWhatPodmanWouldMountWrongly() throws IOException {
        Path data = Files.createDirectories(bench.root.resolve("a,b:c"));

        assertThatThrownBy(() -> bench.create(
                        "wrong",
                        bench.sources("wrong"),
                        with().mount(data.toString(), "/data", false).get()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("cannot mount " + data + ": this engine takes a colon for the end of a path");
    }
}
