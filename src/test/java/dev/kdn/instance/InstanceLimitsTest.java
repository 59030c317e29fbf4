/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.NotFoundException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.LimitEnforcement;
import dev.kdn.runtime.Recreation;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import dev.kdn.runtime.RuntimeCapabilities;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLimitsTest {
    private static final Map<Kind, String> ALL = Map.of(Kind.MEMORY, "512m", Kind.CPUS, "1.5", Kind.PIDS, "100");

    private ManagerFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ManagerFixture(folder);
    }

    @Test
    void reachTheRuntimeAndAreOnRecordInKdnsOwnFileOnly() {
        Instance shop = add(ALL);

        assertThat(limitsOfTheRuntime()).isEqualTo("memory=512m cpus=1.5 pids=100");
        assertThat(facts(shop))
                .containsEntry("memory_limit", "512m")
                .containsEntry("cpu_limit", "1.5")
                .containsEntry("pids_limit", "100");
        assertThat(fixture.text("storage/instances.json")).doesNotContain("512m", "limit");
    }

    @Test
    void areNotMentionedWhereThereAreNone() {
        Instance shop = fixture.add();

        assertThat(limitsOfTheRuntime()).isEmpty();
        assertThat(facts(shop)).doesNotContainKeys("memory_limit", "cpu_limit", "pids_limit");
    }

    @Test
    void stayWhenTheWorkspaceIsRecreated() {
        add(ALL);

        Instance anew = recreate(Map.of());

        assertThat(limitsOfTheRuntime()).isEqualTo("memory=512m cpus=1.5 pids=100");
        assertThat(facts(anew)).containsEntry("memory_limit", "512m");
    }

    @Test
    void changeWhereRecreateSaysSo() {
        add(ALL);

        Instance anew = recreate(Map.of(Kind.MEMORY, "1g", Kind.CPUS, "none"));

        assertThat(limitsOfTheRuntime()).isEqualTo("memory=1g pids=100");
        assertThat(facts(anew))
                .containsEntry("memory_limit", "1g")
                .containsEntry("pids_limit", "100")
                .doesNotContainKey("cpu_limit");
        assertThat(limitsOfTheRuntime(recreate(Map.of(Kind.MEMORY, "0", Kind.PIDS, "none"))))
                .isEmpty();
        assertThat(facts(anew)).doesNotContainKeys("memory_limit", "cpu_limit", "pids_limit");
    }

    @Test
    void stayAsTheyWereWhenRecreateFails() {
        Instance shop = add(ALL);
        fixture.script("{\"recreate\": \"fail\"}");

        assertThatThrownBy(() -> recreate(Map.of(Kind.MEMORY, "none"))).hasMessage("fake recreate failed");

        assertThat(facts(shop)).containsEntry("memory_limit", "512m");
        assertThat(limitsOfTheRuntime()).isEqualTo("memory=512m cpus=1.5 pids=100");
    }

    /// Killed right after the record came to name the new instance, which has fewer limits.
    @Test
    void areThoseOfTheInstanceOnRecordAfterACrash() {
        Instance shop = add(ALL);
        new Metadata(fixture.storage).prepare(shop.id(), shop.runtime().instanceId(), Map.of("pids_limit", "7"));
        fixture.write(
                "storage/intents/" + shop.id() + ".json",
                "{\"operation\": \"recreate\", \"name\": \"shop\", \"runtime\": \"fake\"}");

        fixture.manager().start("shop", fixture.steps);

        assertThat(facts(shop))
                .containsEntry("pids_limit", "7")
                .containsKey("created_by")
                .doesNotContainKeys("memory_limit", "cpu_limit");
    }

    @Test
    void areRefusedByARuntimeThatCannotEnforceThem() {
        enforce(Optional.empty());

        assertThatThrownBy(() -> add(ALL)).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal).hasMessage("runtime fake cannot enforce limits: --memory 512m --cpus 1.5 --pids 100");
            assertThat(refusal.hint()).isPresent();
        });
        assertThat(fixture.runtimeInstances()).isEmpty();
        assertThat(fixture.leftovers()).isEmpty();
        assertThat(fixture.add().name()).isEqualTo("shop");
    }

    @Test
    void areRefusedByAnEngineThatWouldIgnoreOneOfThem() {
        enforce(Optional.of(limits -> {
            if (limits.cpus().isPresent()) {
                throw new RefusedException("no cpu controller", "delegate it");
            }
        }));

        assertThatThrownBy(() -> add(ALL)).isInstanceOf(RefusedException.class).hasMessage("no cpu controller");
        assertThat(fixture.leftovers()).isEmpty();
        assertThat(add(Map.of(Kind.PIDS, "7")).name()).isEqualTo("shop");
    }

    @Test
    void canBeTakenAwayWhereTheRuntimeCannotEnforceThemAnyMore() {
        Instance shop = add(Map.of(Kind.PIDS, "7"));
        enforce(Optional.empty());

        assertThatThrownBy(() -> recreate(Map.of())).isInstanceOf(RefusedException.class);
        assertThat(facts(shop)).containsEntry("pids_limit", "7");

        recreate(Map.of(Kind.PIDS, "none"));
        assertThat(facts(shop)).doesNotContainKey("pids_limit");
    }

    @Test
    void stopRecreateWhereTheyCannotBeUnderstood() {
        Instance shop = add(Map.of(Kind.PIDS, "7"));
        new Metadata(fixture.storage).merge(shop.id(), Map.of("memory_limit", "lots"));

        assertThatThrownBy(() -> recreate(Map.of())).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal)
                    .hasMessage("the memory limit on record for workspace shop cannot be understood: \"lots\"");
            assertThat(refusal.hint()).contains("give it anew, or none: kdn recreate --memory none shop");
        });
        assertThat(limitsOfTheRuntime(recreate(Map.of(Kind.MEMORY, "8m")))).isEqualTo("memory=8m pids=7");
    }

    @Test
    void arePartOfTheCommandThatMakesALostWorkspaceAnew() {
        add(ALL);
        fixture.write("storage/runtimes/fake/instances.json", "{}");

        assertThatThrownBy(() -> fixture.manager().start("shop", fixture.steps))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        gone -> assertThat(gone.hint())
                                .get()
                                .asString()
                                .contains(" --memory 512m --cpus 1.5 --pids 100 " + fixture.folder.resolve("shop")));
    }

    private Instance add(Map<Kind, String> limits) {
        NewInstance plain = fixture.wish();
        NewInstance wish = new NewInstance(
                plain.sources(),
                plain.configuration(),
                plain.name(),
                plain.runtime(),
                plain.project(),
                plain.agent(),
                plain.model(),
                false,
                false,
                ResourceLimits.of(limits),
                BuildOptions.DEFAULT);
        return fixture.manager().add(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    private Instance recreate(Map<Kind, String> changes) {
        RecreateWish wish = new RecreateWish("shop", false, false, false, false, changes, BuildOptions.DEFAULT);
        return fixture.manager().recreate(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    private void enforce(Optional<LimitEnforcement> enforcement) {
        fixture.runtimes.clear();
        fixture.runtimes.add(
                new MeddledRuntime(fixture, () -> {}) {
                    @Override
                    public RuntimeCapabilities capabilities() {
                        RuntimeCapabilities real = super.capabilities();
                        RuntimeCapabilities without = RuntimeCapabilities.none()
                                .with(Recreation.class, real.recreation().orElseThrow());
                        return enforcement
                                .map(limits -> without.with(LimitEnforcement.class, limits))
                                .orElse(without);
                    }
                }.entry());
    }

    private Map<String, String> facts(Instance instance) {
        return new Metadata(fixture.storage).facts(instance.id());
    }

    private String limitsOfTheRuntime(Instance instance) {
        assertThat(instance.name()).isEqualTo("shop");
        return limitsOfTheRuntime();
    }

    /// Those of the only instance that the fake runtime has.
    private String limitsOfTheRuntime() {
        assertThat(fixture.runtimeInstances()).hasSize(1);
        return fixture.text("storage/runtimes/fake/instances.json")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("\"limits\": \""))
                .map(line -> line.substring("\"limits\": \"".length(), line.lastIndexOf('"')))
                .findFirst()
                .orElse("");
    }
}
