/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.CancelledException;
import dev.kdn.error.UnavailableException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A program that is not trusted, with an environment of its own and no right more than it needs.
///
/// @param argv an absolute path and arguments
/// @param environment all of it; nothing of kdn's is added
/// @param directory empty means kdn's own
/// @param streams where its standard streams lead
/// @param confined whether it gets no new privileges, and neither the signals nor the abstract sockets of others as far
///     as the kernel can tell
public record ConfinedProgram(
        List<String> argv,
        Map<String, String> environment,
        Optional<Path> directory,
        Streams streams,
        boolean confined) {
    private static final File NOTHING = new File("/dev/null");

    public ConfinedProgram {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /// Where the standard streams lead.
    public enum Streams {
        /// To kdn's own.
        INHERITED,
        /// To kdn's own, but for the input, which is at its end.
        OUTPUT,
        /// To kdn, which reads and writes them.
        PIPED,
        /// Nowhere.
        NONE
    }

    /// Whether this kernel can keep programs from the abstract sockets of others.
    public static boolean isCompletelyConfined() {
        return Confinement.isOffered();
    }

    /// Starts it. A thread stays with it until it has ended: what a kernel ties to the one that started a program, such
    /// as a signal at its death, it ties to the thread.
    ///
    /// @throws UnavailableException if it cannot be run
    public Process start() {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("kdn-confined").start(() -> stayWith(started));
        try {
            return started.get();
        } catch (InterruptedException e) {
            CompletableFuture<Void> _ = started.thenAccept(Process::destroyForcibly);
            throw new CancelledException("cancelled while starting " + argv.getFirst());
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException known -> known;
                case Throwable reason ->
                    new UnavailableException(
                            "cannot run " + argv.getFirst() + ": " + reason.getMessage(), null, reason);
                case null -> new IllegalStateException(e);
            };
        }
    }

    private void stayWith(CompletableFuture<Process> started) {
        try {
            if (confined) {
                Confinement.ofThisThread();
            }
            Process process = builder().start();
            boolean _ = started.complete(process);
            int _ = process.waitFor();
        } catch (IOException | RuntimeException e) {
            boolean _ = started.completeExceptionally(e);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(argv);
        directory.ifPresent(folder -> builder.directory(folder.toFile()));
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(environment);
        return switch (streams) {
            case INHERITED -> builder.inheritIO();
            case OUTPUT -> builder.inheritIO().redirectInput(NOTHING);
            case PIPED -> builder;
            case NONE ->
                builder.redirectInput(NOTHING).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        };
    }
}
