/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kdn.testing.SurroundingsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `kdn runtime list`, which asks no engine.
class RuntimeListTest {
    @ParameterizedTest
    @CsvSource({
        "tcp://10.9.8.7:2375, no",
        "ssh://build, no",
        "unix:///proc/self/status, yes", // any file that is there
    })
    void tellsWhereDockerIs(String host, String local) {
        KdnInJvm result = list("DOCKER_HOST", host);

        assertThat(result.out()).containsPattern("docker +Container-based workspaces using Docker +" + local + "\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void leavesOutWhatIsSetUpWrongAndSaysSo() {
        KdnInJvm result = list("DOCKER_CONTEXT", "nowhere");

        assertThat(result.code()).isZero();
        assertThat(result.out()).doesNotContain("docker");
        assertThat(result.err())
                .startsWith("warning: docker is left out: there is no docker context \"nowhere\"; correct or unset");
    }

    private static KdnInJvm list(String variable, String value) {
        return KdnInJvm.run(new SurroundingsBuilder().variable(variable, value), "runtime", "list");
    }
}
