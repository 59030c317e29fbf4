/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of the libraries' logs is shown.
class LogSettingsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"TRACE", "debug", "ALL", "nonsense"})
    void valuesOnTheBusAreNeverLogged(@Nullable String level) {
        LoggerContext context = new LoggerContext();

        LogSettings.configure(context, level);

        assertThat(context.getLogger("org.freedesktop.dbus.connections.transports.Transport")
                        .isErrorEnabled())
                .isFalse();
        boolean wanted = level != null && !level.equals("nonsense");
        assertThat(context.getLogger("com.github.dockerjava").getEffectiveLevel())
                .isEqualTo(wanted ? Level.toLevel(level) : Level.OFF);
    }
}
