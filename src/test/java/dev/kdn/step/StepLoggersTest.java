/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StepLoggersTest {
    private final Terminal terminal = new Terminal();

    @Test
    void writesPlainLinesElsewhereThanOnTerminals() {
        report(StepOptions.of(false, false, false, true, false));

        assertThat(terminal.raw().lines())
                .containsExactly(
                        "Building image",
                        "warning: slow disk",
                        "Image built",
                        "Starting container",
                        "failed: Starting container");
    }

    @Test
    void writesPlainLinesOnDumbTerminalsAndLogsOnRequest() {
        report(StepOptions.of(false, true, true, true, true));

        assertThat(terminal.raw().lines())
                .containsExactly(
                        "Building image",
                        "warning: slow disk",
                        "STEP 1",
                        "Image built",
                        "Starting container",
                        "failed: Starting container");
    }

    @Test
    void writesWarningsOnlyForJson() {
        report(StepOptions.of(true, true, false, true, false));

        assertThat(terminal.raw()).isEqualTo("warning: slow disk\n");
    }

    @Test
    void spinsOnTerminals() {
        report(StepOptions.of(false, true, false, false, false));

        assertThat(terminal.shown()).isEqualTo("warning: slow disk\n✓ Image built\n✖ Starting container\n");
    }

    @Test
    void goesOnWhenStderrIsClosed() {
        PrintStream closed = new PrintStream(OutputStream.nullOutputStream());
        closed.close();

        for (StepOptions.Style style : StepOptions.Style.values()) {
            StepLogger steps = StepLoggers.create(closed, new StepOptions(style, true, true, () -> 80));
            assertThat(steps.step("Counting", "Counted", () -> 3)).isEqualTo(3);
        }
    }

    private void report(StepOptions options) {
        StepLogger steps = StepLoggers.create(terminal.stream(), options);
        steps.start("Building image", "Image built");
        steps.warn("slow disk");
        steps.output("STEP 1");
        steps.start("Starting container", "Container started");
        steps.fail();
        steps.complete();
    }
}
