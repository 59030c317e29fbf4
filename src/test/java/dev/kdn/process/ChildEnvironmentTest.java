/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void givesBackWhatTheLauncherSetAside() {
        Map<String, String> child = ChildEnvironment.of(Map.of(
                "HOME", "/home/u",
                "KDN_SAVED_JAVA_TOOL_OPTIONS", "-Da=b",
                "KDN_SAVED_JDK_JAVA_OPTIONS", "-Dc=d",
                "KDN_SAVED__JAVA_OPTIONS", "-De=f",
                "KDN_SAVED_CLASSPATH", "x.jar",
                "KDN_SAVED_OTHER", "dropped"));

        assertThat(child)
                .isEqualTo(Map.of(
                        "HOME", "/home/u",
                        "JAVA_TOOL_OPTIONS", "-Da=b",
                        "JDK_JAVA_OPTIONS", "-Dc=d",
                        "_JAVA_OPTIONS", "-De=f",
                        "CLASSPATH", "x.jar"));
    }

    @Test
    void doesNotInventEmptyVariables() {
        assertThat(ChildEnvironment.of(Map.of("KDN_SAVED_CLASSPATH", ""))).isEmpty();
    }

    @Test
    void removesForcedLocaleThatTheUserDidNotHave() {
        assertThat(ChildEnvironment.of(
                        Map.of("LC_ALL", "C.UTF-8", "KDN_SAVED_LC_ALL", "", "KDN_SAVED_LC_ALL_SET", "0")))
                .isEmpty();
    }

    @Test
    void restoresLocaleOfTheUser() {
        assertThat(ChildEnvironment.of(
                        Map.of("LC_ALL", "C.UTF-8", "KDN_SAVED_LC_ALL", "de_DE", "KDN_SAVED_LC_ALL_SET", "1")))
                .isEqualTo(Map.of("LC_ALL", "de_DE"));
    }

    @Test
    void keepsLocaleThatTheLauncherLeftAlone() {
        assertThat(ChildEnvironment.of(Map.of("LC_ALL", "de_DE.UTF-8"))).isEqualTo(Map.of("LC_ALL", "de_DE.UTF-8"));
    }
}
