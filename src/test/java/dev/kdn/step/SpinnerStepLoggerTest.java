/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.process.Eventually;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpinnerStepLoggerTest {
    private final Terminal terminal = new Terminal();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void endsStepsWithColouredMarks() {
        SpinnerStepLogger steps = logger(true, false);

        steps.start("Building image", "Image built");
        steps.complete();
        steps.start("Starting container", "Container started");
        steps.fail();

        assertThat(terminal.shown())
                .isEqualTo("\u001b[32m✓\u001b[0m Image built\n\u001b[31m✖\u001b[0m Starting container\n");
    }

    @Test
    void usesNoColourWhenNotWanted() {
        SpinnerStepLogger steps = logger(false, false);

        steps.start("Building image", "Image built");
        steps.warn("slow disk");
        steps.complete();

        assertThat(terminal.shown()).isEqualTo("warning: slow disk\n✓ Image built\n");
        assertThat(terminal.raw()).doesNotContain("\u001b[0m").doesNotContain("\u001b[3");
    }

    @Test
    void redrawsOneLineWithTheTimeElapsed() {
        SpinnerStepLogger steps = logger(false, false);

        steps.start("Building image", "Image built");
        clock.set(TimeUnit.SECONDS.toNanos(12));
        steps.draw();

        assertThat(terminal.raw()).startsWith("\r\u001b[K⠋ Building image\r\u001b[K");
        assertThat(terminal.shown()).endsWith(" Building image (12s)").doesNotContain("\n");
    }

    @Test
    void showsHowFarTheOpenStepIs() {
        SpinnerStepLogger steps = logger(false, false);

        steps.start("Pulling image", "Image pulled");
        steps.progress("1 of 2 layers");
        steps.draw();
        assertThat(terminal.shown()).endsWith(" Pulling image: 1 of 2 layers");
        steps.start("Starting container", "Container started");
        steps.draw();

        assertThat(terminal.shown()).contains("✓ Image pulled\n").endsWith(" Starting container");
    }

    @Test
    void drawsByItselfWhileStepIsOpen() throws InterruptedException {
        SpinnerStepLogger steps = logger(false, false);

        steps.start("Building image", "Image built");

        Eventually.await(
                Duration.ofSeconds(10), "third frame", () -> terminal.raw().contains("⠹ Building image"));
        steps.complete();
        assertThat(terminal.shown()).isEqualTo("✓ Image built\n");
    }

    @Test
    void showsLogsAboveTheStepOnRequest() {
        SpinnerStepLogger steps = logger(false, true);

        steps.start("Building image", "Image built");
        steps.output("STEP 1/2");
        steps.complete();

        assertThat(terminal.shown()).isEqualTo("STEP 1/2\n✓ Image built\n");
    }

    @Test
    void hidesLogsOtherwise() {
        SpinnerStepLogger steps = logger(false, false);

        steps.output("STEP 1/2");

        assertThat(terminal.raw()).isEmpty();
    }

    @Test
    void printsNothingWithoutOpenStep() {
        SpinnerStepLogger steps = logger(true, false);

        steps.complete();
        steps.fail();
        steps.draw();

        assertThat(terminal.raw()).isEmpty();
    }

    private SpinnerStepLogger logger(boolean colour, boolean showLogs) {
        StepOptions options = StepOptions.of(false, true, false, colour, showLogs);
        return new SpinnerStepLogger(terminal.stream(), options, clock::get);
    }
}
