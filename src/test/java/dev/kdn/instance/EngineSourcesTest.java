/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources on the machine of an engine elsewhere.
class EngineSourcesTest {
    private static final Path SRV = Path.of("/srv/shop");

    @TempDir
    private Path folder;

    private ManagerFixture fixture;
    private MovableRuntime runtime;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        runtime = new MovableRuntime(fixture);
        runtime.moveTo(MovableRuntime.THERE);
    }

    private NewInstance wish(Optional<Path> sourcesOnEngine) {
        NewInstance plain = fixture.wish();
        return new NewInstance(
                plain.sources(),
                plain.configuration(),
                plain.name(),
                plain.runtime(),
                plain.project(),
                plain.agent(),
                plain.model(),
                false,
                false,
                plain.limits(),
                plain.build(),
                sourcesOnEngine);
    }

    private Instance add(Optional<Path> sourcesOnEngine) {
        return fixture.manager().add(wish(sourcesOnEngine), ManagerFixture.NOBODY, fixture.steps);
    }

    @Test
    void areNeededThere() {
        assertRefused(InvalidInputException.class, Optional.empty())
                .withMessage("fake at tcp://there:2375 (DOCKER_HOST) is on another machine, so it cannot mount "
                        + fixture.folder.resolve("shop"))
                .extracting(KdnException::hint)
                .isEqualTo(Optional.of("name the folder of the sources on that machine with --sources-on-engine PATH,"
                        + " or choose an engine of this machine"));
        assertThat(fixture.storage.root()).doesNotExist();
    }

    @Test
    void areRefusedHere() {
        runtime.moveTo(MovableRuntime.HERE);

        assertRefused(InvalidInputException.class, Optional.of(SRV))
                .withMessage("--sources-on-engine is for engines of other machines, and the engine of fake is on this"
                        + " one");
    }

    @Test
    void cannotBeEverything() {
        assertRefused(RefusedException.class, Optional.of(Path.of("/")))
                .withMessage("sources are the root of the file system of the engine's machine");
    }

    @Test
    void goWithoutMountsOfThisMachine() {
        fixture.configure("{\"mounts\": [{\"host\": \"$SOURCES/data\", \"target\": \"/data\"}]}");

        assertRefused(RefusedException.class, Optional.of(SRV))
                .withMessageEndingWith("so it cannot mount what the configuration asks for: $SOURCES/data");
    }

    private <T extends KdnException> ThrowableAssertAlternative<T> assertRefused(
            Class<T> type, Optional<Path> sourcesOnEngine) {
        return assertThatExceptionOfType(type).isThrownBy(() -> add(sourcesOnEngine));
    }

    @Test
    void areMountedAndRememberedAndKept() {
        add(Optional.of(SRV));
        fixture.manager()
                .recreate(
                        new RecreateWish(
                                "shop", false, false, false, false, Map.of(), CreateRequest.BuildOptions.DEFAULT),
                        ManagerFixture.NOBODY,
                        fixture.steps);

        assertThat(runtime.requests).extracting(CreateRequest::sourcesOnEngine).containsExactly(Optional.of(SRV));
        InstanceDetails shop = fixture.manager().details("shop", fixture.steps);
        assertThat(shop.facts()).containsEntry("sources_on_engine", "/srv/shop");
        assertThat(shop.isElsewhere()).isTrue();
    }

    @Test
    void areNotMissedHere() throws IOException {
        add(Optional.of(SRV));
        Files.delete(folder.resolve("shop"));

        assertThat(fixture.manager().reconcile()).isEmpty();
    }
}
