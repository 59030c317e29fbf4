/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.image;

import dev.kdn.error.ConfigurationException;
import java.util.List;

/// The texts that may go into a Containerfile, a sudoers file or a command line, each checked so that it cannot mean
/// anything else there.
final class ImageText {
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private ImageText() {}

    static void checkReference(String base) {
        if (base.isEmpty()) {
            throw new ConfigurationException("base cannot be empty");
        }
        if (!consistsOf(base, LETTERS_AND_DIGITS + "._-/:@[]") || LETTERS_AND_DIGITS.indexOf(base.charAt(0)) < 0) {
            throw new ConfigurationException("base is not an image reference: " + base);
        }
    }

    static void checkPackages(List<String> packages) {
        for (String name : packages) {
            if (name.isEmpty() || name.charAt(0) == '-' || !consistsOf(name, LETTERS_AND_DIGITS + "._-+:=~^/@*()<>,")) {
                throw new ConfigurationException("package name is not valid: \"" + name + "\"");
            }
        }
    }

    static void checkSudo(List<String> binaries) {
        for (String binary : binaries) {
            if (!binary.startsWith("/")) {
                throw new ConfigurationException("sudo binary must be an absolute path: " + binary);
            }
            if (!consistsOf(binary, LETTERS_AND_DIGITS + "._-+/@")) {
                throw new ConfigurationException("sudo binary has characters that sudoers gives a meaning: " + binary);
            }
        }
    }

    /// A command fills one instruction, so it is one line, and nothing at its end may join it with the next.
    static void checkCommands(List<String> commands) {
        for (String command : commands) {
            if (command.isBlank()) {
                throw new ConfigurationException("run command cannot be empty");
            }
            if (command.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                throw new ConfigurationException("run command must be one line: " + firstLine(command));
            }
            if (command.stripTrailing().endsWith("\\")) {
                throw new ConfigurationException("run command cannot end with a backslash: " + command);
            }
            if (command.stripLeading().startsWith("--")) {
                throw new ConfigurationException("run command cannot begin with an option: " + command);
            }
        }
    }

    static boolean isIdentifier(String name) {
        return !name.isEmpty() && !Character.isDigit(name.charAt(0)) && consistsOf(name, LETTERS_AND_DIGITS + "_");
    }

    static boolean isAgentName(String name) {
        return !name.isEmpty() && consistsOf(name, LETTERS_AND_DIGITS + "_");
    }

    /// The text as one word of a shell.
    static String quoted(String text) {
        boolean plain = !text.isEmpty() && consistsOf(text, LETTERS_AND_DIGITS + "._-+:=/@,");
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean consistsOf(String text, String characters) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
