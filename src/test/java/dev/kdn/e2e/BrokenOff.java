/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import java.util.ArrayList;
import java.util.List;

/// A command that the crash suites kill half way, on a storage that has the workspaces `kept`, which is stopped,
/// `runs`,
/// which is running, and perhaps `shop`.
///
/// @param shop how that workspace is before
/// @param keeps whether `shop` is promised to be there afterwards
record BrokenOff(String name, Shop shop, boolean keeps, List<String> words) {
    enum Shop {
        NONE,
        STOPPED,
        RUNNING
    }

    /// Every command that changes something.
    static List<BrokenOff> all() {
        return List.of(
                new BrokenOff("init", Shop.NONE, false, List.of("init")),
                new BrokenOff("start", Shop.STOPPED, true, List.of("start", "shop")),
                new BrokenOff("stop", Shop.RUNNING, true, List.of("stop", "shop")),
                new BrokenOff("remove", Shop.STOPPED, false, List.of("remove", "shop")),
                new BrokenOff("remove --force", Shop.RUNNING, false, List.of("remove", "--force", "shop")),
                new BrokenOff("recreate", Shop.STOPPED, true, List.of("recreate", "shop")),
                new BrokenOff("recreate --force", Shop.RUNNING, true, List.of("recreate", "--force", "shop")),
                new BrokenOff("prune", Shop.STOPPED, true, List.of("prune")));
    }

    /// The words to type.
    ///
    /// @param init those that make `shop`
    String[] words(String[] init) {
        return words.equals(List.of("init")) ? init : new ArrayList<>(words).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
