/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.e2e.BrokenOff.Shop;
import dev.kdn.e2e.CrashPoints.Point;
import dev.kdn.testing.FileEffects;
import dev.kdn.testing.FileEffects.Mode;
import dev.kdn.testing.Kdn;
import dev.kdn.testing.Result;
import dev.kdn.testing.SlowTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// kdn is killed at each of its effects on files, with the fake runtime. What an effect has done is seen by killing
/// before the next one; after the last one by killing after it. So each number of effects is a point, and each write is
/// one more, in whose middle kdn dies.
@SlowTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
    private static final int KILLED = 137;

    private final CrashPoints points = new CrashPoints();
    private final Map<Shop, Path> templates = new EnumMap<>(Shop.class);
    private Path folder;
    private FileEffects effects;

    @BeforeAll
    void prepare(@TempDir Path temp) throws IOException {
        folder = temp;
        effects = FileEffects.compiledIn(temp);
        for (Shop shop : Shop.values()) {
            templates.put(shop, template(shop));
        }
    }

    @AfterAll
    void report() {
        System.out.println("fake: " + points.summary());
    }

    static List<BrokenOff> operations() {
        return BrokenOff.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nothingIsLost(BrokenOff operation) throws IOException {
        Kdn whole = fresh(operation, "whole");
        effects.counting(whole).run(words(operation)).exit(0);
        List<String> counted = FileEffects.counted(whole);
        assertThat(counted).as("effects").hasSizeBetween(15, 150);

        List<Point> all = new ArrayList<>();
        for (int i = 1; i <= counted.size(); i++) {
            int number = i;
            String effect = counted.get(i - 1);
            all.add(new Point("before " + effect, () -> kill(operation, number, Mode.BEFORE)));
            if (effect.contains(" write ")) {
                all.add(new Point("amid " + effect, () -> kill(operation, number, Mode.TORN)));
            }
        }
        all.add(new Point("after the last", () -> kill(operation, counted.size(), Mode.AFTER)));
        points.check(operation + "/fake", all);
    }

    private Void kill(BrokenOff operation, int number, Mode mode) throws IOException {
        Kdn kdn = fresh(operation, mode + "-" + number);
        Result broken = effects.at(kdn, number, mode).run(words(operation)).exit(KILLED);

        new Aftermath(kdn, List.of(init("shop")), listed -> List.of()).check(operation, broken, number, () -> {});
        assertThat(Files.readString(folder.resolve("sources/shop/README"))).isEqualTo("hello\n");
        return null;
    }

    private String[] words(BrokenOff operation) {
        return operation.words(init("shop"));
    }

    private String[] init(String name) {
        String sources = folder.resolve("sources").resolve(name).toString();
        return new String[] {"init", "--runtime", "fake", "--agent", "shell", sources};
    }

    private Path template(Shop shop) throws IOException {
        Kdn kdn = Kdn.fresh(folder.resolve("template-" + shop));
        for (String name : List.of("kept", "runs", "shop")) {
            Path sources = Files.createDirectories(folder.resolve("sources").resolve(name));
            Files.writeString(sources.resolve("README"), "hello\n");
        }
        kdn.run(init("kept")).exit(0);
        kdn.run(init("runs")).exit(0);
        kdn.run("start", "runs").exit(0);
        if (shop != Shop.NONE) {
            kdn.run(init("shop")).exit(0);
        }
        if (shop == Shop.RUNNING) {
            kdn.run("start", "shop").exit(0);
        }
        return kdn.storage();
    }

    /// A storage of its own, as it is before the operation.
    private Kdn fresh(BrokenOff operation, String point) throws IOException {
        Kdn kdn = Kdn.fresh(folder.resolve(operation.name().replace(' ', '-') + "-" + point));
        Path template = templates.getOrDefault(operation.shop(), folder);
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, kdn.storage().resolve(template.relativize(file).toString()));
            }
        }
        if (operation.name().equals("prune")) {
            litter(kdn);
        }
        return kdn;
    }

    /// Something of everything that can be pruned.
    private void litter(Kdn kdn) throws IOException {
        Path other = Files.createDirectories(folder.resolve("sources/other"));
        String[] init = init(other.getFileName().toString());
        effects.at(FileEffects.only(kdn, List.of("link")), 1, Mode.BEFORE)
                .run(init)
                .exit(KILLED);
        Files.delete(kdn.storage().resolveSibling("effects.log"));
        String stranger = "d".repeat(64);
        Path lost = Files.createDirectories(kdn.storage().resolve("workspaces").resolve(stranger));
        Files.writeString(lost.resolve("meta.json"), "{}");
        Files.writeString(kdn.storage().resolve("locks").resolve(stranger), "");
        Files.writeString(kdn.storage().resolve("intents").resolve(stranger + ".children"), "4194305 1 boot\n");
        Path temporary = Files.writeString(kdn.storage().resolve(".instances.json-4194305-1-1.tmp"), "[");
        Files.setLastModifiedTime(temporary, FileTime.from(Instant.EPOCH));
    }
}
