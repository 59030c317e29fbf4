/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import dev.kdn.agent.Agent;
import dev.kdn.agent.AgentImage;
import dev.kdn.agent.Agents;
import dev.kdn.instance.InstanceManager.Collaborators;
import dev.kdn.process.ChildJournal;
import dev.kdn.process.CommandRunner;
import dev.kdn.process.ProcessIdentity;
import dev.kdn.process.ScriptedCommandRunner;
import dev.kdn.project.ProjectDetector;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.RuntimeEntry;
import dev.kdn.runtime.RuntimeRegistry;
import dev.kdn.runtime.fake.FakeRuntime;
import dev.kdn.secret.Secrets;
import dev.kdn.secret.ValuesInMemory;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A manager with the fake runtime in a folder of its own: `<folder>/storage`, `<folder>/home`, `<folder>/shop`.
public final class ManagerFixture {
    static final TrustPrompt NOBODY = wishes -> TrustPrompt.Answer.NOBODY_THERE;

    final Path folder;
    public final Storage storage;
    final List<String> warnings = new ArrayList<>();
    public final RecordingStepLogger steps = new RecordingStepLogger();
    public final List<RuntimeEntry> runtimes = new ArrayList<>();
    public Instant now = Instant.parse("2026-05-24T10:00:00Z");
    Agents agents = new Agents(List.of(new NamedAgent("claude"), new NamedAgent("shell")));
    CommandRunner commands = noGit();
    Optional<ValuesInMemory> values = Optional.empty();
    String trust = "";
    Duration lockLimit = Duration.ofMillis(50);

    public ManagerFixture(Path folder) {
        try {
            this.folder = folder.toRealPath();
            this.storage = new Storage(this.folder.resolve("storage"));
            Files.createDirectories(this.folder.resolve("home"));
            Files.createDirectories(this.folder.resolve("shop"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        runtimes.add(FakeRuntime.entry(storage, () -> now, java.util.Map.of()));
    }

    public InstanceManager manager() {
        return new InstanceManager(collaborators());
    }

    Images images() {
        return new Images(collaborators());
    }

    private Collaborators collaborators() {
        return new Collaborators(
                storage,
                () -> new Secrets(
                        storage,
                        kind -> values.orElseThrow(() -> new IllegalStateException("no value is wanted from " + kind)),
                        warnings::add),
                store(),
                () -> new RuntimeRegistry(runtimes),
                () -> agents,
                () -> new ProjectDetector(commands),
                () -> Occupants.NONE,
                () -> new ProcessIdentity(ProcessHandle.current().pid(), 1, "boot"),
                new ChildJournal(),
                folder.resolve("home"),
                clock(),
                trust,
                lockLimit,
                "1.2.3");
    }

    InstanceStore store() {
        return new InstanceStore(storage, clock(), warnings::add);
    }

    NewInstance wish() {
        return new NewInstance(
                folder.resolve("shop"),
                Optional.empty(),
                Optional.empty(),
                "fake",
                Optional.empty(),
                "shell",
                Optional.empty(),
                false,
                false,
                ResourceLimits.NONE,
                BuildOptions.DEFAULT);
    }

    public Instance add() {
        return manager().add(wish(), NOBODY, steps);
    }

    /// What would be made; nothing is.
    InstanceCreation.Plan plan(TrustPrompt prompt) {
        return new InstanceCreation(collaborators()).plan(wish(), prompt, steps);
    }

    public Instance addNamed(String name) {
        NewInstance plain = wish();
        return manager()
                .add(
                        new NewInstance(
                                plain.sources(),
                                Optional.empty(),
                                Optional.of(name),
                                "fake",
                                Optional.empty(),
                                "shell",
                                Optional.empty(),
                                false,
                                false,
                                ResourceLimits.NONE,
                                BuildOptions.DEFAULT),
                        NOBODY,
                        steps);
    }

    /// From now on something happens in the middle of create and start.
    void meddle(Runnable meddling) {
        runtimes.clear();
        runtimes.add(new MeddledRuntime(this, meddling).entry());
    }

    void script(String json) {
        write("storage/runtimes/fake/script.json", json);
    }

    void configure(String json) {
        write("shop/.kaiden/workspace.json", json);
    }

    void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Ids of the instances that the fake runtime has.
    List<String> runtimeInstances() {
        String file = Files.exists(storage.runtimeFolder("fake").resolve("instances.json"))
                ? text("storage/runtimes/fake/instances.json")
                : "";
        return file.lines()
                .map(String::trim)
                .filter(line -> line.startsWith("\"id\": "))
                .toList();
    }

    /// Files of unfinished work, relative to the storage.
    List<String> leftovers() {
        List<String> left = new ArrayList<>();
        for (String part : List.of("intents", "locks", "workspaces")) {
            listInto(storage.root().resolve(part), left::add);
        }
        return left;
    }

    private void listInto(Path part, Consumer<String> found) {
        if (!Files.exists(part)) {
            return;
        }
        try (Stream<Path> files = Files.list(part)) {
            files.map(file -> storage.root().relativize(file).toString()).forEach(found);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.ofHours(2));
    }

    private record NamedAgent(String name) implements Agent {
        @Override
        public AgentImage image() {
            return new AgentImage(List.of(), List.of(), List.of("bash"), Map.of());
        }
    }

    /// Every folder is outside of any repository.
    private static CommandRunner noGit() {
        return new ScriptedCommandRunner().on("git", ScriptedCommandRunner.failed(128, "fatal: not a git repository"));
    }
}
