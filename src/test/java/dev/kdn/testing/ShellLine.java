/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import java.util.List;
import java.util.stream.Collectors;

/// An argument list as a line for sh; only for tools of the tests that take nothing else.
public final class ShellLine {
    private ShellLine() {}

    public static String of(List<String> argv) {
        return argv.stream()
                .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
