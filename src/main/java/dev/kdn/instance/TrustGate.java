/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.config.UserConfiguration;
import dev.kdn.config.UserSettings;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.RefusedException;
import dev.kdn.storage.AtomicFile;
import dev.kdn.storage.BoundedFile;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.FlatJson;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Decides whether a project may have what its own configuration asks of this machine. Trust that was given is
/// remembered in trust.json, for this project and this content of the configuration only.
final class TrustGate {
    /// The word for trust that nobody had to give.
    static final String NOT_NEEDED = "not needed";

    private static final int MAX_BYTES = 16 << 20;

    private final Storage storage;
    private final String setting;

    /// A gate with the user's setting: `always`, `ask` or `never`; empty means what settings.json says, else `ask`.
    TrustGate(Storage storage, String setting) {
        this.storage = storage;
        this.setting = setting;
    }

    /// What somebody asks for.
    ///
    /// @param file the configuration, inside the sources
    /// @param wishes one line each
    /// @param loosened what a workspace does not have that is there already; no earlier or general yes covers it
    record Request(String project, Path file, List<String> wishes, List<String> loosened) {
        private List<String> all() {
            List<String> all = new ArrayList<>(wishes);
            loosened.stream().filter(line -> !wishes.contains(line)).forEach(all::add);
            return all;
        }
    }

    /// Returns how trust was given, as a word.
    ///
    /// @param granted whether the user trusts explicitly, by a flag
    /// @throws RefusedException if there is no trust
    String check(Request request, boolean granted, TrustPrompt prompt) {
        String mode = mode();
        if (request.all().isEmpty()) {
            return NOT_NEEDED;
        }
        String key = key(request);
        if (granted) {
            remember(key, request.project());
            return "flag";
        }
        return switch (mode) {
            case "always" -> request.loosened().isEmpty() ? "setting" : ask(request, key, prompt);
            case "never" -> throw refused(request);
            default -> ask(request, key, prompt);
        };
    }

    private String ask(Request request, String key, TrustPrompt prompt) {
        if (request.loosened().isEmpty() && trusted().containsKey(key)) {
            return "remembered";
        }
        return switch (prompt.ask(request.all())) {
            case YES -> {
                remember(key, request.project());
                yield "asked";
            }
            case NO -> throw new RefusedException("not allowed: what the project's own configuration asks for");
            case NOBODY_THERE -> throw refused(request);
        };
    }

    private String mode() {
        return switch (setting) {
            case "" ->
                UserSettings.read(new UserConfiguration(storage.configurationFolder()).settingsFile())
                        .text(UserSettings.SettingKey.TRUST)
                        .orElse("ask");
            case "always", "ask", "never" -> setting;
            default ->
                throw new InvalidInputException(
                        "invalid trust setting \"" + setting + "\" (must be one of: always, ask, never)",
                        "correct or unset KDN_TRUST");
        };
    }

    private static RefusedException refused(Request request) {
        return new RefusedException(
                "the project's own configuration asks for what needs your trust:\n  - "
                        + String.join("\n  - ", request.all()),
                "read " + request.file() + "; if you agree, pass "
                        + (request.loosened().isEmpty() ? "--trust" : "--accept-config"));
    }

    private Map<String, String> trusted() {
        return FlatJson.read(storage.trustFile()).orElse(Map.of());
    }

    private void remember(String key, String project) {
        storage.ensureFolder(storage.root());
        try (FileLock _ = storage.passingLock(
                "trust", Storage.LOCK_LIMIT, storage.trustFile().toString())) {
            Map<String, String> all = new TreeMap<>(trusted());
            if (!project.equals(all.put(key, project))) {
                FlatJson.write(storage.trustFile(), all);
            }
        }
    }

    /// Binds the project, the whole content and what was made of it.
    private static String key(Request request) {
        try {
            StringBuilder text = new StringBuilder(request.project()).append('\0');
            request.wishes().forEach(wish -> text.append(wish).append('\0'));
            byte[] content = Files.exists(request.file()) ? BoundedFile.read(request.file(), MAX_BYTES) : new byte[0];
            return Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8), content);
        } catch (IOException e) {
            throw AtomicFile.failure("cannot read " + request.file(), e);
        }
    }
}
