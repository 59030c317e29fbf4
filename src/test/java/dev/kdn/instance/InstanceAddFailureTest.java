/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.CancelledException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.EngineException;
import dev.kdn.error.StorageException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when a workspace cannot be made or registered: nothing.
class InstanceAddFailureTest {
    @TempDir
    private Path folder;

    private ManagerFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
    }

    @Test
    void leavesNothingWhenTheRuntimeFails() {
        fixture.script("{\"create\": \"fail: no space\"}");

        assertThatThrownBy(fixture::add).isInstanceOf(EngineException.class).hasMessage("fake create failed: no space");
        assertNothingLeft();
    }

    @Test
    void removesInstanceThatIsNotStopped() {
        fixture.script("{\"create\": \"state: running\"}");

        assertThatThrownBy(fixture::add)
                .isInstanceOf(EngineException.class)
                .hasMessage("runtime \"fake\" returned invalid state: \"running\" (a new instance must be stopped)");
        assertNothingLeft();
    }

    @Test
    void removesInstanceThatCannotBeRecorded() {
        fixture.meddle(() -> fixture.write("storage/instances.json/in-the-way", ""));

        assertThatThrownBy(fixture::add).isInstanceOf(StorageException.class);
        assertNothingLeft();
    }

    @Test
    void removesInstanceWhoseNameAnotherKdnTookMeanwhile() {
        String other = fixture.add().id();
        String theirs = fixture.text("storage/instances.json")
                .replace("\"shop\"", "\"shop-2\"")
                .replace(other, "f".repeat(64));
        fixture.meddle(() -> fixture.write("storage/instances.json", theirs));

        assertThatThrownBy(fixture::add)
                .isInstanceOf(ConflictException.class)
                .hasMessage("workspace name was taken by another kdn meanwhile: shop-2");
        assertThat(fixture.runtimeInstances()).hasSize(1);
        assertThat(fixture.leftovers()).containsExactly("workspaces/" + other);
    }

    @Test
    void undoesEverythingWhenCancelled() {
        fixture.meddle(Thread.currentThread()::interrupt); // the instance is there, the record is not

        assertThatThrownBy(fixture::add).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertNothingLeft();
    }

    @Test
    void removesInstanceWhoseMetadataCannotBeWritten() {
        fixture.write("storage/workspaces", "a file where a folder belongs");

        assertThatThrownBy(fixture::add).isInstanceOf(StorageException.class);
        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.manager().stored()).isEmpty();
    }

    @Test
    void tellsOfUndoThatFailsToo() {
        fixture.write("storage/workspaces", "a file where a folder belongs");
        fixture.script("{\"remove\": \"fail\"}");

        assertThatThrownBy(fixture::add)
                .isInstanceOf(StorageException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()[0])
                        .hasToString("dev.kdn.error.EngineException: fake remove failed"));
    }

    private void assertNothingLeft() {
        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
    }
}
