/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.RuntimeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceAddTest {
    private static final String EMPTY_HASH = Digest.sha256("{}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private ManagerFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
    }

    @Test
    void registersStoppedWorkspace() {
        Instance added = fixture.add();

        Path shop = fixture.folder.resolve("shop");
        assertThat(added)
                .isEqualTo(new Instance(
                        added.id(),
                        "shop",
                        shop,
                        shop.resolve(".kaiden"),
                        new RuntimeRecord(
                                "fake",
                                "fake-001",
                                RuntimeState.STOPPED,
                                Map.of(
                                        "created_at", "2026-05-24T10:00:00Z",
                                        "source", shop.toString(),
                                        "has_config", "true",
                                        "env_vars_count", "0")),
                        shop.toString(),
                        "shell",
                        Optional.empty(),
                        OffsetDateTime.parse("2026-05-24T12:00:00+02:00"),
                        Optional.empty(),
                        Map.of()));
        assertThat(fixture.manager().stored()).containsExactly(added);
        assertThat(fixture.leftovers()).containsExactly("workspaces/" + added.id());
        assertThat(fixture.manager().details("shop", fixture.steps).facts())
                .hasToString("{created_by=kdn 1.2.3, network_mode=allow, configuration_hash=none,"
                        + " user_configuration_hash=none, effective_configuration_hash=" + EMPTY_HASH
                        + ", trust=not needed, container=shop}");
    }

    @Test
    void followsLinksOnce() throws IOException {
        Path link = Files.createSymbolicLink(fixture.folder.resolve("Link"), fixture.folder.resolve("shop"));

        Instance added =
                fixture.manager().add(wish(link, "fake", "shell", false), ManagerFixture.NOBODY, fixture.steps);

        assertThat(added.source()).isEqualTo(fixture.folder.resolve("shop"));
        assertThat(added.project()).isEqualTo(fixture.folder.resolve("shop").toString());
    }

    @Test
    void countsUpNamesThatAreTaken() {
        assertThat(List.of(
                        fixture.add().name(),
                        fixture.add().name(),
                        fixture.addNamed("Shop!").name()))
                .containsExactly("shop", "shop-2", "shop-3");
    }

    @Test
    void refusesUnknownAgentAndRuntimeFirst() {
        Path nowhere = fixture.folder.resolve("nowhere");

        assertRefused(wish(nowhere, "fake", "claud", false), InvalidInputException.class)
                .isEqualTo("unknown agent: claud — did you mean 'claude'? available: claude, shell");
        assertRefused(wish(nowhere, "podmann", "shell", false), InvalidInputException.class)
                .isEqualTo("unknown runtime: podmann — there is none on this machine");
    }

    @Test
    void refusesSourcesThatAreNoProject() {
        Path nowhere = fixture.folder.resolve("nowhere");
        fixture.write("file", "");

        assertRefused(wish(nowhere, "fake", "shell", false), NotFoundException.class)
                .isEqualTo("sources directory does not exist: " + nowhere);
        assertRefused(wish(fixture.folder.resolve("file"), "fake", "shell", false), InvalidInputException.class)
                .isEqualTo("sources path is not a directory: " + fixture.folder.resolve("file"));
        for (Path tooMuch : List.of(Path.of("/"), fixture.folder.resolve("home"), fixture.folder)) {
            assertRefused(wish(tooMuch, "fake", "shell", false), RefusedException.class)
                    .startsWith("sources are ")
                    .endsWith(tooMuch + " — choose a folder of the project, or pass --force");
        }
        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void takesTheHomeFolderByForce() {
        Path home = fixture.folder.resolve("home");

        assertThat(fixture.manager()
                        .add(wish(home, "fake", "shell", true), ManagerFixture.NOBODY, fixture.steps)
                        .name())
                .isEqualTo("home");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"network\": {\"mode\": \"deny\", \"hosts\": [\"example.org\"]}}", "{\"secrets\": [\"gh\"]}"})
    void failsClosedOnWhatItCannotEnforce(String configuration) {
        fixture.configure(configuration);

        assertThatThrownBy(fixture::add).isInstanceOf(RefusedException.class);
        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void acceptsDenyWithoutHosts() {
        fixture.configure("{\"network\": {\"mode\": \"deny\"}}");

        assertThat(new Metadata(fixture.storage).facts(fixture.add().id())).containsEntry("network_mode", "deny");
    }

    @Test
    void namesWhatIsWrongInTheConfiguration() {
        fixture.configure("{");

        assertThatThrownBy(fixture::add)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("workspace configuration validation failed: ");
    }

    @Test
    void givesParallelAddsDifferentNames() throws InterruptedException, ExecutionException {
        int count = 8;
        Callable<Instance> add = () -> fixture.manager().add(fixture.wish(), ManagerFixture.NOBODY, fixture.steps);
        List<String> names = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (Future<Instance> added : threads.invokeAll(Collections.nCopies(count, add))) {
                names.add(added.get().name());
            }
        }

        assertThat(names).doesNotHaveDuplicates().contains("shop", "shop-2", "shop-8");
        assertThat(fixture.manager().stored()).hasSize(count);
        assertThat(fixture.leftovers()).hasSize(count).allMatch(left -> left.startsWith("workspaces/"));
    }

    @Test
    void freesTheNameOfDeadReservation() {
        fixture.write("storage/intents/dead.json", "{\"operation\": \"create\", \"name\": \"shop\"}");

        assertThat(fixture.add().name()).isEqualTo("shop");
    }

    @Test
    void keepsTheNameOfLiveReservation() {
        fixture.write("storage/intents/live.json", "{\"operation\": \"create\", \"name\": \"shop\"}");

        try (var _ = fixture.storage.tryLock("live").orElseThrow()) {
            assertThat(fixture.add().name()).isEqualTo("shop-2");
        }
    }

    private AbstractStringAssert<?> assertRefused(NewInstance wish, Class<? extends KdnException> type) {
        try {
            fixture.manager().add(wish, ManagerFixture.NOBODY, fixture.steps);
            throw new AssertionError("not refused");
        } catch (KdnException e) {
            assertThat(e).isInstanceOf(type);
            return assertThat(
                    e.getMessage() + e.hint().map(hint -> " — " + hint).orElse(""));
        }
    }

    private static NewInstance wish(Path sources, String runtime, String agent, boolean force) {
        return new NewInstance(
                sources,
                Optional.empty(),
                Optional.empty(),
                runtime,
                Optional.empty(),
                agent,
                Optional.empty(),
                force,
                false,
                ResourceLimits.NONE,
                BuildOptions.DEFAULT);
    }
}
