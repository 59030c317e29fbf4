/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Read-only mounts of parts of the sources keep an agent from writing to them; it cannot take them away itself.
class ShieldTest {
    private static final String SHIELD =
            "{'mounts': [{'host': '$SOURCES/.git', 'ro': true, 'target': '$SOURCES/.git'}]}";

    private ManagerFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ManagerFixture(folder);
        fixture.write("shop/.git/config", "");
    }

    private void configure(String json) {
        fixture.configure(json.replace('\'', '"'));
    }

    private void users(String json) {
        fixture.write("storage/config/projects.json", ("{'': " + json + "}").replace('\'', '"'));
    }

    private Instance recreate() {
        RecreateWish wish = new RecreateWish("shop", false, true, false, false, Map.of(), BuildOptions.DEFAULT);
        return fixture.manager().recreate(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'mounts': [{'host': '$SOURCES/.git', 'target': '$SOURCES/.git'}]}",
                "{'mounts': [{'host': '$SOURCES/.git', 'ro': true, 'target': '/elsewhere'}]}"
            })
    void ofTheProjectIsNotDroppedWithoutConsent(String after) {
        fixture.trust = "always";
        configure(SHIELD);
        fixture.add();
        configure(after);

        assertThatThrownBy(this::recreate)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("write to " + fixture.folder.resolve("shop/.git") + ", which was read-only");
    }

    @Test
    void ofTheProjectMayBecomeTheUsers() {
        configure(SHIELD);
        Instance before = fixture.add();
        configure("{}");
        users(SHIELD);

        assertThat(recreate().id()).isEqualTo(before.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$SOURCES", "$SOURCES/.git", "$SOURCES/.git/config"})
    void ofTheUserIsNotPassedAroundWithoutConsent(String host) {
        users(SHIELD);
        String around = "{'mounts': [{'host': '" + host + "', 'target': '/x'}]}";
        String line = "write to " + fixture.folder.resolve("shop/.git") + ", which is read-only, through /x";
        configure(around);
        assertThatThrownBy(fixture::add).isInstanceOf(RefusedException.class).hasMessageContaining(line);

        configure("{}");
        fixture.trust = "always";
        fixture.add();
        configure(around);
        assertThatThrownBy(this::recreate).isInstanceOf(RefusedException.class).hasMessageContaining(line);
    }

    @Test
    void leavesOtherMountsAlone() {
        users(SHIELD);
        configure("{'mounts': [{'host': '$SOURCES/docs', 'target': '/docs'},"
                + " {'host': '$SOURCES/.git', 'ro': true, 'target': '/git'}]}");

        assertThat(fixture.add().state().text()).isEqualTo("stopped");
    }
}
