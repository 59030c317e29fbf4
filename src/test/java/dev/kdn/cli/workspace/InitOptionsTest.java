/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.cli.Defaults;
import dev.kdn.cli.Surroundings;
import dev.kdn.cli.Syntax;
import dev.kdn.config.UserSettings;
import dev.kdn.error.InvalidInputException;
import dev.kdn.instance.NewInstance;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import dev.kdn.runtime.ResourceLimits;
import dev.kdn.runtime.ResourceLimits.Kind;
import dev.kdn.testing.SurroundingsBuilder;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitOptionsTest {
    @Test
    void fillsTheWishFromFlags() {
        InitOptions options = options(
                "--name=a b",
                "--runtime=podman",
                "--agent=goose",
                "--model=m",
                "--project=p",
                "--trust",
                "--force",
                "--rebuild",
                "--pull",
                "--memory=2g",
                "--cpus=1.5",
                "--pids=100",
                "--workspace-configuration=conf",
                "../shop");

        assertThat(options.wish(world(), defaults(world())))
                .isEqualTo(new NewInstance(
                        Path.of("/home/dev/shop"),
                        Optional.of(Path.of("/home/dev/shop/conf")),
                        Optional.of("a b"),
                        "podman",
                        Optional.of("p"),
                        "goose",
                        Optional.of("m"),
                        true,
                        true,
                        ResourceLimits.of(Map.of(Kind.MEMORY, "2g", Kind.CPUS, "1.5", Kind.PIDS, "100")),
                        new BuildOptions(true, true)));
        assertThat(options.wantedName(Path.of("/srv/x"))).isEqualTo("a b");
    }

    @Test
    void fallsBackToTheEnvironmentAndTheFolder() {
        Surroundings world = world("KDN_DEFAULT_RUNTIME", "podman", "KDN_DEFAULT_AGENT", "claude");

        assertThat(options("--runtime=").wish(world, defaults(world)))
                .isEqualTo(new NewInstance(
                        Path.of("/home/dev/shop"),
                        Optional.empty(),
                        Optional.empty(),
                        "podman",
                        Optional.empty(),
                        "claude",
                        Optional.empty(),
                        false,
                        false,
                        ResourceLimits.NONE,
                        BuildOptions.DEFAULT));
        assertThat(options().wantedName(Path.of("/srv/x"))).isEqualTo("x");
        assertThat(options("--runtime=docker").wish(world, defaults(world)).runtime())
                .isEqualTo("docker");
    }

    @Test
    void meansTheRuntimeThatHasASandboxToLeaveOut() {
        Surroundings world = world("KDN_DEFAULT_RUNTIME", "podman");

        assertThat(options("--unsandboxed").runtime()).isEqualTo("local");
        assertThat(options("--unsandboxed").wish(world, defaults(world)).runtime())
                .isEqualTo("local");
        assertThat(options("--unsandboxed", "--runtime=docker").runtime()).isEqualTo("docker");
        assertThat(options().runtime()).isEmpty();
    }

    @Test
    void letsTheFlagDecideAboutStarting() {
        Surroundings auto = world("KDN_INIT_AUTO_START", "TRUE");

        assertThat(options().isToBeStarted(auto)).isTrue();
        assertThat(options("--start=false").isToBeStarted(auto)).isFalse();
        assertThat(options("--start").isToBeStarted(world())).isTrue();
        assertThat(options().isToBeStarted(world())).isFalse();
    }

    @Test
    void takesAnAbsolutePathOnTheEngine() {
        assertThat(options("--sources-on-engine=/srv/../srv/shop")
                        .wish(world(), defaults(world()))
                        .sourcesOnEngine())
                .contains(Path.of("/srv/shop"));
        assertThatThrownBy(() -> options("--sources-on-engine=srv").wish(world(), defaults(world())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--sources-on-engine is not an absolute path: \"srv\"");
    }

    @Test
    void refusesAnEmptyConfigurationFolder() {
        assertThatThrownBy(() -> options("--workspace-configuration=").wish(world(), defaults(world())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--workspace-configuration must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::m", "p::", "p::::http://x"})
    void refusesAModelWithEmptyParts(String model) {
        assertThatThrownBy(() -> options("--model=" + model).wish(world(), defaults(world())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("invalid model \"" + model + "\"");
    }

    @Test
    void takesEmptyModelAndProjectForNotGivenButNoEmptyName() {
        assertThat(options("--model=", "--project=")
                        .wish(world(), defaults(world()))
                        .model())
                .isEmpty();
        assertThat(options("--model=p::m::http://x")
                        .wish(world(), defaults(world()))
                        .model())
                .contains("p::m::http://x");
        assertThatThrownBy(() -> options("--name=").wish(world(), defaults(world())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--name must not be empty");
    }

    private static InitOptions options(String... words) {
        InitOptions options = new InitOptions();
        Syntax syntax = new Syntax();
        options.describe(syntax);
        syntax.read(words);
        return options;
    }

    private static Surroundings world(String... variables) {
        SurroundingsBuilder builder = new SurroundingsBuilder();
        for (int i = 0; i < variables.length; i += 2) {
            builder.variable(variables[i], variables[i + 1]);
        }
        return builder.build(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    private static Defaults defaults(Surroundings world) {
        return new Defaults(world, () -> UserSettings.NONE);
    }
}
