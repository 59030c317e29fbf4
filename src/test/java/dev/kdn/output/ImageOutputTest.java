/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.instance.ImageListing;
import dev.kdn.instance.ImageListing.Item;
import dev.kdn.instance.ImageListing.Trouble;
import dev.kdn.instance.ImageListing.User;
import dev.kdn.runtime.BuiltImage;
import dev.kdn.runtime.RuntimeImage;
import dev.kdn.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageOutputTest {
    private static final Colors PLAIN = new Colors(false);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String CLAUDE = "localhost/kdn/claude:3f1c0d2a4b5e6978";
    private static final String GOOSE = "localhost/kdn/goose:77aa0c1d2e3f4b5a";
    private static final ImageListing ALL = new ImageListing(
            List.of(
                    new Item(
                            "podman",
                            image('a', 1_900_000_000L, 51, "claude", List.of(CLAUDE, "localhost/kdn-shop:latest"), "c"),
                            List.of(new User("1".repeat(64), "blog"), new User("2".repeat(64), "shop"))),
                    new Item("podman", image('b', 812_345_678, 3, "goose", List.of(GOOSE)), List.of()),
                    new Item("docker", image('c', 1_812_345_678, 300, "", List.of(), "theirs"), List.of())),
            List.of(new Trouble("other", "it does not answer")));

    private static RuntimeImage image(
            char id, long bytes, int hours, String agent, List<String> names, String... containers) {
        return new RuntimeImage(
                String.valueOf(id).repeat(64),
                names.stream().findFirst(),
                names,
                false,
                agent,
                bytes,
                NOW.minusSeconds(hours * 3600L),
                Set.of(containers));
    }

    @Test
    void showsImagesAsATable() {
        Golden.check("image-list.txt", ImageDocument.table(ALL, PLAIN, NOW));
    }

    @Test
    void showsImagesAsJson() {
        Golden.check("image-list.json", text(ImageDocument.list(ALL)));
    }

    @Test
    void showsNoErrorsWhereThereAreNone() {
        ImageListing none = new ImageListing(List.of(), List.of());

        assertThat(text(ImageDocument.list(none))).isEqualTo("{\n  \"items\": []\n}\n");
        assertThat(ImageDocument.table(none, PLAIN, NOW)).isEqualTo("No images\n");
    }

    @Test
    void doesNotSayThatThereIsNoImageWhereNobodyKnows() {
        ImageListing unknown = new ImageListing(List.of(), List.of(new Trouble("podman", "gone")));

        assertThat(ImageDocument.table(unknown, PLAIN, NOW)).isEmpty();
    }

    @Test
    void showsWhatWasBuilt() {
        BuiltImage built = new BuiltImage(CLAUDE, "a".repeat(64), "3f1c0d2a4b5e6978", true);

        Golden.check("image-build.json", text(ImageDocument.built(built, "podman", "claude")));
    }

    @Test
    void titlesAnImageWithoutATagByItsId() {
        assertThat(image('c', 1, 1, "", List.of()).title()).isEqualTo("cccccccccccc");
        assertThat(new RuntimeImage("ab", Optional.empty(), List.of(), false, "", 1, NOW, Set.of()).title())
                .isEqualTo("ab");
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
