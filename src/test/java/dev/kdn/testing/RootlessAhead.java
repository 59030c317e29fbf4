/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.storage.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Begins the suites of [RootlessIT] together with all other tests, whose engines are others: they take minutes, most
/// of
/// which is waiting. Where engines may be missing they begin in their turn.
public final class RootlessAhead implements TestExecutionListener {
    private Optional<Path> folder = Optional.empty();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        boolean wanted = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .anyMatch(RootlessAhead::isMeant);
        if (!wanted || !TestEnvironment.has("KDN_TEST_ENGINES", "required")) {
            return;
        }
        try {
            Path made = Files.createTempDirectory("rootless");
            folder = Optional.of(made);
            RootlessIT.begin(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMeant(TestIdentifier test) {
        return test.getSource()
                .filter(source -> source instanceof ClassSource suite
                        && suite.getClassName().equals(RootlessIT.class.getName()))
                .isPresent();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        folder.ifPresent(AtomicFile::deleteTree);
    }
}
