/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.activity.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.InvalidInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyPlaceTest {
    private static final Path HERE = Path.of("/home/dev/shop");

    @ParameterizedTest
    @CsvSource({
        "shop:/tmp/x, shop, /tmp/x",
        "shop:x y, shop, x y",
        "shop:, shop, ''",
        "shop:a:b, shop, a:b",
        "a.b:/x, a.b, /x"
    })
    void aNameBeforeAColonIsAWorkspace(String word, String workspace, String path) {
        assertThat(CopyPlace.parse(word, HERE)).isEqualTo(new CopyPlace.Inside(workspace, PathWords.of(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "./a:b", "/tmp/a:b", "dir/a:b", ".a:b", "..", "~x", "-x", "./-"})
    void theRestIsAPathOfThisMachine(String word) {
        assertThat(CopyPlace.parse(word, HERE)).isEqualTo(new CopyPlace.Host(HERE.resolve(word), PathWords.of(word)));
    }

    @Test
    void aDashIsAnArchive() {
        assertThat(CopyPlace.parse("-", HERE)).isEqualTo(new CopyPlace.Archive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":/tmp/x", "shop:a\0b", "a\0b"})
    void whatCannotBeAPlaceIsRefused(String word) {
        assertThatThrownBy(() -> CopyPlace.parse(word, HERE)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, b, /a, false",
        "/a/b/, /a/b, b, /a, true",
        "/a, /a, a, /, false",
        "b, ./b, b, ., false",
        "-x, ./-x, -x, ., false",
        "a//b///, ./a//b, b, ./a/, true",
        "/, /, ., /, true",
        "'', ./., ., ./., true",
        "a/., ./a/., ., ./a/., true",
        "a/.., ./a/.., ., ./a/.., true"
    })
    void pathsAreReadAsDockerReadsThem(String text, String path, String name, String folder, boolean slash) {
        PathWords words = PathWords.of(text);

        assertThat(words).isEqualTo(new PathWords(text, path, name, slash));
        assertThat(words.folder()).isEqualTo(folder);
    }
}
