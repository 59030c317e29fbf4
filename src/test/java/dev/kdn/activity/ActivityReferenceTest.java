/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity;

import static dev.kdn.activity.ActivityFixture.ALIVE;
import static dev.kdn.activity.ActivityState.EXITED;
import static dev.kdn.activity.ActivityState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.NotFoundException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityReferenceTest {
    @SuppressWarnings("NullAway.Init") // before each test
    private ActivityFixture with;

    @BeforeEach
    void open(@TempDir Path folder) {
        with = new ActivityFixture(folder);
    }

    private Activity resolve(String reference) {
        return new ActivityReference(with.store.all(), with.manager().stored()).resolve(reference);
    }

    @Test
    void isAnIdItsBeginningOrAName() {
        Activity web = with.recorded("web", false, ALIVE, RUNNING);

        assertThat(resolve(web.id())).isEqualTo(web);
        assertThat(resolve(web.id().substring(0, 4))).isEqualTo(web);
        assertThat(resolve("web")).isEqualTo(web);
        assertThat(resolve("shop/web")).isEqualTo(web);
        assertThat(resolve(with.shop.id() + "/web")).isEqualTo(web);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-1", "alpha", "alpha-100", "shop/alpha-1", "other/alpha-10", "/alpha-10", "", "ffff"})
    void isNeverPartOfAName(String reference) {
        with.recorded("alpha-10", false, ALIVE, RUNNING);

        assertThatThrownBy(() -> resolve(reference))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("activity not found: " + reference);
    }

    @Test
    void meansTheOneThatLivesElseTheLast() {
        Activity first = with.recorded("web", false, ALIVE, EXITED);
        with.now = with.now.plusSeconds(1);
        Activity lives = with.recorded("web", false, ALIVE, RUNNING);

        assertThat(resolve("web")).isEqualTo(lives);
        with.store.delete(lives);
        assertThat(resolve("web")).isEqualTo(first);
    }

    @Test
    void listsThoseThatItMayMean() {
        String other = with.running("other").id();
        Activity web = with.recorded("web", false, ALIVE, RUNNING);
        with.recorded(other, "web", false, ALIVE, RUNNING);

        assertThatThrownBy(() -> resolve("web"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("shop/web")
                .hasMessageContaining("other/web");
        assertThat(resolve("shop/web")).isEqualTo(web);
    }

    @Test
    void threeCharactersOfAnIdAreTooFew() {
        Activity web = with.recorded("web", false, ALIVE, RUNNING);

        assertThatThrownBy(() -> resolve(web.id().substring(0, 3))).isInstanceOf(NotFoundException.class);
    }
}
