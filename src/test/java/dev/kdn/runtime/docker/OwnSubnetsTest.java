/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kdn.error.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnSubnetsTest {
    private final List<String> tried = new ArrayList<>();

    private void refuse(int times, String range) {
        tried.add(range);
        if (tried.size() <= times) {
            throw new EngineException("Pool overlaps with other one on this address space");
        }
    }

    @Test
    void takesTheFirstThatIsFree() {
        OwnSubnets.elsewhere().make("a", range -> refuse(2, range));

        // "a" has the hash 97: 97 pieces of 64 addresses from 10.208.0.0
        assertThat(tried).containsExactly("10.208.24.64/26", "10.208.24.128/26", "10.208.24.192/26");
    }

    @Test
    void leavesAddressesOfThisMachineAlone() {
        new OwnSubnets(List.of(0x0AD0_1841, 0x0AD0_18BF)).make("a", range -> refuse(0, range));

        assertThat(tried).containsExactly("10.208.24.192/26");
    }

    @Test
    void tellsWhatToDoWhenThereIsNone() {
        assertThatThrownBy(() -> OwnSubnets.elsewhere().make("a", range -> refuse(1000, range)))
                .isInstanceOf(EngineException.class)
                .hasMessage("docker has no addresses left for network a")
                .satisfies(e ->
                        assertThat(((EngineException) e).hint().orElseThrow()).contains("default-address-pools"));
        assertThat(tried).hasSize(64).doesNotHaveDuplicates();
    }

    @Test
    void givesUpAtOnceForAnotherReason() {
        assertThatThrownBy(() -> OwnSubnets.elsewhere().make("a", range -> {
                    tried.add(range);
                    throw new EngineException("no iptables");
                }))
                .hasMessage("no iptables");
        assertThat(tried).hasSize(1);
    }

    @Test
    void isNeededWhenDockerSaysSo() {
        assertThat(OwnSubnets.areNeeded(new EngineException("cannot create network kdn-1: could not find an available,"
                        + " non-overlapping IPv4 address pool among the defaults to assign to the network")))
                .isTrue();
        assertThat(OwnSubnets.areNeeded(new EngineException("all predefined address pools have been fully subnetted")))
                .isTrue();
        assertThat(OwnSubnets.areNeeded(new EngineException("something else"))).isFalse();
    }

    @Test
    void knowsTheAddressesOfThisMachine() {
        assertThat(OwnSubnets.here().mine()).contains(0x7F00_0001);
    }
}
