/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Programs that some tests need besides kdn. Where `KDN_TEST_ENGINES=required`, as in CI, they must be there.
public final class Tool {
    private Tool() {}

    /// Whether the program is on PATH.
    ///
    /// @throws AssertionError if it is not, although everything is required
    public static boolean isThere(String program) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        if (!there && TestEnvironment.has("KDN_TEST_ENGINES", "required")) {
            throw new AssertionError("KDN_TEST_ENGINES=required, but there is no " + program);
        }
        return there;
    }
}
