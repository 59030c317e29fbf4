/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.cli.ErrorHandler;
import dev.kdn.cli.GlobalOptions;
import dev.kdn.cli.Progress;
import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import dev.kdn.instance.Instance;
import dev.kdn.output.StandardError;
import dev.kdn.output.StandardOutput;
import dev.kdn.step.RecordingStepLogger;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EachReferenceTest {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final List<String> tried = new ArrayList<>();
    private final StandardOutput out = new StandardOutput(stdout);
    private final EachReference each = new EachReference(
            out,
            new ErrorHandler(out, new StandardError(stderr), new GlobalOptions(), () -> 2),
            new Progress(_ -> new RecordingStepLogger()));

    @Test
    void keepsTheDocumentOfOneReference() {
        assertThat(each.run(List.of("shop"), true, this::operation)).isZero();

        assertThat(stdout).hasToString("{\n  \"id\": \"" + anInstance().build().id() + "\"\n}\n");
    }

    @Test
    void leavesTheFailureOfOneReferenceToItsCaller() {
        assertThatThrownBy(() -> each.run(List.of("gone"), true, this::operation))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void triesAllAndExitsWithTheFirstFailure() {
        int code = each.run(List.of("busy", "shop", "gone", "shop"), false, this::operation);

        assertThat(code).isEqualTo(4);
        assertThat(tried).containsExactly("busy", "shop", "gone");
        assertThat(stdout).hasToString(anInstance().build().id() + "\n");
        assertThat(stderr).hasToString("Error: busy: workspace is running\nwait\nError: workspace not found: gone\n");
    }

    @Test
    void printsOneDocumentForSeveral() {
        int code = each.run(List.of("shop", "gone"), true, this::operation);

        assertThat(code).isEqualTo(3);
        assertThat(stdout).hasToString("""
            {
              "items": [
                {
                  "id": "%s"
                },
                {
                  "error": "workspace not found: gone",
                  "ref": "gone"
                }
              ]
            }
            """.formatted(anInstance().build().id()));
        assertThat(stderr).hasToString("");
    }

    @Test
    void stopsTryingWhenCancelled() {
        assertThat(each.run(List.of("cancel", "shop"), false, this::operation)).isEqualTo(130);

        assertThat(tried).containsExactly("cancel");
    }

    private Instance operation(String reference) {
        tried.add(reference);
        return switch (reference) {
            case "gone" -> throw new NotFoundException("workspace not found: gone");
            case "busy" -> throw new ConflictException("workspace is running", "wait");
            case "cancel" -> throw new CancelledException("cancelled");
            default -> anInstance().name(reference).build();
        };
    }
}
