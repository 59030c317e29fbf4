/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.image.WorkspaceUser;
import dev.kdn.runtime.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCertificatesTest {
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path bundle = Path.of("/");

    @BeforeEach
    void write() throws IOException {
        bundle = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    }

    private static ContainerSpec spec(Optional<String> network, Map<String, String> environment) {
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
                Map.of(),
                List.of(),
                Map.of(),
                ResourceLimits.NONE);
    }

    private HostCertificates of(String variable, String file, ContainerSpec spec, String... secrets) {
        return HostCertificates.of(Map.of(variable, file, "PATH", "/bin"), spec, Set.of(secrets), warnings::add);
    }

    @Test
    void aBundleOfTheUserIsCopiedAndNamed() {
        ContainerSpec spec = spec(Optional.of("net"), Map.of("A", "b"));
        HostCertificates certificates = of("NODE_EXTRA_CA_CERTS", bundle.toString(), spec);

        assertThat(certificates.files()).containsOnlyKeys("NODE_EXTRA_CA_CERTS");
        assertThat(certificates.in(spec).environment())
                .containsOnly(
                        Map.entry("A", "b"),
                        Map.entry("NODE_EXTRA_CA_CERTS", "/home/agent/.kdn-certificates/NODE_EXTRA_CA_CERTS.pem"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatTheWorkspaceNamesItselfWinsAndWithoutNetworkThereIsNone() {
        String file = bundle.toString();
        assertThat(of("SSL_CERT_FILE", file, spec(Optional.of("net"), Map.of("SSL_CERT_FILE", "/own")))
                        .files())
                .isEmpty();
        assertThat(of("SSL_CERT_FILE", file, spec(Optional.of("net"), Map.of()), "SSL_CERT_FILE")
                        .files())
                .isEmpty();
        assertThat(of("SSL_CERT_FILE", file, spec(Optional.empty(), Map.of())).files())
                .isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        ContainerSpec spec = spec(Optional.of("net"), Map.of());
        Path key = Files.writeString(folder.resolve("key"), "no certificate");

        assertThat(of("CURL_CA_BUNDLE", folder + "/gone", spec).files()).isEmpty();
        assertThat(of("CURL_CA_BUNDLE", "/dev/zero", spec).files()).isEmpty();
        assertThat(of("CURL_CA_BUNDLE", key.toString(), spec).files()).isEmpty();

        assertThat(warnings)
                .containsExactly(
                        "CURL_CA_BUNDLE is not passed on: cannot read " + folder + "/gone",
                        "CURL_CA_BUNDLE is not passed on: cannot read /dev/zero",
                        "CURL_CA_BUNDLE is not passed on: " + key + " has no certificates in PEM");
    }
}
