/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import dev.kdn.testing.Kdn;
import dev.kdn.testing.Owner;
import dev.kdn.testing.RuntimeUnderTest;
import dev.kdn.testing.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A storage whose images are made from a local base, projects to work with, and the clean-up of
/// everything that carries the storage's label.
final class Workbench implements AutoCloseable {
    static final String BASE = "localhost/testbed/debian:12";
    static final String SMALL_BASE = "localhost/testbed/busybox:1";
    /// Of the projects here; workspaces run as that user.
    static final Owner OWNER = Owner.ofProjects();

    final Kdn kdn;
    final TestRuntime runtime;
    private final Path folder;

    private Workbench(TestRuntime runtime, Path folder, Kdn kdn) {
        this.runtime = runtime;
        this.folder = folder;
        this.kdn = kdn;
    }

    /// With the shared image, see [SharedImage].
    static Workbench in(Path folder) throws IOException {
        return shared(BASE, folder);
    }

    private static Workbench shared(String base, Path folder) throws IOException {
        SharedImage.provide(RuntimeUnderTest.get(), base);
        Workbench bench = on(RuntimeUnderTest.get(), base, folder);
        bench.image(SharedImage.recipe(base));
        return bench;
    }

    /// As [#in(Path)], with a base of two megabytes, for tests that need no more than sh inside. Rootless podman copies
    /// each image once
    /// for the user's ids, so a small one saves much time.
    static Workbench small(Path folder) throws IOException {
        return shared(SMALL_BASE, folder);
    }

    /// For a runtime of the test's choice.
    static Workbench on(TestRuntime runtime, String base, Path folder) throws IOException {
        return on(runtime, base, folder, kdn -> kdn);
    }

    /// As [#on(TestRuntime, String, Path)], with a kdn that is changed before its first use.
    static Workbench on(TestRuntime runtime, String base, Path folder, UnaryOperator<Kdn> change) throws IOException {
        Workbench bench = new Workbench(runtime, folder, change.apply(runtime.on(Kdn.fresh(folder))));
        bench.image("{\"base\": \"" + base + "\"}");
        return bench;
    }

    /// Has an image built for this storage alone.
    void ownImage() throws IOException {
        image("{\"base\": \"" + SMALL_BASE + "\"}");
    }

    /// Writes the runtime's image.json.
    void image(String json) throws IOException {
        Path config = Files.createDirectories(config());
        Files.writeString(config.resolve("image.json"), json);
    }

    /// The folder of image.json and of the agents' files.
    Path config() {
        return kdn.storage().resolve("runtimes/" + runtime.name() + "/config");
    }

    /// A project folder, owned by an ordinary user.
    Path project(String name) throws IOException {
        Path project = Files.createDirectories(folder.resolve("projects").resolve(name));
        Files.writeString(project.resolve("README"), "hello\n");
        OWNER.own(project);
        OWNER.own(project.resolve("README"));
        return project;
    }

    /// A project that asks for something.
    Path project(String name, String workspaceJson) throws IOException {
        Path project = project(name);
        Path kaiden = Files.createDirectories(project.resolve(".kaiden"));
        Files.writeString(kaiden.resolve("workspace.json"), workspaceJson);
        return project;
    }

    /// Inits the project as a shell workspace, with success.
    String init(Path project, String... more) {
        return kdn.run(words(project, more)).exit(0).stdout().strip();
    }

    /// Those of [RuntimeUnderTest].
    static String[] arguments(Path project, String... more) {
        return arguments(RuntimeUnderTest.get(), project, more);
    }

    /// The words that init the project as a shell workspace.
    String[] words(Path project, String... more) {
        return arguments(runtime, project, more);
    }

    private static String[] arguments(TestRuntime runtime, Path project, String... more) {
        List<String> all = new ArrayList<>(List.of("init", "--runtime", runtime.name(), "--agent", "shell"));
        all.addAll(List.of(more));
        if (runtime.isElsewhere()) {
            all.addAll(List.of("--sources-on-engine", project.toString())); // the test bed's sees all of our folders
        }
        all.add(project.toString());
        return all.toArray(String[]::new);
    }

    /// Whether a workspace of that name is on record, by the file.
    boolean isRecorded(String name) throws IOException {
        return Files.readString(kdn.storage().resolve("instances.json")).contains("\"name\": \"" + name + "\"");
    }

    /// What of this storage is in the engine: names of containers, networks and images.
    List<String> engineObjects() {
        String filter = "label=dev.kdn.storage=" + storageId();
        return List.of(
                        runtime.engine("ps", "-a", "--filter", filter, "--format", "container {{.Names}}"),
                        runtime.engine("network", "ls", "--filter", filter, "--format", "network {{.Name}}"))
                .stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    List<String> images() {
        return runtime.engine("images", "--filter", "label=dev.kdn.storage=" + storageId(), "--format", "{{.ID}}")
                .lines()
                .distinct()
                .toList();
    }

    String storageId() {
        try {
            return Files.readString(kdn.storage().resolve("storage-id")).strip();
        } catch (IOException none) {
            return "none";
        }
    }

    @Override
    public void close() {
        runtime.removeAll("label=dev.kdn.storage=" + storageId());
    }
}
