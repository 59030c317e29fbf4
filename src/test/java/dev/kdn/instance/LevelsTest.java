/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelsTest {
    private static final String TWO =
            "{\"environment\": [{\"name\": \"A\", \"value\": \"1\"}," + " {\"name\": \"B\", \"value\": \"2\"}]}";

    private ManagerFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ManagerFixture(folder);
    }

    private void projects(String key, String json) {
        fixture.write("storage/config/projects.json", "{\"" + key + "\": " + json + "}");
    }

    private Instance recreate() {
        RecreateWish wish = new RecreateWish("shop", false, false, false, false, Map.of(), BuildOptions.DEFAULT);
        return fixture.manager().recreate(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    @Test
    void makesWorkspacesFromAllLevels() {
        fixture.configure("{\"environment\": [{\"name\": \"A\", \"value\": \"0\"}]}");
        projects(fixture.folder.resolve("shop").toString(), TWO);
        fixture.write(
                "storage/config/agents.json", "{\"shell\": {\"environment\": [{\"name\": \"C\", \"value\": \"3\"}]}}");

        assertThat(fixture.add().runtime().info()).containsEntry("env_vars_count", "3");
    }

    @Test
    void needsNoTrustForWhatTheUserConfigured() {
        fixture.configure("{}");
        projects("", "{\"mounts\": [{\"host\": \"$HOME\", \"target\": \"/own\"}]}");

        Instance added = fixture.add();

        assertThat(new Metadata(fixture.storage).facts(added.id())).containsEntry("trust", "not needed");
    }

    @Test
    void needsNoTrustForAMountThatTheUserWantsAsWell() {
        String mount = "{\"mounts\": [{\"host\": \"$HOME\", \"target\": \"/own\"}]}";
        fixture.configure(mount);
        assertThatThrownBy(fixture::add).isInstanceOf(RefusedException.class);

        projects("", mount);

        assertThat(fixture.add().state().text()).isEqualTo("stopped");
    }

    @Test
    void stopsAtALevelThatIsNoGood() {
        projects("", "{\"ports\": [0]}");

        assertThatThrownBy(fixture::add)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("global configuration validation failed");
        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void namesTheLevelThatCannotBeRead() throws IOException {
        Files.createDirectories(fixture.folder.resolve("storage/config/projects.json"));
        assertThatThrownBy(fixture::add)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("failed to merge configurations: ")
                .hasMessageContaining("expected file but found directory");

        Files.delete(fixture.folder.resolve("storage/config/projects.json"));
        Files.createDirectories(fixture.folder.resolve("shop/.kaiden/workspace.json"));
        assertThatThrownBy(fixture::add)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("workspace configuration validation failed: ");
    }

    @Test
    void refusesWhatCannotBeKeptOnEveryLevel() {
        projects("", "{\"network\": {\"mode\": \"deny\", \"hosts\": [\"a.test\"]}}");

        assertThatThrownBy(fixture::add).isInstanceOf(RefusedException.class).hasMessageContaining("a.test");
    }

    @Test
    void tellsAtStartThatTheUsersConfigurationChangedForThisWorkspace() {
        fixture.add();
        projects("", TWO);

        fixture.manager().start("shop", fixture.steps);

        assertThat(fixture.steps.warnings())
                .containsExactly(
                        "what the storage's config folder says of the workspace has changed since the workspace"
                                + " was made; to use it: kdn recreate shop");
    }

    @Test
    void isQuietAboutChangesThatAreForOthers() {
        fixture.configure("{}");
        fixture.add();
        projects("/elsewhere", TWO);
        fixture.configure("{\"environment\": []}");

        fixture.manager().start("shop", fixture.steps);

        assertThat(fixture.steps.warnings()).isEmpty();
    }

    @Test
    void isQuietAfterTheWorkspaceWasMadeAnew() {
        fixture.add();
        projects("", TWO);

        assertThat(recreate().runtime().info()).containsEntry("env_vars_count", "2");
        fixture.manager().start("shop", fixture.steps);

        assertThat(fixture.steps.warnings()).isEmpty();
    }

    @Test
    void doesNotStartWithALevelThatBecameInvalid() throws Exception {
        fixture.add();
        projects("", "{\"ports\": [0]}");

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("port 0");

        Files.delete(fixture.folder.resolve("storage/config/projects.json"));
        assertThat(fixture.manager().start("shop", fixture.steps).isRunning()).isTrue();
    }

    @Test
    void dumpsWhatAllLevelsSay() {
        fixture.configure(TWO);
        fixture.write("storage/config/agents.json", "{\"shell\": {\"ports\": [80]}}");

        var dumped = fixture.manager().effectiveConfiguration(fixture.wish(), fixture.steps);

        assertThat(dumped.environment()).hasSize(2);
        assertThat(dumped.ports()).containsExactly(80);
    }
}
