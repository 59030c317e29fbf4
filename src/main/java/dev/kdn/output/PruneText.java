/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.PruneItem;
import dev.kdn.instance.PruneReport;

/// What pruning did, in words.
public final class PruneText {
    private PruneText() {}

    /// One line for each thing, or a sentence if there was none.
    public static String of(PruneReport report, boolean dryRun) {
        StringBuilder text = new StringBuilder();
        for (PruneItem item : report.items()) {
            String done = item.kind().equals(PruneItem.INTERRUPTED) ? "settled " : "removed ";
            String would = item.kind().equals(PruneItem.INTERRUPTED) ? "would settle " : "would remove ";
            text.append(item.error().isPresent() ? "kept " : dryRun ? would : done)
                    .append(item.kind())
                    .append(' ')
                    .append(item.name());
            if (!item.runtime().isEmpty()) {
                text.append(" (").append(item.runtime()).append(')');
            }
            item.error().ifPresent(error -> text.append(": ").append(error));
            text.append('\n');
        }
        return text.isEmpty() ? "Nothing to remove\n" : text.toString();
    }
}
