/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
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
        RecreateWish wish = new RecreateWish("shop", false, force, false, BuildOptions.DEFAULT);
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
        fixture.configure("{\"environment\": []}");

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
    void saysSoWhenTheInstanceIsGone() {
        fixture.add();
        fixture.write("storage/runtimes/fake/instances.json", "{}");

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is gone");
    }
}
