/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kdn.config.WorkspaceConfiguration.Mcp;
import dev.kdn.config.WorkspaceConfiguration.McpCommand;
import dev.kdn.config.WorkspaceConfiguration.McpServer;
import dev.kdn.config.WorkspaceConfiguration.Mount;
import dev.kdn.config.WorkspaceConfiguration.Network;
import dev.kdn.config.WorkspaceConfiguration.Variable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Takes the records apart by reflection, so that a component that is added later cannot be forgotten.
class ConfigurationMergeTest {
    /// A value for every component that there is; a component of a new name fails [#valueOf].
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("environment", List.of(new Variable("A", Optional.empty(), Optional.of("1")))),
            Map.entry("features", Map.of("f", "{}")),
            Map.entry("mcp.commands", List.of(new McpCommand(List.of("a"), "c", Map.of("K", "v"), "n"))),
            Map.entry("mcp.servers", List.of(new McpServer(Map.of("H", "v"), "s", "u"))),
            Map.entry("mounts", List.of(new Mount("/h", true, "/t"))),
            Map.entry("network.hosts", List.of("h")),
            Map.entry("network.mode", Optional.of(Network.Mode.DENY)),
            Map.entry("ports", List.of(1)),
            Map.entry("secrets", List.of("s")),
            Map.entry("skills", List.of("/s")));

    static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (RecordComponent component : WorkspaceConfiguration.class.getRecordComponents()) {
            if (component.getType().isRecord()) {
                Stream.of(component.getType().getRecordComponents())
                        .forEach(inner -> paths.add(component.getName() + "." + inner.getName()));
            } else {
                paths.add(component.getName());
            }
        }
        return paths;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void keepsEveryComponentOfEitherSide(String path) throws Exception {
        WorkspaceConfiguration one = only(path);

        assertThat(one).isNotEqualTo(WorkspaceConfiguration.EMPTY);
        assertThat(ConfigurationMerge.merge(one, WorkspaceConfiguration.EMPTY)).isEqualTo(one);
        assertThat(ConfigurationMerge.merge(WorkspaceConfiguration.EMPTY, one)).isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void writesEveryComponent(String path) throws Exception {
        var written = new ObjectMapper().readTree(WorkspaceConfigurationJson.write(only(path)));

        assertThat(written.at("/" + path.replace('.', '/')).isMissingNode()).isFalse();
    }

    @Test
    void changesNeitherSide() throws Exception {
        WorkspaceConfiguration base = only("ports");
        WorkspaceConfiguration override = only("skills");

        WorkspaceConfiguration _ = ConfigurationMerge.merge(base, override);

        assertThat(base).isEqualTo(only("ports"));
        assertThat(override).isEqualTo(only("skills"));
    }

    @Test
    void replacesEntriesWhole() {
        Mcp base = new Mcp(List.of(new McpCommand(List.of("a"), "c", Map.of("K", "v"), "n")), List.of());
        Mcp override = new Mcp(List.of(new McpCommand(List.of(), "d", Map.of(), "n")), List.of());

        assertThat(ConfigurationMerge.merge(with(base), with(override)).mcp()).isEqualTo(override);
    }

    private static WorkspaceConfiguration with(Mcp mcp) {
        return new WorkspaceConfiguration(
                List.of(), Map.of(), mcp, List.of(), Network.UNSET, List.of(), List.of(), List.of());
    }

    /// A configuration in which nothing but that component is set.
    private static WorkspaceConfiguration only(String path) throws ReflectiveOperationException {
        return (WorkspaceConfiguration) record(WorkspaceConfiguration.class, WorkspaceConfiguration.EMPTY, "", path);
    }

    private static Record record(Class<?> type, Object empty, String above, String path)
            throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            String here = above + components[i].getName();
            Object unset = components[i].getAccessor().invoke(empty);
            types[i] = components[i].getType();
            values[i] = here.equals(path)
                    ? valueOf(path)
                    : path.startsWith(here + ".") ? record(types[i], unset, here + ".", path) : unset;
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return (Record) constructor.newInstance(values);
    }

    private static Object valueOf(String path) {
        return Optional.ofNullable(VALUES.get(path))
                .orElseThrow(() -> new AssertionError("the new component " + path + " needs a value here"));
    }
}
