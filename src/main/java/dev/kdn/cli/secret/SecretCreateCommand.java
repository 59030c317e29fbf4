/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.secret;

import dev.kdn.cli.CliCommand;
import dev.kdn.cli.Console;
import dev.kdn.cli.ExitCode;
import dev.kdn.cli.OutputOption;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.output.JsonDocument;
import dev.kdn.output.SecretDocument;
import dev.kdn.runtime.SecretVariables;
import dev.kdn.secret.Secret;
import dev.kdn.secret.SecretFailure;
import dev.kdn.secret.SecretServices;
import dev.kdn.secret.Secrets;
import dev.kdn.secret.ValueStore;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `kdn secret create`.
public final class SecretCreateCommand implements CliCommand {
    private final Console console;
    private final Surroundings surroundings;
    private final Supplier<Secrets> secrets;
    private final SecretWorld world;
    private final ValueOptions value = new ValueOptions();
    private final OutputOption output = new OutputOption();

    private String name = "";
    private String type = "";
    private String description = "";
    private String store = "";
    private List<String> hosts = List.of();
    private @Nullable String path;
    private @Nullable String header;
    private @Nullable String headerTemplate;
    private List<String> variables = List.of();

    public SecretCreateCommand(
            Console console, Surroundings surroundings, Supplier<Secrets> secrets, SecretWorld world) {
        this.console = console;
        this.surroundings = surroundings;
        this.secrets = secrets;
        this.world = world;
    }

    @Override
    public void describe(Syntax syntax) {
        syntax.description(
                "Store a secret: its value in the system's keychain or in an encrypted file, all else in the storage",
                "The value is read from standard input; on a terminal kdn asks for it and shows nothing of it.");
        syntax.examples(
                "gh auth token | kdn secret create work --type github",
                "kdn secret create work --type github --from-command 'gh auth token'",
                "kdn secret create intranet --type other --host api.corp.test --header X-Key --env CORP_KEY"
                        + " --from-env CORP_KEY");
        syntax.argument("name", "Name of the secret", given -> name = given);
        syntax.option(
                "--type type",
                "What it is for: anthropic, gemini, github, other; see 'kdn service list'",
                given -> type = given);
        value.describe(syntax);
        syntax.option("--description text", "What to remember of it", given -> description = given);
        syntax.option(
                "--store store",
                "Where the value is kept: keychain or file (default: $KDN_SECRET_STORE, else keychain)",
                given -> store = given);
        syntax.options(
                "--host host", "Host that it is for; with --type other, may be repeated", given -> hosts = given);
        syntax.option("--path path", "Path that it is for; with --type other", given -> path = given);
        syntax.option("--header header", "HTTP header that carries it; with --type other", given -> header = given);
        syntax.option(
                "--headerTemplate template",
                "What the header holds, with ${value} for the secret; with --type other",
                given -> headerTemplate = given);
        syntax.options(
                "--env variable",
                "Variable by which programs expect it; with --type other, may be repeated",
                given -> variables = given);
        output.describe(syntax);
    }

    /// So that the terminal shows again what is typed, and a value is not left without its record.
    @Override
    public boolean undoesWhenCancelled() {
        return true;
    }

    @Override
    public int run() {
        checkType();
        value.check();
        checkMembers();
        checkName();
        ValueStore.Kind kind = kind();
        Secret secret = new Secret(name, type, description, hosts, or(path), or(header), or(headerTemplate), variables);
        try {
            secrets.get().refuseDuplicate(name);
            String text = value.read(name, surroundings, world, console.err()::line);
            secrets.get().create(secret, kind, text);
        } catch (KdnException failure) {
            throw SecretFailure.of("failed to create secret", failure);
        }
        if (output.json()) {
            console.out().write(JsonDocument.of("name", name));
        } else {
            console.out().line(SecretDocument.sentence(name, "created"));
        }
        return ExitCode.OK.code();
    }

    private void checkType() {
        String types = String.join(", ", SecretServices.types());
        if (type.isEmpty()) {
            throw new InvalidInputException("--type is required", "one of " + types);
        }
        if (!SecretServices.types().contains(type)) {
            throw new InvalidInputException("invalid --type \"" + type + "\": must be one of " + types);
        }
    }

    private void checkMembers() {
        if (type.equals(SecretServices.OTHER)) {
            require(!hosts.isEmpty(), "--host is required when --type=other");
            require(header != null, "--header is required when --type=other");
            variables.forEach(SecretCreateCommand::checkVariable);
            return;
        }
        requireOther(hosts.isEmpty(), "--host");
        requireOther(path == null, "--path");
        requireOther(header == null, "--header");
        requireOther(headerTemplate == null, "--headerTemplate");
        requireOther(variables.isEmpty(), "--env");
    }

    private static void checkVariable(String variable) {
        require(
                SecretVariables.isIdentifier(variable),
                "invalid --env \"" + variable + "\": must start with a letter or underscore, followed by letters,"
                        + " digits or underscores");
        require(
                !SecretVariables.isReadOnly(variable),
                "invalid --env \"" + variable + "\": shells do not let it be set");
    }

    private static void requireOther(boolean absent, String flag) {
        require(absent, flag + " is only valid when --type=other");
    }

    private void checkName() {
        require(!name.isEmpty(), "the name of a secret must not be empty");
        require(name.chars().noneMatch(Character::isISOControl), "the name of a secret must be one line of text");
    }

    private ValueStore.Kind kind() {
        String wanted =
                store.isEmpty() ? surroundings.variable("KDN_SECRET_STORE").orElse("keychain") : store;
        return ValueStore.Kind.of(wanted)
                .orElseThrow(() -> new InvalidInputException(
                        "unknown store of secrets \"" + wanted + "\" (must be one of: keychain, file)",
                        "correct --store or KDN_SECRET_STORE"));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new InvalidInputException(message);
        }
    }

    private static String or(@Nullable String given) {
        return given == null ? "" : given;
    }
}
