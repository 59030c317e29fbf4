/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.ProgramAccess.End;
import dev.kdn.runtime.ProgramAccess.Look;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked inside a container whose memory has run out.
class ContainerProgramsTest {
    private static final String ID = "0".repeat(64);
    private static final String WHOLE = "KDN_ACTIVITY_TOKEN=whole\n--\n";

    private final Answers answers = new Answers();
    private final ContainerPrograms programs = new ContainerPrograms(answers, _ -> 0, (_, code) -> code);

    @Test
    void aListThatBrokeOffIsAskedForAgain() {
        answers.say(0, "--\n");
        answers.say(137, "");
        answers.say(126, "");
        answers.say(0, "KDN_ACTIVITY_TOKEN=abc\n" + WHOLE + "printed");

        assertThat(programs.look(ID, Optional.empty(), List.of("x"))).isEqualTo(new Look(Set.of("abc"), "printed"));
    }

    @Test
    void nothingLivesIsSaidOnlyByAWholeList() {
        for (int i = 0; i < 5; i++) {
            answers.say(0, "KDN_ACTIVITY_TOKEN=abc\n--\n");
        }

        assertThatThrownBy(() -> programs.look(ID, Optional.empty(), List.of("x")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the list of processes broke off");
    }

    @Test
    void aSignalIsSentOnceAndAnEndIsAskedForAgain() {
        answers.say(137, "");
        assertThatThrownBy(() -> programs.signal(ID, Optional.empty(), "abc", "INT"))
                .isInstanceOf(EngineException.class);

        answers.say(137, "");
        answers.say(0, "");
        assertThat(programs.end(ID, Optional.empty(), Set.of("abc"), "TERM", Duration.ZERO))
                .isEqualTo(End.ENDED);
    }

    /// The script itself, on this machine, with a `sort` that is struck.
    @Test
    void theScriptTellsWhetherItsListIsWhole(@TempDir Path folder) throws Exception {
        assertThat(run(System.getenv("PATH"))).contains(WHOLE);

        Path sort = Files.writeString(folder.resolve("sort"), "#!/bin/sh\nkill -KILL $$\n");
        assertThat(sort.toFile().setExecutable(true)).isTrue();

        assertThat(run(folder + ":" + System.getenv("PATH"))).isEqualTo("--\n");
    }

    private static String run(String path) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", ProgramScripts.LOOK, "sh", "true");
        builder.environment().put("PATH", path);
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /// What programs inside print, in this order, and how they end.
    private static final class Answers implements ContainerExec {
        private final Deque<Integer> codes = new ArrayDeque<>();
        private final Deque<String> texts = new ArrayDeque<>();

        void say(int code, String text) {
            codes.add(code);
            texts.add(text);
        }

        @Override
        public int foreground(ProgramRequest request) {
            throw new AssertionError("nothing is to be run");
        }

        @Override
        public void background(ProgramRequest request) {
            throw new AssertionError("nothing is to be run");
        }

        @Override
        public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
            try {
                streams.output().write(texts.remove().getBytes(UTF_8));
                return new ProgramEnd(codes.remove(), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
