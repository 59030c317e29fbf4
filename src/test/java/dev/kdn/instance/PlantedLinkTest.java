/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links that whoever wrote the sources, or an agent, put where the user's own configuration leads through.
class PlantedLinkTest {
    private static final String DATA = "{'': {'mounts': [{'host': '$SOURCES/data', 'target': '/x'}]}}";

    private ManagerFixture fixture;
    private Path sources;
    private Path outside;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new ManagerFixture(folder);
        sources = fixture.folder.resolve("shop");
        outside = Files.createDirectories(fixture.folder.resolve("outside"));
        Files.createDirectories(fixture.folder.resolve("elsewhere"));
    }

    private void projects(String json) {
        fixture.write("storage/config/projects.json", json.replace('\'', '"'));
    }

    private void turn(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private Instance recreate(boolean accept, TrustPrompt prompt) {
        RecreateWish wish = new RecreateWish("shop", false, true, false, accept, Map.of(), BuildOptions.DEFAULT);
        return fixture.manager().recreate(wish, prompt, fixture.steps);
    }

    private String follow(Path target) {
        return "follow the link " + sources.resolve("data") + " in the sources to " + target;
    }

    @Test
    void isAskedAboutAtInit() throws IOException {
        projects(DATA);
        turn(sources.resolve("data"), outside);

        assertThatThrownBy(fixture::add)
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith(":\n  - " + follow(outside));

        fixture.trust = "always";
        assertThat(fixture.add().state().text()).isEqualTo("stopped");
    }

    @Test
    void isAskedAboutWhereTheConfigurationIsTheUsersOwn() throws IOException {
        fixture.write("own/workspace.json", "{\"skills\": [\"" + sources + "/data\"]}");
        turn(sources.resolve("data"), outside);

        assertThatThrownBy(() -> fixture.manager()
                        .add(wish(fixture.folder.resolve("own")), ManagerFixture.NOBODY, fixture.steps))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(follow(outside));
    }

    @Test
    void isMoreWhenAnAgentPlantsIt() throws IOException {
        projects(DATA);
        fixture.trust = "always";
        Files.createDirectories(sources.resolve("data"));
        fixture.add();
        Files.delete(sources.resolve("data"));
        turn(sources.resolve("data"), outside);

        assertThatThrownBy(() -> recreate(false, ManagerFixture.NOBODY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(follow(outside));

        recreate(true, ManagerFixture.NOBODY);
        recreate(false, ManagerFixture.NOBODY);
        turn(sources.resolve("data"), fixture.folder.resolve("elsewhere"));
        assertThatThrownBy(() -> recreate(false, ManagerFixture.NOBODY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(follow(fixture.folder.resolve("elsewhere")));
    }

    @Test
    void isMoreBelowAFolderThatWasWritable() throws IOException {
        Path shared = Files.createDirectories(fixture.folder.resolve("shared"));
        Files.createDirectories(shared.resolve("in"));
        projects("{'': {'mounts': [{'host': '" + shared + "', 'target': '/s'}]}}");
        fixture.trust = "always";
        fixture.add();
        turn(shared.resolve("out"), outside);
        turn(shared.resolve("same"), shared.resolve("in"));
        projects("{'': {'mounts': [{'host': '" + shared + "/same', 'target': '/a'}]}}");
        recreate(false, ManagerFixture.NOBODY);
        projects("{'': {'mounts': [{'host': '" + shared + "', 'target': '/s'}, {'host': '" + shared
                + "/out', 'ro': true, 'target': '/a'}]}}");

        assertThatThrownBy(() -> recreate(false, ManagerFixture.NOBODY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("follow the link " + shared + "/out in " + shared + " to " + outside);
    }

    @Test
    void ofTheUserIsTheirs() throws IOException {
        turn(fixture.folder.resolve("home/link"), outside);
        projects("{'': {'mounts': [{'host': '$HOME/link', 'target': '/x'}]}}");

        assertThat(fixture.add().state().text()).isEqualTo("stopped");
    }

    @Test
    void inPlaceOfASkillIsMore() throws IOException {
        Files.createDirectories(sources.resolve("data"));
        fixture.configure("{\"skills\": [\"" + sources + "/data\"]}");
        fixture.trust = "always";
        fixture.add();
        Files.delete(sources.resolve("data"));
        turn(sources.resolve("data"), outside);

        assertThatThrownBy(() -> recreate(false, ManagerFixture.NOBODY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mount " + outside + " (read-only) as a skill");
    }

    @Test
    void turnedWhileTheUserIsAskedChangesNothing() throws IOException {
        turn(sources.resolve("data"), outside);
        fixture.configure("{\"mounts\": [{\"host\": \"$SOURCES/data\", \"target\": \"/x\"}]}");
        TrustPrompt turning = wishes -> {
            assertThat(wishes).containsExactly("mount " + outside + " (read and write) at /x");
            try {
                turn(sources.resolve("data"), fixture.folder.resolve("home"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return TrustPrompt.Answer.YES;
        };

        InstanceCreation.Plan plan = fixture.plan(turning);

        assertThat(plan.configuration().mounts())
                .singleElement()
                .satisfies(mount -> assertThat(mount.host()).isEqualTo(outside.toString()));
        assertThat(plan.configurationFacts().get(Metadata.OWN_CONFIGURATION))
                .contains(outside.toString())
                .doesNotContain("home");
    }

    @Test
    void toTheConfigurationMakesItTheProjects() throws IOException {
        fixture.write("shop/real.json", "{\"mounts\": [{\"host\": \"/usr\", \"target\": \"/x\"}]}");
        Files.createDirectories(fixture.folder.resolve("own"));
        turn(fixture.folder.resolve("own/workspace.json"), sources.resolve("real.json"));

        assertThatThrownBy(() -> fixture.manager()
                        .add(wish(fixture.folder.resolve("own")), ManagerFixture.NOBODY, fixture.steps))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mount /usr (read and write) at /x");
    }

    @Test
    void aConfigurationInAWritableMountIsNotTheUsers() {
        fixture.write("own/workspace.json", "{\"mounts\": [{\"host\": \"/usr\", \"target\": \"/x\"}]}");
        projects("{'': {'mounts': [{'host': '" + fixture.folder.resolve("own") + "', 'target': '/own'}]}}");

        assertThatThrownBy(() -> fixture.manager()
                        .add(wish(fixture.folder.resolve("own")), ManagerFixture.NOBODY, fixture.steps))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mount /usr (read and write) at /x");
    }

    @Test
    void warnsOfAStorageThatTheWorkspaceCanWrite() {
        projects("{'': {'mounts': [{'host': '" + fixture.folder.resolve("storage/config") + "', 'target': '/c'}]}}");

        fixture.add();

        assertThat(fixture.steps.warnings())
                .singleElement()
                .asString()
                .contains("can change kdn's own storage", "storage/config is mounted read and write");
    }

    private NewInstance wish(Path configuration) {
        NewInstance plain = fixture.wish();
        return new NewInstance(
                plain.sources(),
                Optional.of(configuration),
                plain.name(),
                plain.runtime(),
                plain.project(),
                plain.agent(),
                plain.model(),
                false,
                false,
                plain.limits(),
                plain.build());
    }
}
