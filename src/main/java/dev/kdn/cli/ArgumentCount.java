/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli;

import dev.kdn.error.InvalidInputException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/// How many arguments a command takes.
record ArgumentCount(int least, int most) {
    static ArgumentCount of(List<PositionalParamSpec> positionals) {
        int least = 0;
        int most = 0;
        for (PositionalParamSpec positional : positionals) {
            least += positional.arity().min();
            boolean unbounded = positional.arity().isVariable() || most == Integer.MAX_VALUE;
            most = unbounded
                    ? Integer.MAX_VALUE
                    : most + Math.max(1, positional.arity().max());
        }
        return new ArgumentCount(least, most);
    }

    /// What is wrong with that many arguments, in the words of the Go kdn.
    Optional<InvalidInputException> problem(List<String> arguments, String command) {
        int count = arguments.size();
        if (count >= least && count <= most) {
            return Optional.empty();
        }
        if (most == 0) {
            return problem("unknown command \"" + arguments.getFirst() + "\" for \"" + command + "\"");
        }
        if (most == Integer.MAX_VALUE) {
            return problem("requires at least " + least + " arg(s), only received " + count);
        }
        if (least == most) {
            return problem("accepts " + least + " arg(s), received " + count);
        }
        return least == 0
                ? problem("accepts at most " + most + " arg(s), received " + count)
                : problem("accepts between " + least + " and " + most + " arg(s), received " + count);
    }

    private static Optional<InvalidInputException> problem(String message) {
        return Optional.of(new InvalidInputException(message));
    }
}
