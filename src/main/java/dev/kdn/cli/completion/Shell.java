/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A shell that kdn can complete for.
enum Shell {
    BASH("bash", "completion.bash"),
    FISH("fish", "completion.fish"),
    POWERSHELL("powershell", "completion.ps1"),
    ZSH("zsh", "completion.zsh");

    private final String word;
    private final String resource;

    Shell(String word, String resource) {
        this.word = word;
        this.resource = resource;
    }

    /// The words of all, in the order to show them.
    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Shell shell : values()) {
            words.add(shell.word);
        }
        return words;
    }

    String word() {
        return word;
    }

    /// The script that teaches the shell.
    String script() {
        try (InputStream in = Shell.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
