/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceIdTest {
    @Test
    void has64HexCharactersAndIsNew() {
        String first = InstanceId.next(Set.of());
        String second = InstanceId.next(Set.of(first));

        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(second).matches("[0-9a-f]{64}").isNotEqualTo(first);
    }

    @Test
    void tellsDecimalNumbers() {
        assertThat(InstanceId.isDecimal("0123456789")).isTrue();
        assertThat(InstanceId.isDecimal("0123a")).isFalse();
    }
}
