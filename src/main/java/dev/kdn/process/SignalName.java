/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import dev.kdn.error.InvalidInputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The names of signals that a user may send, without `SIG`.
public final class SignalName {
    // Numbers of Linux; of macOS where they differ.
    private static final Map<String, Integer> LINUX = Map.of(
            "HUP", 1, "INT", 2, "QUIT", 3, "KILL", 9, "USR1", 10, "USR2", 12, "TERM", 15, "CONT", 18, "STOP", 19,
            "WINCH", 28);
    private static final Map<String, Integer> MAC = Map.of("USR1", 30, "USR2", 31, "CONT", 19, "STOP", 17);

    private SignalName() {}

    /// The name in the form that shells take: `sigterm`, `TERM` and `15` are all `TERM`.
    ///
    /// @throws InvalidInputException if it is none of those that can be sent
    public static String of(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        for (Map.Entry<String, Integer> signal : LINUX.entrySet()) {
            if (signal.getKey().equals(name)
                    || Integer.toString(signal.getValue()).equals(name)) {
                return signal.getKey();
            }
        }
        throw new InvalidInputException("no signal that can be sent: " + text, "one of " + String.join(", ", all()));
    }

    /// Every name, in alphabetical order.
    public static List<String> all() {
        return List.copyOf(new TreeMap<>(LINUX).keySet());
    }

    /// Its number on this machine.
    public static int number(String name) {
        Integer other = Posix.isMac() ? MAC.get(name) : null;
        Integer number = other == null ? LINUX.get(name) : other;
        if (number == null) {
            throw new IllegalArgumentException("not checked by of(): " + name);
        }
        return number;
    }
}
