/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import dev.kdn.error.ConfigurationException;
import dev.kdn.error.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Everything that is wrong with the files of the configuration, also of levels that no workspace needs now.
public final class ConfigurationReview {
    private final List<Checked> files = new ArrayList<>();

    private ConfigurationReview() {}

    /// One file.
    ///
    /// @param problems for which kdn refuses to use it, one sentence each
    /// @param warnings what it ignores
    public record Checked(Path file, boolean present, List<String> problems, List<String> warnings) {
        public Checked {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /// Checks workspace.json in the folder, and the files of the user.
    ///
    /// @param agents those that are known
    public static List<Checked> of(Path folder, UserConfiguration user, Collection<String> agents) {
        ConfigurationReview review = new ConfigurationReview();
        review.check(
                folder.resolve(WorkspaceConfigurationFile.NAME),
                (tree, findings) -> findings.layer(ConfigurationLevel.WORKSPACE, "", tree));
        review.check(
                user.projectsFile(),
                (tree, findings) -> members(tree).forEach((key, value) -> {
                    boolean global = key.equals(UserConfiguration.GLOBAL);
                    findings.layer(global ? ConfigurationLevel.GLOBAL : ConfigurationLevel.PROJECT, key, value);
                    if (!global && !ProjectKey.canMatch(key)) {
                        findings.warnings.add(
                                "key \"" + key + "\" is only for a project of exactly that name; projects are"
                                        + " called by their repository, such as github.com/owner/name, or their folder "
                                        + value.place());
                    }
                }));
        review.check(
                user.agentsFile(),
                (tree, findings) -> members(tree).forEach((key, value) -> {
                    findings.layer(ConfigurationLevel.AGENT, key, value);
                    if (!agents.contains(key)) {
                        findings.warnings.add("there is no agent \"" + key + "\" " + value.place()
                                + NearestName.of(key, agents)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse(""));
                    }
                }));
        review.check(user.settingsFile(), (tree, findings) -> {
            UserSettings settings = UserSettings.of(tree);
            findings.warnings.addAll(settings.unknownMembers());
        });
        return List.copyOf(review.files);
    }

    private static Map<String, JsonTree> members(JsonTree tree) {
        return UserConfiguration.withoutSchema(tree.object());
    }

    private void check(Path file, BiConsumer<JsonTree, Findings> check) {
        Findings findings = new Findings();
        try {
            JsonFile.read(file).filter(tree -> !tree.isNull()).ifPresent(tree -> check.accept(tree, findings));
        } catch (ConfigurationException e) {
            findings.problems.add(e.getMessage());
        }
        files.add(new Checked(file, Files.exists(file), findings.problems, findings.warnings));
    }

    /// What was found in one file.
    private static final class Findings {
        private final List<String> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        private void layer(ConfigurationLevel level, String key, JsonTree tree) {
            try {
                Consumer<ConfigurationException> note = e -> problems.add(e.getMessage());
                ConfigurationLayer layer = ConfigurationLayer.of(level, key, tree, note, note);
                warnings.addAll(layer.unknownMembers());
            } catch (ConfigurationException e) {
                problems.add(e.getMessage());
            }
        }
    }
}
