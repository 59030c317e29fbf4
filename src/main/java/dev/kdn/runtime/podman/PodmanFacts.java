/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.podman;

import dev.kdn.process.CommandResult;
import dev.kdn.storage.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What `podman info` tells of podman itself, by the names of its JSON. Members differ between versions, so what is
/// absent is an empty text.
record PodmanFacts(JsonValues values) {
    private static final int MAX_BYTES = 1 << 20;

    /// Reads podman's JSON; what is none says nothing.
    static PodmanFacts parse(String json) {
        try {
            return new PodmanFacts(JsonValues.of(json));
        } catch (IOException notJson) {
            return new PodmanFacts(new JsonValues(Map.of()));
        }
    }

    /// Asks podman.
    ///
    /// @throws dev.kdn.error.UnavailableException if it does not answer
    static PodmanFacts of(PodmanCli podman) {
        CommandResult info = podman.call(PodmanCli.ASK, List.of("info", "--format", "json"), MAX_BYTES);
        if (!info.succeeded()) {
            throw podman.unusable(info);
        }
        return parse(info.stdout());
    }

    /// In the words of images, such as `linux/amd64`.
    String platform() {
        return get("/host/os") + "/" + get("/host/arch");
    }

    /// Empty if podman did not say.
    String version() {
        return get("/version/Version");
    }

    /// Whether this podman only passes on what another one does.
    boolean isRemote() {
        return Boolean.parseBoolean(get("/host/serviceIsRemote"));
    }

    boolean isRootless() {
        return Boolean.parseBoolean(get("/host/security/rootless"));
    }

    /// Whether podman can use that controller of control groups, such as `memory`.
    boolean controlsGroups(String controller) {
        return values.under("/host/cgroupControllers").anyMatch(controller::equals);
    }

    boolean usesCni() {
        return get("/host/networkBackend").equals("cni");
    }

    /// Whether there is a program that gives ordinary users a network.
    boolean hasUserNetwork() {
        return !get("/host/slirp4netns/executable").isEmpty()
                || !get("/host/pasta/executable").isEmpty();
    }

    /// Whether the version is known and comes before that one.
    boolean isOlderThan(int major, int minor) {
        String[] parts = (version() + ".0").split("[.-]", -1);
        try {
            int compared = Integer.compare(Integer.parseInt(parts[0]), major);
            return compared < 0 || (compared == 0 && Integer.parseInt(parts[1]) < minor);
        } catch (NumberFormatException unknown) {
            return false;
        }
    }

    private String get(String pointer) {
        return values.get(pointer);
    }
}
