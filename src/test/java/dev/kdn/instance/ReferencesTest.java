/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kdn.error.InvalidInputException;
import dev.kdn.error.KdnException;
import dev.kdn.error.NotFoundException;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final Instance SHOP = instance("abcd11" + "0".repeat(58), "shop");
    private static final Instance CAFE = instance("abcd22" + "0".repeat(58), "cafe");
    private static final Instance NAMED_LIKE_ID = instance("ffff" + "0".repeat(60), "abcd11");
    private static final List<Instance> ALL = List.of(SHOP, CAFE, NAMED_LIKE_ID);

    @Test
    void findsByIdThenNameThenPrefix() {
        assertThat(References.resolve(SHOP.id(), ALL)).isEqualTo(SHOP);
        assertThat(References.resolve("cafe", ALL)).isEqualTo(CAFE);
        assertThat(References.resolve("abcd11", ALL)).isEqualTo(NAMED_LIKE_ID);
        assertThat(References.resolve("abcd2", ALL)).isEqualTo(CAFE);
    }

    @Test
    void needsFourCharactersOfAnId() {
        assertThatThrownBy(() -> References.resolve("fff", ALL)).isInstanceOf(NotFoundException.class);
        assertThat(References.resolve("ffff", ALL)).isEqualTo(NAMED_LIKE_ID);
    }

    @Test
    void listsCandidatesOfAmbiguousPrefix() {
        assertThatThrownBy(() -> References.resolve("abcd", ALL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("workspace reference is ambiguous: abcd means any of abcd11000000 (shop),"
                        + " abcd22000000 (cafe)");
    }

    @Test
    void saysWhatToDoWhenThereIsNone() {
        assertThatThrownBy(() -> References.resolve("nothing", ALL))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("workspace not found: nothing")
                .asInstanceOf(type(KdnException.class))
                .extracting(KdnException::hint)
                .isEqualTo(Optional.of("use 'kdn list' to see available workspaces"));
    }

    @Test
    void proposesTheNearestName() {
        assertThatThrownBy(() -> References.resolve("shpo", List.of(instance("a", "shop2"), instance("b", "shp"))))
                .asInstanceOf(type(KdnException.class))
                .extracting(KdnException::hint)
                .isEqualTo(Optional.of("did you mean 'shp'? use 'kdn list' to see available workspaces"));
    }

    private static Instance instance(String id, String name) {
        return new Instance(
                id,
                name,
                Path.of("/s"),
                Path.of("/c"),
                new Instance.RuntimeRecord("fake", "fake-001", RuntimeState.STOPPED, Map.of()),
                "",
                "",
                Optional.empty(),
                OffsetDateTime.parse("2026-01-15T10:00:00Z"),
                Optional.empty(),
                Map.of());
    }
}
