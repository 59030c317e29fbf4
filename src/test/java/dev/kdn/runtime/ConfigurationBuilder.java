/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime;

import dev.kdn.config.WorkspaceConfiguration;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds configurations for tests.
public final class ConfigurationBuilder {
    private final ArrayList<Variable> environment = new ArrayList<>();
    private final ArrayList<Mount> mounts = new ArrayList<>();
    private List<Integer> ports = List.of();
    private List<String> hosts = List.of();
    private Optional<Network.Mode> mode = Optional.empty();

    public ConfigurationBuilder value(String name, String value) {
        environment.add(new Variable(name, Optional.empty(), Optional.of(value)));
        return this;
    }

    public ConfigurationBuilder secret(String name, String secret) {
        environment.add(new Variable(name, Optional.of(secret), Optional.empty()));
        return this;
    }

    public ConfigurationBuilder mount(String host, String target, boolean readOnly) {
        mounts.add(new Mount(host, readOnly, target));
        return this;
    }

    public ConfigurationBuilder ports(Integer... numbers) {
        ports = List.of(numbers);
        return this;
    }

    public ConfigurationBuilder mode(Network.Mode value) {
        mode = Optional.of(value);
        return this;
    }

    public ConfigurationBuilder hosts(String... names) {
        hosts = List.of(names);
        return this;
    }

    public WorkspaceConfiguration get() {
        return new WorkspaceConfiguration(
                environment,
                Map.of(),
                WorkspaceConfiguration.Mcp.NONE,
                mounts,
                new Network(hosts, mode),
                ports,
                List.of(),
                List.of());
    }
}
