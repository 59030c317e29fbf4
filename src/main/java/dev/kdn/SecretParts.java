/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import dev.kdn.cli.GlobalOptions;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.secret.SecretWorld;
import dev.kdn.error.InputNeededException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.output.StandardError;
import dev.kdn.process.Cancellation;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.Posix;
import dev.kdn.secret.Secrets;
import dev.kdn.secret.ValueSource;
import dev.kdn.secret.ValueStores;
import dev.kdn.storage.Storage;
import dev.kdn.terminal.HiddenLine;
import java.util.Optional;
import java.util.function.Supplier;

/// What concerns secrets; a part of [Wiring].
///
/// @param runner for programs that keep or print values
record SecretParts(
        Surroundings surroundings,
        GlobalOptions globals,
        StandardError err,
        Supplier<Storage> storage,
        Supplier<CommandRunner> runner,
        Cancellation cancellation) {
    private static final String PASSPHRASE = "KDN_SECRET_PASSPHRASE";

    Secrets secrets() {
        ValueStores stores = new ValueStores(
                storage.get(),
                surroundings.environment(),
                System.getProperty("os.name", ""),
                Posix::uid,
                runner,
                this::passphrase);
        return new Secrets(storage.get(), stores.byKind(), warning -> err.line("warning: " + warning));
    }

    SecretWorld world() {
        return new SecretWorld(this::hidden, this::input, line -> ValueSource.command(line, runner.get()));
    }

    /// No interrupt reaches the reading, and there is nothing to undo yet.
    private String input() {
        return cancellation.endingAtOnce(() -> {}, () -> ValueSource.stream(surroundings.in()));
    }

    private String passphrase(boolean fresh) {
        return surroundings.variable(PASSPHRASE).orElseGet(() -> {
            String first = ask(fresh ? "New passphrase for the encrypted secrets:" : "Passphrase of the secrets:");
            if (first.isEmpty()) {
                throw new InvalidInputException("the passphrase is empty");
            }
            if (fresh && !ask("The same once more:").equals(first)) {
                throw new InvalidInputException("the two passphrases differ");
            }
            return first;
        });
    }

    private String ask(String question) {
        return hidden(question)
                .orElseThrow(() -> new InputNeededException(
                        "the encrypted secrets need their passphrase",
                        "set " + PASSPHRASE + ", or run kdn in a terminal"));
    }

    private Optional<String> hidden(String question) {
        if (!surroundings.isInteractive() || globals.noInput()) {
            return Optional.empty();
        }
        return Optional.of(new HiddenLine(surroundings.in(), surroundings.err(), cancellation).ask(question));
    }
}
