/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {
    private final List<String> warnings = new ArrayList<>();

    private Map<String, String> inside(Map<String, String> environment) {
        return new ProxyVariables(environment, "host.containers.internal", warnings::add).inside();
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
        assertThat(inside(Map.of("http_proxy", "http://me:s3cret@proxy:1"))).isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("environment[].secret")
                .doesNotContain("s3cret");
    }
}
