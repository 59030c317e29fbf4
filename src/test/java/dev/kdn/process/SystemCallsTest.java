/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both ways to make the calls, on the Linux of this machine; the error numbers are its.
class SystemCallsTest {
    private static final int ENOENT = 2;
    private static final int ESRCH = 3;
    private static final int EBADF = 9;
    private static final int EAGAIN = 11;
    private static final int CREATE_READ_WRITE = 0x40 | 2;
    private static final int EXCLUSIVE_AT_ONCE = 2 | 4;

    @TempDir
    private Path folder;

    static Stream<SystemCalls> ways() {
        String architecture = System.getProperty("os.arch", "");
        assumeTrue(LinuxCalls.fit(System.getProperty("os.name", ""), architecture), architecture);
        return Stream.of(new LibC(), new LinuxCalls(architecture));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void filesAreMadeLockedAndClosed(SystemCalls calls) throws IOException {
        Path file = folder.resolve("ünïcode file");
        int first = calls.open(file.toString(), CREATE_READ_WRITE, 0600);
        int second = calls.open(file.toString(), CREATE_READ_WRITE, 0600);

        assertThat(List.of(first, second)).allMatch(descriptor -> descriptor > 2);
        assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100600);
        assertThat(calls.flock(first, EXCLUSIVE_AT_ONCE)).isZero();
        assertThat(calls.flock(second, EXCLUSIVE_AT_ONCE)).isEqualTo(-EAGAIN);
        assertThat(calls.close(first)).isZero();
        assertThat(calls.flock(second, EXCLUSIVE_AT_ONCE)).isZero();
        assertThat(calls.close(second)).isZero();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void failuresTellTheirReason(SystemCalls calls) {
        assertThat(calls.open(folder.resolve("missing/file").toString(), CREATE_READ_WRITE, 0600))
                .isEqualTo(-ENOENT);
        assertThat(calls.flock(-1, EXCLUSIVE_AT_ONCE)).isEqualTo(-EBADF);
        assertThat(calls.kill(Integer.MAX_VALUE, 0)).isEqualTo(-ESRCH);
        try (Arena arena = Arena.ofConfined()) {
            assertThat(calls.ioctl(-1, 0x5413, arena.allocate(8))).isEqualTo(-EBADF);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void identityAndSignals(SystemCalls calls) throws IOException {
        assertThat(calls.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        assertThat(calls.gid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:gid"));
        assertThat(calls.processGroup())
                .isEqualTo(Integer.parseInt(Files.readString(Path.of("/proc/self/stat"))
                        .replaceFirst(".*\\) ", "")
                        .split(" ", -1)[2]));
        assertThat(calls.kill(Math.toIntExact(ProcessHandle.current().pid()), 0))
                .isZero();
    }

    @Test
    void numbersAreUsedOnlyWhereTheyAreRight() {
        assertThat(LinuxCalls.fit("Linux", "amd64")).isTrue();
        assertThat(LinuxCalls.fit("Linux", "aarch64")).isTrue();
        assertThat(LinuxCalls.fit("Linux", "riscv64")).isFalse();
        assertThat(LinuxCalls.fit("Mac OS X", "aarch64")).isFalse();
    }
}
