/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.UnavailableException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Buses that are none.
@Timeout(60)
class SecretServiceBusTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "carrier-pigeon:host=x", "unix:path=/nonexistent/bus", "unix:", ":", "tcp:port=x"})
    void anAddressThatLeadsNowhereNamesTheOtherStore(String address) {
        assertThatThrownBy(() -> SecretServiceBus.connect(address, () -> 0, Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("--store file"))
                .hasMessageStartingWith("no keychain answers");
    }

    @Test
    void aBusThatSaysNothingIsNotWaitedForLong() throws IOException {
        Path folder = Files.createTempDirectory("kdn"); // names of sockets may have 107 bytes only
        Path socket = folder.resolve("bus");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> SecretServiceBus.connect("unix:path=" + socket, () -> 0, Duration.ofMillis(300)))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("says nothing");
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }
}
