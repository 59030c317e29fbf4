/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import dev.kdn.runtime.ProgramEnd;
import dev.kdn.runtime.ProgramRequest;
import dev.kdn.runtime.ProgramStreams;
import dev.kdn.runtime.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerStatsTest {
    private static final String ID = "0".repeat(64);

    private final List<String> marks = new ArrayList<>();

    @Test
    void theScriptSaysWhatCanBeRead() {
        Usage usage = new ContainerStats(new ThisMachine()).usage(ID);

        assertThat(usage.network().in()).isPresent();
        assertThat(usage.programs()).doesNotContainKey("");
    }

    @Test
    void sectionsBeginWithWhatNobodyCanGuess() {
        ContainerStats stats = new ContainerStats(new ThisMachine());

        Usage _ = stats.usage(ID);
        Usage _ = stats.usage(ID);

        assertThat(marks).hasSize(2).doesNotHaveDuplicates().allMatch(mark -> mark.length() > 30);
    }

    @Test
    void anEndlessAnswerIsNotKept() {
        assertThatThrownBy(() -> new ContainerStats(new Endless()).usage(ID))
                .isInstanceOf(EngineException.class)
                .hasMessage("the workspace's answer is too long: more than 8 MiB");
    }

    @Test
    void aConnectionThatBreaksIsNoLongAnswer() {
        Answer answer = new Answer();

        assertThatThrownBy(() -> answer.from(_ -> {
                    throw new EngineException("broken");
                }))
                .hasMessage("broken");
    }

    /// As if this machine were a container.
    private class ThisMachine implements ContainerExec {
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
            marks.add(request.argv().getLast());
            try {
                Process process = new ProcessBuilder(request.argv())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try (InputStream output = process.getInputStream()) {
                    output.transferTo(streams.output());
                }
                return new ProgramEnd(process.onExit().join().exitValue(), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A hostile shell, as an engine finds it.
    private final class Endless extends ThisMachine {
        @Override
        public ProgramEnd connected(ProgramRequest request, ProgramStreams streams) {
            byte[] piece = new byte[1 << 20];
            try {
                for (int i = 0; i < 64; i++) {
                    streams.output().write(piece);
                }
            } catch (IOException e) {
                throw new EngineException("the connection broke: " + e.getMessage(), null, e);
            }
            return new ProgramEnd(0, "");
        }
    }
}
