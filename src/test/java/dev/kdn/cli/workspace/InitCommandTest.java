/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.cli.Failure;
import dev.kdn.error.EngineException;
import dev.kdn.instance.Instance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitCommandTest {
    @Test
    void namesTheWorkspaceThatCouldNotBeStarted() {
        Instance added = anInstance().build();
        Failure failure = new Failure(1, "port 80 is taken", Optional.of("free it"), new EngineException("x"));

        Failure told = InitCommand.notStarted(failure, added);

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.message())
                .isEqualTo("workspace " + added.id() + " is registered but could not be started: port 80 is taken");
        assertThat(told.hint())
                .contains("free it\nstart it with 'kdn start shop', or remove it with 'kdn remove shop'");
    }
}
