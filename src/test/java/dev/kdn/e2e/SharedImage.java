/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.storage.AtomicFile;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An image that tests share which are not about images: building one takes longer than most of them. It belongs to a
/// storage that is no more, and stays in the engine for the next suite.
final class SharedImage {
    private static final Set<String> THERE = ConcurrentHashMap.newKeySet();

    private SharedImage() {}

    /// Its image.json; a test that wants an image of its own writes another one.
    static String recipe(String base) {
        return "{\"base\": \"" + base + "\", \"run_commands\": [\": shared by tests\"]}";
    }

    /// Has it built unless it is there.
    static void provide(TestRuntime runtime, String base) throws IOException {
        if (!THERE.add(runtime + " " + base)) {
            return;
        }
        Path folder = Files.createTempDirectory("shared-image");
        Workbench builder = Workbench.on(runtime, base, folder);
        builder.image(recipe(base));
        String project = builder.project("shared").toString();
        builder.kdn
                .run("image", "build", "--runtime", runtime.name(), "--agent", "shell", project)
                .exit(0);
        AtomicFile.deleteTree(folder);
    }
}
