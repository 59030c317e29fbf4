/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import dev.kdn.error.EngineException;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes lines of what a build tells in pieces, and ends it where it tells of a failure.
final class BuildOutput implements Consumer<BuildResponseItem> {
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    BuildOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    /// @throws EngineException with the reason, if the item tells of a failure
    @Override
    public void accept(BuildResponseItem item) {
        if (item.isErrorIndicated()) {
            end();
            throw new EngineException(reason(item));
        }
        if (item.getStream() != null) {
            begun.append(item.getStream());
            int start = 0;
            for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n", start)) {
                add(begun.substring(start, end));
                start = end + 1;
            }
            begun.delete(0, start);
        }
    }

    @SuppressWarnings("deprecation") // podman has the old member only
    private static String reason(BuildResponseItem item) {
        return Optional.ofNullable(item.getErrorDetail())
                .map(ErrorDetail::getMessage)
                .or(() -> Optional.ofNullable(item.getError()))
                .orElse("no reason given")
                .strip();
    }

    private void add(String line) {
        if (!line.isBlank()) {
            lines.accept(line.stripTrailing());
        }
    }

    /// Hands over a last line without an end.
    void end() {
        add(begun.toString());
        begun.setLength(0);
    }
}
