/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {
    private final List<String> warnings = new ArrayList<>();

    private Map<String, String> inside(Map<String, String> environment) {
        return new ProxyVariables(environment, warnings::add).inside();
    }

    @Test
    void noProxyGivesNothing() {
        assertThat(inside(Map.of("NO_PROXY", "corp.test", "PATH", "/bin"))).isEmpty();
    }

    @Test
    void bothSpellingsAndTheExceptions() {
        assertThat(inside(Map.of("HTTPS_PROXY", "http://proxy.corp.test:3128", "no_proxy", "corp.test, localhost,")))
                .containsOnly(
                        Map.entry("https_proxy", "http://proxy.corp.test:3128"),
                        Map.entry("HTTPS_PROXY", "http://proxy.corp.test:3128"),
                        Map.entry("no_proxy", "localhost,127.0.0.1,::1,corp.test"),
                        Map.entry("NO_PROXY", "localhost,127.0.0.1,::1,corp.test"));
        assertThat(inside(Map.of("http_proxy", "http://a:1", "HTTP_PROXY", "http://b:1")))
                .containsEntry("HTTP_PROXY", "http://a:1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3128, http://host.containers.internal:3128",
        "http://127.0.0.1:3128/x, http://host.containers.internal:3128/x",
        "http://[::1]:3128, http://host.containers.internal:3128",
        "localhost:3128, host.containers.internal:3128",
        "socks5h://LOCALHOST:1, socks5h://host.containers.internal:1",
        "http://localhost.corp.test:1, http://localhost.corp.test:1",
        "not a url, not a url",
    })
    void thisMachineHasAnotherNameInside(String proxy, String expected) {
        assertThat(inside(Map.of("all_proxy", proxy))).containsEntry("ALL_PROXY", expected);
    }

    @Test
    void aPasswordStaysOutside() {
        assertThat(inside(Map.of("http_proxy", "http://me:s3cret@proxy:1"))).containsOnlyKeys("no_proxy", "NO_PROXY");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("environment[].secret")
                .doesNotContain("s3cret");
    }

    private static ContainerSpec spec(
            Optional<String> network, Map<String, String> environment, Map<String, String> secrets) {
        return new ContainerSpec(
                "shop",
                "image",
                Map.of(),
                new WorkspaceUser(1, 1),
                UserMapping.SAME_IDS,
                network,
                false,
                List.of(),
                environment,
                secrets,
                List.of(),
                Map.of(),
                ResourceLimits.NONE);
    }

    private Map<String, String> in(ContainerSpec spec, String... secrets) {
        Map<String, String> user = Map.of("HTTPS_PROXY", "http://proxy:1", "http_proxy", "http://proxy:2");
        return new ProxyVariables(user, warnings::add).in(spec, Set.of(secrets)).environment();
    }

    @Test
    void withoutNetworkThereIsNone() {
        assertThat(in(spec(Optional.empty(), Map.of("A", "b"), Map.of()))).containsOnly(Map.entry("A", "b"));
    }

    @Test
    void whatTheWorkspaceNamesInEitherSpellingWins() {
        Optional<String> network = Optional.of("net");

        assertThat(in(spec(network, Map.of("HTTP_PROXY", "mine", "No_Proxy", "x"), Map.of())))
                .containsOnly(
                        Map.entry("HTTP_PROXY", "mine"),
                        Map.entry("No_Proxy", "x"),
                        Map.entry("https_proxy", "http://proxy:1"),
                        Map.entry("HTTPS_PROXY", "http://proxy:1"));
        assertThat(in(spec(network, Map.of(), Map.of("https_proxy", "theirs")), "HTTP_PROXY"))
                .containsOnlyKeys("no_proxy", "NO_PROXY");
    }

    @Test
    void aProxyOfTheWorkspaceNeedsExceptionsToo() {
        ProxyVariables none = new ProxyVariables(Map.of("NO_PROXY", "corp.test"), warnings::add);
        ContainerSpec spec = spec(Optional.of("net"), Map.of("B", "c"), Map.of());

        assertThat(none.in(spec, Set.of()).environment()).containsOnlyKeys("B");
        assertThat(none.in(spec, Set.of("HTTPS_PROXY")).environment())
                .containsOnlyKeys("B", "no_proxy", "NO_PROXY")
                .containsEntry("NO_PROXY", "localhost,127.0.0.1,::1,corp.test");
    }

    @Test
    void buildsGetThemUnlessOneHasAPassword() {
        assertThat(new ProxyVariables(Map.of("http_proxy", "localhost:1"), warnings::add).forBuild())
                .containsEntry("HTTP_PROXY", "host.containers.internal:1")
                .containsKey("no_proxy");
        Map<String, String> password = Map.of("http_proxy", "http://a:1", "https_proxy", "http://me:s3cret@a:1");
        assertThat(new ProxyVariables(password, warnings::add).forBuild()).isEmpty();
        assertThat(new ProxyVariables(Map.of("no_proxy", "x"), warnings::add).forBuild())
                .isEmpty();
    }
}
