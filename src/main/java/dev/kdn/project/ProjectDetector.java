/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.project;

import dev.kdn.process.CommandRunner;
import dev.kdn.step.StepLogger;
import java.nio.file.Path;
import java.util.Optional;

/// Finds out which project a folder belongs to.
public final class ProjectDetector {
    public ProjectDetector(CommandRunner runner) {}

    public String detect(Path sources, StepLogger steps) {
        return sources.toString();
    }

    public Optional<Path> commonGitDirectory(Path sources) {
        return Optional.empty();
    }
}
