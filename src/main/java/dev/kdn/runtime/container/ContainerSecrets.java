/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.error.CancelledException;
import dev.kdn.error.KdnException;
import dev.kdn.runtime.SecretSource;
import dev.kdn.runtime.TerminalAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Brings kdn's secrets into containers: through the standard input of a program inside, into a file of a folder in
/// memory, which whatever kdn runs inside reads. So they stand in no argument list, no description of the container, no
/// layer and no log, and are gone when the container stops.
final class ContainerSecrets {
    /// In memory.
    static final String FOLDER = "/run/kdn/secrets";

    /// A script of sh that sets the variables.
    static final String FILE = FOLDER + "/environment";

    private static final String PREFIX = "secret ";
    // From the second start on engines give the folder the mode of what it hides. Root may mend that, though docker
    // lets it do nothing else. By its absolute path, since the agent's own programs come first on the container's PATH.
    private static final List<String> OPEN = List.of("/bin/chmod", "1777", FOLDER);
    // What arrived in part may still be a valid script, so its last line tells whether it is whole.
    private static final String END = "# complete";
    private static final String STORE = """
        umask 077
        new=%s/.new.$$
        if cat >"$new" && [ "$(tail -n 1 "$new")" = '# complete' ] && mv "$new" %s/environment; then exit 0; fi
        rm -f "$new"
        echo 'the secrets did not arrive whole' >&2
        exit 1
        """;

    private final ContainerEngine engine;
    private final ContainerRecords records;
    private final SecretSource secrets;

    /// @param secrets asked once for each value
    ContainerSecrets(ContainerEngine engine, ContainerRecords records, SecretSource secrets) {
        this.engine = engine;
        this.records = records;
        this.secrets = secrets.once();
    }

    /// What to remember of a container that is made with these; names only.
    static Map<String, String> origin(SecretPlan plan) {
        Map<String, String> origin = new TreeMap<>();
        plan.own().forEach((variable, secret) -> origin.put(PREFIX + variable, secret));
        return origin;
    }

    /// The file for that container; empty if it has no secrets. Asks for the values, so that a start that lacks one
    /// changes nothing.
    Optional<String> prepare(String id) {
        Map<String, String> names = names(id);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder script = new StringBuilder();
        names.forEach((variable, secret) -> script.append("export ")
                .append(variable)
                .append("='")
                .append(secrets.value().apply(secret).replace("'", "'\\''"))
                .append("'\n"));
        return Optional.of(script.append(END).append('\n').toString());
    }

    /// Asks for the values of a container that is to be made, and of the one in whose place it comes. What is missing
    /// of those matters only if that one has to be started again.
    void fetch(String oldId, WorkspaceConfiguration configuration) {
        for (String secret : SecretPlan.of(configuration, secrets, engine).own().values()) {
            String _ = secrets.value().apply(secret);
        }
        try {
            Optional<String> _ = prepare(oldId);
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (KdnException missing) {
            return;
        }
    }

    private Map<String, String> names(String id) {
        Map<String, String> names = new TreeMap<>();
        records.all(id).forEach((key, secret) -> {
            if (key.startsWith(PREFIX)) {
                names.put(key.substring(PREFIX.length()), secret);
            }
        });
        return names;
    }

    /// Puts the file into the container, which runs.
    void provide(String id, String script) {
        engine.feed(id, true, OPEN, "");
        engine.feed(id, false, store(FOLDER), script);
    }

    /// The program that keeps what it reads in that folder, all of it or nothing.
    static List<String> store(String folder) {
        return List.of("/bin/sh", "-c", STORE.replace("%s", folder));
    }

    /// As [#provide], right after the start of the container, which is stopped again if that fails.
    void provideAtStart(String id, String script) {
        try {
            provide(id, script);
        } catch (KdnException failure) {
            try {
                engine.containers().stop(id);
            } catch (KdnException secondary) {
                failure.addSuppressed(secondary);
            }
            throw failure;
        }
    }

    /// The terminals of an engine, for containers that have their secrets even if somebody else started them.
    TerminalAccess before(TerminalAccess terminal, ContainerTerminal.Exec exec, Consumer<String> notes) {
        return new TerminalAccess() {
            @Override
            public int open(Request request) {
                makeReady(request.id());
                return terminal.open(request);
            }

            @Override
            public void makeReady(String id) {
                restore(ContainerId.checked(id), exec, notes);
            }
        };
    }

    private void restore(String id, ContainerTerminal.Exec exec, Consumer<String> notes) {
        if (!names(id).isEmpty() && !exec.succeeds(id, List.of("test", "-f", FILE))) {
            prepare(id).ifPresent(script -> provide(id, script));
            notes.accept("the workspace was started without kdn, so it gets its secrets now");
        }
    }
}
