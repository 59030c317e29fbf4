/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.testing;

import dev.kdn.instance.Instance;
import dev.kdn.instance.Instance.RuntimeRecord;
import dev.kdn.runtime.RuntimeState;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// Records of workspaces, by default a stopped one called `shop`.
public final class InstanceBuilder {
    private String id = "1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c5b6a7988";
    private String name = "shop";
    private String source = "/home/dev/shop";
    private String project = "https://github.com/example/shop/";
    private String agent = "claude";
    private RuntimeState state = RuntimeState.STOPPED;
    private Optional<String> model = Optional.empty();
    private Optional<OffsetDateTime> started = Optional.empty();
    private Map<String, String> info = Map.of();

    public static InstanceBuilder anInstance() {
        return new InstanceBuilder();
    }

    /// With an id of that digit only.
    public InstanceBuilder id(char digit) {
        id = String.valueOf(digit).repeat(64);
        return this;
    }

    public InstanceBuilder name(String value) {
        name = value;
        return this;
    }

    public InstanceBuilder source(String value) {
        source = value;
        return this;
    }

    public InstanceBuilder project(String value) {
        project = value;
        return this;
    }

    public InstanceBuilder agent(String value) {
        agent = value;
        return this;
    }

    public InstanceBuilder model(String value) {
        model = Optional.of(value);
        return this;
    }

    public InstanceBuilder running(String since) {
        state = RuntimeState.RUNNING;
        started = Optional.of(OffsetDateTime.parse(since));
        return this;
    }

    /// With ports, as the JSON text that runtimes store.
    public InstanceBuilder forwards(String json) {
        info = Map.of("forwards", json);
        return this;
    }

    public Instance build() {
        return new Instance(
                id,
                name,
                Path.of(source),
                Path.of(source, ".kaiden"),
                new RuntimeRecord("podman", "0123456789ab", state, info),
                project,
                agent,
                model,
                OffsetDateTime.parse("2026-11-20T10:00:00Z"),
                started,
                Map.of());
    }
}
