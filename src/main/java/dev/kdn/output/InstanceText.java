/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.Instance;
import dev.kdn.instance.InstanceDetails;
import dev.kdn.runtime.Forward;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// A workspace as an indented block of `Label: value` lines.
public final class InstanceText {
    private final StringBuilder text = new StringBuilder(512);

    private InstanceText() {}

    /// What `init --verbose` says.
    public static String registered(Instance instance) {
        InstanceText block = new InstanceText();
        block.text.append("Registered workspace:\n");
        block.identity(instance);
        block.line("State", instance.state().text());
        return block.text.toString();
    }

    /// What `show` says.
    ///
    /// @param now for the running time
    public static String details(InstanceDetails details, Instant now) {
        InstanceText block = new InstanceText();
        Instance instance = details.instance();
        block.text.append("Workspace:\n");
        block.identity(instance);
        if (!details.sourcesExist()) {
            block.line("Warning", "the sources directory does not exist");
        }
        block.line("Runtime", instance.runtime().type());
        block.line("Runtime ID", instance.runtime().instanceId());
        block.line("State", state(instance, now));
        block.line("Created", time(instance.createdAt()));
        instance.startedAt().ifPresent(started -> block.line("Started", time(started)));
        for (Forward forward : instance.forwards()) {
            block.line("Port", forward.target() + " at http://" + forward.bind() + ":" + forward.port());
        }
        for (Map.Entry<String, String> fact : details.facts().entrySet()) {
            block.line(label(fact.getKey()), fact.getValue());
        }
        return block.text.toString();
    }

    private void identity(Instance instance) {
        line("ID", instance.id());
        line("Name", instance.name());
        line("Project", instance.project());
        line("Agent", instance.agent());
        ModelName model = ModelName.parse(instance.model().orElse(""));
        line("Model", model.model().isEmpty() ? "(default)" : model.model());
        if (!model.provider().isEmpty()) {
            line("Provider", model.provider());
        }
        if (!model.url().isEmpty()) {
            line("Base URL", model.url());
        }
        line("Sources directory", instance.source().toString());
        line("Configuration directory", instance.configuration().toString());
    }

    private void line(String label, String value) {
        text.append("  ").append(SafeText.line(label)).append(':');
        if (!value.isEmpty()) {
            text.append(' ').append(SafeText.line(value));
        }
        text.append('\n');
    }

    private static String state(Instance instance, Instant now) {
        String reason = instance.state().reason();
        String state = instance.state().text() + (reason.isEmpty() ? "" : ", " + reason);
        if (!instance.isRunning() || instance.startedAt().isEmpty()) {
            return state;
        }
        return state + " "
                + RunningTime.text(Duration.between(instance.startedAt().get().toInstant(), now));
    }

    private static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /// Such as `Created by` for `created_by`.
    private static String label(String key) {
        String words = key.replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
