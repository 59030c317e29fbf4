/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.KdnException;
import dev.kdn.error.RefusedException;
import dev.kdn.runtime.CreateRequest.BuildOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an agent writes into `.kaiden` while it works is not in force before its user agreed.
class LooseningTest {
    private ManagerFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new ManagerFixture(folder);
    }

    private void configure(String json) {
        fixture.configure(json.replace('\'', '"'));
    }

    private Instance start(boolean accept) {
        return fixture.manager().start("shop", accept, fixture.steps);
    }

    private Instance recreate(boolean accept) {
        RecreateWish wish = new RecreateWish("shop", false, true, false, accept, Map.of(), BuildOptions.DEFAULT);
        return fixture.manager().recreate(wish, ManagerFixture.NOBODY, fixture.steps);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'network': {'mode': 'deny'}} | {} | give the workspace the network, which it was made without
        {'network': {'mode': 'deny'}} | {'network': {'mode': 'allow'}} | give the workspace the network, which it was made without
        {'network': {'mode': 'deny'}} | {'network': {'mode': 'deny', 'hosts': ['a.test']}} | let the workspace reach a.test
        {} | {'mounts': [{'host': '/usr', 'target': '/x', 'ro': true}]} | mount /usr (read-only) at /x
        {} | {'environment': [{'name': 'T', 'secret': 's'}]} | give the secret "s" to the workspace as T
        {} | {'secrets': ['gh']} | give kdn's secret "gh" to the workspace
        {} | {'skills': ['/usr']} | mount /usr (read-only) as a skill
        {} | {'features': {'./lint': {}}} | install the dev container feature ./lint
        """)
    void needsConsentToStart(String before, String after, String line) {
        configure(before);
        fixture.add();
        configure(after);

        assertThatThrownBy(() -> start(false))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "the configuration in the sources asks for more than the workspace was made with:\n  - " + line)
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .asString()
                .contains("kdn start --accept-config shop");
        assertThat(fixture.manager().get("shop").isRunning()).isFalse();

        assertThat(start(true).isRunning()).isTrue();
        assertThat(fixture.steps.warnings()).singleElement().asString().contains("kdn recreate shop");
        fixture.manager().stop("shop", fixture.steps);
        assertThat(start(false).isRunning()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {} | {'network': {'mode': 'deny'}}
        {'network': {'mode': 'allow'}} | {}
        {} | {'environment': [{'name': 'A', 'value': '1'}], 'ports': [80]}
        {} | {'mounts': [{'host': '$SOURCES/x', 'target': '/x'}]}
        """)
    void startsWithWhatIsNotMore(String before, String after) {
        configure(before);
        fixture.add();
        configure(after);

        assertThat(start(false).isRunning()).isTrue();
    }

    @Test
    void needsConsentForAMountThatBecomesWritable() {
        fixture.trust = "always";
        configure("{'mounts': [{'host': '/usr', 'target': '/x', 'ro': true}, {'host': '/var', 'target': '/y'}]}");
        fixture.add();
        configure("{'mounts': [{'host': '/usr', 'target': '/x'}, {'host': '/var', 'target': '/y', 'ro': true}]}");

        assertThatThrownBy(() -> start(false))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith(":\n  - mount /usr (read and write) at /x");
    }

    @Test
    void theUserMayLoosenTheirOwnLevels() {
        fixture.write("storage/config/projects.json", "{\"\": {\"network\": {\"mode\": \"deny\"}}}");
        configure("{'ports': [80]}");
        Instance before = fixture.add();
        fixture.write("storage/config/projects.json", "{}");

        assertThat(start(false).isRunning()).isTrue();
        recreate(false);

        assertThat(new Metadata(fixture.storage).facts(before.id())).containsEntry("network_mode", "allow");
    }

    @Test
    void whatTheUserDeniesCannotBeLoosenedByTheProject() {
        fixture.write("storage/config/projects.json", "{\"\": {\"network\": {\"mode\": \"deny\"}}}");
        Instance before = fixture.add();
        configure("{'network': {'mode': 'allow'}}");

        start(false);
        recreate(false);

        assertThat(new Metadata(fixture.storage).facts(before.id())).containsEntry("network_mode", "deny");
    }

    @Test
    void neitherTheSettingNorAnEarlierYesCoversWhatAnAgentBringsBack() {
        String open = "{'mounts': [{'host': '/usr', 'target': '/x'}]}";
        configure(open);
        fixture.trust = "always";
        fixture.add();
        configure("{}");
        recreate(false);
        configure(open);

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(RefusedException.class)
                .extracting(e -> ((KdnException) e).hint().orElseThrow())
                .asString()
                .endsWith("pass --accept-config");

        recreate(true);
        configure("{}");
        recreate(false);
        configure(open);
        fixture.trust = "";
        assertThatThrownBy(() -> recreate(false)).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatWasAcceptedAtStartIsNotAskedAgain() {
        configure("{'network': {'mode': 'deny'}}");
        fixture.add();
        configure("{'mounts': [{'host': '/usr', 'target': '/x'}]}");
        start(true);

        Instance anew = recreate(false);

        assertThat(new Metadata(fixture.storage).facts(anew.id())).containsEntry("network_mode", "allow");
    }

    @Test
    void aLinkThatIsTurnedElsewhereIsMore() throws IOException {
        Path data = Files.createDirectories(fixture.folder.resolve("shop/data"));
        configure("{'mounts': [{'host': '$SOURCES/data', 'target': '/x'}]}");
        fixture.add();
        Files.delete(data);
        Files.createSymbolicLink(data, Path.of("/usr"));
        fixture.trust = "always";

        assertThatThrownBy(() -> recreate(false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mount /usr (read and write) at /x");
    }

    @Test
    void aConfigurationOfTheUsersOwnIsTheirs() {
        fixture.write("own/workspace.json", "{\"network\": {\"mode\": \"deny\"}}");
        NewInstance plain = fixture.wish();
        NewInstance wish = new NewInstance(
                plain.sources(),
                Optional.of(fixture.folder.resolve("own")),
                plain.name(),
                plain.runtime(),
                plain.project(),
                plain.agent(),
                plain.model(),
                false,
                false,
                plain.limits(),
                plain.build());
        fixture.manager().add(wish, ManagerFixture.NOBODY, fixture.steps);
        fixture.write("own/workspace.json", "{}");

        assertThat(start(false).isRunning()).isTrue();
        assertThat(fixture.manager().details("shop", fixture.steps).facts()).doesNotContainKey("own_configuration");
    }
}
