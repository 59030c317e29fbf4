/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.jspecify.annotations.Nullable;

/// What of the libraries' logs comes to stderr: nothing, unless `KDN_LOG` names a level. Logback finds this class by
/// itself when the first logger is asked for, and only then; without the variable not even Logback is loaded.
public final class LogSettings extends ContextAwareBase implements Configurator {
    static final String VARIABLE = "KDN_LOG";

    // It logs whole messages, and with them the values of secrets.
    private static final String DBUS = "org.freedesktop.dbus";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return configure(context, System.getenv(VARIABLE));
    }

    static ExecutionStatus configure(LoggerContext context, @Nullable String level) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level, Level.OFF));
        context.getLogger(DBUS).setLevel(Level.OFF);
        if (root.getLevel() != Level.OFF) {
            root.addAppender(stderr(context));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20}: %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
