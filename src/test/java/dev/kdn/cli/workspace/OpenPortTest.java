/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.cli.workspace;

import static dev.kdn.testing.InstanceBuilder.anInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.ConflictException;
import dev.kdn.error.InvalidInputException;
import dev.kdn.error.NotFoundException;
import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceDetails;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenPortTest {
    private static final String ONE = "{\"bind\":\"127.0.0.1\",\"port\":40001,\"target\":8080}";
    private static final String TWO = "{\"bind\":\"127.0.0.1\",\"port\":40002,\"target\":3000}";

    @Test
    void takesTheOnlyPort() {
        assertThat(OpenPort.url(running("[" + ONE + "]"), "shop", Optional.empty()))
                .hasToString("http://127.0.0.1:40001");
    }

    @Test
    void takesThePortThatIsNamed() {
        assertThat(OpenPort.url(running("[" + ONE + "," + TWO + "]"), "shop", Optional.of(3000)))
                .hasToString("http://127.0.0.1:40002");
    }

    @Test
    void asksForAPortWhenThereAreSeveral() {
        assertThatThrownBy(() -> OpenPort.url(running("[" + ONE + "," + TWO + "]"), "shop", Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("workspace \"shop\" has multiple port forwards; specify a port")
                .extracting(failure -> ((InvalidInputException) failure).hint())
                .isEqualTo(Optional.of("ports: 8080, 3000"));
    }

    @Test
    void tellsThatThereIsNoSuchPort() {
        assertThatThrownBy(() -> OpenPort.url(running("[" + ONE + "]"), "shop", Optional.of(1)))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no port forward found for port 1 in workspace \"shop\"");
        assertThatThrownBy(() -> OpenPort.url(running("[]"), "shop", Optional.empty()))
                .hasMessage("no port forwards configured for workspace \"shop\"");
    }

    @Test
    void refusesAWorkspaceThatDoesNotRun() {
        assertThatThrownBy(() -> OpenPort.url(details(anInstance().build()), "shop", Optional.empty()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("workspace is not running (state: stopped)");
    }

    @Test
    void saysThatDeniedNetworkPublishesNothing() {
        InstanceDetails denied = new InstanceDetails(running("[]").instance(), Map.of("network_mode", "deny"), true);

        assertThatThrownBy(() -> OpenPort.url(denied, "shop", Optional.empty()))
                .extracting(failure -> ((NotFoundException) failure).hint())
                .isEqualTo(Optional.of("its network mode is deny, which publishes no ports"));
    }

    @Test
    void saysHowToReachAPortOfAnotherMachine() {
        Map<String, String> facts = Map.of("endpoint", "ssh://build", "sources_on_engine", "/srv/shop");
        InstanceDetails elsewhere = new InstanceDetails(running("[" + ONE + "]").instance(), facts, true);

        assertThatThrownBy(() -> OpenPort.url(elsewhere, "shop", Optional.empty()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is published on the machine of its engine, ssh://build, not on this one")
                .extracting(failure -> ((NotFoundException) failure).hint().orElse(""))
                .asString()
                .startsWith("lead it here with 'ssh -N -L ");
    }

    private static InstanceDetails running(String forwards) {
        return details(
                anInstance().running("2026-11-21T08:55:00Z").forwards(forwards).build());
    }

    private static InstanceDetails details(Instance instance) {
        return new InstanceDetails(instance, Map.of(), true);
    }
}
