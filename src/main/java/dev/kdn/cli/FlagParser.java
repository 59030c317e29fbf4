/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/// Reads words as the Go kdn does: flags and arguments in any order, `-ojson`, `-o=json`, clusters, `--flag=false`,
/// `--` before arguments only. Goes on after a problem, so that completion can use what is there.
final class FlagParser {
    private final List<OptionSpec> options;
    private final List<String> words;
    private final List<String> flags = new ArrayList<>();
    private final List<String> positionals = new ArrayList<>();
    private int next;
    private @Nullable InvalidInputException problem;
    private @Nullable OptionSpec awaiting;

    private FlagParser(List<OptionSpec> options, List<String> words) {
        this.options = options;
        this.words = words;
    }

    /// What was read.
    ///
    /// @param flags one word each, such as `--output=json`
    /// @param read number of words read
    /// @param problem the first one
    /// @param awaiting the flag that ends the words without the value it needs
    record Parsed(
            List<String> flags,
            List<String> positionals,
            int read,
            Optional<InvalidInputException> problem,
            Optional<OptionSpec> awaiting) {
        /// Words that are not looked at.
        static Parsed raw(List<String> words) {
            return new Parsed(List.of(), words, words.size(), Optional.empty(), Optional.empty());
        }

        /// The last value of a flag, the one that counts.
        Optional<String> value(String name) {
            String start = name + "=";
            for (String flag : flags.reversed()) {
                if (flag.startsWith(start)) {
                    return Optional.of(flag.substring(start.length()));
                }
            }
            return Optional.empty();
        }
    }

    /// Reads all words.
    static Parsed all(List<OptionSpec> options, List<String> words) {
        return new FlagParser(options, words).parse(false);
    }

    /// Reads flags up to the first word that is none.
    static Parsed leading(List<OptionSpec> options, List<String> words) {
        return new FlagParser(options, words).parse(true);
    }

    private Parsed parse(boolean leadingOnly) {
        while (next < words.size()) {
            String word = words.get(next);
            boolean flag = word.length() > 1 && word.charAt(0) == '-';
            if (leadingOnly && (!flag || word.equals("--"))) {
                break;
            }
            next++;
            if (word.equals("--")) {
                positionals.addAll(words.subList(next, words.size()));
                next = words.size();
            } else if (!flag) {
                positionals.add(word);
            } else if (word.startsWith("--")) {
                longFlag(word.substring(2));
            } else {
                shortFlags(word);
            }
        }
        return new Parsed(flags, positionals, next, Optional.ofNullable(problem), Optional.ofNullable(awaiting));
    }

    private void longFlag(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty() || name.charAt(0) == '-') {
            note("bad flag syntax: --" + text);
            return;
        }
        Optional<OptionSpec> option = named("--" + name);
        if (option.isEmpty()) {
            note("unknown flag: --" + name, Suggestions.hint("--" + name, longNames()));
        } else if (equals >= 0) {
            set(option.get(), text.substring(equals + 1));
        } else if (isBoolean(option.get())) {
            set(option.get(), "true");
        } else {
            setNextWord(option.get(), "--" + name);
        }
    }

    private void shortFlags(String word) {
        for (int i = 1; i < word.length(); i++) {
            String letter = word.substring(i, i + 1);
            String rest = word.substring(i + 1);
            Optional<OptionSpec> option = named("-" + letter);
            if (option.isEmpty()) {
                note("unknown shorthand flag: '" + letter + "' in " + word);
                return;
            }
            if (rest.startsWith("=")) {
                set(option.get(), rest.substring(1));
                return;
            }
            if (isBoolean(option.get())) {
                set(option.get(), "true");
            } else if (rest.isEmpty()) {
                setNextWord(option.get(), "'" + letter + "' in " + word);
            } else {
                set(option.get(), rest);
                return;
            }
        }
    }

    /// A word that is a flag of the command itself is never taken for the value: it was forgotten.
    private void setNextWord(OptionSpec option, String shown) {
        if (next < words.size() && named(words.get(next)).isEmpty()) {
            set(option, words.get(next++));
        } else {
            if (next == words.size()) {
                awaiting = option;
            }
            note("flag needs an argument: " + shown);
        }
    }

    private void set(OptionSpec option, String value) {
        String canonical = value;
        if (isBoolean(option)) {
            canonical = switch (value) {
                case "1", "t", "T", "true", "TRUE", "True" -> "true";
                case "0", "f", "F", "false", "FALSE", "False" -> "false";
                default -> {
                    note("invalid argument \"" + value + "\" for \"" + allNames(option)
                            + "\" flag: must be true or false");
                    yield "false";
                }
            };
        }
        flags.add(option.longestName() + "=" + canonical);
    }

    private void note(String message) {
        note(message, Optional.empty());
    }

    private void note(String message, Optional<String> hint) {
        if (problem == null) {
            problem = hint.isPresent()
                    ? new InvalidInputException(message, hint.get())
                    : new InvalidInputException(message);
        }
    }

    private Optional<OptionSpec> named(String name) {
        for (OptionSpec option : options) {
            for (String known : option.names()) {
                if (known.equals(name)) {
                    return Optional.of(option);
                }
            }
        }
        return Optional.empty();
    }

    private List<String> longNames() {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : options) {
            names.add(option.longestName());
        }
        return names;
    }

    private static String allNames(OptionSpec option) {
        return String.join(", ", option.names());
    }

    static boolean isBoolean(OptionSpec option) {
        return option.type() == boolean.class || option.type() == Boolean.class;
    }
}
