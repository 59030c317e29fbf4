/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.agent.Agents;
import dev.kdn.error.EngineException;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ImageAccess;
import dev.kdn.runtime.ImageRequest;
import dev.kdn.runtime.RuntimeDescription;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.step.RecordingStepLogger;
import dev.kdn.storage.FileLock;
import dev.kdn.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The images of an engine as the port shows them.
class ContainerImagesTest {
    private static final BuildOptions REBUILD = new BuildOptions(true, false);

    @TempDir
    private Path folder;

    private final EngineInMemory engine = new EngineInMemory();
    private final RecordingStepLogger steps = new RecordingStepLogger();
    private Storage storage;
    private ImageAccess access;

    @BeforeEach
    void open() {
        storage = new Storage(folder.resolve("storage"));
        access = new ContainerRuntime(
                        new RuntimeDescription("memory", "Memory", "", true, "/"),
                        storage,
                        engine,
                        Agents.builtIn(),
                        new ContainerHost(folder, () -> 1000, () -> 1000, "linux/amd64", Map.of(), _ -> {}))
                .capabilities()
                .images()
                .orElseThrow();
    }

    @Test
    void asksNoEngineWithoutAStorage() {
        assertThat(access.images()).isEmpty();
        assertThat(storage.root()).doesNotExist();
    }

    @Test
    void listsImagesOfThisStorageWithWhatStandsOnThem() {
        String id = storage.ensureId();
        engine.add("a", id, "localhost/kdn/claude:1", "localhost/kdn-shop:latest");
        engine.add("b", id);
        engine.add("c", id, "localhost/kdn/claude:2", "my/own:1");
        engine.add("d", "another", "localhost/kdn/claude:3");
        engine.used.putAll(Map.of("c1", "a", "c2", "a", "c3", "d"));

        List<RuntimeImage> images = access.images();

        assertThat(images).extracting(RuntimeImage::id).containsExactly("a", "b", "c");
        assertThat(images)
                .extracting(RuntimeImage::tag)
                .containsExactly(
                        Optional.of("localhost/kdn/claude:1"), Optional.empty(), Optional.of("localhost/kdn/claude:2"));
        assertThat(images).extracting(RuntimeImage::claimed).containsExactly(false, false, true);
        assertThat(images).extracting(RuntimeImage::containers).containsExactly(Set.of("c1", "c2"), Set.of(), Set.of());
        assertThat(images).extracting(RuntimeImage::agent).containsOnly("claude");
    }

    @Test
    void buildsOnceAndAnewOnRequest() {
        BuiltImage first = build(BuildOptions.DEFAULT);
        BuiltImage second = build(BuildOptions.DEFAULT);
        BuiltImage third = build(REBUILD);

        assertThat(first.tag()).isEqualTo("localhost/kdn/claude:" + first.hash());
        assertThat(first.builtNow()).isTrue();
        assertThat(second).isEqualTo(new BuiltImage(first.tag(), first.id(), first.hash(), false));
        assertThat(third.builtNow()).isTrue();
        assertThat(third.id()).isNotEqualTo(first.id());
        assertThat(engine.calls).containsExactly("build op", "build op");
    }

    @Test
    void doesNotBelieveAMarker() {
        BuiltImage first = build(BuildOptions.DEFAULT);
        engine.untag(first.tag());

        assertThat(build(BuildOptions.DEFAULT).builtNow()).isTrue();
    }

    @Test
    void removesAnImageWithAllItsNamesAndItsMarker() {
        BuiltImage built = build(BuildOptions.DEFAULT);
        engine.idsByName.put("localhost/kdn-a:latest", built.id());
        engine.idsByName.put("localhost/kdn-z:latest", built.id());
        engine.calls.clear();

        assertThat(access.remove(access.images().getFirst(), () -> true)).isTrue();

        assertThat(engine.calls)
                .containsExactly(
                        "used",
                        "used",
                        "untag localhost/kdn-a:latest",
                        "untag localhost/kdn-z:latest",
                        "untag " + built.tag());
        assertThat(engine.labelsById).isEmpty();
        assertThat(marker(built)).doesNotExist();
        assertThat(storage.root().resolve("locks")).isEmptyDirectory();
    }

    @Test
    void removesAReplacedImageById() {
        BuiltImage first = build(BuildOptions.DEFAULT);
        BuiltImage second = build(REBUILD);
        RuntimeImage replaced = access.images().stream()
                .filter(image -> image.id().equals(first.id()))
                .findFirst()
                .orElseThrow();

        assertThat(replaced.tag()).isEmpty();
        assertThat(access.remove(replaced, () -> true)).isTrue();

        assertThat(access.images()).extracting(RuntimeImage::id).containsExactly(second.id());
        assertThat(marker(second)).exists();
    }

    @Test
    void keepsWhatSomebodyNeedsAfterAll() {
        BuiltImage built = build(BuildOptions.DEFAULT);
        RuntimeImage image = access.images().getFirst();

        assertThat(access.remove(image, () -> false)).isFalse();
        engine.used.put("new", built.id());
        assertThat(access.remove(image, () -> true)).isFalse();

        assertThat(engine.has(built.tag())).isTrue();
        assertThat(marker(built)).exists();
    }

    @Test
    void keepsWhatIsBeingBuilt() {
        BuiltImage built = build(BuildOptions.DEFAULT);
        RuntimeImage image = access.images().getFirst();

        try (FileLock _ = storage.tryPassingLock("image-" + built.hash()).orElseThrow()) {
            assertThat(access.remove(image, () -> true)).isFalse();
        }

        assertThat(engine.has(built.tag())).isTrue();
    }

    @Test
    void takesNoNameFromTheNewerBuild() {
        BuiltImage first = build(BuildOptions.DEFAULT);
        RuntimeImage asListed = access.images().getFirst();
        engine.idsByName.put("localhost/kdn-old:latest", first.id());
        BuiltImage second = build(REBUILD);

        assertThat(access.remove(asListed, () -> true)).isTrue();

        assertThat(engine.id(first.tag())).contains(second.id());
    }

    @Test
    void holdsTheLockWhileItBuilds() {
        engine.duringBuild = () -> {
            String hash = "no lock is held";
            try (var locks = Files.list(storage.root().resolve("locks"))) {
                hash = locks.findFirst().orElseThrow().getFileName().toString();
            } catch (java.io.IOException e) {
                throw new EngineException(hash, null, e);
            }
            assertThat(hash).startsWith("image-");
            assertThat(storage.tryLock(hash)).isEmpty();
        };

        assertThat(build(BuildOptions.DEFAULT).builtNow()).isTrue();
    }

    @Test
    void explainsABuildThatFails() {
        engine.idsByName.put("registry.fedoraproject.org/fedora:latest", "base");
        engine.duringBuild = () -> {
            throw new EngineException("step 3");
        };

        assertThatThrownBy(() -> build(BuildOptions.DEFAULT))
                .hasMessageStartingWith("failed to build memory image localhost/kdn/claude:")
                .hasMessageContaining("step 3");
    }

    private BuiltImage build(BuildOptions options) {
        return access.build(new ImageRequest("op", "claude", folder, options), steps);
    }

    private Path marker(BuiltImage image) {
        return storage.runtimeFolder("memory").resolve("images/" + image.hash() + ".json");
    }
}
