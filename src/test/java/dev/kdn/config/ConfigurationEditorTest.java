/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.ConflictException;
import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.error.StorageException;
import dev.kdn.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of files that others change, too, and by people who make mistakes.
class ConfigurationEditorTest {
    private final List<String> notices = new ArrayList<>();
    private Path folder;
    private Path file;
    private Path copy;
    private ConfigurationTarget target;
    private ConfigurationEditor editor;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary.toRealPath();
        editor = new ConfigurationEditor(new Storage(folder.resolve("storage")));
        file = folder.resolve("storage/config/projects.json");
        copy = folder.resolve("storage/config/.projects.json.edit.json");
        target = new ConfigurationTarget(file, Optional.of(ConfigurationLevel.GLOBAL), "");
        Files.createDirectories(folder.resolve("storage/config"));
    }

    private boolean edit(String text) {
        return editor.edit(target, path -> write(path, text), notices::add);
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConfigurationTarget ofTheSources() {
        return new ConfigurationTarget(
                folder.resolve("shop/.kaiden/workspace.json"), Optional.of(ConfigurationLevel.WORKSPACE), "");
    }

    @Test
    void goesOnWithWhatWasRefused() throws IOException {
        assertThatThrownBy(() -> edit("{\"\": {\"ports\": [0]}}"))
                .isInstanceOf(ConfigurationException.class)
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .isEqualTo("your version is kept in " + copy + "; run the command again to go on with it");
        assertThat(file).doesNotExist();
        List<String> seen = new ArrayList<>();

        boolean changed = editor.edit(
                target,
                path -> {
                    try {
                        seen.add(Files.readString(path));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    write(path, "{\"\": {\"ports\": [1]}}");
                },
                notices::add);

        assertThat(changed).isTrue();
        assertThat(seen).containsExactly("{\"\": {\"ports\": [0]}}");
        assertThat(notices).singleElement().asString().contains("going on with " + copy);
        assertThat(file).hasContent("{\"\": {\"ports\": [1]}}");
        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWhatWasSavedBeforeTheEditorFailed(boolean saved) {
        IllegalStateException failure = new IllegalStateException("the editor failed");

        assertThatThrownBy(() -> editor.edit(
                        target,
                        path -> {
                            if (saved) {
                                write(path, "{\"\": {}}");
                            }
                            throw failure;
                        },
                        notices::add))
                .isSameAs(failure);

        assertThat(Files.exists(copy)).isEqualTo(saved);
    }

    @Test
    void keepsACopyThatNobodySavedAgain() {
        assertThatThrownBy(() -> edit("{")).isInstanceOf(ConfigurationException.class);

        assertThat(editor.edit(target, path -> {}, notices::add)).isFalse();
        assertThat(copy).hasContent("{");
    }

    @Test
    void keepsTheCopyOfAConflict() {
        write(file, "{}");

        assertThatThrownBy(() -> editor.edit(
                        target,
                        path -> {
                            write(path, "{\"\": {\"ports\": [1]}}");
                            editor.set(target, ConfigurationKey.of("ports", target), "2");
                        },
                        notices::add))
                .isInstanceOf(ConflictException.class)
                .hasMessage(file + " was changed by somebody else meanwhile");
        assertThat(copy).hasContent("{\"\": {\"ports\": [1]}}");
        assertThat(file).content().contains("2");
        assertThat(editor.edit(target, path -> {}, notices::add)).isFalse();
        assertThat(notices).singleElement().asString().contains(file + " was changed after it");
    }

    @Test
    void isForOneAtATime() {
        assertThatThrownBy(() -> editor.edit(target, path -> edit("{}"), notices::add))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> editor.edit(
                        target,
                        path -> {
                            try {
                                Files.write(path, new byte[] {'{', '"', (byte) 0xff, '"', ':', '{', '}', '}'});
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        notices::add))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot read " + copy + ": not UTF-8 text");
        assertThat(copy).exists();
    }

    @Test
    void doesNotReadWhatHasNoEnd() throws IOException {
        Files.createSymbolicLink(file, Path.of("/dev/zero"));

        assertThatThrownBy(() -> edit("{}"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is not a regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "folder", "nothing"})
    void doesNotLeaveTheSources(String what) throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path shop = Files.createDirectories(folder.resolve("shop"));
        if (what.equals("folder")) {
            Files.createSymbolicLink(shop.resolve(".kaiden"), outside);
        } else {
            Files.createDirectories(shop.resolve(".kaiden"));
            Files.createSymbolicLink(shop.resolve(".kaiden/workspace.json"), outside.resolve("other.json"));
        }
        if (what.equals("file")) {
            write(outside.resolve("other.json"), "{}");
        }
        ConfigurationTarget own = ofTheSources();

        assertThatThrownBy(() -> editor.set(own, ConfigurationKey.of("ports", own), "1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is a link out of the sources");
        assertThatThrownBy(() -> editor.edit(own, path -> write(path, "{\"ports\": [1]}"), notices::add))
                .isInstanceOf(RefusedException.class);
        assertThat(outside.resolve("workspace.json")).doesNotExist();
        assertThat(Files.exists(outside.resolve("other.json"))).isEqualTo(what.equals("file"));
    }

    @Test
    void editsTheFileOfTheSourcesOutsideOfThem() {
        ConfigurationTarget own = ofTheSources();
        List<Path> edited = new ArrayList<>();

        editor.edit(
                own,
                path -> {
                    edited.add(path);
                    write(path, "{\"ports\": [1]}");
                },
                notices::add);

        assertThat(own.file()).hasContent("{\"ports\": [1]}");
        assertThat(edited).allMatch(path -> path.startsWith(folder.resolve("storage")));
    }

    @Test
    void losesNothingOfThoseWhoSetAtOnce() throws Exception {
        int many = 12;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> sets = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                String key = "environment.V" + i;
                sets.add(threads.submit(() -> new ConfigurationEditor(new Storage(folder.resolve("storage")))
                        .set(target, ConfigurationKey.of(key, target), "1")));
            }
            for (Future<?> set : sets) {
                assertThat(set.get(30, TimeUnit.SECONDS)).isNull();
            }
        }

        assertThat(new UserConfiguration(folder.resolve("storage/config")).project(""))
                .singleElement()
                .satisfies(
                        layer -> assertThat(layer.configuration().environment()).hasSize(many));
    }
}
