/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTest {
    @Test
    void writesWhatTheReferenceWrites() {
        List<Forward> forwards = List.of(new Forward("127.0.0.1", 40123, 8080), new Forward("::1", 40124, 9));

        String text = Forward.format(forwards);

        assertThat(text)
                .isEqualTo(
                        "[{\"bind\":\"127.0.0.1\",\"port\":40123,\"target\":8080},{\"bind\":\"::1\",\"port\":40124,\"target\":9}]");
        assertThat(Forward.parse(text)).isEqualTo(forwards);
        assertThat(Forward.format(List.of())).isEqualTo("[]");
    }

    @Test
    void ignoresMembersThatItDoesNotKnow() {
        assertThat(Forward.parse("[{\"port\": 1, \"more\": {\"port\": 3}, \"target\": 2}]"))
                .containsExactly(new Forward("", 1, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "null", "[{\"port\": \"x\"}]", "[{\"port\": 1"})
    void findsNoneInDamagedText(String text) {
        assertThat(Forward.parse(text)).isEmpty();
    }
}
