/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The keys that leave a terminal while what runs in it goes on, in the syntax of docker and podman.
///
/// @param codes the bytes that the keys send, from 0 to 127; none if there is no way to detach
public record DetachKeys(List<Integer> codes) {
    /// Ctrl-P Ctrl-Q.
    public static final DetachKeys DEFAULT = new DetachKeys(List.of(16, 17));

    /// No way to detach.
    public static final DetachKeys OFF = new DetachKeys(List.of());

    private static final String CONTROL = "ctrl-";
    // Ctrl-@ sends 0, Ctrl-A 1 and so on.
    private static final String CONTROLLED = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

    public DetachKeys {
        codes = List.copyOf(codes);
    }

    /// Reads `ctrl-p,ctrl-q` and the like: single characters and `ctrl-` with one of `a`-`z`, `@`, `[`, `\`, `]`, `^`,
    /// `_`, between commas. Nothing at all means [#OFF].
    ///
    /// @throws InvalidInputException if it cannot be read
    public static DetachKeys parse(String text) {
        if (text.isEmpty()) {
            return OFF;
        }
        List<Integer> codes = new ArrayList<>();
        for (String key : text.split(",", -1)) {
            codes.add(code(key, text));
        }
        return new DetachKeys(codes);
    }

    /// Whether there is no way to detach.
    public boolean isOff() {
        return codes.isEmpty();
    }

    /// The keys in the syntax of [#parse].
    public String text() {
        return String.join(",", codes.stream().map(DetachKeys::name).toList());
    }

    private static int code(String key, String text) {
        if (key.length() == 1 && key.charAt(0) > ' ' && key.charAt(0) < 0x7f) {
            return key.charAt(0);
        }
        // Docker's manual shows the backslash doubled.
        String lower = key.toLowerCase(Locale.ROOT).replace("\\\\", "\\");
        int code = lower.startsWith(CONTROL) && lower.length() == CONTROL.length() + 1
                ? CONTROLLED.indexOf(lower.charAt(CONTROL.length()))
                : -1;
        if (code < 0) {
            throw new InvalidInputException(
                    "invalid detach keys: " + text + ": "
                            + (key.isEmpty() ? "a key is missing" : "no such key: " + key),
                    "keys are single characters and ctrl- with one of a-z @ [ \\ ] ^ _, between commas,"
                            + " as in ctrl-p,ctrl-q; '' switches them off");
        }
        return code;
    }

    private static String name(int code) {
        return code < CONTROLLED.length() ? CONTROL + CONTROLLED.charAt(code) : Character.toString(code);
    }
}
