/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final String SSH = "{\"mounts\": [{\"host\": \"$HOME/.ssh\", \"target\": \"/keys\"}]}";

    @TempDir
    private Path folder;

    private ManagerFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new ManagerFixture(folder);
        fixture.configure(SSH);
    }

    @Test
    void refusesWithTheListOfWishes() {
        assertThatThrownBy(fixture::add)
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("the project's own configuration asks for what needs your trust:\n  - ")
                .hasMessageContaining(".ssh")
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .isEqualTo("read " + fixture.folder.resolve("shop/.kaiden/workspace.json")
                        + "; if you agree, pass --trust");
        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
    }

    @Test
    void remembersTheFlagForThisContentOnly() {
        fixture.manager().add(wish(Optional.empty(), true), ManagerFixture.NOBODY, fixture.steps);

        fixture.add();

        fixture.configure(SSH.replace(".ssh", ".gnupg"));
        assertThatThrownBy(fixture::add).isInstanceOf(RefusedException.class);
    }

    @Test
    void remembersTheAnswerOfThePerson() {
        List<String> asked = new ArrayList<>();
        TrustPrompt yes = wishes -> {
            asked.addAll(wishes);
            return TrustPrompt.Answer.YES;
        };

        Instance first = fixture.manager().add(fixture.wish(), yes, fixture.steps);
        fixture.manager().add(fixture.wish(), yes, fixture.steps);

        assertThat(asked).hasSize(1);
        assertThat(new Metadata(fixture.storage).facts(first.id())).containsEntry("trust", "asked");
    }

    @Test
    void doesNotRepeatTheWishesToThePersonWhoSaidNo() {
        assertThatThrownBy(() -> fixture.manager().add(fixture.wish(), wishes -> TrustPrompt.Answer.NO, fixture.steps))
                .isInstanceOf(RefusedException.class)
                .hasMessage("not allowed: what the project's own configuration asks for")
                .extracting(e -> ((KdnException) e).hint())
                .isEqualTo(Optional.empty());
    }

    @Test
    void followsTheSetting() {
        fixture.trust = "always";
        fixture.add();

        fixture.trust = "never";
        assertThatThrownBy(() -> fixture.manager().add(fixture.wish(), wishes -> TrustPrompt.Answer.YES, fixture.steps))
                .isInstanceOf(RefusedException.class);

        fixture.trust = "sometimes";
        assertThatThrownBy(fixture::add)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("invalid trust setting \"sometimes\" (must be one of: always, ask, never)");
    }

    @Test
    void needsNoneForConfigurationOfTheUser() {
        fixture.write("own/workspace.json", SSH);

        fixture.manager()
                .add(wish(Optional.of(fixture.folder.resolve("own")), false), ManagerFixture.NOBODY, fixture.steps);

        assertThat(fixture.manager().stored()).hasSize(1);
    }

    private NewInstance wish(Optional<Path> configuration, boolean trust) {
        return new NewInstance(
                fixture.folder.resolve("shop"),
                configuration,
                Optional.empty(),
                "fake",
                Optional.empty(),
                "shell",
                Optional.empty(),
                false,
                trust,
                ResourceLimits.NONE,
                BuildOptions.DEFAULT);
    }
}
