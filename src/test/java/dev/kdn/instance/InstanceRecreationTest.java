/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.RecreatePlan;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.RuntimeCapabilities;
import dev.kdn.runtime.RuntimeInfo;
import dev.kdn.runtime.RuntimeState;
import dev.kdn.step.StepLogger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceRecreationTest {
    private ManagerFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ManagerFixture(folder);
    }

    private Instance recreate(boolean force) {
        RecreateWish wish = new RecreateWish("shop", false, force, false, false, Map.of(), BuildOptions.DEFAULT);
        return fixture.manager().recreate(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    @Test
    void keepsIdAndNameAndReplacesTheInstance() {
        Instance before = fixture.add();

        Instance after = recreate(false);

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.runtime().instanceId()).isNotEqualTo(before.runtime().instanceId());
        assertThat(fixture.runtimeInstances())
                .singleElement()
                .satisfies(id -> assertThat(id).contains(after.runtime().instanceId()));
        assertThat(fixture.manager().get("shop")).isEqualTo(after);
        assertThat(fixture.leftovers()).noneMatch(file -> file.startsWith("intents"));
    }

    @Test
    void refusesARunningWorkspace() {
        Instance before = fixture.add();
        fixture.manager().start("shop", fixture.steps);

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("running");

        assertThat(fixture.manager().get("shop").runtime().instanceId())
                .isEqualTo(before.runtime().instanceId());
    }

    @Test
    void startsAgainWhatRanBefore() {
        fixture.add();
        fixture.manager().start("shop", fixture.steps);

        Instance after = recreate(true);

        assertThat(after.state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(fixture.manager().list(fixture.steps))
                .singleElement()
                .satisfies(live -> assertThat(live.state()).isEqualTo(RuntimeState.RUNNING));
    }

    @Test
    void leavesTheOldOneRunningWhenTheNewOneCannotBeMade() {
        Instance before = fixture.add();
        fixture.manager().start("shop", fixture.steps);
        fixture.script("{\"recreate\": \"fail: no room\"}");

        assertThatThrownBy(() -> recreate(true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no room");

        Instance now = fixture.manager().list(fixture.steps).getFirst();
        assertThat(now.runtime().instanceId()).isEqualTo(before.runtime().instanceId());
        assertThat(now.state()).isEqualTo(RuntimeState.RUNNING);
        assertThat(fixture.runtimeInstances()).hasSize(1);
        assertThat(fixture.leftovers()).noneMatch(file -> file.startsWith("intents"));
    }

    @Test
    void takesTheConfigurationAsItIsNow() {
        fixture.configure("{}");
        fixture.add();
        fixture.configure("{\"environment\": [{\"name\": \"A\", \"value\": \"1\"}]}");

        Instance after = recreate(false);

        assertThat(after.runtime().info()).containsEntry("env_vars_count", "1");
        fixture.manager().start("shop", fixture.steps);
        assertThat(fixture.steps.warnings()).isEmpty();
    }

    @Test
    void tellsAtStartThatTheConfigurationChanged() {
        fixture.configure("{}");
        fixture.add();
        fixture.configure("{\"environment\": [{\"name\": \"A\", \"value\": \"1\"}]}");

        fixture.manager().start("shop", fixture.steps);

        assertThat(fixture.steps.warnings())
                .containsExactly(
                        "workspace.json has changed since the workspace was made; to use it: kdn recreate shop");
    }

    @Test
    void asksForTrustInWhatIsNew() {
        fixture.configure("{}");
        Instance before = fixture.add();
        fixture.configure("{\"mounts\": [{\"host\": \"/etc\", \"target\": \"/x\"}]}");

        assertThatThrownBy(() -> recreate(false)).isInstanceOf(RefusedException.class);

        assertThat(fixture.manager().get("shop").runtime().instanceId())
                .isEqualTo(before.runtime().instanceId());
    }

    @Test
    void givesTheNetworkBackOnlyWithTrust() throws IOException {
        fixture.configure("{\"network\": {\"mode\": \"deny\"}}");
        Instance before = fixture.add();
        Files.delete(fixture.folder.resolve("shop/.kaiden/workspace.json"));

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("give the workspace the network, which it was made without");
        assertThat(fixture.runtimeInstances())
                .singleElement()
                .asString()
                .contains(before.runtime().instanceId());

        RecreateWish trusted = new RecreateWish("shop", false, false, false, true, Map.of(), BuildOptions.DEFAULT);
        fixture.manager().recreate(trusted, ManagerFixture.NOBODY, fixture.steps);
        assertThat(new Metadata(fixture.storage).facts(before.id())).containsEntry("network_mode", "allow");
        recreate(false);
    }

    /// Killed right before or after the record came to name the new instance.
    @Test
    void factsAreThoseOfTheInstanceOnRecord() {
        Instance shop = fixture.add();
        Metadata metadata = new Metadata(fixture.storage);
        String intent = "{\"operation\": \"recreate\", \"name\": \"shop\", \"runtime\": \"fake\"}";

        metadata.prepare(shop.id(), "another one", Map.of("network_mode", "deny"));
        fixture.write("storage/intents/" + shop.id() + ".json", intent);
        fixture.manager().start("shop", fixture.steps);
        assertThat(metadata.facts(shop.id())).containsEntry("network_mode", "allow");

        metadata.prepare(shop.id(), shop.runtime().instanceId(), Map.of("network_mode", "deny"));
        fixture.write("storage/intents/" + shop.id() + ".json", intent);
        fixture.manager().stop("shop", fixture.steps);
        assertThat(metadata.facts(shop.id()))
                .containsEntry("network_mode", "deny")
                .doesNotContainKey("instance");
        assertThat(fixture.storage.workspaceFolder(shop.id())).isDirectoryNotContaining("glob:**next*");
    }

    @Test
    void refusesSourcesThatBecameALink() throws IOException {
        Instance before = fixture.add();
        Path shop = fixture.folder.resolve("shop");
        Files.move(shop, fixture.folder.resolve("moved"));
        Files.createSymbolicLink(shop, fixture.folder.resolve("home"));

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(RefusedException.class)
                .hasMessage("sources folder leads somewhere else now: " + shop + " is a link to "
                        + fixture.folder.resolve("home"));
        assertThat(fixture.runtimeInstances())
                .singleElement()
                .asString()
                .contains(before.runtime().instanceId());
    }

    @Test
    void doesNotStartWhenNobodyCanTellWhetherTheConfigurationChanged() throws Exception {
        fixture.configure("{}");
        fixture.add();
        Path file = fixture.folder.resolve("shop/.kaiden/workspace.json");
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "workspace configuration validation failed: cannot read " + file + ": is not a regular file");
        assertThat(fixture.manager().get("shop").state()).isEqualTo(RuntimeState.STOPPED);
    }

    @Test
    void saysSoWhenTheInstanceIsGone() {
        fixture.add();
        fixture.write("storage/runtimes/fake/instances.json", "{}");

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is gone");
    }

    @Test
    void touchesNothingOfWhatTheRuntimeRefusesToMakeAnew() {
        Instance before = fixture.add();
        fixture.manager().start("shop", fixture.steps);
        fixture.steps.clear();
        fixture.runtimes.clear();
        fixture.runtimes.add(new RefusingRuntime(fixture).entry());

        assertThatThrownBy(() -> recreate(true))
                .isInstanceOf(RefusedException.class)
                .hasMessage("made by another");

        assertThat(fixture.steps.events()).isEmpty();
        assertThat(fixture.manager().get("shop").runtime().instanceId())
                .isEqualTo(before.runtime().instanceId());
        assertThat(fixture.leftovers()).noneMatch(file -> file.startsWith("intents"));
    }

    @Test
    void touchesNothingWhenTheNewOneCouldNotBeStarted() {
        Instance before = fixture.add();
        fixture.manager().start("shop", fixture.steps);
        fixture.steps.clear();
        fixture.runtimes.clear();
        fixture.runtimes.add(new LockedRuntime(fixture).entry());

        assertThatThrownBy(() -> recreate(true))
                .isInstanceOf(RefusedException.class)
                .hasMessage("locked");

        assertThat(fixture.steps.events()).isEmpty();
        assertThat(fixture.manager().list(fixture.steps))
                .singleElement()
                .satisfies(now -> assertThat(now.runtime().instanceId())
                        .isEqualTo(before.runtime().instanceId()))
                .satisfies(now -> assertThat(now.state()).isEqualTo(RuntimeState.RUNNING));
        assertThat(fixture.leftovers()).noneMatch(file -> file.startsWith("intents"));
    }

    /// Has secrets whose values it does not get.
    private static final class LockedRuntime extends MeddledRuntime {
        LockedRuntime(ManagerFixture fixture) {
            super(fixture, () -> {});
        }

        @Override
        public RuntimeInfo stop(String id, StepLogger steps) {
            throw new AssertionError("stopped " + id);
        }

        @Override
        public RuntimeCapabilities capabilities() {
            Recreation real = super.capabilities().recreation().orElseThrow();
            return super.capabilities().with(Recreation.class, new Recreation() {
                @Override
                public void check(String id) {
                    real.check(id);
                }

                @Override
                public void prepareStart(String oldId, CreateRequest request) {
                    throw new RefusedException("locked", "unlock it");
                }

                @Override
                public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
                    throw new AssertionError("made beside " + oldId);
                }

                @Override
                public RuntimeInfo keepOnly(String id, String workspaceId) {
                    throw new AssertionError("kept only " + id);
                }
            });
        }
    }

    /// Refuses to recreate, and fails the test if it is asked anything else.
    private static final class RefusingRuntime extends MeddledRuntime {
        RefusingRuntime(ManagerFixture fixture) {
            super(fixture, () -> {});
        }

        @Override
        public RuntimeInfo info(String id) {
            throw new AssertionError("asked about " + id);
        }

        @Override
        public RuntimeCapabilities capabilities() {
            return super.capabilities().with(Recreation.class, new Recreation() {
                @Override
                public void check(String id) {
                    throw new RefusedException("made by another", "use that");
                }

                @Override
                public RuntimeInfo beside(String oldId, RecreatePlan plan, StepLogger steps) {
                    throw new AssertionError("made beside " + oldId);
                }

                @Override
                public RuntimeInfo keepOnly(String id, String workspaceId) {
                    throw new AssertionError("kept only " + id);
                }
            });
        }
    }
}
