/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.output;

import dev.kdn.instance.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of workspaces, two lines each.
///
/// @param home shown as `~`
/// @param now for running times
public record InstanceTable(Colors colors, Optional<Path> home, Instant now) {

    /// The table, sorted by project, or a sentence if there is nothing to show.
    public String render(List<Instance> instances) {
        if (instances.isEmpty()) {
            return "No workspaces registered\n";
        }
        HomePath paths = HomePath.of(home);
        TextTable table = new TextTable(colors, "NAME/SHORT ID", "PROJECT/SOURCES", "AGENT/MODEL", "RUNTIME", "STATE");
        for (Instance instance : sorted(instances)) {
            table.row(
                    instance.name(),
                    instance.project(),
                    instance.agent(),
                    instance.runtime().type(),
                    instance.state().text());
            table.continuation(
                    instance.shortId(),
                    paths.text(instance.source()),
                    ModelName.parse(instance.model().orElse("")).model(),
                    "",
                    detail(instance));
        }
        return table.render();
    }

    /// How long it has been running, or what went wrong.
    private String detail(Instance instance) {
        if (!instance.state().reason().isEmpty()) {
            return instance.state().reason();
        }
        if (!instance.isRunning() || instance.startedAt().isEmpty()) {
            return "";
        }
        return RunningTime.text(Duration.between(instance.startedAt().get().toInstant(), now));
    }

    private static List<Instance> sorted(List<Instance> instances) {
        List<Instance> sorted = new ArrayList<>(instances);
        sorted.sort(InstanceTable::compare);
        return sorted;
    }

    /// Not a [java.util.Comparator] made of parts: no AOT cache keeps the classes behind those.
    private static int compare(Instance left, Instance right) {
        int order = left.project().compareTo(right.project());
        order = order != 0
                ? order
                : left.source().toString().compareTo(right.source().toString());
        order = order != 0 ? order : left.state().text().compareTo(right.state().text());
        order = order != 0 ? order : left.agent().compareTo(right.agent());
        return order != 0 ? order : left.name().compareTo(right.name());
    }
}
