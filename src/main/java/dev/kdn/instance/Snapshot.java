/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import java.util.List;

/// What a file of records holds.
///
/// @param bad records that cannot be used, in the order of the file
record Snapshot(List<Instance> instances, List<BadRecord> bad) {
    static final Snapshot EMPTY = new Snapshot(List.of(), List.of());

    Snapshot {
        instances = List.copyOf(instances);
        bad = List.copyOf(bad);
    }

    /// One record that cannot be used.
    ///
    /// @param json its text, as it was in the file
    record BadRecord(String reason, String json) {}
}
