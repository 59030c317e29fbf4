/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real terminal with a real shell.
@Timeout(120)
class RawTerminalIT {
    @TempDir
    private Path folder;

    @Test
    void everyKeyIsForTheCommandAndTheTerminalIsAsBefore() throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            assertThat(probe.stty("-a")).contains("-isig", "-icanon", "-echo ", "-opost", "-icrnl", "-ixon");

            probe.type("\003\032\034\004\r\n\021\023\177\377");
            for (String key : new String[] {"3", "1a", "1c", "4", "d", "a", "11", "13", "7f", "c3", "bf"}) {
                probe.awaitShown("<" + key + ">");
            }
            probe.type("q");

            assertThat(probe.exitCode()).isZero();
            assertThat(probe.shown()).contains("probe: ENDED");
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @Test
    void tellsTheSizeAndItsChanges() throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.awaitShown("size 33x101");

            probe.stty("rows", "40", "cols", "120");

            probe.awaitShown("size 40x120").type("q");
            assertThat(probe.exitCode()).isZero();
        }
    }

    @Test
    void detachingTellsSoAndTidiesTheScreenUp() throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.type("fy");
            probe.awaitShown("<79>").type("\020\021");

            assertThat(probe.exitCode()).isZero();
            assertThat(probe.shown())
                    .contains(
                            "\033[?1000;1002;1003;1006;1004;2004l",
                            "\033[?1047l",
                            "\033[?25h",
                            "detached; the command goes on in the workspace\r\n",
                            "probe: DETACHED");
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "b, 1, probe: the connection to the command broke: the engine is gone",
        "x, 70, probe: java.lang.IllegalStateException: a bug"
    })
    void restoresAfterAFailure(String key, int code, String message) throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.type(key);

            assertThat(probe.exitCode()).isEqualTo(code);
            assertThat(probe.shown()).contains(message + "\r\n");
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void restoresAfterASignal(String signal, int code) throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.signal(signal);

            assertThat(probe.exitCode()).isEqualTo(code);
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @Test
    void restoresWhenTheProcessIsEndedWithoutCleanUp() throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("stuck", folder)) {
            probe.signal("TERM"); // the limit of five seconds comes then
            probe.await("end of raw mode", () -> isCooked(probe));

            assertThat(probe.exitCode()).isEqualTo(143);
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @ParameterizedTest
    @CsvSource({"TSTP", "STOP"})
    void suspendsAndContinues(String signal) throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.signal(signal);
            probe.awaitShown("Stopped");
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());

            probe.stty("rows", "44");
            probe.type("fg\n");
            probe.awaitShown("size 44x101"); // also a size that changed meanwhile
            probe.await("raw mode", () -> !isCooked(probe));
            probe.type("\003");

            probe.awaitShown("<3>").type("q");
            assertThat(probe.exitCode()).isZero();
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @Test
    void inTheBackgroundTheTerminalIsTheShells() throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.signal("TSTP");
            probe.awaitShown("Stopped");

            probe.type("bg; wait; echo back\n"); // stops again, since it wants to read
            probe.awaitShown("back\r\n");
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
            probe.type("fg\n");
            probe.await("raw mode", () -> !isCooked(probe));
            probe.type("q");

            assertThat(probe.exitCode()).isZero();
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    @Test
    void aSignalThatComesMeanwhileCounts() throws Exception {
        try (ProbeOnTerminal probe = ProbeOnTerminal.start("keys", folder)) {
            probe.signal("TSTP");
            probe.awaitShown("Stopped");
            probe.signal("TERM");

            probe.type("fg\n");

            assertThat(probe.exitCode()).isEqualTo(143);
            assertThat(probe.settingsOfTheShell()).isEqualTo(probe.before());
        }
    }

    /// The shell switches ISIG on for itself, too.
    private static boolean isCooked(ProbeOnTerminal probe) {
        try {
            return !probe.stty("-a").contains("-isig");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
