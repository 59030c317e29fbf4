/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import dev.kdn.error.UnavailableException;
import dev.kdn.process.Command;
import dev.kdn.process.CommandResult;
import dev.kdn.process.CommandRunner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The keychain of macOS, through its own command; values go through its standard input.
final class MacKeychain implements ValueStore {
    private static final String SECURITY = "/usr/bin/security";
    private static final String BASE64 = "go-keyring-base64:";
    private static final String HEX = "go-keyring-encoded:";
    private static final int NOT_FOUND = 44;
    // The command reads no longer lines.
    private static final int MAX_LINE = 4096;
    // The system may ask the user.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Supplier<String> storageId;
    private final CommandRunner runner;

    /// @param storageId made now if there is none
    MacKeychain(Supplier<String> storageId, CommandRunner runner) {
        this.storageId = storageId;
        this.runner = runner;
    }

    @Override
    public void open() {
        // The command unlocks the keychain when it needs it.
    }

    @Override
    public Optional<String> find(String name) {
        KeychainItem item = new KeychainItem(storageId.get(), name);
        return read(item.account()).or(() -> read(item.referenceAccount()));
    }

    private Optional<String> read(String account) {
        CommandResult result = runner.run(Command.of(
                List.of(SECURITY, "find-generic-password", "-s", KeychainItem.SERVICE, "-wa", account), LIMIT));
        if (result.exitCode() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!result.succeeded()) {
            throw failure(result);
        }
        return Optional.of(decoded(result.stdout().strip()));
    }

    private static String decoded(String text) {
        if (text.startsWith(BASE64)) {
            return utf8(Base64.getDecoder().decode(text.substring(BASE64.length())));
        }
        return text.startsWith(HEX) ? utf8(HexFormat.of().parseHex(text.substring(HEX.length()))) : text;
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void put(String name, String value) {
        KeychainItem item = new KeychainItem(storageId.get(), name);
        String encoded = BASE64 + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        String line = "add-generic-password -U -s " + KeychainItem.SERVICE + " -a " + quoted(item.account()) + " -w "
                + quoted(encoded) + "\n";
        if (line.length() > MAX_LINE) {
            throw new UnavailableException(
                    "the value is too long for the keychain of macOS", "keep it in the encrypted file: --store file");
        }
        CommandResult result =
                runner.run(Command.of(List.of(SECURITY, "-i"), LIMIT).withInput(line));
        if (!result.succeeded()) {
            throw failure(result);
        }
    }

    @Override
    public void delete(String name) {
        String account = new KeychainItem(storageId.get(), name).account();
        CommandResult result = runner.run(Command.of(
                List.of(SECURITY, "delete-generic-password", "-s", KeychainItem.SERVICE, "-a", account), LIMIT));
        if (!result.succeeded() && result.exitCode() != NOT_FOUND) {
            throw failure(result);
        }
    }

    private static UnavailableException failure(CommandResult result) {
        return new UnavailableException(
                "the keychain does not answer: " + result.stderr().strip(), KeychainItem.REMEDY);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\"'\"'") + "'";
    }
}
