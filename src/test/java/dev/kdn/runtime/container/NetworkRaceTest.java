/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NetworkRaceTest {
    private final AtomicInteger tries = new AtomicInteger();

    private void fail(int times, String words) {
        if (tries.incrementAndGet() <= times) {
            throw new EngineException("cannot create network n: " + words);
        }
    }

    @Test
    void anInterfaceThatVanishesMeansAnotherTry() {
        NetworkRace.overcome(() -> fail(3, "route ip+net: no such network interface"));

        assertThat(tries).hasValue(4);
    }

    @Test
    void givesUpInTheEnd() {
        assertThatThrownBy(() -> NetworkRace.overcome(() -> fail(99, "route ip+net: no such network interface")))
                .isInstanceOf(EngineException.class);
        assertThat(tries).hasValue(5);
    }

    @Test
    void anyOtherFailureIsOne() {
        assertThatThrownBy(() -> NetworkRace.overcome(() -> fail(1, "no subnets left")))
                .hasMessageContaining("no subnets left");
        assertThat(tries).hasValue(1);
    }
}
