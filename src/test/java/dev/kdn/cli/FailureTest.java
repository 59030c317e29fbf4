/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.OutputException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.error.TimedOutException;
import dev.kdn.error.UnavailableException;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Map<Function<String, ? extends Throwable>, Integer> CODES = Map.ofEntries(
            Map.entry(ConfigurationException::new, 1),
            Map.entry(EngineException::new, 1),
            Map.entry(StorageException::new, 1),
            Map.entry(OutputException::new, 1),
            Map.entry(InvalidInputException::new, 2),
            Map.entry(NotFoundException::new, 3),
            Map.entry(ConflictException::new, 4),
            Map.entry(UnavailableException::new, 5),
            Map.entry(RefusedException::new, 6),
            Map.entry(InputNeededException::new, 7),
            Map.entry(IllegalStateException::new, 70),
            Map.entry(TimedOutException::new, 124),
            Map.entry(CancelledException::new, 130));

    @Test
    void hasAnExitCodeForEveryKindOfFailure() {
        CODES.forEach(
                (make, code) -> assertThat(Failure.of(make.apply("x"), () -> 0).code())
                        .as(make.apply("x").getClass().getSimpleName())
                        .isEqualTo(code));
        assertThat(CODES).hasSize(KdnException.class.getPermittedSubclasses().length + 1);
    }

    @Test
    void namesTheSignalThatCancelled() {
        assertThat(Failure.of(new CancelledException("x"), () -> 1).code()).isEqualTo(129);
    }
}
