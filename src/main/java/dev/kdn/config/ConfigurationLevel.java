/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import java.util.Locale;

/// Where a part of a workspace's configuration comes from; a later level wins over an earlier one.
public enum ConfigurationLevel {
    /// `workspace.json`, usually part of the sources.
    WORKSPACE,
    /// The member `""` of `config/projects.json`.
    GLOBAL,
    /// A project's member of `config/projects.json`.
    PROJECT,
    /// An agent's member of `config/agents.json`.
    AGENT;

    /// As users read it, such as `workspace`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
