/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Looks for what is to be hidden while kdn writes its record of the program that is to be run: that takes some
/// milliseconds of the time that both need.
final class HiddenAhead {
    private final Map<Path, FutureTask<HiddenFiles>> begun = new ConcurrentHashMap<>();

    /// Begins, in a thread of its own.
    ///
    /// @param folder of the instance
    void begin(Path folder) {
        FutureTask<HiddenFiles> search = new FutureTask<>(() -> HiddenFiles.now(folder));
        begun.put(folder, search);
        Thread _ = Thread.ofPlatform().daemon().name("kdn-hidden").start(search);
    }

    /// What has been found, once; else what is found now.
    HiddenFiles take(Path folder) {
        FutureTask<HiddenFiles> search = begun.remove(folder);
        if (search == null) {
            return HiddenFiles.now(folder);
        }
        try {
            return search.get();
        } catch (ExecutionException failed) {
            return HiddenFiles.now(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HiddenFiles.now(folder);
        }
    }
}
