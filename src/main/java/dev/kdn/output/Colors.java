/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

/// Colours on the terminal, or none.
public record Colors(boolean enabled) {
    private static final String RESET = "\u001b[0m";

    String heading(String text) {
        return enabled ? "\u001b[32;4m" + text + RESET : text;
    }

    String name(String text) {
        return enabled ? "\u001b[33m" + text + RESET : text;
    }
}
