/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What may follow the name of a command: [CliCommand#describe] fills it in. Flags are written as in the help, such as
/// `-o, --output format`; flags and arguments are shown and read in the order of their calls.
///
/// Picocli's annotations would say the same, but reading them takes longer than everything else that a small command
/// does: no AOT cache keeps the proxy classes behind them.
public final class Syntax {
    private final CommandSpec spec = CommandSpec.create();
    private int arguments;

    /// Whatever follows is an error.
    public Syntax() {}

    CommandSpec spec() {
        return spec;
    }

    /// Hands what the words say to whoever described it.
    ///
    /// @throws picocli.CommandLine.ParameterException if they do not fit
    public void read(String... words) {
        CommandLine line = new CommandLine(spec);
        line.setExpandAtFiles(false);
        line.setOverwrittenOptionsAllowed(true);
        line.setAllowOptionsAsOptionParameters(true); // the parser of flags has told them apart already
        line.parseArgs(words);
    }

    /// What the command does.
    public Syntax description(String... lines) {
        spec.usageMessage().description(lines);
        return this;
    }

    /// Sample command lines.
    public Syntax examples(String... lines) {
        spec.usageMessage().footer(lines);
        return this;
    }

    /// A flag without a value, or with `=true` or `=false`.
    public Syntax flag(String names, String description, Consumer<Boolean> target) {
        return add(option(names, description).type(boolean.class), new Value(given -> target.accept((Boolean) given)));
    }

    /// A flag with a value; the last one counts.
    public Syntax option(String names, String description, Consumer<String> target) {
        return add(option(names, description).type(String.class), new Value(given -> target.accept((String) given)));
    }

    /// A flag with a value that may be given several times.
    public Syntax options(String names, String description, Consumer<List<String>> target) {
        return add(
                option(names, description).type(List.class).auxiliaryTypes(String.class),
                new Value(given -> target.accept(texts(given))));
    }

    /// An argument that must be there.
    public Syntax argument(String label, String description, Consumer<String> target) {
        return add(label, "1", description, target);
    }

    /// An argument that may be left out.
    public Syntax optionalArgument(String label, String description, Consumer<String> target) {
        return add(label, "0..1", description, target);
    }

    /// All further arguments.
    ///
    /// @param least how many there must be
    public Syntax arguments(String label, int least, String description, Consumer<List<String>> target) {
        Value value = new Value(given -> target.accept(texts(given)));
        spec.addPositional(PositionalParamSpec.builder()
                .index(arguments + "..*")
                .paramLabel(label)
                .arity(least + "..*")
                .description(description)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .getter(value)
                .setter(value)
                .build());
        return this;
    }

    private Syntax add(String label, String arity, String description, Consumer<String> target) {
        Value value = new Value(given -> target.accept((String) given));
        spec.addPositional(PositionalParamSpec.builder()
                .index(Integer.toString(arguments++))
                .paramLabel(label)
                .arity(arity)
                .description(description)
                .type(String.class)
                .getter(value)
                .setter(value)
                .build());
        return this;
    }

    private Syntax add(OptionSpec.Builder option, Value value) {
        spec.addOption(option.getter(value).setter(value).build());
        return this;
    }

    /// An option of `-l, --long label`, of which letter and label may be missing.
    private static OptionSpec.Builder option(String names, String description) {
        int comma = names.indexOf(", ");
        int blank = names.indexOf(' ', comma + 2);
        String longName = names.substring(comma < 0 ? 0 : comma + 2, blank < 0 ? names.length() : blank);
        OptionSpec.Builder option =
                comma < 0 ? OptionSpec.builder(longName) : OptionSpec.builder(names.substring(0, comma), longName);
        return option.paramLabel(names.substring(blank + 1)).description(description);
    }

    @SuppressWarnings("unchecked") // of the type that the option was declared with
    private static List<String> texts(Object given) {
        return (List<String>) given;
    }

    /// Passes on what picocli has read, and keeps it, since picocli adds to lists.
    private static final class Value implements IGetter, ISetter {
        private final Consumer<Object> target;
        private @Nullable Object current;

        private Value(Consumer<Object> target) {
            this.target = target;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // picocli's signature
        public <T> T get() {
            return (T) current;
        }

        @Override
        public <T> T set(T value) {
            current = value;
            if (value != null) { // null is set where nothing was given
                target.accept(value);
            }
            return value;
        }
    }
}
