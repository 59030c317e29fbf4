/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/// An engine works for one suite at a time, while suites of other engines run in the build's other JVMs: two at once
/// would see each other's objects and make each other's kdn ask more often.
final class EngineLock implements BeforeAllCallback, BeforeEachCallback {
    /// For JVMs started by a suite, which has the lock already.
    static final String HELD = "kdn.test.engine.held";

    private static final Path FOLDER = Path.of("target", "engine-locks").toAbsolutePath();

    /// Taken until the class ends.
    @Override
    public void beforeAll(ExtensionContext context) {
        take(context);
    }

    /// Where only the method needs an engine: taken until it ends.
    @Override
    public void beforeEach(ExtensionContext context) {
        take(context);
    }

    private static void take(ExtensionContext context) {
        AnnotationSupport.findAnnotation(context.getElement(), EngineTest.class)
                .map(annotation -> engine(annotation.value()))
                .filter(engine -> !engine.isEmpty() && System.getProperty(HELD) == null)
                .ifPresent(engine -> context.getStore(Namespace.create(EngineLock.class))
                        .getOrComputeIfAbsent(engine, EngineLock::lock, AutoCloseable.class));
    }

    /// What really does the work; empty for what may be used by several suites at once.
    private static String engine(String wish) {
        return switch (wish.equals(EngineTest.RUNTIME) ? RuntimeUnderTest.name() : wish) {
            case "podman", "podman-api", "remote-podman" -> "podman";
            case "docker" -> "docker";
            case "remote-docker" -> "remote";
            case "rootless", "rootless-docker" -> "rootless";
            default -> "";
        };
    }

    private static AutoCloseable lock(String engine) {
        try {
            Path file = Files.createDirectories(FOLDER).resolve(engine);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
